// SPDX-License-Identifier: Apache-2.0
#include "summary.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "rules.h"

namespace manumit::estimate {
namespace {

constexpr double kMostTimes = 2;  // Notes §5, methods_disagree.

bool warns(const MethodResult& result, std::string_view code) {
  return std::any_of(result.warnings.begin(), result.warnings.end(),
                     [code](const Warning& warning) { return warning.code == code; });
}

void put_range(const TableAnswer& answer, const Settings& settings, Summary& summary) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  Limits outer{low, high};
  for (const MethodResult& result : answer.methods) {
    if (!is_counted(result, static_cast<int>(answer.lists.size()), settings))
      continue;
    summary.counted.push_back(result.method);
    low = std::min(low, *result.n_hat);
    high = std::max(high, *result.n_hat);
    if (const std::string kind = shown_95(result.intervals); !kind.empty()) {
      const Limits& limits = result.intervals.at(kind);
      outer = {std::min(outer.low, limits.low), std::max(outer.high, limits.high)};
    }
  }
  if (summary.counted.empty())
    return;
  summary.low = low;
  summary.high = high;
  // A method without an interval still says that the truth can lie where its figure is.
  summary.outer = {std::max(std::min(outer.low, low), static_cast<double>(answer.observed)),
                   std::max(outer.high, high)};
}

/// Whether the summary says again what the method warns of: figures that are only shown beside the
/// others would drown the warnings that matter.
bool is_heard(Method method) {
  return method != Method::aic && method != Method::aic_order2 && method != Method::lower_bound;
}

/// What the methods warn of: rule after rule, and within a rule method after method. A refused
/// method's reason too, when it is one of that method and not of the table.
void put_method_warnings(const TableAnswer& answer, Summary& summary) {
  for (const std::string_view code : rules::said_codes()) {
    for (const MethodResult& result : answer.methods) {
      if (is_heard(result.method) &&
          (warns(result, code) || (result.refused && result.refused->code == code)))
        summary.warnings.push_back(rules::said_of(result.method, code));
    }
  }
}

void put_warnings(const TableAnswer& answer, const Footing& footing, Summary& summary) {
  if (summary.low && *summary.high > kMostTimes * *summary.low)
    summary.warnings.push_back(rules::methods_disagree(*summary.high / *summary.low));
  summary.warnings.insert(summary.warnings.end(), footing.warnings.begin(), footing.warnings.end());
  put_method_warnings(answer, summary);
}

}  // namespace

const MethodResult* result_of(const TableAnswer& answer, Method method) {
  const auto found =
      std::find_if(answer.methods.begin(), answer.methods.end(),
                   [method](const MethodResult& result) { return result.method == method; });
  return found == answer.methods.end() ? nullptr : &*found;
}

bool is_counted(const MethodResult& result, int lists, const Settings& settings) {
  if (!result.n_hat || result.refused || !std::isfinite(*result.n_hat) ||
      warns(result, "edge_of_grid"))
    return false;
  switch (result.method) {
    case Method::main_effects:
    case Method::stepwise:
    case Method::bic_order2:
    case Method::bic:
    case Method::bayes_threshold:
      return true;
    case Method::latent_class:
      return !warns(result, "chains_disagree");
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
  if (!summary.refused)
    put_range(answer, settings, summary);
  put_warnings(answer, footing, summary);
  summary.statements = statements_of(answer, summary);
  summary.assumptions = assumptions_of(summary.counted, settings);
  return summary;
}

}  // namespace manumit::estimate
