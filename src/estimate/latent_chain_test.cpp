// SPDX-License-Identifier: Apache-2.0
#include "latent_chain.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

#include "latent_plain.h"

namespace manumit::estimate {
namespace {

ListTable table_of(int lists, const std::vector<std::uint64_t>& counts) {
  std::vector<std::string> names;
  for (int list = 0; list < lists; ++list)
    names.emplace_back(1, static_cast<char>('A' + list));
  std::vector<ListTable::Row> rows;
  for (std::size_t i = 0; i < counts.size(); ++i)
    rows.push_back({static_cast<History>(i + 1), counts[i]});
  const auto table = ListTable::of(names, rows);
  REQUIRE(table);
  return *table;
}

// The Korean table of the notes, 2.1: b, c, d.
ListTable korea() {
  return table_of(3, {5, 5, 54, 41, 6, 0, 12});
}

std::vector<double> sorted_draws(int sweeps, const std::function<double()>& next) {
  std::vector<double> draws;
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    const double draw = next();
    if (sweep >= sweeps / 10)
      draws.push_back(draw);
  }
  std::sort(draws.begin(), draws.end());
  return draws;
}

double at(const std::vector<double>& sorted, double level) {
  return sorted[static_cast<std::size_t>(level * static_cast<double>(sorted.size() - 1))];
}

/// One person's truth and data, drawn from the model itself.
struct Drawn {
  std::vector<std::uint64_t> counts;
  double unseen = 0;
  double alpha = 0;
};

// With the prior 1/N the posterior is that of the seen people's histories given that they were
// seen, and n0 given the rest is negative binomial. So a truth is drawn as: alpha, sticks and
// rates from their prior, n0, again while it is beyond the bound, then the seen.
Drawn draw_truth(Stream& stream, std::size_t lists, std::size_t classes, std::uint64_t people) {
  for (;;) {
    Drawn drawn;
    drawn.alpha = stream.gamma(0.25) / 0.25;
    std::vector<double> chances(std::size_t{1} << lists);
    double left = 1;
    for (std::size_t k = 0; k < classes; ++k) {
      // V ~ Beta(1, alpha): 1 - V = U^(1/alpha).
      const double rest = k + 1 < classes ? std::pow(stream.uniform(), 1 / drawn.alpha) : 0;
      std::vector<double> rates(lists);
      for (double& rate : rates)
        rate = stream.uniform();
      for (History history = 0; history < chances.size(); ++history) {
        double chance = left * (1 - rest);
        for (std::size_t list = 0; list < lists; ++list)
          chance *= (history >> list & 1U) != 0 ? rates[list] : 1 - rates[list];
        chances[history] += chance;
      }
      left *= rest;
    }
    const double seen = 1 - chances[0];
    const double n = static_cast<double>(people);
    drawn.unseen = static_cast<double>(stream.poisson(stream.gamma(n) * chances[0] / seen));
    if (drawn.unseen > 20 * n)
      continue;
    chances.erase(chances.begin());
    drawn.counts.resize(chances.size());
    stream.multinomial(people, chances, drawn.counts);
    return drawn;
  }
}

constexpr std::size_t kPlaces = 20;

/// The place of the truth among 19 draws, equal ones by lot: each place equally likely.
std::size_t place_of(double truth, const std::vector<double>& draws, Stream& stream) {
  std::size_t below = 0;
  std::size_t equal = 0;
  for (const double draw : draws) {
    below += draw < truth ? 1 : 0;
    equal += draw == truth ? 1 : 0;
  }
  return below + static_cast<std::size_t>(stream.uniform() * static_cast<double>(equal + 1));
}

double chi_square(const std::vector<std::uint64_t>& seen) {
  double total = 0;
  for (const std::uint64_t count : seen)
    total += static_cast<double>(count);
  const double expected = total / static_cast<double>(seen.size());
  double sum = 0;
  for (const std::uint64_t count : seen)
    sum += (static_cast<double>(count) - expected) * (static_cast<double>(count) - expected);
  return sum / expected;
}

}  // namespace

// Talts, Betancourt, Simpson, Vehtari and Gelman (2018), "Validating Bayesian inference algorithms
// with simulation-based calibration", arXiv 1804.06788.
TEST_CASE("LatentChain: truths drawn from the model take every place among the posterior's draws") {
  constexpr int kTruths = 400;
  constexpr int kSweepsBetween = 60;
  constexpr std::size_t kClasses = 3;
  std::vector<std::uint64_t> unseen_places(kPlaces);
  std::vector<std::uint64_t> alpha_places(kPlaces);
  for (int truth = 0; truth < kTruths; ++truth) {
    Stream stream(4, "calibration", static_cast<std::uint64_t>(truth));
    const Drawn drawn = draw_truth(stream, 3, kClasses, 30);
    const ListTable table = table_of(3, drawn.counts);
    LatentChain chain(table, kClasses, {.everyone_times = 2, .rates_at_random = true},
                      Stream(5, "latent_class", static_cast<std::uint64_t>(truth)));
    std::vector<double> unseen;
    std::vector<double> alpha;
    for (std::size_t draw = 0; draw < kPlaces + 4; ++draw) {
      for (int sweep = 0; sweep < kSweepsBetween; ++sweep)
        chain.sweep();
      if (draw >= 5) {
        unseen.push_back(chain.unseen());
        alpha.push_back(chain.alpha());
      }
    }
    unseen_places[place_of(drawn.unseen, unseen, stream)] += 1;
    alpha_places[place_of(drawn.alpha, alpha, stream)] += 1;
  }
  // Chi-square with 19 degrees of freedom: 43.8 is passed by chance once in a thousand.
  CHECK(chi_square(unseen_places) < 43.8);
  CHECK(chi_square(alpha_places) < 43.8);
}

TEST_CASE("OwnVector: two arrays never share a line of the cache, however short they are") {
  std::vector<std::pair<std::uintptr_t, std::uintptr_t>> lines;
  std::vector<OwnVector<double>> arrays;
  for (const std::size_t length : {1U, 3U, 8U, 9U, 10U, 1U, 20U}) {
    arrays.emplace_back(length);
    const auto first = reinterpret_cast<std::uintptr_t>(arrays.back().data());
    CHECK(first % 64 == 0);
    lines.emplace_back(first / 64, (first + length * sizeof(double) - 1) / 64);
  }
  std::sort(lines.begin(), lines.end());
  for (std::size_t i = 1; i < lines.size(); ++i)
    CHECK(lines[i - 1].second < lines[i].first);
}

TEST_CASE("LatentChain: has the posterior of the plain sweep") {
  const ListTable table = korea();
  constexpr int kSweeps = 40'000;
  LatentChain quick(table, 10, {}, Stream(1, "latent_class", 0));
  PlainLatentChain plain(table, 10, Stream(2, "plain", 0));
  const std::vector<double> ours = sorted_draws(kSweeps, [&] {
    quick.sweep();
    return quick.unseen();
  });
  const std::vector<double> reference = sorted_draws(kSweeps, [&] {
    plain.sweep();
    return plain.unseen();
  });
  // Some 900 effective draws in each: two standard errors of the difference, in people of 123.
  CHECK(std::fabs(at(ours, 0.1) - at(reference, 0.1)) <= 1);
  CHECK(std::fabs(at(ours, 0.5) - at(reference, 0.5)) <= 3);
  CHECK(std::fabs(at(ours, 0.9) - at(reference, 0.9)) <= 9);
}

TEST_CASE("LatentChain: lists that share nobody meet the bound of the unseen, and it holds") {
  const ListTable table = table_of(3, {100, 80, 0, 60, 0, 0, 0});
  LatentChain chain(table, 10, {.everyone_times = 11, .rates_at_random = false},
                    Stream(1, "latent_class", 0));
  double most = 0;
  for (int sweep = 0; sweep < 5'000; ++sweep) {
    chain.sweep();
    most = std::max(most, chain.unseen());
  }
  CHECK(chain.at_bound() > 50);
  CHECK(most <= 20 * 240);
  CHECK(most > 19 * 240);
}

TEST_CASE("LatentChain: one class is plain independence") {
  // Two lists of 60 and 50 that share 30: with one class and uniform rates the posterior of n0
  // is summed here, f(n0) = (n + n0 - 1)! / n0! * B(n1 + 1, N - n1 + 1) * B(n2 + 1, N - n2 + 1).
  const ListTable table = table_of(2, {30, 20, 30});
  std::vector<double> cumulative;
  double sum = 0;
  for (int unseen = 0; unseen <= 20 * 80; ++unseen) {
    const double everyone = 80 + unseen;
    const auto log_beta = [](double a, double b) {
      return log_factorial(static_cast<std::uint64_t>(a - 1)) +
             log_factorial(static_cast<std::uint64_t>(b - 1)) -
             log_factorial(static_cast<std::uint64_t>(a + b - 1));
    };
    sum += std::exp(log_factorial(static_cast<std::uint64_t>(everyone) - 1) -
                    log_factorial(static_cast<std::uint64_t>(unseen)) +
                    log_beta(61, everyone - 60 + 1) + log_beta(51, everyone - 50 + 1) + 150);
    cumulative.push_back(sum);
  }
  LatentChain chain(table, 1, {}, Stream(1, "latent_class", 0));
  constexpr int kSweeps = 30'000;
  const std::vector<double> draws = sorted_draws(kSweeps, [&] {
    chain.sweep();
    return chain.unseen();
  });
  for (const double level : {0.1, 0.5, 0.9}) {
    const double draw = at(draws, level);
    // The share at or below and the share below must hold the level between them, but for chance.
    const auto place = static_cast<std::size_t>(draw);
    const double below = place == 0 ? 0 : cumulative[place - 1] / sum;
    CHECK(below <= level + 0.02);
    CHECK(cumulative[place] / sum >= level - 0.02);
  }
}

TEST_CASE("LatentChain: the same stream gives the same chain") {
  const ListTable table = korea();
  LatentChain one(table, 5, {}, Stream(7, "latent_class", 2));
  LatentChain two(table, 5, {}, Stream(7, "latent_class", 2));
  LatentChain other(table, 5, {}, Stream(7, "latent_class", 3));
  double differences = 0;
  for (int sweep = 0; sweep < 200; ++sweep) {
    one.sweep();
    two.sweep();
    other.sweep();
    REQUIRE(one.unseen() == two.unseen());
    REQUIRE(one.alpha() == two.alpha());
    differences += one.unseen() != other.unseen() ? 1 : 0;
  }
  CHECK(differences > 100);
}

}  // namespace manumit::estimate
