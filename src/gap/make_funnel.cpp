// SPDX-License-Identifier: Apache-2.0
#include "make_funnel.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

#include "make_series.h"
#include "plain.h"

namespace manumit::gap {
namespace {

constexpr std::array<const char*, 8> kStages{"estimated",       "identified", "reported",
                                             "investigated",    "prosecuted", "convicted",
                                             "sentence_served", "remedy"};
constexpr double kHundred = 100;

bool is_one_year(const Interval<Day>& days) {
  return days == whole_year(calendar_date(days.most).year);
}

std::string role_of(const char* stage, bool labour) {
  return labour ? std::string(stage) + "_labour" : std::string(stage);
}

/// What a stage comes to: of people or of their cases, never of money.
std::optional<Sum> stage_sum(const Shelf& shelf, const std::string& role,
                             const Interval<Day>& days) {
  auto sum = shelf.sum(role, days);
  return sum && sum->counted == Counted::other ? std::nullopt : sum;
}

/// How many stages each year has.
std::map<int, int> stages_by_year(const Shelf& shelf, bool labour) {
  std::map<int, int> stages;
  for (std::size_t i = 1; i < kStages.size(); ++i) {
    const std::string role = role_of(kStages[i], labour);
    for (const Interval<Day>& days : shelf.periods_of(role)) {
      if (is_one_year(days) && stage_sum(shelf, role, days))
        ++stages[calendar_date(days.most).year];
    }
  }
  return stages;
}

std::optional<int> fullest_year(const Shelf& shelf, bool labour) {
  const std::map<int, int> stages = stages_by_year(shelf, labour);
  std::optional<int> best;
  for (const auto& [year, count] : stages) {
    if (!best || count >= stages.at(*best))
      best = year;
  }
  return best;
}

void put(Stage& stage, const Sum& sum) {
  stage.value = sum.value;
  stage.unit = std::string(name_of(sum.counted));
  stage.figures = sum.figures;
  if (sum.low && sum.high)
    stage.interval = Interval<double>{*sum.low, *sum.high};
  else if (sum.kind == Kind::flow)
    stage.interval = small_count_interval(sum.value);
}

/// 0 when they share a day.
int days_between(const Interval<Day>& a, const Interval<Day>& b) {
  if (a.most < b.least)
    return b.least - a.most;
  return b.most < a.least ? a.least - b.most : 0;
}

/// Persons and cases in one funnel, and a stage above the one before it.
void look_over(Funnel& funnel) {
  const Stage* before = nullptr;
  bool mixed = false;
  for (const Stage& stage : funnel.stages) {
    if (!stage.value)
      continue;
    if (before != nullptr && before->unit != stage.unit)
      mixed = true;
    if (before != nullptr && before->name != "estimated" && *stage.value > *before->value)
      funnel.cautions.push_back(
          {"more are {0} ({1}) than {2} ({3}): the two do not count the same",
           {stage.name, plain(*stage.value), before->name, plain(*before->value)}});
    before = &stage;
  }
  if (mixed)
    funnel.cautions.push_back(
        {"some stages count persons and some count cases: one case can hold several persons", {}});
  funnel.cautions.push_back(
      {"no stage follows the same people: each counts what came in that year", {}});
}

/// The first stage is the estimate, whose time stands with it.
void add_apart(Funnel& funnel, int days_apart) {
  if (days_apart > 0)
    funnel.cautions.push_back({"the estimate is of {0} and the count of {1}",
                               {funnel.stages.front().period, funnel.period}});
}

bool is_stage(const Shelf& shelf, const std::string& measure) {
  const MeasureMeaning* meaning = shelf.definitions().find(measure);
  return meaning != nullptr && !meaning->roles.empty();
}

}  // namespace

std::optional<NearRange> range_near(const Shelf& shelf, const Interval<Day>& days) {
  std::optional<NearRange> best;
  for (const std::size_t i : shelf.ranges_of("estimated")) {
    const int apart = days_between(*shelf.table().figures[i].period.days, days);
    if (!best || apart <= best->days_apart)
      best = NearRange{i, apart};
  }
  return best;
}

std::optional<NearEstimate> estimate_near(const Shelf& shelf, const Interval<Day>& days) {
  std::optional<NearEstimate> best;
  for (const Interval<Day>& period : shelf.periods_of("estimated")) {
    const int apart = days_between(period, days);
    const auto sum = stage_sum(shelf, "estimated", period);
    if (sum && (!best || apart <= best->days_apart))
      best = NearEstimate{*sum, apart};
  }
  return best;
}

std::optional<ForEach> for_each(const Sum& estimate, const Sum& count) {
  const double people = estimate.per_year();
  const double counted = count.per_year();
  if (counted <= 0)
    return std::nullopt;
  ForEach of{.value = people / counted, .interval = {}};
  double least = estimate.low.value_or(people);
  double most = estimate.high.value_or(people);
  if (estimate.kind == Kind::flow) {
    least = estimate.low ? least / estimate.years : least;
    most = estimate.high ? most / estimate.years : most;
  }
  const auto few = count.kind == Kind::flow ? small_count_interval(count.value) : std::nullopt;
  const double per_year = counted / count.value;
  if (few) {
    least /= few->most * per_year;
    most =
        few->least > 0 ? most / (few->least * per_year) : std::numeric_limits<double>::infinity();
  } else {
    least /= counted;
    most /= counted;
  }
  if (few || (estimate.low && estimate.high))
    of.interval = Interval<double>{least, most};
  return of;
}

static Stage estimated_range(const Shelf& shelf, std::size_t figure) {
  const Figure& of = shelf.table().figures[figure];
  Stage stage;
  stage.name = "estimated";
  stage.period = in_words(*of.period.days);
  stage.interval = Interval<double>{*of.low, *of.high};
  stage.unit = std::string(name_of(shelf.definitions().counted(of.unit)));
  stage.figures.push_back(figure);
  return stage;
}

std::vector<int> funnel_years(const Shelf& shelf) {
  std::vector<int> years;
  for (const auto& [year, stages] : stages_by_year(shelf, false))
    years.push_back(year);
  return years;
}

Funnel make_funnel(const Shelf& shelf, std::optional<int> year, bool labour) {
  Funnel funnel;
  funnel.of = labour ? "labour" : "all";
  if (!year)
    year = fullest_year(shelf, labour);
  if (!year)
    return funnel;
  const Interval<Day> days = whole_year(*year);
  funnel.period = std::to_string(*year);
  const auto range = labour ? std::nullopt : range_near(shelf, days);
  const auto estimate = labour || range ? std::nullopt : estimate_near(shelf, days);
  std::optional<double> identified;
  for (const char* name : kStages) {
    Stage stage;
    stage.name = name;
    stage.period = funnel.period;
    const bool is_estimate = stage.name == "estimated";
    if (is_estimate && range)
      stage = estimated_range(shelf, range->figure);
    const auto sum = is_estimate ? (estimate ? std::optional(estimate->sum) : std::nullopt)
                                 : stage_sum(shelf, role_of(name, labour), days);
    if (sum) {
      put(stage, *sum);
      stage.period = in_words(sum->days);
      if (stage.name == "identified")
        identified = sum->value;
      else if (!is_estimate && identified && *identified > 0)
        stage.per_hundred_identified = kHundred * sum->value / *identified;
      if (!is_estimate && estimate) {
        if (const auto ratio = for_each(estimate->sum, *sum))
          stage.estimated_for_each = ratio->value;
      }
    } else if (!is_estimate) {
      const auto absent = shelf.absence(role_of(name, labour), days);
      stage.said_absent = absent.has_value();
      if (absent)
        stage.figures.push_back(*absent);
    }
    funnel.stages.push_back(std::move(stage));
  }
  add_apart(funnel, estimate ? estimate->days_apart : range ? range->days_apart : 0);
  for (const Unlike& unlike : shelf.unlike()) {
    if (unlike.days == days && is_stage(shelf, unlike.measure))
      funnel.cautions.push_back(unlike.what);
  }
  look_over(funnel);
  return funnel;
}

}  // namespace manumit::gap
