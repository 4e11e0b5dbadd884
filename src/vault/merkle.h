// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "crypto.h"

namespace manumit::vault {

/// The tree of RFC 6962 §2.1 over hashes that were made elsewhere: the left half of n leaves is the
/// largest power of two below n. BLAKE2b in place of SHA-256; inner nodes have a personalisation of
/// their own, so a node is never a leaf. docs/formats/mnv1.md §8.
[[nodiscard]] Hash32 tree_root(std::span<const Hash32> leaves);

/// The hashes beside the way from a leaf (from 0) up to the root, the lowest first. At most 64.
[[nodiscard]] std::vector<Hash32> path_to_root(std::span<const Hash32> leaves, std::size_t at);

/// The root to which a leaf at this place among `count` leads by such a path; nothing if the path
/// has another length than that place needs.
[[nodiscard]] std::optional<Hash32> root_by_path(const Hash32& leaf, std::uint64_t at,
                                                 std::uint64_t count, std::span<const Hash32> path);

/// The same tree over leaves that stand, with every whole node kept: roots of its beginnings and
/// paths under them cost no more than some squared depth each. Each node is hashed once at the
/// beginning; memory is twice the leaves'.
class StandingTree {
 public:
  explicit StandingTree(std::vector<Hash32> leaves);
  [[nodiscard]] const std::vector<Hash32>& leaves() const { return levels_.front(); }
  /// The root over the first `count` leaves, all there are at most.
  [[nodiscard]] Hash32 root(std::uint64_t count) const;
  /// As `path_to_root` over the first `count` leaves; `at` is below it.
  [[nodiscard]] std::vector<Hash32> path(std::uint64_t at, std::uint64_t count) const;

 private:
  [[nodiscard]] Hash32 over(std::uint64_t begin, std::uint64_t count) const;
  std::vector<std::vector<Hash32>> levels_;  ///< whole nodes over 1, 2, 4 … leaves
};

/// The same tree while it grows: each root costs as much as its depth and no more.
class GrowingTree {
 public:
  void add(const Hash32& leaf);
  [[nodiscard]] Hash32 root() const;

 private:
  std::vector<Hash32> whole_;  ///< roots of the largest whole trees, the widest first
  std::uint64_t leaves_ = 0;
};

}  // namespace manumit::vault
