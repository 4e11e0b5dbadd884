// SPDX-License-Identifier: Apache-2.0
#include "estimate.h"

#include <algorithm>

#include "bar.h"
#include "lead.h"
#include "loglinear.h"
#include "methods.h"
#include "random.h"
#include "rates.h"
#include "rules.h"
#include "strata.h"
#include "summary.h"
#include "table_answer.h"

namespace manumit::estimate {
namespace {

constexpr double kJointWork = 10;  // Beside the work of a table; it only moves the bar.

/// The draws are only compared with each other: what varies the lists is told of the first alone.
Settings for_draws(Settings settings) {
  settings.diagnostics = false;
  return settings;
}

/// Each stratum draws its own random numbers: replicate b of one is added to replicate b of
/// another, and numbers in common would make strata rise and fall together.
Settings for_stratum(Settings settings, std::size_t index) {
  settings.seed = Stream(settings.seed, "stratum", index).bits();
  return settings;
}

bool wants_joint(const Lists& lists, const Settings& settings) {
  return !lists.strata.empty() && settings.joint && settings.lists_differ != Told::yes;
}

double work_of(const Lists& lists, const Settings& settings) {
  double work = work_of(lists.table, settings);
  for (const Stratum& stratum : lists.strata)
    work += work_of(stratum.table, settings);
  for (std::size_t draw = 1; draw < lists.draws.size(); ++draw)
    work += work_of(lists.draws[draw], settings);
  return work + (wants_joint(lists, settings) ? kJointWork : 0);
}

/// Then one of the two is wrong, and a rate would be nonsense.
bool is_above_population(const StratumAnswer& stratum) {
  const Summary& summary = stratum.answer.summary;
  return stratum.population && summary.high &&
         *summary.high > static_cast<double>(*stratum.population);
}

Result<StratumAnswer> stratum_of(const Lists& lists, std::size_t index, const Settings& settings,
                                 const Progress& progress) {
  const Stratum& stratum = lists.strata[index];
  StratumAnswer said;
  said.stratum = stratum_name(lists.columns, stratum.values);
  said.answer = TRY(answer_of(stratum.table, for_stratum(settings, index), progress));
  if (rules::has_small_cell(stratum.table.counts(), settings.small_cell))
    said.answer.summary.warnings.push_back(rules::suppress(settings.small_cell));
  if (index < settings.population.size())
    said.population = settings.population[index];
  const Rates rates(lists, settings, [&](const auto& values) { return values == stratum.values; });
  const Summary& summary = said.answer.summary;
  if (summary.low && !is_above_population(said))
    said.per_100000 = rates.of(Limits{*summary.low, *summary.high});
  return said;
}

/// A sum that lacks the unseen of a stratum is no figure of all of them.
void put_rates(const Rates& rates, std::vector<StrataSum>& sums) {
  for (StrataSum& sum : sums) {
    if (!sum.left_out.empty())
      continue;
    sum.per_100000 = rates.of(sum.n_hat);
    sum.per_100000_95 = rates.of(limits_95(sum.intervals));
  }
}

void put_sums(const Lists& lists, const Settings& settings, Answer& answer) {
  answer.strata_sum = sum_over_strata(answer.strata);
  put_rates(Rates(lists, settings, everybody()), answer.strata_sum);
  answer.strata_margins = sum_by_column(answer.strata, lists.columns);
  for (StrataMargin& margin : answer.strata_margins) {
    const auto column = std::find(lists.columns.begin(), lists.columns.end(), margin.column);
    const IsIn is_in =
        with_value(static_cast<std::size_t>(column - lists.columns.begin()), margin.value);
    put_rates(Rates(lists, settings, is_in), margin.sums);
  }
}

/// Groups at risk that have no figure.
void say_unseen_groups(const Lists& lists, const Settings& settings, Summary& summary) {
  std::vector<std::string> names;
  for (const UnseenGroup& group : settings.unseen_groups)
    names.push_back(in_words(stratum_name(lists.columns, group.values)));
  if (!names.empty())
    summary.warnings.push_back(rules::group_unseen(names));
}

void say_above_population(Answer& answer) {
  std::vector<std::string> names;
  for (const StratumAnswer& stratum : answer.strata) {
    if (is_above_population(stratum))
      names.push_back(in_words(stratum.stratum));
  }
  if (!names.empty())
    answer.whole.summary.warnings.push_back(rules::above_population(names));
}

Result<void> put_strata(const Lists& lists, const Settings& settings, Bar& bar, Answer& answer) {
  for (std::size_t index = 0; index < lists.strata.size(); ++index) {
    const Progress progress = bar.next(work_of(lists.strata[index].table, settings));
    answer.strata.push_back(TRY(stratum_of(lists, index, settings, progress)));
  }
  if (lists.strata.empty())
    return {};
  put_sums(lists, settings, answer);
  say_unseen_groups(lists, settings, answer.whole.summary);
  say_above_population(answer);
  if (!answer.whole.summary.refused) {
    // Over several draws of the linkage the range is theirs: the strata know the first one only.
    if (lists.draws.size() > 1)
      answer.whole.summary.warnings.push_back(rules::strata_of_one_linkage());
    else
      lead_with_strata(settings, answer);
    warn_when_strata_differ(settings, answer);
  }
  if (wants_joint(lists, settings))
    answer.joint = TRY(joint_model(lists, settings, bar.next(kJointWork)));
  return {};
}

/// The first draw is the table itself, whose methods have been asked already.
Result<void> put_linkage(const Lists& lists, const Settings& settings, Bar& bar, Answer& answer) {
  TableAnswer& whole = answer.whole;
  if (lists.draws.empty() || whole.summary.refused)
    return {};
  if (const auto few = rules::few_linkages(lists.draws.size()))
    whole.summary.warnings.push_back(*few);
  const Settings plain = for_draws(settings);
  std::vector<LinkedDraw> draws{{took_part(whole), whole.methods}};
  std::vector<DrawRange> ranges{{whole.observed, whole.summary.counted}};
  for (std::size_t draw = 1; draw < lists.draws.size(); ++draw) {
    const ListTable& table = lists.draws[draw];
    TableAnswer one = TRY(answer_of(table, plain, bar.next(work_of(table, settings))));
    ranges.push_back({one.observed, one.summary.counted});
    draws.push_back({took_part(one), std::move(one.methods)});
  }
  answer.linkage = combine_draws(draws);
  if (draws.size() > 1)
    lead_with_linkages(ranges, answer);
  return {};
}

}  // namespace

Result<Answer> estimate(const Lists& lists, const Settings& settings, const Progress& progress) {
  // Numbers in a named model are those of the lists as they were given, whatever takes no part.
  if (!settings.model.empty())
    TRY(parse_model(settings.model, lists.table.lists()));
  NeverBack never_back(progress);
  Bar bar(never_back.watcher(), work_of(lists, settings));
  Answer answer;
  answer.record = record_of(lists, settings);
  answer.whole = TRY(answer_of(lists.table, settings, bar.next(work_of(lists.table, settings))));
  TRY(put_strata(lists, settings, bar, answer));
  TRY(put_linkage(lists, settings, bar, answer));
  answer.whole.summary.assumptions = assumptions_of(answer.whole.summary.counted, settings);
  // Who asks to stop now has the answer already.
  if (const Progress end = bar.next(0))
    (void)end(1, 1);
  return answer;
}

}  // namespace manumit::estimate
