// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "describe_fit.h"

namespace manumit::estimate {

namespace {

constexpr double kChiSquare95 = 3.841458820694124;  // One degree of freedom.
// The likelihood of more unseen people than this is rounding only.
constexpr double kMostUnseen = 1e9;
constexpr double kGolden = 0.6180339887498949;
constexpr double kNear = 1e-9;  // Beside the number of people.
constexpr int kMostSteps = 120;

// The complete table, the cell of the unseen among its cells: Cormack (1992), Biometrics 48(2),
// pp. 567-576 (pages not checked).
class CompleteTable {
 public:
  CompleteTable(const ListTable& table, const Model& model)
      : people_(static_cast<double>(table.people())),
        counts_(as_real(table.counts())),
        model_(model),
        fitter_(table.lists()) {}

  // Of so many unseen people, who need not be whole.
  double log_likelihood(double unseen) {
    fitter_.fit_complete(counts_, model_, unseen, means_);
    counts_[0] = unseen;
    const double everyone = people_ + unseen;
    int sign = 0;
    double sum = lgamma_r(everyone + 1, &sign) - lgamma_r(unseen + 1, &sign);
    for (std::size_t history = 0; history < counts_.size(); ++history)
      if (counts_[history] > 0)
        sum += counts_[history] * std::log(means_[history] / everyone);
    return sum;
  }
  [[nodiscard]] double people() const { return people_; }

 private:
  double people_;
  std::vector<double> counts_, means_;
  const Model& model_;
  Fitter fitter_;
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
  CompleteTable complete(table, model);
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
