// SPDX-License-Identifier: Apache-2.0
#include "poisson_tail.h"

#include <algorithm>
#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace manumit::estimate {

namespace {

// Nothing throws here: what cannot be reckoned comes back as infinite or not a number. And no
// arithmetic in wider numbers, which not every machine has.
using Quiet = boost::math::policies::policy<
    boost::math::policies::domain_error<boost::math::policies::ignore_error>,
    boost::math::policies::pole_error<boost::math::policies::ignore_error>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::underflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>,
    boost::math::policies::promote_double<false>>;

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
