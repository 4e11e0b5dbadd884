// SPDX-License-Identifier: Apache-2.0
#include "summary.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>

#include "rules.h"

namespace manumit::estimate {
namespace {

constexpr double kMostTimes = 2;  // Notes §5, methods_disagree.

bool warns(const MethodResult& result, std::string_view code) {
  return std::any_of(result.warnings.begin(), result.warnings.end(),
                     [code](const Warning& warning) { return warning.code == code; });
}

void put_range(const std::vector<Figure>& figures, double seen, Summary& summary) {
  summary.low = summary.high = std::nullopt;
  summary.outer = {};
  summary.counted.clear();
  if (figures.empty())
    return;
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  Limits outer{low, high};
  for (const Figure& figure : figures) {
    summary.counted.push_back(figure.method);
    low = std::min(low, figure.n_hat);
    high = std::max(high, figure.n_hat);
    if (figure.limits_95)
      outer = {std::min(outer.low, figure.limits_95->low),
               std::max(outer.high, figure.limits_95->high)};
  }
  summary.low = low;
  summary.high = high;
  // A method without an interval still says that the truth can lie where its figure is, and no
  // truth lies below those seen, even where a list that holds them all took no part.
  summary.outer = {std::max(std::min(outer.low, low), seen), std::max(outer.high, high)};
}

/// Whether the summary says again what the method warns of: figures that are only shown beside the
/// others would drown the warnings that matter.
bool is_heard(Method method) {
  return method != Method::aic && method != Method::aic_order2 && method != Method::lower_bound;
}

/// What the methods warn of, rule after rule, each said once for all of them. A refused method's
/// reason too, when it is one of that method and not of the table.
void put_method_warnings(const TableAnswer& answer, Summary& summary) {
  for (const std::string_view code : rules::said_codes()) {
    std::vector<Method> methods;
    for (const MethodResult& result : answer.methods) {
      if (is_heard(result.method) &&
          (warns(result, code) || (result.refused && result.refused->code == code)))
        methods.push_back(result.method);
    }
    if (!methods.empty())
      summary.warnings.push_back(rules::said_of(methods, code));
  }
  // Only one method has a grid, and its own sentence has the figures on a longer one.
  for (const MethodResult& result : answer.methods) {
    std::copy_if(result.warnings.begin(), result.warnings.end(),
                 std::back_inserter(summary.warnings),
                 [](const Warning& warning) { return warning.code == "grid_tail"; });
  }
}

void put_warnings(const TableAnswer& answer, const Footing& footing, Summary& summary) {
  summary.warnings.insert(summary.warnings.end(), footing.warnings.begin(), footing.warnings.end());
  put_method_warnings(answer, summary);
}

}  // namespace

void lead_with(const std::vector<Figure>& figures, const Seen& seen, Summary& summary) {
  const std::size_t led = summary.statements.empty() ? 0 : summary.counted.empty() ? 1 : 2;
  put_range(figures, static_cast<double>(seen.least), summary);
  std::erase_if(summary.warnings,
                [](const Warning& one) { return one.code == "methods_disagree"; });
  if (summary.low && *summary.high > kMostTimes * *summary.low)
    summary.warnings.insert(summary.warnings.begin(),
                            rules::methods_disagree(*summary.high / *summary.low));
  auto& said = summary.statements;
  said.erase(said.begin(), said.begin() + static_cast<std::ptrdiff_t>(led));
  const std::vector<Sentence> head = leading_sentences(figures, seen, summary);
  said.insert(said.begin(), head.begin(), head.end());
}

bool is_twin(const TableAnswer& answer, Method method) {
  const auto order = [&](Method of) -> std::optional<double> {
    const MethodResult* result = result_of(answer, of);
    if (result == nullptr || !result->diagnostics.numbers.contains("max_order"))
      return std::nullopt;
    return result->diagnostics.numbers.at("max_order");
  };
  const auto pairwise = order(Method::bic_order2);
  return method == Method::bic && pairwise && pairwise == order(Method::bic);
}

std::vector<Figure> figures_of(const TableAnswer& answer, const Settings& settings) {
  std::vector<Figure> figures;
  for (const MethodResult& result : answer.methods) {
    if (is_counted(result, static_cast<int>(answer.lists.size()), settings))
      figures.push_back({result.method, *result.n_hat, limits_95(result.intervals),
                         is_twin(answer, result.method)});
  }
  return figures;
}

const MethodResult* result_of(const TableAnswer& answer, Method method) {
  const auto found =
      std::find_if(answer.methods.begin(), answer.methods.end(),
                   [method](const MethodResult& result) { return result.method == method; });
  return found == answer.methods.end() ? nullptr : &*found;
}

std::optional<Limits> limits_95(const Intervals& intervals) {
  const std::string kind = shown_95(intervals);
  return kind.empty() ? std::nullopt : std::optional(intervals.at(kind));
}

std::uint64_t took_part(const TableAnswer& answer) {
  const auto& seen_times = answer.overlap.seen_times;
  return std::accumulate(seen_times.begin(), seen_times.end(), std::uint64_t{0});
}

bool is_counted(const MethodResult& result, int lists, const Settings& settings) {
  if (!result.n_hat || result.refused || !std::isfinite(*result.n_hat) ||
      warns(result, "edge_of_grid") || warns(result, "chains_disagree"))
    return false;
  switch (result.method) {
    case Method::main_effects:
    case Method::stepwise:
    case Method::bic_order2:
    case Method::bic:
    case Method::bayes_threshold:
    case Method::latent_class:
      return true;
    case Method::decomposable:
      // Another delta is in the sweep; at a half or one the posterior collapses (notes 2.3).
      return (settings.delta == 0 || settings.delta == std::ldexp(1.0, -lists)) &&
             !warns(result, "posterior_collapsed");
    case Method::chapman:
      return lists == 2;
    case Method::aic_order2:
    case Method::aic:
    case Method::lower_bound:
    case Method::fixed:
      return false;
  }
  return false;
}

Summary summary_of(const TableAnswer& answer, const Footing& footing, const Settings& settings) {
  Summary summary;
  summary.refused = footing.refused;
  if (summary.refused)
    summary.statements = {summary.refused->sentence};
  else
    lead_with(figures_of(answer, settings), {answer.observed, answer.observed}, summary);
  const MethodResult* named = result_of(answer, Method::fixed);
  if (!summary.refused && summary.counted.empty() && named != nullptr && named->n_hat)
    summary.statements.front() =
        lead_of_named({Method::fixed, *named->n_hat, limits_95(named->intervals), false},
                      {answer.observed, answer.observed});
  put_warnings(answer, footing, summary);
  const std::vector<Sentence> more = statements_of(answer, summary);
  summary.statements.insert(summary.statements.end(), more.begin(), more.end());
  summary.assumptions = assumptions_of(summary.counted, settings);
  return summary;
}

}  // namespace manumit::estimate
