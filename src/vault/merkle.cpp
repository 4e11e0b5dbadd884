// SPDX-License-Identifier: Apache-2.0
#include "merkle.h"

#include <algorithm>
#include <bit>

namespace manumit::vault {
namespace {

Hash32 node(const Hash32& left, const Hash32& right) {
  return hash32("mnv1-node", {left, right});
}

/// The largest power of two below `count`, which is 2 at least.
std::uint64_t left_half(std::uint64_t count) {
  std::uint64_t half = 1;
  while (half < count - half)
    half *= 2;
  return half;
}

}  // namespace

Hash32 tree_root(std::span<const Hash32> leaves) {
  if (leaves.empty())
    return hash32("mnv1-node", {});
  if (leaves.size() == 1)
    return leaves.front();
  const std::uint64_t half = left_half(leaves.size());
  return node(tree_root(leaves.first(half)), tree_root(leaves.subspan(half)));
}

std::vector<Hash32> path_to_root(std::span<const Hash32> leaves, std::size_t at) {
  std::vector<Hash32> from_above;
  while (leaves.size() > 1) {
    const std::uint64_t half = left_half(leaves.size());
    const bool left = at < half;
    from_above.push_back(tree_root(left ? leaves.subspan(half) : leaves.first(half)));
    leaves = left ? leaves.first(half) : leaves.subspan(half);
    at -= left ? 0 : half;
  }
  std::reverse(from_above.begin(), from_above.end());
  return from_above;
}

std::optional<Hash32> root_by_path(const Hash32& leaf, std::uint64_t at, std::uint64_t count,
                                   std::span<const Hash32> path) {
  if (at >= count)
    return std::nullopt;
  std::vector<bool> is_left;  // from the root down
  while (count > 1) {
    const std::uint64_t half = left_half(count);
    is_left.push_back(at < half);
    count = at < half ? half : count - half;
    at -= at < half ? 0 : half;
  }
  if (is_left.size() != path.size())
    return std::nullopt;
  Hash32 out = leaf;
  for (std::size_t i = 0; i < path.size(); ++i)
    out = is_left[path.size() - 1 - i] ? node(out, path[i]) : node(path[i], out);
  return out;
}

StandingTree::StandingTree(std::vector<Hash32> leaves) {
  levels_.push_back(std::move(leaves));
  while (levels_.back().size() > 1) {
    const std::vector<Hash32>& below = levels_.back();
    std::vector<Hash32> level;
    level.reserve(below.size() / 2);
    for (std::size_t i = 0; i + 1 < below.size(); i += 2)
      level.push_back(node(below[i], below[i + 1]));
    levels_.push_back(std::move(level));
  }
}

Hash32 StandingTree::over(std::uint64_t begin, std::uint64_t count) const {
  // Every left half begins at a multiple of its width, and so is a whole node.
  if (std::has_single_bit(count))
    return levels_[static_cast<std::size_t>(std::countr_zero(count))][begin / count];
  const std::uint64_t half = left_half(count);
  return node(over(begin, half), over(begin + half, count - half));
}

Hash32 StandingTree::root(std::uint64_t count) const {
  return count == 0 ? tree_root({}) : over(0, count);
}

std::vector<Hash32> StandingTree::path(std::uint64_t at, std::uint64_t count) const {
  std::vector<Hash32> from_above;
  std::uint64_t begin = 0;
  while (count > 1) {
    const std::uint64_t half = left_half(count);
    const bool left = at < half;
    from_above.push_back(left ? over(begin + half, count - half) : over(begin, half));
    begin += left ? 0 : half;
    at -= left ? 0 : half;
    count = left ? half : count - half;
  }
  std::reverse(from_above.begin(), from_above.end());
  return from_above;
}

void GrowingTree::add(const Hash32& leaf) {
  Hash32 last = leaf;
  // As in counting up by one: each tree that is as wide as the last one joins it.
  for (std::uint64_t width = leaves_; (width & 1) != 0; width >>= 1) {
    last = node(whole_.back(), last);
    whole_.pop_back();
  }
  whole_.push_back(last);
  ++leaves_;
}

Hash32 GrowingTree::root() const {
  if (whole_.empty())
    return tree_root({});
  Hash32 out = whole_.back();
  for (std::size_t i = whole_.size() - 1; i-- > 0;)
    out = node(whole_[i], out);
  return out;
}

}  // namespace manumit::vault
