// SPDX-License-Identifier: Apache-2.0
#include "loglinear.h"

#include <doctest/doctest.h>

#include <Eigen/Cholesky>
#include <cmath>

#include "expected_figures.h"

using namespace manumit;
using namespace manumit::estimate;

namespace {

const std::vector<std::string> kNames = {"A", "B", "C", "D"};

Model model(std::string_view text, int lists) {
  const auto parsed = parse_model(text, lists);
  REQUIRE(parsed);
  return *parsed;
}

// A second way to the same maximum: Newton's steps on the likelihood, by normal equations, until
// they no longer move. Every margin of the model must be positive.
double n_by_newton(const std::vector<double>& counts, const Model& of) {
  std::vector<Term> terms = {0};
  for (int j = 0; j < of.lists; ++j)
    terms.push_back(Term{1} << j);
  terms.insert(terms.end(), of.terms.begin(), of.terms.end());
  const auto cells = static_cast<Eigen::Index>(counts.size() - 1);
  Eigen::MatrixXd x(cells, static_cast<Eigen::Index>(terms.size()));
  Eigen::VectorXd y(cells);
  double people = 0;
  for (Eigen::Index i = 0; i < cells; ++i) {
    y[i] = counts[static_cast<std::size_t>(i) + 1];
    people += y[i];
    for (Eigen::Index j = 0; j < x.cols(); ++j)
      x(i, j) = (terms[static_cast<std::size_t>(j)] & ~static_cast<Term>(i + 1)) == 0 ? 1 : 0;
  }
  Eigen::VectorXd at = Eigen::VectorXd::Zero(x.cols());
  at[0] = std::log(people);
  for (int step = 0; step < 200; ++step) {
    const Eigen::VectorXd means = (x * at).array().exp();
    const Eigen::MatrixXd curvature = x.transpose() * means.asDiagonal() * x;
    const Eigen::VectorXd move = curvature.ldlt().solve(x.transpose() * (y - means));
    at += move / std::max(1.0, move.lpNorm<Eigen::Infinity>());
    if (move.lpNorm<Eigen::Infinity>() < 1e-12)
      break;
  }
  return people + std::exp(at[0]);
}

}  // namespace

TEST_CASE("parse_model: maximal terms name their parts") {
  CHECK(model("[12,13,4]", 4).terms == std::vector<Term>{0b0011, 0b0101});
  CHECK(model("[123,4]", 4).terms == std::vector<Term>{0b0011, 0b0101, 0b0110, 0b0111});
  CHECK(model("[1,2,3,4]", 4) == main_effects_of(4));
  CHECK(model(" [ 21 , 3 ] ", 3).terms == std::vector<Term>{0b011});
  CHECK(model("[1.10,2,3,4,5,6,7,8,9]", 10).terms == std::vector<Term>{0b1000000001});
}

TEST_CASE("written: larger terms first, then in the order of the columns") {
  CHECK(written(model("[4,13,12]", 4)) == "[12,13,4]");
  CHECK(written(model("[12,23,134]", 4)) == "[134,12,23]");
  CHECK(written(model("[12,23,123]", 3)) == "[123]");
  CHECK(written(main_effects_of(3)) == "[1,2,3]");
  CHECK(written(hierarchical(10, std::vector<Term>{0b1000000001})) == "[1.10,2,3,4,5,6,7,8,9]");
}

TEST_CASE("parse_model: what is no model is refused with a sentence") {
  const auto what = [](std::string_view text, int lists) {
    const auto parsed = parse_model(text, lists);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().kind == Error::Kind::bad_input);
    return parsed.error().what;
  };
  CHECK(what("12,3", 3) == "a model stands in square brackets");
  CHECK(what("", 3) == "a model stands in square brackets");
  CHECK(what("[]", 3) == "a model stands in square brackets");
  CHECK(what("[1x,2,3]", 3) == "a model is written with the numbers of its lists");
  CHECK(what("[12,,3]", 3) == "a model is written with the numbers of its lists");
  CHECK(what("[1 2,3]", 3) == "a model is written with the numbers of its lists");
  CHECK(what("[1 0,2,3,4,5,6,7,8,9]", 10) == "a model is written with the numbers of its lists");
  CHECK(what("[1.2,3", 10) == "a model stands in square brackets");
  CHECK(what("[1.2.,3]", 3) == "a model is written with the numbers of its lists");
  CHECK(what("[12,4]", 3) == "the model names list {0}, and there are {1} lists");
  CHECK(what("[12,0]", 3) == "the model names list {0}, and there are {1} lists");
  CHECK(what("[99999999999999999999,2]", 12) == "a model is written with the numbers of its lists");
  CHECK(what("[11,2,3]", 3) == "a term of the model names a list twice");
  CHECK(what("[12]", 3) == "the model leaves out list {0}");
  CHECK(what("[1.2.3.4.5.6.7.8.9.10.11.12.13.14]", 14) ==
        "a term of the model joins more than {0} lists");
}

TEST_CASE("term_names: the lists' own names, in the order of the columns") {
  CHECK(term_names(std::vector<Term>{0b0011, 0b1101, 0b0100}, kNames) ==
        std::vector<std::string>{"A:B", "A:C:D", "C"});
}

TEST_CASE("Fitter: two independent lists give n1·n2/m") {
  // 30 and 40 people, 12 on both: 30 · 40 / 12 = 100.
  Fitter fitter(2);
  const Fit fit = fitter.fit(std::vector<double>{0, 18, 28, 12}, main_effects_of(2));
  CHECK(fit.n_hat == doctest::Approx(100).epsilon(1e-9));
  CHECK(fit.deviance == doctest::Approx(0).epsilon(1e-9));
  CHECK(fit.df == 0);
}

TEST_CASE("Fitter: one pair and a third list are two independent lists") {
  // Lists 1 and 2 put together share 66 of their people with list 3 … in figures: alone on 3: 10;
  // on 1 or 2 but not on 3: 20 + 15 + 5 = 40; on both sides: 2 + 4 + 2 = 8. Unseen 10 · 40 / 8.
  Fitter fitter(3);
  const Fit fit = fitter.fit(std::vector<double>{0, 20, 15, 5, 10, 2, 4, 2}, model("[12,3]", 3));
  CHECK(fit.n_hat == doctest::Approx(58 + 50).epsilon(1e-9));
  CHECK(fit.parameters == 5);
  CHECK(fit.df == 2);
}

TEST_CASE("Fitter: with all pairs of three lists the unseen are odd cells over even ones") {
  // log-linear without the triple: y1 · y2 · y3 · y123 / (y12 · y13 · y23).
  Fitter fitter(3);
  const Fit fit =
      fitter.fit(std::vector<double>{0, 20, 15, 5, 10, 2, 4, 2}, model("[12,13,23]", 3));
  CHECK(fit.n_hat == doctest::Approx(58 + 20.0 * 15 * 10 * 2 / (5 * 2 * 4)).epsilon(1e-9));
  CHECK(fit.df == 0);
}

TEST_CASE("Fitter: a pair that shares nobody goes to minus infinity, with its cells") {
  // 12 and 123 are impossible; the rest is independence of "1 or 2" and 3: alone on 3: 10; on 1 or
  // 2 alone: 30 + 20; on both sides: 3 + 2. Unseen 10 · 50 / 5 = 100.
  Fitter fitter(3);
  std::vector<double> fitted;
  const Fit fit = fitter.fit_in_full(std::vector<double>{0, 30, 20, 0, 10, 3, 2, 0},
                                     model("[12,3]", 3), fitted);
  CHECK(fit.existence_code == 0);
  CHECK(fit.n_hat == doctest::Approx(165).epsilon(1e-9));
  CHECK(fit.at_minus_infinity == std::vector<Term>{0b011});
  CHECK(fit.parameters == 5);  // The term at minus infinity counts.
  CHECK(fit.df == 1);          // Five cells are left and four finite terms.
  CHECK(fitted[0] == doctest::Approx(100).epsilon(1e-9));
  CHECK(fitted[3] == 0);
  CHECK(fitted[7] == 0);
}

TEST_CASE("Fitter: what stands above a term at minus infinity goes with it") {
  Fitter fitter(3);
  const Fit fit = fitter.fit(std::vector<double>{0, 30, 20, 0, 10, 3, 2, 0}, model("[123]", 3));
  CHECK(fit.at_minus_infinity == std::vector<Term>{0b011, 0b111});
}

TEST_CASE("Fitter: a list that nobody is on changes nothing but the count of parameters") {
  Fitter two(2), three(3);
  const Fit without = two.fit(std::vector<double>{0, 18, 28, 12}, main_effects_of(2));
  const Fit with = three.fit(std::vector<double>{0, 18, 28, 12, 0, 0, 0, 0}, main_effects_of(3));
  CHECK(with.existence_code == 0);
  CHECK(with.n_hat == doctest::Approx(without.n_hat));
  CHECK(with.at_minus_infinity == std::vector<Term>{0b100});
  CHECK(with.parameters == without.parameters + 1);
  CHECK(with.df == without.df);
}

TEST_CASE("Fitter: log-likelihood, AIC and BIC of a table reckoned by hand") {
  // A perfect fit of 18, 28 and 12: the sum of y log y - y - log y!, and log y! a sum of
  // logarithms.
  double by_hand = 0;
  for (const int y : {18, 28, 12}) {
    by_hand += y * std::log(y) - y;
    for (int i = 2; i <= y; ++i)
      by_hand -= std::log(i);
  }
  Fitter fitter(2);
  const Fit fit = fitter.fit(std::vector<double>{0, 18, 28, 12}, main_effects_of(2));
  CHECK(fit.log_likelihood == doctest::Approx(by_hand).epsilon(1e-9));
  CHECK(fit.aic == doctest::Approx(2 * 3 - 2 * by_hand).epsilon(1e-9));
  CHECK(fit.bic == doctest::Approx(3 * std::log(58) - 2 * by_hand).epsilon(1e-9));
}

TEST_CASE("Fitter: Newton's method on the likelihood comes to the same estimates") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"Korea", "[12,23]"},       {"Kosovo", "[123,14,34]"},       {"Kosovo", "[123,124,134,234]"},
      {"Western", "[15,45,2,3]"}, {"NewOrl_5_v201", "[12,3,4,5]"}, {"Artificial_3", "[13,2]"}};
  for (const auto& [data_set, text] : cases) {
    CAPTURE(data_set + " " + text);
    const ListTable table = expected::table_of(data_set);
    const std::vector<double> counts = as_real(table.counts());
    const Model of = model(text, table.lists());
    Fitter fitter(table.lists());
    CHECK(fitter.fit(counts, of).n_hat == doctest::Approx(n_by_newton(counts, of)).epsilon(1e-6));
  }
}

namespace {

/// Invented lists, large and hardly overlapping, on which R's 25 rounds run away or wander although
/// the maximum is finite.
struct FarAway {
  int lists = 0;
  std::vector<std::pair<History, double>> people;
  std::string_view of;
  double n = 0;  ///< By Newton's method with shortened steps, in another program.
  [[nodiscard]] std::vector<double> counts() const {
    std::vector<double> counts(std::size_t{1} << lists, 0.0);
    for (const auto& [history, count] : people)
      counts[history] = count;
    return counts;
  }
};
const std::vector<FarAway> kFarAway = {
    {4, {{2, 29}, {5, 57}, {10, 1}, {11, 13}, {12, 29131}, {14, 45}}, "[13,14,34,2]", 35'762.2},
    {5,
     {{4, 280}, {10, 88}, {13, 1}, {23, 12}, {24, 1044}, {30, 286}},
     "[12,14,15,23,24,25,35,45]",
     268'767'553},
    {6,
     {{7, 5},
      {8, 1},
      {9, 17833},
      {10, 259},
      {11, 151},
      {14, 32},
      {26, 10973},
      {27, 669},
      {36, 2},
      {43, 6042},
      {45, 5},
      {48, 1642},
      {51, 30},
      {57, 5},
      {59, 212},
      {61, 387}},
     "[12,13,14,15,16,23,24,25,26,34,35,36,45,46,56]",
     38'248.0003},
    {5, {{4, 13278}, {9, 12}, {23, 3}, {24, 1776}}, "[14,15,45,2,3]", 2'652'368},
    {4,
     {{4, 9}, {5, 551}, {7, 2264824}, {8, 4513378}, {11, 134173}, {12, 1}, {14, 1}},
     "[1,2,3,4]",
     8'198'966}};

}  // namespace

TEST_CASE("Fitter: where R's rounds run away, shorter steps come to the maximum there is") {
  for (const FarAway& far : kFarAway) {
    CAPTURE(far.of);
    const Model of = model(far.of, far.lists);
    Fitter fitter(far.lists);
    const Fit fit = fitter.fit(far.counts(), of);
    CHECK(fit.existence_code == 0);
    CHECK(fit.converged);
    CHECK(fit.n_hat == doctest::Approx(far.n).epsilon(1e-6));
    CHECK(fit.n_hat == doctest::Approx(n_by_newton(far.counts(), of)).epsilon(1e-6));
  }
}

TEST_CASE("Fitter: a fit that does not come to rest has no number") {
  Fitter fitter(2);
  const Fit fit = fitter.fit(std::vector<double>{0, HUGE_VAL, 3, 2}, main_effects_of(2));
  CHECK(fit.existence_code == 0);
  CHECK_FALSE(fit.converged);
  CHECK(std::isinf(fit.n_hat));
}

TEST_CASE("walk_forward: where a fit does not come to rest no further step is made") {
  Fitter fitter(3);
  const std::vector<double> counts{0, HUGE_VAL, 10, 20, 10, 20, 20, 3};
  CHECK(walk_forward(fitter, counts, 3, 0.9).model == main_effects_of(3));
}

TEST_CASE("walk_forward: no pair enters because a fit ran away") {
  // On these lists the deviance was no number after some steps, and then every pair surprised.
  const FarAway& far = kFarAway[2];
  Fitter fitter(far.lists);
  const Walk walk = walk_forward(fitter, far.counts(), far.lists, 0.02);
  CHECK(walk.fit.existence_code == 0);
  CHECK(walk.fit.n_hat == doctest::Approx(n_by_newton(far.counts(), walk.model)).epsilon(1e-6));
}

TEST_CASE("walk_forward: a threshold of 0 gives main effects, of 1 every pair that can enter") {
  const ListTable kosovo = expected::table_of("Kosovo");
  const std::vector<double> counts = as_real(kosovo.counts());
  Fitter fitter(4);
  CHECK(walk_forward(fitter, counts, 4, 0).model == main_effects_of(4));
  // p is never 1 for a pair that shares somebody, and this order-2 model has an estimate.
  CHECK(written(walk_forward(fitter, counts, 4, 1).model) == "[12,13,14,23,24,34]");
}

TEST_CASE("walk_forward: from a start without an estimate no step is made") {
  Fitter fitter(3);
  const Walk walk = walk_forward(fitter, std::vector<double>{0, 10, 8, 0, 6, 0, 0, 0}, 3, 0.5);
  CHECK(walk.fit.existence_code == 1);
  CHECK(std::isinf(walk.fit.n_hat));
  CHECK(walk.model == main_effects_of(3));
}

TEST_CASE("walk_forward: of equally surprising pairs the first in the order of columns enters") {
  // The table looks the same from every list, so all three pairs have the same p.
  Fitter fitter(3);
  const std::vector<std::string> names = {"A", "B", "C"};
  const Walk walk =
      walk_forward(fitter, std::vector<double>{0, 10, 10, 20, 10, 20, 20, 3}, 3, 0.9, &names);
  REQUIRE_FALSE(walk.steps.empty());
  CHECK(walk.steps.front().term == "A:B");
}
