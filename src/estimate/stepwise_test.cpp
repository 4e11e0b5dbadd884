// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>

#include "expected_figures.h"
#include "methods.h"
#include "poisson_tail.h"

using namespace manumit;
using namespace manumit::estimate;

namespace {

ListTable table_of(int lists, std::vector<ListTable::Row> rows) {
  std::vector<std::string> names;
  for (int j = 0; j < lists; ++j)
    names.push_back("list " + std::to_string(j + 1));
  const auto table = ListTable::of(names, rows);
  REQUIRE(table);
  return *table;
}

ListTable without_overlap() {
  return table_of(3, {{1, 10}, {2, 8}, {4, 6}});
}

Settings quick(std::uint32_t resamples) {
  Settings settings;
  settings.bootstrap = resamples;
  settings.diagnostics = false;
  return settings;
}

}  // namespace

TEST_CASE("smaller_poisson_tail: agrees with sums by hand") {
  // P(X <= 0) = e^-2 for a mean of 2; P(X >= 1) = 1 - e^-0.1; P(X <= 1) = e^-3 (1 + 3).
  CHECK(smaller_poisson_tail(0, 2) == doctest::Approx(std::exp(-2.0)));
  CHECK(smaller_poisson_tail(1, 0.1) == doctest::Approx(1 - std::exp(-0.1)));
  CHECK(smaller_poisson_tail(1, 3) == doctest::Approx(4 * std::exp(-3.0)));
  // Mean 1, seen 1: P(X <= 1) = 2/e = 0.736, P(X >= 1) = 1 - 1/e = 0.632: the smaller one.
  CHECK(smaller_poisson_tail(1, 1) == doctest::Approx(1 - std::exp(-1.0)));
}

TEST_CASE("smaller_poisson_tail: nobody seen where nobody was expected is no surprise") {
  CHECK(smaller_poisson_tail(0, 0) == 1);
  CHECK(smaller_poisson_tail(3, 0) == 0);
  CHECK(smaller_poisson_tail(0, 1e300) == 0);
}

TEST_CASE("stepwise: lists that share nobody have no estimate, and no number is shown") {
  const auto result = stepwise(without_overlap(), quick(100), {});
  REQUIRE(result);
  REQUIRE(result->refused);
  CHECK(result->refused->code == "no_upper_bound");
  CHECK_FALSE(result->n_hat);
  CHECK(result->existence_code == 1);
  CHECK(result->intervals.empty());
}

TEST_CASE("main_effects: lists that share nobody have no estimate, and no number is shown") {
  const auto result = main_effects(without_overlap(), quick(0), {});
  REQUIRE(result);
  REQUIRE(result->refused);
  CHECK(result->refused->code == "no_upper_bound");
  CHECK_FALSE(result->n_hat);
  CHECK(result->intervals.empty());
}

TEST_CASE("fixed_model: a model without an estimate is refused, by its own code") {
  Settings settings = quick(0);
  settings.model = "[12,13,23]";
  const auto result = fixed_model(expected::table_of("Artificial_3"), settings, {});
  REQUIRE(result);
  REQUIRE(result->refused);
  CHECK(result->refused->code == "not_estimable");
  CHECK(result->existence_code == 2);
  settings.model = "[12,34]";
  const auto wrong = fixed_model(expected::table_of("Artificial_3"), settings, {});
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().kind == Error::Kind::bad_input);
}

TEST_CASE("log-linear methods: too many lists are refused with the advice to merge some") {
  std::vector<ListTable::Row> rows = {{1, 5}};
  const ListTable table = table_of(13, rows);
  Settings settings = quick(0);
  settings.model = "[1.2,3,4,5,6,7,8,9,10,11,12,13]";
  for (const auto method : {main_effects, stepwise, fixed_model}) {
    const auto result = method(table, settings, {});
    REQUIRE(result);
    REQUIRE(result->refused);
    CHECK(result->refused->code == "too_many_lists");
  }
}

TEST_CASE("stepwise: one thread and three give the same resamples") {
  const ListTable western = expected::table_of("Western");
  Settings settings = quick(60);
  const auto one = stepwise(western, settings, {});
  settings.threads = 3;
  const auto three = stepwise(western, settings, {});
  REQUIRE(one);
  REQUIRE(three);
  CHECK(one->replicates == three->replicates);
  CHECK(one->intervals.at("bca_95").low == three->intervals.at("bca_95").low);
  settings.seed = 2;
  const auto other = stepwise(western, settings, {});
  REQUIRE(other);
  CHECK(one->replicates != other->replicates);
}

TEST_CASE("stepwise: the sweep of thresholds ends in more terms than it begins with") {
  Settings settings = quick(0);
  settings.diagnostics = true;
  const auto result = stepwise(expected::table_of("Western"), settings, {});
  REQUIRE(result);
  const std::vector<SweepPoint>& sweep = result->diagnostics.sweep;
  REQUIRE(sweep.size() == 7);
  CHECK(result->diagnostics.sweep_of == "threshold");
  CHECK(sweep.front().setting == 0.001);
  CHECK(sweep.back().setting == 0.1);
  for (std::size_t i = 1; i < sweep.size(); ++i)
    CHECK(sweep[i].terms.size() >= sweep[i - 1].terms.size());
  // A:E enters at p = 4.7e-04 and D:E waits at 0.026, so 0.02 and 0.05 differ (notes 2.1).
  CHECK(sweep[4].n_hat == doctest::Approx(2483.3839).epsilon(1e-6));
  CHECK(sweep[4].terms == std::vector<std::string>{"A:E"});
  CHECK(sweep[5].terms == std::vector<std::string>{"A:E", "D:E"});
  CHECK(sweep[5].n_hat == doctest::Approx(2817.7709).epsilon(1e-6));  // [15,45,2,3]
}

TEST_CASE("stepwise: sparse lists have resamples without an estimate; they count as infinite") {
  const auto result = stepwise(expected::table_of("Artificial_3"), quick(1000), {});
  REQUIRE(result);
  // Notes 2.2: one to three in a thousand; chance allows for a few more.
  const double infinite = result->diagnostics.numbers.at("bootstrap_infinite");
  CHECK(infinite > 0);
  CHECK(infinite <= 12);
  const bool warned = std::any_of(result->warnings.begin(), result->warnings.end(),
                                  [](const Warning& w) { return w.code == "bootstrap_infinite"; });
  CHECK(warned);
}

TEST_CASE("stepwise: an estimate that is hard to come to is no lack of an upper bound") {
  // Invented lists on which R's rounds end nowhere; the figure is that of Newton's method with
  // shortened steps, in another program.
  const ListTable table =
      table_of(5, {{4, 280}, {10, 88}, {13, 1}, {23, 12}, {24, 1044}, {30, 286}});
  const auto result = stepwise(table, quick(0), {});
  REQUIRE(result);
  CHECK_FALSE(result->refused);
  CHECK(result->n_hat.value_or(0) == doctest::Approx(268'767'553).epsilon(1e-6));
}

TEST_CASE("main_effects: beyond three hundred million people there is no profile") {
  // 10^9 people, two lists of 10^8 and 5 * 10^7 that share 5 * 10^6; a hundredth of all of them.
  const auto limits = [](std::uint64_t times) {
    const auto result =
        main_effects(table_of(2, {{1, 950'000 * times}, {2, 450'000 * times}, {3, 50'000 * times}}),
                     quick(0), {});
    CHECK(result->n_hat.value_or(0) ==
          doctest::Approx(10e6 * static_cast<double>(times)).epsilon(1e-9));
    return result->intervals;
  };
  CHECK(limits(100).count("profile_95") == 0);
  CHECK(limits(100).count("lognormal_95") == 1);
  CHECK(limits(1).count("profile_95") == 1);
}

TEST_CASE("stepwise: who watches can stop it") {
  const auto result = stepwise(expected::table_of("Korea"), quick(50),
                               [](std::uint64_t done, std::uint64_t) { return done < 10; });
  REQUIRE_FALSE(result);
  CHECK(result.error().what == stopped().what);
}

TEST_CASE("main_effects: the profile of two lists is the textbook multinomial likelihood") {
  // 18, 28 and 12 on both: with independent lists of 30 and 40 people the likelihood of N is
  // C(N, 58) · (N - 30)! … = ln N!/(N-58)! + 30 ln(30/N) + (N-30) ln(1-30/N) + the same of 40.
  const auto likelihood = [](double n) {
    double sum = std::lgamma(n + 1) - std::lgamma(n - 58 + 1);
    for (const double on : {30.0, 40.0})
      sum += on * std::log(on / n) + (n - on) * std::log(1 - on / n);
    return sum;
  };
  const auto result = main_effects(table_of(2, {{1, 18}, {2, 28}, {3, 12}}), quick(0), {});
  REQUIRE(result);
  const double best = result->diagnostics.numbers.at("profile_n_hat");
  const Limits limits = result->intervals.at("profile_95");
  CHECK(likelihood(best) >= likelihood(best * 1.001));
  CHECK(likelihood(best) >= likelihood(best * 0.999));
  CHECK(2 * (likelihood(best) - likelihood(limits.low)) == doctest::Approx(3.8415).epsilon(1e-4));
  CHECK(2 * (likelihood(best) - likelihood(limits.high)) == doctest::Approx(3.8415).epsilon(1e-4));
  CHECK(limits.low < best);
  CHECK(best < limits.high);
}
