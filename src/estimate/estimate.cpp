// SPDX-License-Identifier: Apache-2.0
#include "estimate.h"

#include <algorithm>

#include "bar.h"
#include "loglinear.h"
#include "methods.h"
#include "random.h"
#include "rules.h"
#include "strata.h"
#include "table_answer.h"

namespace manumit::estimate {
namespace {

constexpr double kPer = 100'000;   // SDG indicator 16.2.2 counts victims per 100,000.
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

bool has_small_cell(const ListTable& table, std::uint64_t small_cell) {
  const auto counts = table.counts();
  return std::any_of(counts.begin(), counts.end(), [small_cell](std::uint64_t people) {
    return people > 0 && people < small_cell;
  });
}

Result<StratumAnswer> stratum_of(const Lists& lists, std::size_t index, const Settings& settings,
                                 const Progress& progress) {
  const Stratum& stratum = lists.strata[index];
  StratumAnswer said;
  for (std::size_t column = 0; column < lists.columns.size(); ++column)
    said.stratum[lists.columns[column]] = stratum.values[column];
  said.answer = TRY(answer_of(stratum.table, for_stratum(settings, index), progress));
  if (has_small_cell(stratum.table, settings.small_cell))
    said.answer.summary.warnings.push_back(rules::suppress(settings.small_cell));
  if (index >= settings.population.size())
    return said;
  said.population = settings.population[index];
  const Summary& summary = said.answer.summary;
  if (summary.low && *said.population > 0) {
    const double people = static_cast<double>(*said.population);
    said.per_100000 = Limits{*summary.low / people * kPer, *summary.high / people * kPer};
  }
  return said;
}

Result<void> put_strata(const Lists& lists, const Settings& settings, Bar& bar, Answer& answer) {
  for (std::size_t index = 0; index < lists.strata.size(); ++index) {
    const Progress progress = bar.next(work_of(lists.strata[index].table, settings));
    answer.strata.push_back(TRY(stratum_of(lists, index, settings, progress)));
  }
  if (lists.strata.empty())
    return {};
  answer.strata_sum = sum_over_strata(answer.strata);
  if (wants_joint(lists, settings))
    answer.joint = TRY(joint_model(lists, settings, bar.next(kJointWork)));
  return {};
}

/// The rules of notes §5 on how many linkages there are belong into the summary too.
void say_linkages(Answer& answer) {
  for (const LinkageAnswer& method : answer.linkage) {
    for (const Warning& warning : method.warnings) {
      if (warning.code == "one_linkage" || warning.code == "few_linkages") {
        answer.whole.summary.warnings.push_back(warning);
        return;
      }
    }
  }
}

/// The first draw is the table itself, whose methods have been asked already.
Result<void> put_linkage(const Lists& lists, const Settings& settings, Bar& bar, Answer& answer) {
  if (lists.draws.empty() || answer.whole.summary.refused)
    return {};
  const Settings plain = for_draws(settings);
  std::vector<LinkedDraw> draws{{answer.whole.observed, answer.whole.methods}};
  for (std::size_t draw = 1; draw < lists.draws.size(); ++draw) {
    const ListTable& table = lists.draws[draw];
    TableAnswer one = TRY(answer_of(table, plain, bar.next(work_of(table, settings))));
    draws.push_back({one.observed, std::move(one.methods)});
  }
  answer.linkage = combine_draws(draws);
  say_linkages(answer);
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
  // Who asks to stop now has the answer already.
  if (const Progress end = bar.next(0))
    (void)end(1, 1);
  return answer;
}

}  // namespace manumit::estimate
