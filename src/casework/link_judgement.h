// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "casework/link_fold.h"

namespace manumit::casework {

/// What the decisions on one pair come to, as far as they are given.
struct Judgement {
  Standing standing = Standing::open;
  std::optional<LinkVerdict> verdict;
  bool disputed = false;
  bool parted = false;
  std::vector<bool> live;         ///< of each decision given
  std::vector<Opinion> opinions;  ///< of each person whose word counts, in the order of the words
};

/// Of the decisions at those places, which are all on one pair and in the fold's order.
[[nodiscard]] Judgement judge(const std::vector<Decided>& decisions,
                              std::span<const std::uint32_t> places);

}  // namespace manumit::casework
