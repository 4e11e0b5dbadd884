// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "base/interval.h"

namespace manumit::gap {

/// The interval of 95 % for the mean behind a count, Garwood's: it holds the mean at least 95 times
/// in a hundred whatever the mean is, so it errs to the wide side.
///
/// Garwood (1936), Biometrika 28, pp. 437-442. For a count of 0 it begins at 0.
[[nodiscard]] Interval<double> poisson_interval(std::uint64_t count);

/// The interval of 95 % for a share `part` of `whole`, that of Clopper and Pearson (1934),
/// Biometrika 26, pp. 404-413; never too narrow. `part` is at most `whole`; of nothing it is all
/// from 0 to 1.
[[nodiscard]] Interval<double> share_interval(std::uint64_t part, std::uint64_t whole);

/// How one count stands to another, each over its own length of time.
struct RateRatio {
  double ratio = 1;         ///< later over earlier, per year; infinite when nothing was earlier
  Interval<double> exact;   ///< 95 %, from the exact interval of the share; infinite at the top
                            ///< when the earlier count is 0
  Interval<double> approx;  ///< 95 %, the large-sample one of tables and of much that is published
  bool has_approx = false;  ///< neither count is 0
  double p = 1;             ///< two-sided, exact
};

/// Compares two counts as two Poisson rates by the exact test given their sum (Przyborowski and
/// Wilenski 1940, Biometrika 31, pp. 313-323): the later is then binomial. The two-sided p is twice
/// the smaller tail, as the exact interval leaves out, so the two never disagree. `approx` is
/// exp(log ratio ± 1.96 sqrt(1/a + 1/b)), too narrow for small counts. The years are above 0.
[[nodiscard]] RateRatio rate_ratio(std::uint64_t later, double later_years, std::uint64_t earlier,
                                   double earlier_years);

}  // namespace manumit::gap
