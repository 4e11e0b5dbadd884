// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "describe_fit.h"
#include "loglinear.h"
#include "methods.h"
#include "resample.h"
#include "rules.h"

namespace manumit::estimate {

namespace {

// Notes §5: the threshold decides which model is chosen, so the estimate is shown along these.
constexpr std::array kThresholds = {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1};
constexpr std::string_view kPurpose = "stepwise";

std::vector<SweepPoint> sweep(const ListTable& table) {
  const std::vector<double> counts = as_real(table.counts());
  Fitter fitter(table.lists());
  std::vector<SweepPoint> out;
  for (const double threshold : kThresholds) {
    const Walk walk = walk_forward(fitter, counts, table.lists(), threshold);
    out.push_back({.setting = threshold,
                   .n_hat = walk.fit.n_hat,
                   .limits = std::isfinite(walk.fit.n_hat) ? std::optional(lognormal_95(walk.fit))
                                                           : std::nullopt,
                   .terms = term_names(walk.model.terms, table.names()),
                   .warnings = {}});
  }
  return out;
}

// The most surprising overlap first: more telling than the order of the columns.
std::vector<std::string> in_order_of_entry(const std::vector<WalkStep>& steps) {
  std::vector<std::string> terms;
  for (const WalkStep& step : steps)
    if (step.entered)
      terms.push_back(step.term);
  return terms;
}

// The whole walk for any counts. The pointer is shared because a std::function must be copyable;
// nobody copies it, and each piece of work has its own.
MakeChooser whole_walk(int lists, double threshold) {
  return [lists, threshold]() -> Chooser {
    return [lists, threshold,
            fitter = std::make_shared<Fitter>(lists)](std::span<const double> counts) {
      return walk_forward(*fitter, counts, lists, threshold).fit.n_hat;
    };
  };
}

}  // namespace

Result<MethodResult> stepwise(const ListTable& table, const Settings& settings,
                              const Progress& progress) {
  MethodResult out;
  out.method = Method::stepwise;
  if (table.lists() > kMostFittedLists) {
    out.refused = too_many_lists();
    return out;
  }
  Fitter fitter(table.lists());
  Walk walk = walk_forward(fitter, as_real(table.counts()), table.lists(), settings.threshold,
                           &table.names());
  out = described(table, walk.model);
  out.method = Method::stepwise;
  // Only the start can be without an estimate: no term enters that takes it away.
  if (out.existence_code != 0)
    out.refused = rules::no_upper_bound();
  if (out.refused)
    return out;
  out.terms = in_order_of_entry(walk.steps);
  out.diagnostics.walk = std::move(walk.steps);
  if (settings.diagnostics) {
    out.diagnostics.sweep = sweep(table);
    out.diagnostics.sweep_of = "threshold";
  }
  tell(TRY(resample(table, *out.n_hat, whole_walk(table.lists(), settings.threshold),
                    settings.bootstrap, settings.seed, kPurpose, settings.threads, progress)),
       out);
  return out;
}

}  // namespace manumit::estimate
