// SPDX-License-Identifier: Apache-2.0
#include "random.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <functional>
#include <set>
#include <vector>

using namespace manumit::estimate;

namespace {

struct Moments {
  double mean = 0;
  double variance = 0;
};

Moments moments_of(int draws, const std::function<double()>& draw) {
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < draws; ++i) {
    const double value = draw();
    sum += value;
    squares += value * value;
  }
  const double mean = sum / draws;
  return {mean, squares / draws - mean * mean};
}

/// Chi-square of the draws against expected shares; the last place takes everything beyond.
double chi_square(int draws, const std::vector<double>& shares,
                  const std::function<std::uint64_t()>& draw) {
  std::vector<double> seen(shares.size(), 0);
  for (int i = 0; i < draws; ++i)
    ++seen[std::min<std::size_t>(draw(), shares.size() - 1)];
  double sum = 0;
  for (std::size_t k = 0; k < shares.size(); ++k)
    sum += (seen[k] - draws * shares[k]) * (seen[k] - draws * shares[k]) / (draws * shares[k]);
  return sum;
}

/// From `from` on, the shares of a count; what lies before and after is put to the ends.
std::vector<double> shares_between(std::uint64_t from, std::uint64_t to,
                                   const std::function<double(double)>& log_share) {
  std::vector<double> shares(to - from + 1, 0);
  for (std::uint64_t k = 0; k < 3 * to + 100; ++k) {
    const std::size_t place = k < from ? 0 : std::min(k, to) - from;
    shares[place] += std::exp(log_share(static_cast<double>(k)));
  }
  return shares;
}

// Far beyond the 99.99 % point of chi-square with `places` - 1 degrees of freedom: about its mean
// and five of its deviations. The seeds are fixed, so a pass stays a pass.
double too_far(std::size_t places) {
  const auto df = static_cast<double>(places - 1);
  return df + 5 * std::sqrt(2 * df);
}

}  // namespace

TEST_CASE("philox: gives the known answers that its authors publish") {
  // Random123, tests/kat_vectors, philox4x32 10.
  CHECK(philox({0, 0, 0, 0}, {0, 0}) ==
        PhiloxBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
        PhiloxBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        PhiloxBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("Stream: its numbers are those of the blocks, one after the other") {
  Stream stream(0x299f31d0a4093822, "", 0x13198a2e85a308d3);
  // An empty purpose is FNV's offset.
  for (std::uint32_t place = 0; place < 9; ++place) {
    const PhiloxBlock block =
        philox({place, 0x85a308d3, 0x13198a2e, 2166136261U}, {0xa4093822, 0x299f31d0});
    CHECK(stream.bits() == (block[0] | (std::uint64_t{block[1]} << 32U)));
    CHECK(stream.bits() == (block[2] | (std::uint64_t{block[3]} << 32U)));
  }
}

TEST_CASE(
    "Stream: another seed, purpose or replicate gives other numbers, the same gives the same") {
  std::set<std::uint64_t> firsts;
  // The words that the module really draws by.
  for (const char* purpose :
       {"stepwise", "best_model", "coverage", "poor_fit", "stratum", "latent_class", "decomposable",
        "bayes_pairs", "bayes_kept", "bayes_triples", "bayes_triples_kept"}) {
    for (std::uint64_t replicate : {0U, 1U, 2U}) {
      for (std::uint64_t seed : {1U, 2U})
        firsts.insert(Stream(seed, purpose, replicate).bits());
    }
  }
  CHECK(firsts.size() == 11 * 3 * 2);
  CHECK(Stream(1, "best_model", 2).bits() == Stream(1, "best_model", 2).bits());
}

TEST_CASE("uniform: lies inside of 0 and 1 and is even") {
  Stream stream(1, "uniform", 0);
  const double distance = chi_square(100000, std::vector<double>(100, 0.01), [&] {
    const double u = stream.uniform();
    CHECK_FALSE(u <= 0);
    CHECK_FALSE(u >= 1);
    return static_cast<std::uint64_t>(u * 100);
  });
  CHECK(distance < too_far(100));
}

TEST_CASE("normal: falls into each tenth of a deviation as often as the error function says") {
  Stream stream(1, "normal", 0);
  // Places of width 0.1 from -4 to 4, the tails at the ends.
  std::vector<double> shares;
  const auto below = [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); };
  for (int i = 0; i < 80; ++i) {
    const double from = i == 0 ? -40 : -4 + 0.1 * i;
    const double to = i == 79 ? 40 : -4 + 0.1 * (i + 1);
    shares.push_back(below(to) - below(from));
  }
  const double distance = chi_square(400000, shares, [&] {
    return static_cast<std::uint64_t>(std::clamp((stream.normal() + 4) * 10, 0.0, 79.5));
  });
  CHECK(distance < too_far(80));
}

TEST_CASE("normal: its tails beyond the ziggurat's last layer are as heavy as they should be") {
  Stream stream(2, "normal", 0);
  constexpr int kDraws = 3000000;
  int beyond = 0;
  int above = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double x = stream.normal();
    beyond += std::fabs(x) > 3.6541528853610088 ? 1 : 0;
    above += x > 4 ? 1 : 0;
  }
  // Expected 774.1 and 95.0, with deviations of 27.8 and 9.7.
  CHECK(beyond ==
        doctest::Approx(kDraws * std::erfc(3.6541528853610088 / std::sqrt(2.0))).epsilon(0.14));
  CHECK(above == doctest::Approx(kDraws * 0.5 * std::erfc(4 / std::sqrt(2.0))).epsilon(0.4));
}

TEST_CASE("gamma: mean and variance are the shape, small or large") {
  Stream stream(1, "gamma", 0);
  for (const double shape : {0.05, 0.5, 1.0, 1.7, 12.0, 4400.0}) {
    CAPTURE(shape);
    constexpr int kDraws = 100000;
    const Moments seen = moments_of(kDraws, [&] { return stream.gamma(shape); });
    const double deviation = std::sqrt(shape / kDraws);
    CHECK(std::fabs(seen.mean - shape) < 5 * deviation);
    // The variance of a squared distance is 2a² + 6a.
    CHECK(std::fabs(seen.variance - shape) <
          5 * std::sqrt((2 * shape * shape + 6 * shape) / kDraws));
  }
}

TEST_CASE("gamma: shape 1 is the exponential distribution") {
  Stream stream(3, "gamma", 0);
  std::vector<double> shares;
  for (int i = 0; i < 40; ++i)
    shares.push_back(std::exp(-0.1 * i) - (i == 39 ? 0 : std::exp(-0.1 * (i + 1))));
  const double distance =
      chi_square(100000, shares, [&] { return static_cast<std::uint64_t>(stream.gamma(1) * 10); });
  CHECK(distance < too_far(40));
}

TEST_CASE("beta: mean and variance are those of the book, where a gamma would be 0 too") {
  Stream stream(1, "beta", 0);
  struct Shapes {
    double a, b;
  };
  for (const Shapes s : {Shapes{1, 1},
                         {1, 0.3},
                         {2.5, 1},
                         {0.001, 0.002},
                         {0.4, 0.7},
                         {0.5, 30},
                         {67, 1200},
                         {3, 4}}) {
    CAPTURE(s.a);
    CAPTURE(s.b);
    constexpr int kDraws = 100000;
    const Moments seen = moments_of(kDraws, [&] { return stream.beta(s.a, s.b); });
    const double total = s.a + s.b;
    const double variance = s.a * s.b / (total * total * (total + 1));
    CHECK(std::fabs(seen.mean - s.a / total) < 5 * std::sqrt(variance / kDraws));
    CHECK(seen.variance == doctest::Approx(variance).epsilon(0.05));
  }
}

TEST_CASE("poisson: every count is as frequent as the formula says") {
  Stream stream(1, "poisson", 0);
  struct Case {
    double mean;
    std::uint64_t from, to;
  };
  for (const Case c :
       {Case{0.3, 0, 4}, {9.9, 2, 20}, {10, 2, 20}, {38.5, 20, 60}, {2000, 1870, 2130}}) {
    CAPTURE(c.mean);
    const std::vector<double> shares = shares_between(
        c.from, c.to, [&](double k) { return k * std::log(c.mean) - c.mean - std::lgamma(k + 1); });
    const double distance = chi_square(
        200000, shares, [&] { return std::max(stream.poisson(c.mean), c.from) - c.from; });
    CHECK(distance < too_far(shares.size()));
  }
  CHECK(stream.poisson(0) == 0);
}

TEST_CASE("binomial: every count is as frequent as the formula says, on both sides of a half") {
  Stream stream(1, "binomial", 0);
  struct Case {
    std::uint64_t trials;
    double p;
    std::uint64_t from, to;
  };
  for (const Case c : {Case{1, 0.3, 0, 1},
                       {12, 0.5, 1, 11},
                       {19, 0.6, 5, 17},
                       {100000, 0.00002, 0, 8},
                       {40, 0.3, 4, 20},
                       {345, 0.15, 30, 75},
                       {4400, 0.93, 4040, 4145}}) {
    CAPTURE(c.trials);
    CAPTURE(c.p);
    const auto n = static_cast<double>(c.trials);
    const std::vector<double> shares = shares_between(c.from, c.to, [&](double k) {
      return k > n ? -INFINITY
                   : std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) +
                         k * std::log(c.p) + (n - k) * std::log1p(-c.p);
    });
    const double distance = chi_square(
        200000, shares, [&] { return std::max(stream.binomial(c.trials, c.p), c.from) - c.from; });
    CHECK(distance < too_far(shares.size()));
  }
  CHECK(stream.binomial(0, 0.5) == 0);
  CHECK(stream.binomial(7, 0) == 0);
  CHECK(stream.binomial(7, 1) == 7);
}

TEST_CASE(
    "multinomial: all people are spread, none to a cell of weight 0, each cell as its weight") {
  Stream stream(1, "multinomial", 0);
  const std::vector<double> weights = {0, 3, 0, 1, 0.5, 5.5, 0};
  for (const std::uint64_t people : {5U, 14U, 345U}) {
    CAPTURE(people);
    constexpr int kDraws = 20000;
    std::array<double, 7> sums{};
    std::array<double, 7> squares{};
    std::array<std::uint64_t, 7> into{};
    for (int i = 0; i < kDraws; ++i) {
      stream.multinomial(people, weights, into);
      std::uint64_t all = 0;
      for (std::size_t c = 0; c < into.size(); ++c) {
        all += into[c];
        sums[c] += static_cast<double>(into[c]);
        squares[c] += static_cast<double>(into[c] * into[c]);
      }
      REQUIRE(all == people);
    }
    for (std::size_t c = 0; c < into.size(); ++c) {
      const double p = weights[c] / 10;
      const double variance = static_cast<double>(people) * p * (1 - p);
      CHECK(std::fabs(sums[c] / kDraws - static_cast<double>(people) * p) <=
            5 * std::sqrt(variance / kDraws));
      const double mean = sums[c] / kDraws;
      CHECK(squares[c] / kDraws - mean * mean == doctest::Approx(variance).epsilon(0.06));
    }
  }
}
