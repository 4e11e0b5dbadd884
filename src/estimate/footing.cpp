// SPDX-License-Identifier: Apache-2.0
#include "footing.h"

#include <algorithm>
#include <iterator>

#include "describe_fit.h"
#include "loglinear.h"
#include "rules.h"

namespace manumit::estimate {
namespace {

/// The table of one list alone.
ListTable alone(ListTable table, const std::string& list) {
  for (int other = table.lists() - 1; other >= 0; --other) {
    if (table.names()[static_cast<std::size_t>(other)] != list)
      table = table.without(other);
  }
  return table;
}

void leave_out(const ListTable& table, Footing& footing) {
  UsableLists usable = usable_lists(table);
  // The last list left holds everybody on it, as any list does: it is kept to be shown.
  if (!usable.table && !usable.everyone.empty()) {
    usable.table = alone(table, usable.everyone.back());
    usable.everyone.pop_back();
  }
  const std::uint64_t people = usable.table ? usable.table->people() : 0;
  for (const std::string& list : usable.empty)
    footing.warnings.push_back(rules::list_empty(list));
  for (const std::string& list : usable.everyone)
    footing.warnings.push_back(rules::list_everyone(list, people));
  const auto is_out = [&](const std::string& name) {
    const std::vector<std::string>* const kinds[] = {&usable.empty, &usable.everyone};
    return std::any_of(std::begin(kinds), std::end(kinds), [&name](const auto* names) {
      return std::find(names->begin(), names->end(), name) != names->end();
    });
  };
  std::copy_if(table.names().begin(), table.names().end(), std::back_inserter(footing.left_out),
               is_out);
  footing.usable = std::move(usable.table);
}

void judge_size(const ListTable& table, Footing& footing) {
  if (auto small = rules::too_small(table.counts()))
    footing.warnings.push_back(std::move(*small));
}

/// Where the lists are too many to look whether there is an estimate at all, none is given.
void judge_overlap(const ListTable& table, Footing& footing) {
  if (table.lists() > kMostFittedLists) {
    footing.refused = too_many_lists();
    return;
  }
  Fitter fitter(table.lists());
  footing.main_effects_code =
      fitter.existence_code(as_real(table.counts()), main_effects_of(table.lists()));
  if (footing.main_effects_code != 0)
    footing.refused = rules::no_upper_bound();
}

}  // namespace

Footing footing_of(const ListTable& table, const Settings& settings) {
  Footing footing;
  leave_out(table, footing);
  if (footing.lists() < 2) {
    footing.refused = rules::one_list();
  } else {
    judge_size(*footing.usable, footing);
    judge_overlap(*footing.usable, footing);
    if (footing.lists() == 2 && !footing.refused)
      footing.warnings.push_back(rules::two_lists());
  }
  if (settings.referrals == Told::yes)
    footing.warnings.push_back(rules::referral_list());
  if (settings.open_population == Told::yes)
    footing.warnings.push_back(rules::open_population());
  // What is not one population cannot be counted as one, whatever else holds.
  if (settings.lists_differ == Told::yes)
    footing.refused = rules::lists_differ();
  return footing;
}

std::vector<Method> methods_wanted(const Footing& footing, const Settings& settings) {
  std::vector<Method> wanted = settings.methods;
  if (wanted.empty() && footing.lists() == 2)
    wanted = {Method::chapman, Method::lower_bound};
  if (wanted.empty() && footing.lists() > 2) {
    wanted = {
        Method::main_effects, Method::stepwise,   Method::bic_order2,      Method::bic,
        Method::aic_order2,   Method::aic,        Method::bayes_threshold, Method::latent_class,
        Method::decomposable, Method::lower_bound};
  }
  if (!settings.model.empty())
    wanted.push_back(Method::fixed);
  if (footing.refused && may_be_bounded(footing))
    wanted.push_back(Method::lower_bound);
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  return wanted;
}

bool may_be_bounded(const Footing& footing) {
  return !footing.refused || footing.refused->code == "no_upper_bound" ||
         footing.refused->code == "too_many_lists";
}

std::optional<Warning> refusal_of(const Footing& footing, Method method) {
  if (footing.refused) {
    return may_be_bounded(footing) && method == Method::lower_bound ? std::nullopt
                                                                    : footing.refused;
  }
  if (footing.lists() == 2 && method != Method::chapman && method != Method::lower_bound)
    return rules::two_lists_only();
  return std::nullopt;
}

}  // namespace manumit::estimate
