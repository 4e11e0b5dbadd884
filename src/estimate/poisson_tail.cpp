// SPDX-License-Identifier: Apache-2.0
#include "poisson_tail.h"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "quiet.h"

namespace manumit::estimate {

namespace {

double at_most(double seen, double expected) {
  return boost::math::gamma_q(seen + 1, expected, Quiet());
}
double at_least(double seen, double expected) {
  return seen > 0 ? boost::math::gamma_p(seen, expected, Quiet()) : 1;
}

}  // namespace

double smaller_poisson_tail(double seen, double expected) {
  if (!(expected > 0))
    return seen > 0 ? 0 : 1;
  if (!std::isfinite(expected))
    return 0;
  // The two tails overlap in P(X = seen), so when one is at most a half the other is at least that.
  const bool low = seen < expected;
  const double likely = low ? at_most(seen, expected) : at_least(seen, expected);
  if (likely <= 0.5)
    return likely;
  return std::min(likely, low ? at_least(seen, expected) : at_most(seen, expected));
}

}  // namespace manumit::estimate
