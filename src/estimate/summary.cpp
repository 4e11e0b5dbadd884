// SPDX-License-Identifier: Apache-2.0
#include "summary.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "rules.h"

namespace manumit::estimate {
namespace {

constexpr double kMostTimes = 2;  // Notes §5, methods_disagree.

bool warns(const MethodResult& result, std::string_view code) {
  return std::any_of(result.warnings.begin(), result.warnings.end(),
                     [code](const Warning& warning) { return warning.code == code; });
}

/// Every 95 % interval but the symmetric one, whose lower end can lie below the people seen.
bool reaches_outer(const std::string& kind) {
  return kind.ends_with("_95") && kind != "symmetric_95";
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
    for (const auto& [kind, limits] : result.intervals) {
      if (reaches_outer(kind))
        outer = {std::min(outer.low, limits.low), std::max(outer.high, limits.high)};
    }
  }
  if (summary.counted.empty())
    return;
  summary.low = low;
  summary.high = high;
  // A method without an interval still says that the truth can lie where its figure is.
  summary.outer = {std::min(outer.low, low), std::max(outer.high, high)};
}

/// Whether the summary says again what the method warns of: figures that are only shown beside the
/// others would drown the warnings that matter.
bool is_heard(Method method) {
  return method != Method::aic && method != Method::aic_order2 && method != Method::lower_bound;
}

/// The table's own warnings, then those of its methods with their names; a refused method's reason
/// too when it is a warning of that method and not of the table.
void put_warnings(const TableAnswer& answer, const Footing& footing, Summary& summary) {
  summary.warnings = footing.warnings;
  if (summary.low && *summary.high > kMostTimes * *summary.low)
    summary.warnings.insert(summary.warnings.begin(),
                            rules::methods_disagree(*summary.high / *summary.low));
  for (const MethodResult& result : answer.methods) {
    if (!is_heard(result.method))
      continue;
    std::set<std::string> said;
    std::vector<Warning> warnings = result.warnings;
    if (result.refused)
      warnings.push_back(*result.refused);
    for (const Warning& warning : warnings) {
      if (!said.insert(warning.code).second)
        continue;
      if (const auto again = rules::said_of(result.method, warning))
        summary.warnings.push_back(*again);
    }
  }
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
