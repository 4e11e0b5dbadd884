// SPDX-License-Identifier: Apache-2.0
#include "word_pairs.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "hashing.h"

namespace manumit::link {
namespace {

// Words that fewer records have together are not looked at: it may be one person.
constexpr std::uint32_t kFewest = 4;

std::uint64_t pair_of(std::uint32_t a, std::uint32_t b) {
  return (static_cast<std::uint64_t>(std::min(a, b)) << 32) | std::max(a, b);
}

/// Each pair of common words of each value, and how many records have the value.
struct Together {
  std::uint64_t pair = 0;
  std::uint32_t records = 0;
};

std::vector<Together> pairs_in(const WordLists& lists, const Values& values,
                               const std::vector<std::uint32_t>& counts) {
  std::vector<Together> all;
  for (std::uint32_t id = 1; id <= values.count(); ++id) {
    const auto words = lists.of_value(id);
    for (std::size_t i = 0; i < words.size(); ++i) {
      for (std::size_t k = i + 1; k < words.size(); ++k) {
        if (lists.records(words[i]) >= kFewest && lists.records(words[k]) >= kFewest)
          all.push_back({pair_of(words[i], words[k]), counts[id]});
      }
    }
  }
  std::sort(all.begin(), all.end(),
            [](const Together& a, const Together& b) { return a.pair < b.pair; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < all.size();) {
    Together sum{all[i].pair, 0};
    for (; i < all.size() && all[i].pair == sum.pair; ++i)
      sum.records += all[i].records;
    if (sum.records >= kFewest)
      all[kept++] = sum;
  }
  all.resize(kept);
  return all;
}

}  // namespace

WordPairs WordPairs::of(const WordLists& lists, const Values& values,
                        const std::vector<std::uint32_t>& counts) {
  const std::vector<Together> together = pairs_in(lists, values, counts);
  const auto present = static_cast<double>(std::accumulate(counts.begin(), counts.end(), 0ULL));
  WordPairs pairs;
  pairs.slots_.resize(std::bit_ceil(2 * together.size() + 1));
  for (const Together& each : together) {
    const auto a = static_cast<std::uint32_t>(each.pair >> 32);
    const auto b = static_cast<std::uint32_t>(each.pair);
    const double by_chance = static_cast<double>(lists.records(a)) * lists.records(b) / present;
    pairs.keep(each.pair, each.records, static_cast<float>(by_chance));
  }
  pairs.leave_out(kOwnRecords);
  return pairs;
}

void WordPairs::leave_out(double own_records) {
  for (Slot& slot : slots_) {
    const double left = slot.records - own_records;
    const auto by_chance = static_cast<double>(slot.by_chance);
    slot.excess = left > by_chance ? static_cast<float>(std::log2(left / by_chance)) : 0.0F;
  }
}

void WordPairs::keep(std::uint64_t pair, std::uint32_t records, float by_chance) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = mixed(pair, 0) & mask;
  while (slots_[at].pair != 0)
    at = (at + 1) & mask;
  slots_[at] = {.pair = pair, .records = records, .by_chance = by_chance, .excess = 0};
}

float WordPairs::excess(std::uint32_t a, std::uint32_t b) const {
  const std::uint64_t pair = pair_of(a, b);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = mixed(pair, 0) & mask; slots_[at].pair != 0; at = (at + 1) & mask) {
    if (slots_[at].pair == pair)
      return slots_[at].excess;
  }
  return 0;
}

}  // namespace manumit::link
