// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "base/parallel.h"
#include "footing.h"
#include "joint_fit.h"
#include "judge.h"
#include "methods.h"
#include "normal_curve.h"
#include "rates.h"
#include "rules.h"
#include "strata.h"

namespace manumit::estimate {
namespace {

// A move takes up to a hundred fits; more moves than this were never needed on public tables.
constexpr int kMostMoves = 40;
// Beyond this a single fit takes seconds on an old laptop.
constexpr std::size_t kMostCells = 6000;
constexpr double kUpper95 = 0.975;

JointTable joint_table(const Lists& lists, const ListTable& usable) {
  JointTable joint;
  joint.lists = usable.lists();
  std::vector<std::map<std::string, std::size_t>> known(lists.columns.size());
  for (const Stratum& stratum : lists.strata) {
    ListTable table = stratum.table;
    for (int list = table.lists() - 1; list >= 0; --list) {
      const std::string& name = table.names()[static_cast<std::size_t>(list)];
      if (std::find(usable.names().begin(), usable.names().end(), name) == usable.names().end())
        table = table.without(list);
    }
    if (table.people() == 0)
      continue;
    std::vector<std::size_t>& value = joint.value.emplace_back();
    for (std::size_t c = 0; c < lists.columns.size(); ++c)
      value.push_back(known[c].try_emplace(stratum.values[c], known[c].size()).first->second);
    joint.counts.emplace_back(table.counts().begin(), table.counts().end());
    joint.people += static_cast<double>(table.people());
  }
  for (const auto& values : known)
    joint.values.push_back(values.size());
  return joint;
}

/// Everything that may be added to the model: what it stands on must be in (hierarchy).
std::vector<JointTerm> all_terms(const JointTable& table) {
  std::vector<JointTerm> terms;
  const int columns = static_cast<int>(table.values.size());
  for (int i = 0; i < table.lists; ++i) {
    for (int c = 0; c < columns; ++c)
      terms.push_back({History{1} << i, c});
  }
  for (int i = 0; i < table.lists; ++i) {
    for (int j = i + 1; j < table.lists; ++j) {
      const History pair = (History{1} << i) | (History{1} << j);
      terms.push_back({pair, JointTerm::kNoColumn});
      for (int c = 0; c < columns; ++c)
        terms.push_back({pair, c});
    }
  }
  std::erase_if(terms, [&](const JointTerm& term) {
    return term.column != JointTerm::kNoColumn &&
           table.values[static_cast<std::size_t>(term.column)] < 2;
  });
  return terms;
}

bool is_in(const std::vector<JointTerm>& model, const JointTerm& term) {
  return std::find(model.begin(), model.end(), term) != model.end();
}

/// Whether `below` is one of the terms that hierarchy asks for under `above`.
bool stands_under(const JointTerm& below, const JointTerm& above) {
  return !(below == above) && (below.lists & ~above.lists) == 0 &&
         (below.column == JointTerm::kNoColumn || below.column == above.column);
}

bool may_enter(const std::vector<JointTerm>& model, const std::vector<JointTerm>& all,
               const JointTerm& term) {
  return !is_in(model, term) && std::all_of(all.begin(), all.end(), [&](const JointTerm& other) {
    return !stands_under(other, term) || is_in(model, other);
  });
}
bool may_leave(const std::vector<JointTerm>& model, const JointTerm& term) {
  return std::none_of(model.begin(), model.end(),
                      [&](const JointTerm& other) { return stands_under(term, other); });
}

/// The models one term away.
std::vector<std::vector<JointTerm>> neighbours(const std::vector<JointTerm>& model,
                                               const std::vector<JointTerm>& all) {
  std::vector<std::vector<JointTerm>> near;
  for (const JointTerm& term : all) {
    if (may_enter(model, all, term)) {
      near.push_back(model);
      near.back().push_back(term);
    } else if (is_in(model, term) && may_leave(model, term)) {
      near.push_back(model);
      std::erase(near.back(), term);
    }
  }
  return near;
}

struct Chosen {
  std::vector<JointTerm> terms;
  JointFit fit;
};

/// From single lists to the neighbour of lowest BIC, until none is lower.
Result<Chosen> choose(const JointTable& table, const Settings& settings, const Progress& progress) {
  const std::vector<JointTerm> all = all_terms(table);
  Chosen best{.terms = {}, .fit = fit_jointly(table, {})};
  if (best.fit.existence_code != 0 || !best.fit.converged)
    return best;
  for (int move = 0; move < kMostMoves; ++move) {
    if (progress && !progress(static_cast<std::uint64_t>(move), kMostMoves))
      return fail(stopped());
    const auto near = neighbours(best.terms, all);
    const std::vector<JointFit> fits = TRY(parallel_map<JointFit>(
        near.size(), settings.threads,
        [&](std::size_t i) -> Result<JointFit> { return fit_jointly(table, near[i]); }));
    std::size_t lowest = near.size();
    for (std::size_t i = 0; i < near.size(); ++i) {
      const double bound = lowest < near.size() ? fits[lowest].bic : best.fit.bic;
      if (fits[i].existence_code == 0 && fits[i].converged && fits[i].bic < bound)
        lowest = i;
    }
    if (lowest == near.size())
      break;
    best = {.terms = near[lowest], .fit = fits[lowest]};
  }
  return best;
}

std::string written(const JointTerm& term, const Lists& lists, const ListTable& usable) {
  std::string text;
  for (int list = 0; list < usable.lists(); ++list) {
    if ((term.lists >> list) & 1U)
      text += (text.empty() ? "" : ":") + usable.names()[static_cast<std::size_t>(list)];
  }
  if (term.column != JointTerm::kNoColumn)
    text += ":" + lists.columns[static_cast<std::size_t>(term.column)];
  return text;
}

/// What a stretch of strata comes to: people seen, in all, the interval, rates, and what to heed.
struct Together {
  std::uint64_t observed = 0;
  double n_hat = 0;
  std::optional<Limits> limits = {};
  std::optional<double> rate = {};
  std::optional<Limits> rate_95 = {};
  std::vector<Warning> warnings = {};
};

class Teller {
 public:
  Teller(const Lists& lists, const Settings& settings, const JointTable& table, const JointFit& fit)
      : lists_(lists), settings_(settings), table_(table), fit_(fit) {}

  /// The strata that belong to a part of the population, and the part's rates.
  [[nodiscard]] Together of(const IsIn& is_in) const {
    Together together;
    std::vector<std::size_t> strata;
    double unseen = 0;
    for (std::size_t g = 0; g < lists_.strata.size(); ++g) {
      if (!is_in(lists_.strata[g].values))
        continue;
      strata.push_back(g);
      together.observed += static_cast<std::uint64_t>(
          std::accumulate(table_.counts[g].begin(), table_.counts[g].end(), 0.0));
      unseen += fit_.unseen[g];
    }
    const double seen = static_cast<double>(together.observed);
    together.n_hat = seen + unseen;
    const double reach = normal_point(kUpper95) * log_unseen_error(table_, fit_, strata);
    if (std::isfinite(reach))
      together.limits = Limits{seen + unseen * std::exp(-reach), seen + unseen * std::exp(reach)};
    const Rates rates(lists_, settings_, is_in);
    together.rate = rates.of(together.n_hat);
    together.rate_95 = rates.of(together.limits);
    warn_of_small(strata, together.warnings);
    return together;
  }

  void tell_levels(JointAnswer& answer) const {
    for (const Stratum& stratum : lists_.strata) {
      Together together = of([&](const auto& values) { return values == stratum.values; });
      JointLevel level;
      for (std::size_t c = 0; c < lists_.columns.size(); ++c)
        level.stratum.emplace_back(lists_.columns[c], stratum.values[c]);
      // Of its own such a stratum has no estimate: the others lend it theirs.
      const Footing alone = footing_of(stratum.table, {});
      if (alone.refused || alone.lists() < 3)
        together.warnings.push_back(rules::borrowed());
      put(std::move(together), level);
      answer.levels.push_back(std::move(level));
    }
  }

  void tell_margins(JointAnswer& answer) const {
    for (std::size_t c = 0; c < lists_.columns.size(); ++c) {
      std::set<std::string> seen;
      for (const Stratum& stratum : lists_.strata)
        seen.insert(stratum.values[c]);
      for (const std::string& value : seen) {
        JointMargin margin{.column = lists_.columns[c], .value = value};
        put(of(with_value(c, value)), margin);
        answer.margins.push_back(std::move(margin));
      }
    }
  }

  void tell_all(JointAnswer& answer) const {
    const Together together = of(everybody());
    answer.n_hat = together.n_hat;
    answer.lognormal_95 = together.limits;
    answer.per_100000 = together.rate;
    answer.per_100000_95 = together.rate_95;
    answer.warnings.push_back(rules::choice_ignored());
    if (fit_.df > 0) {
      if (const double p = chi_square_tail(fit_.deviance, fit_.df); p < kTooUnlikely)
        answer.warnings.push_back(rules::poor_fit(p));
    }
  }

 private:
  template <typename Part>
  static void put(Together together, Part& into) {
    into.observed = together.observed;
    into.n_hat = together.n_hat;
    into.lognormal_95 = together.limits;
    into.per_100000 = together.rate;
    into.per_100000_95 = together.rate_95;
    into.warnings = std::move(together.warnings);
  }

  void warn_of_small(const std::vector<std::size_t>& strata, std::vector<Warning>& into) const {
    std::vector<std::uint64_t> counts(table_.counts.front().size());
    for (const std::size_t g : strata) {
      for (std::size_t history = 0; history < counts.size(); ++history)
        counts[history] += static_cast<std::uint64_t>(table_.counts[g][history]);
    }
    if (const auto small = rules::too_small(counts))
      into.push_back(*small);
    if (rules::has_small_cell(counts, settings_.small_cell))
      into.push_back(rules::suppress(settings_.small_cell));
  }

  const Lists& lists_;
  const Settings& settings_;
  const JointTable& table_;
  const JointFit& fit_;
};

Warning refusal(std::string code, std::string why) {
  return {std::move(code), {std::move(why), {}}};
}

/// Why there is no joint model at all; nothing when there can be one.
std::optional<Warning> no_joint(const JointTable& table, const Lists& lists) {
  if (table.lists < 3)
    return refusal("two_lists", "a joint model over strata needs at least three lists");
  if (table.counts.size() != lists.strata.size())
    return refusal("not_estimable",
                   "a stratum has nobody left once the lists that say nothing are left out, so the "
                   "strata cannot be modelled together");
  if (table.counts.size() << table.lists > kMostCells)
    return refusal("not_estimable",
                   "there are too many strata and lists for one joint model; put strata together, "
                   "or merge lists");
  return std::nullopt;
}

}  // namespace

Result<JointAnswer> joint_model(const Lists& lists, const Settings& settings,
                                const Progress& progress) {
  JointAnswer answer;
  const UsableLists usable = usable_lists(lists.table);
  if (!usable.table) {
    answer.refused = refusal("two_lists", "a joint model over strata needs at least three lists");
    return answer;
  }
  const JointTable table = joint_table(lists, *usable.table);
  answer.refused = no_joint(table, lists);
  if (answer.refused)
    return answer;
  const Chosen chosen = TRY(choose(table, settings, progress));
  if (chosen.fit.existence_code != 0) {
    answer.refused = refusal(
        "no_upper_bound", "the lists share too few people within the strata for one joint model");
    return answer;
  }
  if (!chosen.fit.converged) {
    answer.refused = refusal(
        "not_converged", "the fit of the joint model did not come to rest, so it gives no figure");
    return answer;
  }
  for (const JointTerm& term : chosen.terms)
    answer.terms.push_back(written(term, lists, *usable.table));
  answer.parameters = chosen.fit.parameters;
  answer.deviance = chosen.fit.deviance;
  answer.df = chosen.fit.df;
  answer.aic = chosen.fit.aic;
  answer.bic = chosen.fit.bic;
  const Teller teller(lists, settings, table, chosen.fit);
  teller.tell_all(answer);
  teller.tell_levels(answer);
  teller.tell_margins(answer);
  return answer;
}

}  // namespace manumit::estimate
