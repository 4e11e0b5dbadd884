// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "exact.h"
#include "measures.h"
#include "plain.h"

namespace manumit::gap {
namespace {

constexpr double kDaysInYear = 365.25;

std::size_t count_of(std::span<const Step> steps, std::string_view kind) {
  return static_cast<std::size_t>(
      std::count_if(steps.begin(), steps.end(), [&](const Step& one) { return one.kind == kind; }));
}

Part plain_part(std::string of, double value) {
  Part part;
  part.of = std::move(of);
  part.value = value;
  return part;
}

/// When a matter was first complained of, and when it was first judged.
struct Course {
  std::optional<Day> complaint;
  std::optional<Day> judgment;
};

void note_first(std::optional<Day>& first, const Step& step) {
  if (!first || step.date.days->least < *first)
    first = step.date.days->least;
}

/// From the first complaint to the first judgment, in years, of each matter that has both; in order
/// of size.
std::vector<double> years_to_judgment(std::span<const Step> steps) {
  std::map<std::string_view, Course> courses;
  for (const Step& step : steps) {
    if (step.date.days && step.kind == "complaint")
      note_first(courses[step.matter].complaint, step);
    if (step.date.days && step.kind == "judgment")
      note_first(courses[step.matter].judgment, step);
  }
  std::vector<double> years;
  for (const auto& [matter, course] : courses) {
    if (course.complaint && course.judgment && *course.complaint <= *course.judgment)
      years.push_back((*course.judgment - *course.complaint) / kDaysInYear);
  }
  std::sort(years.begin(), years.end());
  return years;
}

/// Of several matters the middle one, the shortest and the longest.
void add_years(std::vector<Part>& parts, std::span<const Step> steps) {
  const std::vector<double> years = years_to_judgment(steps);
  if (years.empty())
    return;
  const double middle = (years[(years.size() - 1) / 2] + years[years.size() / 2]) / 2;
  parts.push_back(plain_part("years_to_judgment", middle));
  if (years.size() == 1)
    return;
  parts.push_back(plain_part("years_to_judgment_least", years.front()));
  parts.push_back(plain_part("years_to_judgment_most", years.back()));
}

/// Which of the stages have a figure in a year; nothing when the file is silent about all of them.
std::optional<Part> published_in(const Shelf& shelf, int year) {
  const auto& stages = shelf.definitions().published_stages;
  Part part = plain_part("published", 0);
  part.period = std::to_string(year);
  double published = 0;
  double not_in_file = 0;
  for (const std::string& stage : stages) {
    const auto sum = shelf.sum(stage, whole_year(year));
    const auto absent = shelf.absence(stage, whole_year(year));
    published += sum ? 1 : 0;
    not_in_file += sum || absent ? 0 : 1;
    if (sum)
      add_figures(part.figures, sum->figures);
    else if (absent)
      add_figures(part.figures, std::vector<std::size_t>{*absent});
  }
  const auto all = static_cast<double>(stages.size());
  if (stages.empty() || not_in_file == all)
    return std::nullopt;
  part.value = published / all;
  part.part = published;
  part.whole = all;
  if (not_in_file > 0)
    part.interval = Interval<double>{published / all, (published + not_in_file) / all};
  return part;
}

Sentence refusals_in_words(const MeasureInputs& in, double refused, double complaints) {
  if (!in.charges_known)
    return {"on paper: refusals {0}, complaints {1}", {plain(refused), plain(complaints)}};
  const auto charges = static_cast<double>(count_of(in.steps, "charge"));
  return {"on paper: refusals {0}, complaints {1}, charges {2}",
          {plain(refused), plain(complaints), plain(charges)}};
}

}  // namespace

GapMeasure refusals(const MeasureInputs& in) {
  GapMeasure of;
  of.id = "G7";
  if (in.steps.empty()) {
    of.not_computable = {"no steps of an authority are given", {}};
    return of;
  }
  const auto complaints = static_cast<double>(count_of(in.steps, "complaint"));
  const auto refused = static_cast<double>(count_of(in.steps, "refusal"));
  for (const char* kind :
       {"complaint", "refusal", "reversal", "opening", "charge", "judgment", "remedy"}) {
    if (in.charges_known || std::string_view(kind) != "charge")
      of.parts.push_back(plain_part(kind, static_cast<double>(count_of(in.steps, kind))));
  }
  add_years(of.parts, in.steps);
  of.coverage = complaints > 0 ? 1 : 0.5;
  of.cautions.push_back(
      {"only steps with a paper are counted: what left none cannot be seen here", {}});
  of.cautions.push_back(
      {"these are the steps of the cases in that file, and no count of a whole country", {}});
  if (complaints <= 0) {
    of.not_computable = {"no complaint is among the steps, so there is nothing to divide by", {}};
    return of;
  }
  of.value = refused / complaints;
  of.says = refusals_in_words(in, refused, complaints);
  return of;
}

GapMeasure remedy(const MeasureInputs& in) {
  GapMeasure of;
  of.id = "G8";
  for (const Interval<Day>& days : in.shelf.periods_of("wages_computed")) {
    const auto owed = in.shelf.sum("wages_computed", days);
    const auto awarded = in.shelf.sum("wages_awarded", days);
    of.coverage = std::max(of.coverage, awarded ? 1 : 0.5);
    if (!owed || !awarded || owed->value <= 0)
      continue;
    of.value = awarded->value / owed->value;
    of.period = in_words(days);
    of.figures = awarded->figures;
    add_figures(of.figures, owed->figures);
    of.says = {"of the wages owed by the reckoning, {0} % were awarded",
               {plain(100 * *of.value, 1)}};
  }
  if (!of.value)
    of.not_computable = {"no figures say what wages were owed and what was awarded", {}};
  return of;
}

GapMeasure openness(const MeasureInputs& in) {
  GapMeasure of;
  of.id = "G10";
  std::map<int, bool> years;
  for (const Figure& figure : in.shelf.table().figures) {
    if (figure.place == in.shelf.place() && figure.period.years == 1 && figure.period.days)
      years[last_year(figure.period)] = true;
  }
  for (const auto& [year, there] : years) {
    if (auto part = published_in(in.shelf, year))
      of.parts.push_back(std::move(*part));
  }
  if (of.parts.empty()) {
    of.not_computable = {"the file has no figure of what an authority published", {}};
    return of;
  }
  const Part& last = of.parts.back();
  of.value = last.value;
  of.interval = last.interval;
  of.period = last.period;
  of.figures = last.figures;
  of.coverage = last.interval ? 1 - (last.interval->most - last.interval->least) : 1;
  of.says = {"for {0}, figures stand here for {1} of {2} stages",
             {last.period, plain(*last.part), plain(*last.whole)}};
  if (last.interval)
    of.cautions.push_back(
        {"a stage without a figure here may have been published elsewhere: the range says so", {}});
  return of;
}

GapMeasure law_fit(const MeasureInputs& in) {
  GapMeasure of;
  of.id = "G11";
  for (const LawFit& fit : in.fits) {
    if (fit.place != in.shelf.place() || fit.of <= 0)
      continue;
    Part part = plain_part(fit.law, fit.present / fit.of);
    part.part = fit.present;
    part.whole = fit.of;
    of.parts.push_back(std::move(part));
  }
  of.coverage = of.parts.empty() ? 0 : 1;
  if (of.parts.empty()) {
    of.not_computable = {"no table of the elements of this country's laws is given", {}};
    return of;
  }
  of.value = of.parts.front().value;
  of.says = {"of {2} elements of the agreed definition, {0} has {1}",
             {of.parts.front().of, plain(*of.parts.front().part), plain(*of.parts.front().whole)}};
  of.cautions.push_back({"elements are counted, not weighed: this stands beside the score", {}});
  return of;
}

GapMeasure civil_space(const MeasureInputs& in) {
  GapMeasure of;
  of.id = "G12";
  std::vector<Interval<Day>> periods;
  for (const MeasureMeaning* meaning : in.shelf.measures_with("civil_space")) {
    for (const std::size_t i : in.shelf.numbers_of(meaning->name)) {
      const Figure& figure = in.shelf.table().figures[i];
      of.parts.push_back({.of = figure.measure,
                          .period = in_words(*figure.period.days),
                          .value = *figure.value,
                          .interval = {},
                          .part = {},
                          .whole = {},
                          .figures = {i}});
      periods.push_back(*figure.period.days);
      add_figures(of.figures, std::vector<std::size_t>{i});
    }
  }
  std::sort(of.parts.begin(), of.parts.end(), [](const Part& a, const Part& b) {
    return std::pair(a.period, a.of) < std::pair(b.period, b.of);
  });
  of.coverage = of.parts.empty() ? 0 : 1;
  if (of.parts.empty()) {
    of.not_computable = {"nobody has recorded acts against those who help", {}};
    return of;
  }
  of.value = static_cast<double>(of.parts.size());
  of.period = span_of_years(periods);
  of.says = {"{0} acts against people who help are recorded for {1}",
             {plain(*of.value), of.period}};
  of.cautions.push_back({"these are the acts that somebody recorded, not all there were", {}});
  return of;
}

std::vector<GapMeasure> all_measures(const MeasureInputs& in) {
  return {estimated_for_each_identified(in),
          from_identified_to_convicted(in),
          labour_share(in),
          recharged(in),
          neighbours_of_the_charge(in),
          softness(in),
          refusals(in),
          remedy(in),
          trend(in),
          openness(in),
          law_fit(in),
          civil_space(in)};
}

}  // namespace manumit::gap
