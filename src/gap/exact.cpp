// SPDX-License-Identifier: Apache-2.0
#include "exact.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>

#include "quiet.h"

namespace manumit::gap {
namespace {

constexpr double kTail = 0.025;
constexpr double kNormal975 = 1.959963984540054;
constexpr double kInfinite = std::numeric_limits<double>::infinity();

double as_real(std::uint64_t count) {
  return static_cast<double>(count);
}

/// P(X <= seen) of a binomial X.
double at_most(std::uint64_t seen, std::uint64_t of, double chance) {
  if (seen >= of)
    return 1;
  return boost::math::ibetac(as_real(seen) + 1, as_real(of - seen), chance, Quiet());
}

double odds(double share) {
  return share >= 1 ? kInfinite : share / (1 - share);
}

}  // namespace

Interval<double> poisson_interval(std::uint64_t count) {
  const double seen = as_real(count);
  return {.least = count == 0 ? 0 : boost::math::gamma_p_inv(seen, kTail, Quiet()),
          .most = boost::math::gamma_q_inv(seen + 1, kTail, Quiet())};
}

Interval<double> share_interval(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0)
    return {0, 1};
  const double in = as_real(part);
  const double out = as_real(whole - std::min(part, whole));
  return {.least = part == 0 ? 0 : boost::math::ibeta_inv(in, out + 1, kTail, Quiet()),
          .most = part >= whole ? 1 : boost::math::ibetac_inv(in + 1, out, kTail, Quiet())};
}

RateRatio rate_ratio(std::uint64_t later, double later_years, std::uint64_t earlier,
                     double earlier_years) {
  const std::uint64_t both = later + earlier;
  const double scale = earlier_years / later_years;
  RateRatio of;
  if (both == 0) {
    of.exact = {0, kInfinite};
    return of;
  }
  const Interval<double> share = share_interval(later, both);
  of.exact = {odds(share.least) * scale, odds(share.most) * scale};
  of.ratio = earlier == 0 ? kInfinite : as_real(later) / as_real(earlier) * scale;
  of.has_approx = later > 0 && earlier > 0;
  if (of.has_approx) {
    const double wide = kNormal975 * std::sqrt(1 / as_real(later) + 1 / as_real(earlier));
    of.approx = {of.ratio * std::exp(-wide), of.ratio * std::exp(wide)};
  }
  const double chance = later_years / (later_years + earlier_years);
  const double low = at_most(later, both, chance);
  // Not 1 - at_most(...): the two would cancel, and a very small chance would come out as 0.
  const double high =
      later == 0 ? 1 : boost::math::ibeta(as_real(later), as_real(earlier) + 1, chance, Quiet());
  of.p = std::min(1.0, 2 * std::min(low, high));
  return of;
}

}  // namespace manumit::gap
