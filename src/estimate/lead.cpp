// SPDX-License-Identifier: Apache-2.0
#include "lead.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "rules.h"
#include "summary.h"
#include "words.h"

namespace manumit::estimate {
namespace {

/// A pooled figure so many times the sum over the strata, or the other way round, is not the same
/// answer any more.
constexpr double kMuchApart = 1.25;

bool counts_in_each(const Settings& settings, const std::vector<StratumAnswer>& strata,
                    Method method) {
  return std::all_of(strata.begin(), strata.end(), [&](const StratumAnswer& stratum) {
    const MethodResult* result = result_of(stratum.answer, method);
    return result != nullptr &&
           is_counted(*result, static_cast<int>(stratum.answer.lists.size()), settings);
  });
}

std::vector<Figure> summed_figures(const Settings& settings, const Answer& answer) {
  std::vector<Figure> figures;
  for (const StrataSum& sum : answer.strata_sum) {
    if (sum.n_hat && counts_in_each(settings, answer.strata, sum.method))
      figures.push_back({sum.method, *sum.n_hat, limits_95(sum.intervals),
                         std::all_of(answer.strata.begin(), answer.strata.end(),
                                     [&](const StratumAnswer& stratum) {
                                       return is_twin(stratum.answer, sum.method);
                                     })});
  }
  return figures;
}

/// Behind the sentences that lead.
void say_next(Sentence sentence, Summary& summary) {
  const std::ptrdiff_t led = summary.counted.empty() ? 1 : 2;
  summary.statements.insert(summary.statements.begin() + led, std::move(sentence));
}

}  // namespace

void lead_with_strata(const Settings& settings, Answer& answer) {
  Summary& summary = answer.whole.summary;
  const std::vector<Figure> sums = summed_figures(settings, answer);
  const std::string groups = std::to_string(answer.strata.size());
  if (answer.strata.size() < 2 || (sums.empty() && !summary.low))
    return;
  if (sums.empty()) {
    say_next(
        {"no method that counts has a figure in each of the {0} groups, so they cannot be added "
         "up: this range is one estimate over all of them together",
         {groups}},
        summary);
    return;
  }
  const std::optional<double> low = summary.low;
  const std::optional<double> high = summary.high;
  const std::uint64_t seen = answer.whole.observed;
  lead_with(sums, {seen, seen}, summary);
  say_next({"this is the sum over {0} groups, each estimated by itself; one estimate over all of "
            "them together says {1}, and what follows is of that one",
            {groups, low ? stretch_in_words(*low, *high, seen) : "–"}},
           summary);
  // Whatever makes a group unfit to be published is in the figure that leads.
  for (const Warning& warning : answer.strata_sum.front().warnings) {
    if (warning.code == "too_small")
      summary.warnings.push_back(warning);
  }
}

void warn_when_strata_differ(const Settings& settings, Answer& answer) {
  double furthest = kMuchApart;
  std::optional<Warning> warning;
  for (const Figure& sum : summed_figures(settings, answer)) {
    const MethodResult* pooled = result_of(answer.whole, sum.method);
    if (pooled == nullptr || !pooled->n_hat)
      continue;
    const double times = std::exp(std::fabs(std::log(*pooled->n_hat / sum.n_hat)));
    if (times <= furthest)
      continue;
    furthest = times;
    warning = rules::strata_differ(sum.method, sum.n_hat, *pooled->n_hat);
  }
  if (warning)
    answer.whole.summary.warnings.push_back(std::move(*warning));
}

void lead_with_linkages(const std::vector<DrawRange>& draws, Answer& answer) {
  Summary& summary = answer.whole.summary;
  Seen seen{draws.front().observed, draws.front().observed};
  for (const DrawRange& draw : draws)
    seen = {std::min(seen.least, draw.observed), std::max(seen.most, draw.observed)};
  std::vector<Figure> figures;
  for (const LinkageAnswer& linked : answer.linkage) {
    const bool counts = std::all_of(draws.begin(), draws.end(), [&](const DrawRange& draw) {
      return std::find(draw.counted.begin(), draw.counted.end(), linked.method) !=
             draw.counted.end();
    });
    if (counts && linked.n_hat)
      figures.push_back(
          {linked.method, *linked.n_hat, linked.combined_95, is_twin(answer.whole, linked.method)});
  }
  const std::size_t of_the_first = draws.front().counted.size();
  lead_with(figures, seen, summary);
  const std::string count = std::to_string(draws.size());
  if (figures.empty()) {
    const auto named = std::find_if(
        answer.linkage.begin(), answer.linkage.end(),
        [](const LinkageAnswer& one) { return one.method == Method::fixed && one.n_hat; });
    if (named != answer.linkage.end())
      summary.statements.front() =
          lead_of_named({named->method, *named->n_hat, named->combined_95, false}, seen);
  }
  if (figures.empty() && of_the_first > 0) {
    say_next({"{0} methods count in the first linkage, but none has a finite figure in each of the "
              "{1} linkages and in every resample of them, so there is no range",
              {std::to_string(of_the_first), count}},
             summary);
  } else if (figures.size() < of_the_first) {
    say_next(
        {"of {0} methods counted in the first linkage, {1} have a finite figure in each of the "
         "{2} linkages and in every resample of them, and stand in this range",
         {std::to_string(of_the_first), std::to_string(figures.size()), count}},
        summary);
  }
  say_next(
      {"this is said of {0} linkages of the lists together; what follows is of the first of them "
       "alone",
       {count}},
      summary);
}

}  // namespace manumit::estimate
