// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claim.h"
#include "shelf.h"

namespace manumit::gap {

/// Of the figures that are meant, those of just that time.
struct OfThatTime {
  std::vector<std::size_t> figures;
  bool only_partly = false;  ///< some measure has figures that do not fill the time, or go beyond
};
/// A count over a time is added up from parts that fill it; what is there on a day holds for every
/// time inside its period. Without a time, all figures.
[[nodiscard]] OfThatTime of_that_time(const std::vector<std::size_t>& figures, const Period& time,
                                      const ClaimEvidence& evidence);

/// What the figures that are meant come to together: one figure for each measure and period, the
/// preferred one where they differ.
struct Added {
  std::vector<std::size_t> meant;
  std::optional<Sum> sum;
  std::optional<Drift> open;  ///< why there are figures and no sum
};
[[nodiscard]] Added add_up(const Meant& meant, const std::string& by,
                           const ClaimEvidence& evidence);

/// The sum as one figure, to hold a number against.
[[nodiscard]] Figure as_figure(const Sum& sum, const ClaimEvidence& evidence);
/// How many different periods there are among figures.
[[nodiscard]] std::size_t periods_in(const std::vector<std::size_t>& figures,
                                     const ClaimEvidence& evidence);
/// A place that is not the first one's; nothing when all are of one place.
[[nodiscard]] std::optional<std::string> other_place(const std::vector<std::size_t>& figures,
                                                     const ClaimEvidence& evidence);
/// Whether it counts what came in a time, so that one year can be added to the next.
[[nodiscard]] bool adds_up(const Figure& figure, const ClaimEvidence& evidence);

}  // namespace manumit::gap
