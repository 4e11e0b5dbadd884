// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "existence.h"
#include "loglinear.h"
#include "plain_regression.h"
#include "poisson_regression.h"

using namespace manumit::estimate;

namespace {

// Some people in every cell, few enough that sparse tables come up too.
std::vector<double> some_counts(int lists, int most) {
  std::vector<double> counts(std::size_t{1} << lists, 0.0);
  for (std::size_t cell = 1; cell < counts.size(); ++cell)
    counts[cell] = *rc::gen::inRange(0, most);
  RC_PRE(std::any_of(counts.begin(), counts.end(), [](double count) { return count > 0; }));
  return counts;
}

Model some_model(int lists) {
  std::vector<Term> generators;
  const int many = *rc::gen::inRange(0, 4);
  for (int i = 0; i < many; ++i)
    generators.push_back(*rc::gen::inRange<Term>(1, (Term{1} << lists) - 1));
  return hierarchical(lists, generators);
}

History moved(History history, const std::vector<int>& to) {
  History out = 0;
  for (std::size_t j = 0; j < to.size(); ++j)
    if ((history >> j & 1U) != 0)
      out |= History{1} << to[j];
  return out;
}

std::vector<int> some_order(int lists) {
  std::vector<int> to(static_cast<std::size_t>(lists));
  for (std::size_t j = 0; j < to.size(); ++j)
    to[j] = static_cast<int>(j);
  for (std::size_t j = to.size(); j-- > 1;)
    std::swap(to[j], to[*rc::gen::inRange<std::size_t>(0, j + 1)]);
  return to;
}

bool nearly(double a, double b, double part) {
  return std::fabs(a - b) <= part * std::max({1.0, std::fabs(a), std::fabs(b)});
}

}  // namespace

TEST_CASE("written: parse_model reads back what is written") {
  CHECK(rc::check([] {
    const int lists = *rc::gen::inRange(2, 13);
    const Model model = some_model(lists);
    const auto again = parse_model(written(model), lists);
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == model);
  }));
}

TEST_CASE("hierarchical: every part with two lists or more of a term is a term") {
  CHECK(rc::check([] {
    const Model model = some_model(*rc::gen::inRange(2, 8));
    for (const Term term : model.terms)
      for (Term part = (term - 1) & term; part != 0; part = (part - 1) & term)
        RC_ASSERT((part & (part - 1)) == 0 ||
                  std::count(model.terms.begin(), model.terms.end(), part) == 1);
  }));
}

TEST_CASE("Fitter: a fit gives back the margins of its terms") {
  // What makes it the maximum: Birch (1963), Journal of the Royal Statistical Society B 25(1),
  // pp. 220-233: fitted and seen agree on every margin of the model.
  CHECK(rc::check([] {
    const int lists = *rc::gen::inRange(2, 6);
    const std::vector<double> counts = some_counts(lists, 40);
    const Model model = some_model(lists);
    Fitter fitter(lists);
    std::vector<double> fitted;
    const Fit fit = fitter.fit_in_full(counts, model, fitted);
    RC_PRE(fit.existence_code == 0 && fit.converged);
    const std::vector<double> seen = on_all_of_each(counts), expected = on_all_of_each(fitted);
    RC_ASSERT(nearly(seen[0], expected[0], 1e-4));
    for (int j = 0; j < lists; ++j)
      RC_ASSERT(nearly(seen[Term{1} << j], expected[Term{1} << j], 1e-4));
    for (const Term term : model.terms)
      RC_ASSERT(nearly(seen[term], expected[term], 1e-4));
  }));
}

TEST_CASE("Fitter: the order of the lists changes nothing") {
  CHECK(rc::check([] {
    const int lists = *rc::gen::inRange(2, 6);
    const std::vector<double> counts = some_counts(lists, 30);
    const Model model = some_model(lists);
    const std::vector<int> to = some_order(lists);
    std::vector<double> moved_counts(counts.size());
    for (History cell = 0; cell < counts.size(); ++cell)
      moved_counts[moved(cell, to)] = counts[cell];
    std::vector<Term> moved_terms;
    for (const Term term : model.terms)
      moved_terms.push_back(moved(term, to));
    Fitter fitter(lists);
    const Fit here = fitter.fit(counts, model);
    const Fit there = fitter.fit(moved_counts, hierarchical(lists, moved_terms));
    RC_ASSERT(here.existence_code == there.existence_code);
    RC_ASSERT(here.parameters == there.parameters);
    RC_ASSERT(here.df == there.df);
    if (here.existence_code == 0 && here.converged && here.intercept < 20)
      RC_ASSERT(nearly(here.n_hat, there.n_hat, 1e-6));
  }));
}

TEST_CASE("Fitter: one more term never fits worse") {
  CHECK(rc::check([] {
    const int lists = *rc::gen::inRange(3, 6);
    const std::vector<double> counts = some_counts(lists, 30);
    const Model model = some_model(lists);
    std::vector<Term> more = model.terms;
    more.push_back(*rc::gen::inRange<Term>(1, (Term{1} << lists) - 1));
    Fitter fitter(lists);
    const Fit small = fitter.fit(counts, model);
    const Fit large = fitter.fit(counts, hierarchical(lists, more));
    RC_PRE(small.existence_code == 0 && large.existence_code == 0);
    RC_PRE(small.converged && large.converged);
    RC_ASSERT(large.deviance <= small.deviance + 1e-4);
  }));
}

TEST_CASE("PoissonRegression: gives the digits of the plain reference") {
  CHECK(rc::check([] {
    const int lists = *rc::gen::inRange(2, 7);
    const std::vector<double> counts = some_counts(lists, 100);
    std::vector<Term> terms = some_model(lists).terms;
    for (int j = 0; j < lists; ++j)
      terms.push_back(Term{1} << j);
    terms.push_back(0);
    const std::size_t cells = counts.size() - 1;
    PoissonRegression quick;
    quick.shape(cells, terms.size());
    Eigen::MatrixXd design(cells, terms.size());
    Eigen::VectorXd y(cells);
    for (std::size_t i = 0; i < cells; ++i) {
      quick.counts()[i] = counts[i + 1];
      y[static_cast<Eigen::Index>(i)] = counts[i + 1];
      for (std::size_t j = 0; j < terms.size(); ++j) {
        quick.design(j)[i] = (terms[j] & ~static_cast<Term>(i + 1)) == 0 ? 1 : 0;
        design(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = quick.design(j)[i];
      }
    }
    const bool at_rest = quick.run();
    const plain::Regression plain = plain::regress(design, y);
    RC_ASSERT(at_rest || !plain.converged);
    RC_PRE(plain.converged && quick.last_standard_error() < 100);
    RC_ASSERT(nearly(quick.deviance(), plain.deviance, 1e-9));
    for (std::size_t j = 0; j < terms.size(); ++j)
      RC_ASSERT(
          nearly(quick.coefficients()[j], plain.coefficients[static_cast<Eigen::Index>(j)], 1e-7));
  }));
}

TEST_CASE("surely_exists: never says so where the long way finds a code") {
  CHECK(rc::check([] {
    const int lists = *rc::gen::inRange(2, 6);
    std::vector<History> cells;
    std::vector<bool> positive;
    for (History cell = 1; cell < History{1} << lists; ++cell) {
      cells.push_back(cell);
      positive.push_back(*rc::gen::inRange(0, 2) == 1);
    }
    std::vector<Term> terms = some_model(lists).terms;
    for (int j = 0; j < lists; ++j)
      terms.push_back(Term{1} << j);
    terms.push_back(0);
    const bool sure = surely_exists(cells, positive, terms);
    RC_CLASSIFY(sure);
    RC_ASSERT(!sure || existence_of(cells, positive, terms) == 0);
  }));
}
