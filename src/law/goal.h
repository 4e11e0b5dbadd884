// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace manumit::law {

// A goal says which bits must stand, and which must not, for a finding to be settled. It is a tree
// of "all" and "one of" over literals. Literal 2·a + 1 says "bit a stands", literal 2·a "bit a does
// not stand". Of element x bit 2·x is the evidence for, bit 2·x + 1 the evidence against. Of leaf x
// bits 4·x and 4·x + 1 are what is said for and against, bits 4·x + 2 and 4·x + 3 what is said of
// some record unopposed. Answers to facts that are open only ever add bits.

struct GoalNode {
  enum class Op : std::uint8_t { literal, all, one };
  Op op = Op::literal;
  std::uint32_t literal = 0;
  std::vector<std::uint32_t> parts = {};  ///< stand before this node
};

/// The last node is the goal itself.
struct GoalTree {
  std::vector<GoalNode> nodes = {};
};

[[nodiscard]] constexpr std::uint32_t bit_for(std::uint32_t x) {
  return 2 * x;
}
[[nodiscard]] constexpr std::uint32_t bit_against(std::uint32_t x) {
  return 2 * x + 1;
}
[[nodiscard]] constexpr std::uint32_t said_for(std::uint32_t leaf) {
  return 4 * leaf;
}
[[nodiscard]] constexpr std::uint32_t said_against(std::uint32_t leaf) {
  return 4 * leaf + 1;
}
[[nodiscard]] constexpr std::uint32_t unopposed_for(std::uint32_t leaf) {
  return 4 * leaf + 2;
}
[[nodiscard]] constexpr std::uint32_t unopposed_against(std::uint32_t leaf) {
  return 4 * leaf + 3;
}
[[nodiscard]] constexpr std::uint32_t leaf_of_bit(std::uint32_t bit) {
  return bit / 4;
}
/// Whether a bit of a leaf speaks for it; the bit beside it says the same against.
[[nodiscard]] constexpr bool bit_speaks_for(std::uint32_t bit) {
  return bit % 2 == 0;
}
[[nodiscard]] constexpr std::uint32_t stands(std::uint32_t bit) {
  return 2 * bit + 1;
}
[[nodiscard]] constexpr std::uint32_t stands_not(std::uint32_t bit) {
  return 2 * bit;
}

/// Something that can be done towards a goal.
struct Step {
  std::uint32_t group = 0;    ///< at most one step of a group, unless both `adds`
  bool adds = false;          ///< costs nothing beside another step of its group that adds
  std::uint32_t dislike = 0;  ///< between sets of one size, less is taken; below 64 in sum
  std::vector<std::uint32_t> makes = {};  ///< literals that become true, and their opposites false
};

struct Found {
  std::vector<std::uint32_t> steps = {};  ///< places in the list given
  bool shortest = true;                   ///< false if the search was cut short
};

/// The fewest groups of steps that reach the goal from a state; nothing if none do, or if more than
/// 16 groups are needed.
///
/// Branch and bound. Where the goal is not reached, some unreached part of it must be: of an "all"
/// any one part, of a "one of" some part; so only steps that make one of that part's false literals
/// true need be tried. The bound adds up parts that no group can serve together. Deepening by size
/// makes the first find the shortest; among equals the least disliked wins, then the earliest in
/// the list. The state holds 1 for each bit that stands.
[[nodiscard]] std::optional<Found> fewest_steps(const GoalTree& goal,
                                                const std::vector<std::uint8_t>& state,
                                                std::span<const Step> steps);

}  // namespace manumit::law
