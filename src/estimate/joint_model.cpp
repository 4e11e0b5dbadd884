// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include "base/parallel.h"
#include "joint_fit.h"
#include "methods.h"
#include "strata.h"

namespace manumit::estimate {
namespace {

// A move takes up to a hundred fits; more moves than this were never needed on public tables.
constexpr int kMostMoves = 40;
// Beyond this a single fit takes seconds on an old laptop.
constexpr std::size_t kMostCells = 6000;
constexpr double kUpper95 = 1.959963984540054;  // Φ⁻¹(0.975)

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
  if (best.fit.existence_code != 0)
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

/// What a stretch of strata comes to: people seen, in all, and the interval.
struct Together {
  std::uint64_t observed = 0;
  double n_hat = 0;
  std::optional<Limits> limits;
};

class Teller {
 public:
  Teller(const JointTable& table, const Chosen& chosen) : table_(table), chosen_(chosen) {}

  [[nodiscard]] Together of(const std::vector<std::size_t>& strata) const {
    Together together;
    double unseen = 0;
    for (const std::size_t g : strata) {
      for (const double count : table_.counts[g])
        together.observed += static_cast<std::uint64_t>(count);
      unseen += chosen_.fit.unseen[g];
    }
    const double seen = static_cast<double>(together.observed);
    together.n_hat = seen + unseen;
    const double error = log_unseen_error(table_, chosen_.terms, chosen_.fit, strata);
    if (std::isfinite(error)) {
      together.limits = Limits{seen + unseen * std::exp(-kUpper95 * error),
                               seen + unseen * std::exp(kUpper95 * error)};
    }
    return together;
  }

 private:
  const JointTable& table_;
  const Chosen& chosen_;
};

std::optional<double> rate(double people, const std::vector<std::size_t>& strata,
                           const Settings& settings) {
  if (settings.population.empty())
    return std::nullopt;
  double population = 0;
  for (const std::size_t g : strata)
    population += static_cast<double>(settings.population[g]);
  if (population <= 0)
    return std::nullopt;
  return people / population * 100'000;
}

void tell_levels(const Lists& lists, const Settings& settings, const Teller& teller,
                 JointAnswer& answer) {
  for (std::size_t g = 0; g < lists.strata.size(); ++g) {
    const Together together = teller.of({g});
    JointLevel level;
    for (std::size_t c = 0; c < lists.columns.size(); ++c)
      level.stratum[lists.columns[c]] = lists.strata[g].values[c];
    level.observed = together.observed;
    level.n_hat = together.n_hat;
    level.lognormal_95 = together.limits;
    level.per_100000 = rate(together.n_hat, {g}, settings);
    answer.levels.push_back(std::move(level));
  }
}

void tell_margins(const Lists& lists, const Settings& settings, const Teller& teller,
                  JointAnswer& answer) {
  for (std::size_t c = 0; c < lists.columns.size(); ++c) {
    std::map<std::string, std::vector<std::size_t>> by_value;
    for (std::size_t g = 0; g < lists.strata.size(); ++g)
      by_value[lists.strata[g].values[c]].push_back(g);
    for (const auto& [value, strata] : by_value) {
      const Together together = teller.of(strata);
      answer.margins.push_back({.column = lists.columns[c],
                                .value = value,
                                .observed = together.observed,
                                .n_hat = together.n_hat,
                                .lognormal_95 = together.limits,
                                .per_100000 = rate(together.n_hat, strata, settings)});
    }
  }
}

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
  for (const JointTerm& term : chosen.terms)
    answer.terms.push_back(written(term, lists, *usable.table));
  answer.parameters = chosen.fit.parameters;
  answer.deviance = chosen.fit.deviance;
  answer.df = chosen.fit.df;
  answer.aic = chosen.fit.aic;
  answer.bic = chosen.fit.bic;
  const Teller teller(table, chosen);
  std::vector<std::size_t> everybody(table.counts.size());
  for (std::size_t g = 0; g < everybody.size(); ++g)
    everybody[g] = g;
  const Together whole = teller.of(everybody);
  answer.n_hat = whole.n_hat;
  answer.lognormal_95 = whole.limits;
  tell_levels(lists, settings, teller, answer);
  tell_margins(lists, settings, teller, answer);
  return answer;
}

}  // namespace manumit::estimate
