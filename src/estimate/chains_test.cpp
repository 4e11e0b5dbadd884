// SPDX-License-Identifier: Apache-2.0
#include "chains.h"

#include <doctest/doctest.h>

#include <cmath>

#include "normal_curve.h"
#include "random.h"

namespace manumit::estimate {
namespace {

using Draws = std::vector<std::vector<double>>;

/// x(t) = mean + rho (x(t - 1) - mean) + noise of unit variance.
Draws remembering(std::vector<double> means, std::size_t length, double rho) {
  Draws chains;
  for (std::size_t chain = 0; chain < means.size(); ++chain) {
    Stream stream(3, "remembering", chain);
    double away = stream.normal() / std::sqrt(1 - rho * rho);
    chains.emplace_back();
    for (std::size_t i = 0; i < length; ++i) {
      chains.back().push_back(means[chain] + away);
      away = rho * away + stream.normal();
    }
  }
  return chains;
}

}  // namespace

TEST_CASE("r_hat_of: a hand calculation") {
  // Means 2.5 and 4.5, variances 5/3 each, so within is 5/3 and the variance of means is 2; pooled
  // is 3/4 * 5/3 + 2 = 3.25; the root of 3.25 / (5/3) is 1.39642.
  const Draws chains = {{1, 2, 3, 4}, {3, 4, 5, 6}};
  CHECK(r_hat_of(chains) == doctest::Approx(1.396424004).epsilon(1e-9));
}

TEST_CASE("effective_size_of: a hand calculation") {
  // One pair of halves {1, 2, 3, 4} and {2, 1, 4, 3}: means 2.5, within 5/3, pooled 3/4 * 5/3
  // = 1.25. Autocovariances over 4 at lag 1: (2.25 - 2 * 0.25 ...): deviations -1.5, -0.5, 0.5, 1.5
  // give (0.75 - 0.25 + 0.75) / 4 = 0.3125; -0.5, -1.5, 1.5, 0.5 give (0.75 - 2.25 + 0.75) / 4 =
  // -0.1875; mean 0.0625. Correlation 1 - (5/3 - 0.0625) / 1.25 = -0.28333. The first pair is
  // 0.71667. Lag 2: (-0.75 - 0.75) / 4 = -0.375 and (-0.75 - 0.75) / 4 = -0.375; correlation 1 -
  // (5/3 + 0.375) / 1.25 < 0: the sum ends. Time -1 + 2 * 0.71667 = 0.43333, but at least 1 /
  // log10(8) = 1.10731. So 8 / 1.10731.
  const Draws chains = {{1, 2, 3, 4}, {2, 1, 4, 3}};
  CHECK(effective_size_of(chains) == doctest::Approx(8 * std::log10(8.0)).epsilon(1e-12));
}

TEST_CASE("normal_scores: ranks from 1, equal draws share the mean of theirs") {
  // Ranks 1, 2.5, 2.5, 4 of four; (r - 3/8) / (4 + 1/4).
  const Draws scores = normal_scores(Draws{{10, 20}, {30, 20}});
  CHECK(scores[0][0] == doctest::Approx(normal_point(0.625 / 4.25)));
  CHECK(scores[0][1] == doctest::Approx(0));
  CHECK(scores[1][1] == doctest::Approx(0));
  CHECK(scores[1][0] == doctest::Approx(-scores[0][0]));
}

TEST_CASE("agreement_of: draws that remember know as much as theory says") {
  // An autoregression of rho has (1 - rho) / (1 + rho) independent draws in each.
  for (const double rho : {0.0, 0.5, 0.9}) {
    const Agreement found = agreement_of(remembering({0, 0, 0, 0}, 10'000, rho));
    CHECK(found.r_hat < 1.01);
    CHECK(found.ess == doctest::Approx(40'000 * (1 - rho) / (1 + rho)).epsilon(0.1));
  }
}

TEST_CASE("agreement_of: a chain elsewhere, of another width, or still on its way is found out") {
  CHECK(agreement_of(remembering({0, 0, 0, 2}, 1'000, 0.3)).r_hat > 1.1);
  Draws wide = remembering({0, 0, 0, 0}, 1'000, 0.3);
  for (double& draw : wide[0])
    draw *= 4;
  CHECK(agreement_of(wide).r_hat > 1.05);
  CHECK(r_hat_of(wide) < 1.01);  // Which the plain R-hat does not see.
  Draws moving = remembering({0, 0, 0, 0}, 1'000, 0.3);
  for (Draws::value_type& chain : moving)
    for (std::size_t i = 0; i < chain.size(); ++i)
      chain[i] += 3 * static_cast<double>(i) / static_cast<double>(chain.size());
  CHECK(agreement_of(moving).r_hat > 1.1);
}

TEST_CASE("agreement_of: a scale that keeps the order changes the bulk in nothing") {
  Draws chains = remembering({0, 0, 0, 0}, 500, 0.5);
  const double ess = agreement_of(chains).ess;
  for (Draws::value_type& chain : chains)
    for (double& draw : chain)
      draw = std::exp(draw);
  CHECK(agreement_of(chains).ess == ess);
}

TEST_CASE("agreement_of: draws that never change") {
  CHECK(agreement_of(Draws(4, std::vector<double>(100, 5))).r_hat == 1);
  CHECK(agreement_of(Draws(4, std::vector<double>(100, 5))).ess == 400);
  const Draws apart = {std::vector<double>(100, 5), std::vector<double>(100, 6),
                       std::vector<double>(100, 5), std::vector<double>(100, 6)};
  CHECK(std::isinf(agreement_of(apart).r_hat));
}

TEST_CASE("modes_of: one where the chains are together, two where they are not") {
  const Draws together = remembering({7, 7, 7, 7}, 5'000, 0.5);
  const std::vector<double> one = modes_of(together, agreement_of(together).ess);
  REQUIRE(one.size() == 1);
  CHECK(one[0] == doctest::Approx(7).epsilon(0.05));
  const Draws apart = remembering({7, 15, 7, 7}, 5'000, 0.5);
  const std::vector<double> two = modes_of(apart, agreement_of(apart).ess);
  REQUIRE(two.size() == 2);
  CHECK(two[0] == doctest::Approx(7).epsilon(0.05));
  CHECK(two[1] == doctest::Approx(15).epsilon(0.05));
}

TEST_CASE("modes_of: draws that never change have their one value") {
  CHECK(modes_of(Draws(4, std::vector<double>(100, 5)), 400) == std::vector<double>{5});
}

}  // namespace manumit::estimate
