// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "describe_fit.h"
#include "poisson_regression.h"

namespace manumit::estimate {

namespace {

constexpr double kChiSquare95 = 3.841458820694124;  // One degree of freedom.
// The likelihood of more unseen people than this is rounding only.
constexpr double kMostUnseen = 1e9;
constexpr double kGolden = 0.6180339887498949;
constexpr double kNear = 1e-9;  // Beside the number of people.
constexpr int kMostSteps = 120;

bool within(Term term, History cell) {
  return (term & ~cell) == 0;
}

// The complete table, the cell of the unseen among its cells: Cormack (1992), Biometrics 48(2),
// pp. 567-576 (pages not checked).
class CompleteTable {
 public:
  CompleteTable(const ListTable& table, const Model& model, const Fit& fit)
      : people_(static_cast<double>(table.people())) {
    const auto possible = [&](History cell) {
      return std::none_of(fit.at_minus_infinity.begin(), fit.at_minus_infinity.end(),
                          [&](Term term) { return within(term, cell); });
    };
    std::vector<History> cells;
    for (History cell = 0; cell < table.counts().size(); ++cell)
      if (possible(cell))
        cells.push_back(cell);
    std::vector<Term> terms = model.terms;
    for (int j = 0; j < table.lists(); ++j)
      terms.push_back(Term{1} << j);
    std::erase_if(terms, [&](Term term) { return !possible(term); });
    terms.push_back(0);
    regression_.shape(cells.size(), terms.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      regression_.counts()[i] = static_cast<double>(table.counts()[cells[i]]);
      for (std::size_t j = 0; j < terms.size(); ++j)
        regression_.design(j)[i] = within(terms[j], cells[i]) ? 1 : 0;
    }
  }

  // Of so many unseen people, who need not be whole.
  double log_likelihood(double unseen) {
    regression_.counts()[0] = unseen;
    regression_.run();
    const double everyone = people_ + unseen;
    int sign = 0;
    double sum = lgamma_r(everyone + 1, &sign) - lgamma_r(unseen + 1, &sign);
    for (std::size_t i = 0; i < regression_.means().size(); ++i)
      if (const double y = regression_.counts()[i]; y > 0)
        sum += y * std::log(regression_.means()[i] / everyone);
    return sum;
  }
  [[nodiscard]] double people() const { return people_; }

 private:
  double people_;
  PoissonRegression regression_;
};

// Where the likelihood is highest, by golden section between bounds that hold the place.
double highest(CompleteTable& table, double low, double high) {
  double left = high - kGolden * (high - low), right = low + kGolden * (high - low);
  double at_left = table.log_likelihood(left), at_right = table.log_likelihood(right);
  for (int step = 0; step < kMostSteps && high - low > kNear * table.people(); ++step) {
    if (at_left > at_right) {
      high = right;
      right = left;
      at_right = at_left;
      left = high - kGolden * (high - low);
      at_left = table.log_likelihood(left);
    } else {
      low = left;
      left = right;
      at_left = at_right;
      right = low + kGolden * (high - low);
      at_right = table.log_likelihood(right);
    }
  }
  return (low + high) / 2;
}

// Where the likelihood falls to `level` between a place above it and one below it.
double crossing(CompleteTable& table, double above, double below, double level) {
  for (int step = 0; step < kMostSteps && std::fabs(below - above) > kNear * table.people();
       ++step) {
    const double middle = (above + below) / 2;
    (table.log_likelihood(middle) > level ? above : below) = middle;
  }
  return (above + below) / 2;
}

}  // namespace

Profile profile_of(const ListTable& table, const Model& model, const Fit& fit) {
  CompleteTable complete(table, model, fit);
  // The Poisson estimate lies slightly above the multinomial one.
  const double unseen = highest(complete, 0, 2 * std::exp(fit.intercept) + 1);
  const double level = complete.log_likelihood(unseen) - kChiSquare95 / 2;
  Profile out{.n_hat = complete.people() + unseen,
              .limits_95 = {complete.people(), std::numeric_limits<double>::infinity()}};
  if (complete.log_likelihood(0) < level)
    out.limits_95.low = complete.people() + crossing(complete, unseen, 0, level);
  double far = 2 * unseen + 1;
  while (far < kMostUnseen && complete.log_likelihood(far) > level)
    far *= 2;
  if (far < kMostUnseen)
    out.limits_95.high = complete.people() + crossing(complete, unseen, far, level);
  return out;
}

}  // namespace manumit::estimate
