// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/sentence.h"
#include "block_scorer.h"
#include "link.h"
#include "scorer.h"
#include "settings.h"

namespace manumit::link {

struct Clustered {
  std::vector<std::uint32_t> cluster;  ///< For each record the first of its cluster.
  std::uint64_t clusters = 0;
  std::vector<Warning> warnings;
};

/// Groups from pairs: those whose edges reach the threshold hang together; within a group of three
/// and more, groups become one from the most alike on while their pairs weigh enough on average,
/// those pairs that no rule has found being weighed too.
///
/// Two records of a list on which nobody stands twice never meet, nor do two that a person told
/// apart; what a person put together stays so. `prior_bits` are added to the evidence of a pair.
[[nodiscard]] Result<Clustered> make_clusters(const Scorer& scorer, const std::vector<Edge>& edges,
                                              double prior_bits, const Settings& settings,
                                              const Decisions& decisions);

}  // namespace manumit::link
