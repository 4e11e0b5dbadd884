// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "judge.h"
#include "summary.h"
#include "words.h"

namespace manumit::estimate {
namespace {

using Sentences = std::vector<Sentence>;

/// Models within so many units of BIC are commonly called about as good: Raftery (1995),
/// Sociological Methodology 25, pp. 111-163, calls a difference below 2 "not worth more than a bare
/// mention" (pages not checked).
constexpr double kAboutAsGood = 2;

std::string name(Method method) {
  return std::string(in_words(method));
}

std::string seen_in_words(const Seen& seen) {
  return stretch(counted_in_words(seen.least), counted_in_words(seen.most));
}

/// The figures that are smallest and largest; the first of equal ones.
std::pair<Figure, Figure> ends_of(const std::vector<Figure>& figures) {
  std::pair<Figure, Figure> ends{figures.front(), figures.front()};
  for (const Figure& figure : figures) {
    if (figure.n_hat < ends.first.n_hat)
      ends.first = figure;
    if (figure.n_hat > ends.second.n_hat)
      ends.second = figure;
  }
  return ends;
}

/// How many of the figures can differ at all.
std::size_t different_methods(const std::vector<Figure>& figures) {
  return static_cast<std::size_t>(std::count_if(figures.begin(), figures.end(),
                                                [](const Figure& one) { return !one.is_twin; }));
}

bool disagree(const Summary& summary) {
  return std::any_of(summary.warnings.begin(), summary.warnings.end(),
                     [](const Warning& warning) { return warning.code == "methods_disagree"; });
}

Sentence lead_of_range(const std::vector<Figure>& figures, const Seen& seen,
                       const Summary& summary) {
  const auto [lowest, highest] = ends_of(figures);
  const auto [low, high] = range_in_words(*summary.low, *summary.high, seen.least);
  if (disagree(summary)) {
    return {
        "between {0} and {1} people in all, of whom {2} were seen: the methods do not agree, so "
        "only this range can be stated; its low end comes from {3}, its high end from {4}",
        {low, high, seen_in_words(seen), name(lowest.method), name(highest.method)}};
  }
  if (low == high) {
    return {
        "about {0} people in all, of whom {1} were seen: all {2} methods counted come to the "
        "same figure, which does not make it certain",
        {low, seen_in_words(seen), std::to_string(different_methods(figures))}};
  }
  return {
      "between {0} and {1} people in all, of whom {2} were seen; the low end comes from {3}, the "
      "high end from {4}",
      {low, high, seen_in_words(seen), name(lowest.method), name(highest.method)}};
}

Sentence lead_of(const std::vector<Figure>& figures, const Seen& seen, const Summary& summary) {
  if (figures.empty()) {
    return {"no method that counts towards a range has a figure; {0} people were seen",
            {seen_in_words(seen)}};
  }
  if (different_methods(figures) == 1) {
    return {
        "one method alone, {0}, says about {1} people in all, of whom {2} were seen; how far "
        "other methods would be from it is not known",
        {name(figures.front().method), people_in_words(*summary.low, seen.least),
         seen_in_words(seen)}};
  }
  return lead_of_range(figures, seen, summary);
}

Sentence outer_of(const Seen& seen, const Summary& summary) {
  const Limits& outer = summary.outer;
  if (!std::isfinite(outer.high)) {
    return {
        "with the uncertainty that each method knows of itself, from {0} on and with no "
        "upper end: at least one of their 95 percent intervals has none",
        {range_in_words(outer.low, outer.high, seen.least).low}};
  }
  return {
      "with the uncertainty that each method knows of itself, {0}: the lowest and the highest end "
      "of their 95 percent intervals",
      {stretch_in_words(outer.low, outer.high, seen.least)}};
}

/// Resamples that choose another model make a long tail, which BCa limits can hide (notes 2.2).
void say_tail(const TableAnswer& answer, const Summary& summary, Sentences& said) {
  double furthest = summary.outer.high;
  Method method = Method::stepwise;
  for (const Method counted : summary.counted) {
    const Intervals& intervals = result_of(answer, counted)->intervals;
    const auto found = intervals.find("percentile_95");
    if (found != intervals.end() && found->second.high > furthest) {
      furthest = found->second.high;
      method = counted;
    }
  }
  if (!(furthest > summary.outer.high))
    return;
  if (std::isinf(furthest)) {
    said.push_back(
        {"one resample in forty gives {0} no upper end at all: when chance had put the people onto "
         "the lists a little otherwise, they would have carried no figure",
         {name(method)}});
  } else {
    said.push_back(
        {"one resample in forty gives {0} more than {1} people: when chance had put the "
         "people onto the lists a little otherwise, another model would have been chosen",
         {name(method), range_in_words(furthest, HUGE_VAL).low}});
  }
}

void say_lower_bound(const TableAnswer& answer, const Summary& summary, Sentences& said) {
  const MethodResult* bound = result_of(answer, Method::lower_bound);
  if (bound == nullptr)
    return;
  if (bound->refused && bound->refused->code == "no_lower_bound")
    said.push_back(bound->refused->sentence);
  if (!bound->n_hat)
    return;
  said.push_back(
      {"at least about {0} people, if for each single person the lists are independent of each "
       "other and whoever is easy to find for one list is easy to find for the others: a lower "
       "bound and not an estimate",
       {range_in_words(*bound->n_hat, HUGE_VAL, answer.observed).low}});
  // The bound has its own chance: a figure just below it says nothing.
  const double low = bound->diagnostics.numbers.at("low_95");
  const auto below =
      std::count_if(summary.counted.begin(), summary.counted.end(),
                    [&](Method method) { return *result_of(answer, method)->n_hat < low; });
  if (below > 0) {
    said.push_back(
        {"figures counted that lie below {2}, where the 95 percent interval of this bound begins: "
         "{0} of {1}; some people may be harder to find than others, which makes such figures too "
         "low",
         {std::to_string(below), std::to_string(summary.counted.size()),
          range_in_words(low, HUGE_VAL, answer.observed).low}});
  }
}

/// Said every time (notes §5).
void say_what_no_data_tells(Sentences& said) {
  said.push_back(
      {"no data in the table can tell the highest-order dependence; every estimate assumes "
       "it is zero or sets a prior in its place",
       {}});
}

void say_dependence(const TableAnswer& answer, Sentences& said) {
  if (!answer.dependence)
    return;
  const Dependence& dependence = *answer.dependence;
  said.push_back(
      {"if in truth {0} times as many people are unseen as {1} says, the figure doubles "
       "(gamma {2}); the lists would look the same",
       {decimal(std::exp(*dependence.gamma_double), 1), name(dependence.method),
        decimal(*dependence.gamma_double, 2)}});
  if (dependence.gamma_half) {
    said.push_back(
        {"if in truth only {0} percent of the unseen people of {1} are there, the figure "
         "halves (gamma {2}); the lists would look the same",
         {percent(std::exp(*dependence.gamma_half)), name(dependence.method),
          decimal(*dependence.gamma_half, 2)}});
  } else {
    said.push_back({"the figure cannot halve: more than half of its people were seen", {}});
  }
}

// Whitehead, Jackson, Balch and Francis (2021), "On the unreliability of multiple systems
// estimation for estimating the number of potential victims of modern slavery in the UK", Journal
// of Human Trafficking 7(1), pp. 1-13: choosing terms by significance overstates reliability.
void answer_whitehead(const TableAnswer& answer, Sentences& said) {
  const MethodResult* stepwise = result_of(answer, Method::stepwise);
  if (stepwise == nullptr || !stepwise->n_hat)
    return;
  said.push_back(
      {"choosing a model by significance overstates how sure its figure is (Whitehead, "
       "Jackson, Balch and Francis 2021), so the choice is made anew in every resample "
       "and no method stands alone",
       {}});
  const auto& numbers = stepwise->diagnostics.numbers;
  const auto coverage = numbers.find("coverage_lognormal_95");
  if (coverage != numbers.end()) {
    said.push_back(
        {"in {0} tables simulated from the stepwise model, the interval that forgets the "
         "choice and calls itself 95 percent held the truth in {1} percent",
         {decimal(numbers.at("coverage_tables"), 0), percent(coverage->second)}});
  }
}

// Binette and Steorts (2022), "On the reliability of multiple systems estimation for the
// quantification of modern slavery", J. R. Statist. Soc. A 185(2): internal consistency and
// trajectories (abstract checked; pages not checked).
void answer_binette(const TableAnswer& answer, Sentences& said) {
  std::vector<double> shares;
  for (const Consistency& row : answer.internal_consistency) {
    if (row.log_ratio)
      shares.push_back(std::exp(*row.log_ratio));
  }
  const std::size_t rows = answer.internal_consistency.size();
  if (!shares.empty()) {
    const auto [low, high] = std::minmax_element(shares.begin(), shares.end());
    said.push_back(
        {"put to the test on what is known (Binette and Steorts 2022): asked how many are "
         "on one list, the other lists say {0} percent of the truth",
         {stretch(percent(*low), percent(*high))}});
  }
  if (shares.size() < rows) {
    said.push_back(
        {"for {0} of {1} lists this test gives no figure, because among their people the "
         "other lists share too few, or one of them holds all",
         {std::to_string(rows - shares.size()), std::to_string(rows)}});
  }
}

void say_trajectory(const TableAnswer& answer, Sentences& said) {
  std::string figures;
  for (const TrajectoryPoint& point : answer.trajectory) {
    figures += figures.empty() ? "" : ", ";
    figures += point.n_hat ? people_in_words(*point.n_hat) : "–";
  }
  if (answer.trajectory.size() > 1) {
    said.push_back(
        {"with one list after the other, the largest first, the stepwise figure goes {0}; "
         "a figure that does not settle is not to be trusted",
         {figures}});
  }
}

// Silverman (2020), "Multiple-systems analysis for the quantification of modern slavery: classical
// and Bayesian approaches", J. R. Statist. Soc. A 183(3), pp. 691-736: a small share of the
// possible models gives rather different answers.
void answer_silverman(const TableAnswer& answer, Sentences& said) {
  const MethodResult* bic = result_of(answer, Method::bic);
  if (bic == nullptr || bic->diagnostics.ranking.size() < 2)
    return;
  const std::vector<RankedModel>& ranking = bic->diagnostics.ranking;
  std::vector<double> figures;
  for (const RankedModel& model : ranking) {
    if (model.bic - ranking.front().bic <= kAboutAsGood)
      figures.push_back(model.n_hat);
  }
  if (figures.size() < 2)
    return;
  const auto [least, most] = std::minmax_element(figures.begin(), figures.end());
  said.push_back(
      {"models that explain the lists about as well can say other things (Silverman 2020): of "
       "those within two units of BIC of the best, the {0} that are shown say {1}",
       {std::to_string(figures.size()), stretch_in_words(*least, *most, answer.observed)}});
}

using Figures = std::map<std::string, std::optional<double>>;

/// How many of the smaller tables carry a figure, and from where to where; none when none does.
std::optional<std::vector<std::string>> spread_of(const Figures& figures) {
  double low = HUGE_VAL;
  double high = 0;
  std::size_t carried = 0;
  for (const auto& [lists, figure] : figures) {
    if (!figure)
      continue;
    ++carried;
    low = std::min(low, *figure);
    high = std::max(high, *figure);
  }
  if (carried == 0)
    return std::nullopt;
  return std::vector<std::string>{std::to_string(carried), std::to_string(figures.size()),
                                  stretch_in_words(low, high)};
}

// "Multiple systems estimation for modern slavery: robustness of list omission and combination",
// Crime & Delinquency (2020), doi 10.1177/0011128720951429: what each list, and each combination of
// lists, does to the figure.
void answer_robustness(const TableAnswer& answer, Sentences& said) {
  if (answer.lists.size() > static_cast<std::size_t>(kMostListsToVary)) {
    said.push_back({"with more than {0} lists, what each list does to the figure is not reckoned",
                    {std::to_string(kMostListsToVary)}});
  }
  if (auto dropped = spread_of(answer.sensitivity.dropped)) {
    said.push_back(
        {"with one of the lists left out, {0} of {1} tables carry a stepwise figure: {2}",
         std::move(*dropped)});
  }
  if (auto merged = spread_of(answer.sensitivity.merged)) {
    said.push_back(
        {"with two of the lists made one, {0} of {1} tables carry a stepwise figure: {2}",
         std::move(*merged)});
  }
}

}  // namespace

std::vector<Sentence> leading_sentences(const std::vector<Figure>& figures, const Seen& seen,
                                        const Summary& summary) {
  Sentences said{lead_of(figures, seen, summary)};
  if (!figures.empty())
    said.push_back(outer_of(seen, summary));
  return said;
}

Sentence lead_of_named(const Figure& named, const Seen& seen) {
  const Limits limits = named.limits_95.value_or(Limits{named.n_hat, named.n_hat});
  return {
      "{0} says about {1} people in all ({2}), of whom {3} were seen; it was somebody’s choice "
      "and does not count towards a range, and how far other methods would be from it is not known",
      {name(named.method), people_in_words(named.n_hat, seen.least),
       stretch_in_words(limits.low, limits.high, seen.least), seen_in_words(seen)}};
}

std::vector<Sentence> statements_of(const TableAnswer& answer, const Summary& summary) {
  Sentences said;
  say_tail(answer, summary, said);
  say_lower_bound(answer, summary, said);
  say_what_no_data_tells(said);
  if (summary.refused)
    return said;
  say_dependence(answer, said);
  answer_whitehead(answer, said);
  answer_binette(answer, said);
  say_trajectory(answer, said);
  answer_silverman(answer, said);
  answer_robustness(answer, said);
  said.push_back(
      {"no source and no method is definitive: this is an estimate of people, seen and "
       "unseen, under the assumptions named with it",
       {}});
  return said;
}

}  // namespace manumit::estimate
