// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "random.h"

namespace manumit::estimate {

/// The logarithm of a density, known up to a constant, at `where`; its gradient goes into
/// `gradient`. Infinite downwards where there is nothing.
using LogDensity = std::function<double(std::span<const double> where, std::span<double> gradient)>;

/// What one chain drew.
struct HamiltonianRun {
  std::vector<std::vector<double>> draws;
  double accepted = 0;  ///< Share of proposals, over the draws that were kept.
  double step = 0;      ///< Of the leapfrog, as the warm-up left it.
};

/// Draws from a density that is roughly a standard normal one, but exactly from it: Hamiltonian
/// Monte Carlo with a Metropolis test. Near the normal each draw is almost independent of the one
/// before, in whatever number of dimensions, where a random walk would need thousands of steps.
///
/// Starts at `start`; `warm_up` draws choose the step and are thrown away. The same stream gives
/// the same draws.
[[nodiscard]] HamiltonianRun run_hamiltonian(const LogDensity& density, std::vector<double> start,
                                             std::uint32_t warm_up, std::uint32_t draws,
                                             Stream& stream);

}  // namespace manumit::estimate
