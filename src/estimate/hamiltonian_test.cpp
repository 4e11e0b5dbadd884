// SPDX-License-Identifier: Apache-2.0
#include "hamiltonian.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

namespace manumit::estimate {
namespace {

struct Moments {
  double mean = 0;
  double variance = 0;
};

Moments moments(const HamiltonianRun& run, std::size_t dimension) {
  Moments out;
  const auto draws = static_cast<double>(run.draws.size());
  for (const auto& draw : run.draws)
    out.mean += draw[dimension] / draws;
  for (const auto& draw : run.draws)
    out.variance += std::pow(draw[dimension] - out.mean, 2) / draws;
  return out;
}

double normal(std::span<const double> z, std::span<double> gradient) {
  double sum = 0;
  for (std::size_t i = 0; i < z.size(); ++i) {
    sum -= z[i] * z[i] / 2;
    gradient[i] = -z[i];
  }
  return sum;
}

TEST_CASE("run_hamiltonian: draws a standard normal in thirty dimensions") {
  Stream stream(1, "normal", 0);
  const HamiltonianRun run =
      run_hamiltonian(normal, std::vector<double>(30, 3.0), 300, 4000, stream);
  for (const std::size_t dimension : {0U, 17U, 29U}) {
    // Standard errors of 4,000 draws: 0.016 for the mean, 0.022 for the variance.
    CHECK(moments(run, dimension).mean == doctest::Approx(0).epsilon(0.08));
    CHECK(moments(run, dimension).variance == doctest::Approx(1).epsilon(0.1));
  }
  CHECK(run.accepted > 0.8);
}

TEST_CASE("run_hamiltonian: a lopsided density comes out with its own mean and spread") {
  // The logarithm of a Gamma(2) number: mean digamma(2) = 1 - 0.577216, variance trigamma(2) =
  // pi^2/6 - 1. A sampler that took the normal approximation for the truth would give log 2 and
  // 1/2.
  const LogDensity density = [](std::span<const double> z, std::span<double> gradient) {
    gradient[0] = 2 - std::exp(z[0]);
    return 2 * z[0] - std::exp(z[0]);
  };
  Stream stream(2, "gamma", 0);
  const HamiltonianRun run = run_hamiltonian(density, {0}, 300, 40000, stream);
  CHECK(moments(run, 0).mean == doctest::Approx(0.422784).epsilon(0.03));
  CHECK(moments(run, 0).variance == doctest::Approx(0.644934).epsilon(0.04));
}

TEST_CASE("run_hamiltonian: never leaves where the density is") {
  const LogDensity density = [](std::span<const double> z, std::span<double> gradient) {
    gradient[0] = -1;
    return z[0] > 0 ? -z[0] : -std::numeric_limits<double>::infinity();
  };
  Stream stream(3, "exponential", 0);
  const HamiltonianRun run = run_hamiltonian(density, {1}, 300, 20000, stream);
  for (const auto& draw : run.draws)
    REQUIRE(draw[0] > 0);
  CHECK(moments(run, 0).mean == doctest::Approx(1).epsilon(0.1));
}

TEST_CASE("run_hamiltonian: the same stream gives the same draws") {
  Stream one(4, "again", 0);
  Stream two(4, "again", 0);
  CHECK(run_hamiltonian(normal, {1, 2}, 50, 50, one).draws ==
        run_hamiltonian(normal, {1, 2}, 50, 50, two).draws);
}

}  // namespace
}  // namespace manumit::estimate
