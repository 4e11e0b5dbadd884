// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "judge.h"

namespace manumit::estimate {
namespace {

// From e^-2, a seventh of the unseen, to e^2, seven times as many, in steps of a tenth.
constexpr int kSteps = 20;
constexpr double kStep = 0.1;

}  // namespace

std::optional<Dependence> dependence_of(Method method, double n_hat, std::uint64_t observed) {
  const double seen = static_cast<double>(observed);
  const double unseen = n_hat - seen;
  if (!(unseen > 0) || !std::isfinite(unseen))
    return std::nullopt;
  Dependence dependence{.method = method, .gamma_half = {}, .gamma_double = {}, .curve = {}};
  dependence.gamma_double = std::log((2 * n_hat - seen) / unseen);
  if (n_hat > 2 * seen)
    dependence.gamma_half = std::log((n_hat / 2 - seen) / unseen);
  for (int step = -kSteps; step <= kSteps; ++step) {
    const double gamma = step * kStep;
    dependence.curve.push_back({gamma, seen + unseen * std::exp(gamma)});
  }
  return dependence;
}

}  // namespace manumit::estimate
