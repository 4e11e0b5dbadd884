// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "patterns.h"

namespace manumit::link {

/// By comparison and level.
using LevelShares = std::vector<std::vector<double>>;

/// One comparison, as learning sees it.
struct Learned {
  std::size_t levels = 0;
  bool by_rarity = false;  ///< The chance of all levels but the last is in the bits of the pattern.
  bool ordered = true;     ///< A better level never weighs less than a worse one.
  /// Of one person's pairs no more than this share differ. Without a bound for names, learning may
  /// find another sort of likeness: shops in one street that have nothing of their names in common.
  double most_different = 1;
};

/// How often each group of pairs counts.
using GroupWeights = std::array<double, kGroups>;
[[nodiscard]] GroupWeights each_once();

/// What one rule's pairs teach.
struct Taught {
  LevelShares m;
  std::vector<bool> taught;  ///< Which comparisons: not those on the rule's own columns.
  double share = 0;          ///< Of the rule's pairs that are one person's.
  double matches = 0;        ///< So many of those looked at.
  std::uint32_t rounds = 0;
};

/// Where learning starts, and what it believes before it has seen a pair.
[[nodiscard]] LevelShares usual_m(const std::vector<Learned>& comparisons);

/// Where learning starts: the shares of the levels, and the share of one person's pairs.
struct Start {
  LevelShares m;
  double share = 0;
};

/// Learns m by expectation maximisation, u being known (Dempster, Laird and Rubin 1977; Winkler
/// 1988 for linkage), from the pairs of one rule.
///
/// With a Dirichlet prior around `usual_m` that weighs as much as a few pairs, so that a level that
/// was never seen keeps a chance and a list of a hundred teaches without leaping; and with weights
/// that fall from level to level where levels are ordered. Thousands of patterns take milliseconds.
/// Where it starts matters: from a share that is much too high it may take whoever lives in one
/// street for one person.
[[nodiscard]] Taught learn(const PatternTable& table, const std::vector<Learned>& comparisons,
                           const LevelShares& u, const Start& start, std::vector<bool> taught,
                           const GroupWeights& groups, std::uint32_t most_rounds);

/// The mean of what several rules teach, each counting as the pairs of one person that it saw.
[[nodiscard]] LevelShares joined(const std::vector<Taught>& lessons,
                                 const std::vector<Learned>& comparisons);

/// log2 of m/u; of levels by rarity, of m alone.
[[nodiscard]] double weight_of(const Learned& comparison, std::size_t level, double m, double u);

}  // namespace manumit::link
