// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "comparator.h"
#include "fields.h"
#include "model.h"

namespace manumit::link {

/// Whether a level speaks for one person by itself: then what it ties down is no news.
[[nodiscard]] bool agrees(const Comparator& comparator, std::uint8_t level);

/// Ties between a name and what names tell anyhow, the sex and the country: two strangers who share
/// a given name nearly always share the sex. What the second comparison says is put right where the
/// first agrees. Counted exactly over all pairs that share a word; `matches` of them are one
/// person's. O(records · words).
[[nodiscard]] std::vector<TieModel> find_ties(const Fields& fields,
                                              const std::vector<Comparator>& comparators,
                                              const std::vector<std::vector<double>>& m,
                                              const std::vector<std::vector<double>>& u,
                                              double matches);

}  // namespace manumit::link
