// SPDX-License-Identifier: Apache-2.0
#include "review_order.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

namespace manumit::link {
namespace {

constexpr std::size_t kMostLookedAt = 200;

/// In bits (Shannon 1948, Bell System Technical Journal 27(3), pp. 379-423).
double entropy(double probability) {
  const auto part = [](double share) { return share > 0 ? -share * std::log2(share) : 0; };
  return part(probability) + part(1 - probability);
}

/// The place of each record among all by what is recorded of it.
std::vector<std::uint32_t> ranks_of(const RecordTable& table) {
  std::vector<std::uint32_t> order(table.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    for (std::size_t column = 0; column < table.columns().size(); ++column) {
      if (const int way = table.text(a, column).compare(table.text(b, column)); way != 0)
        return way < 0;
    }
    return std::make_tuple(table.id_of(a), a) < std::make_tuple(table.id_of(b), b);
  });
  std::vector<std::uint32_t> ranks(order.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank)
    ranks[order[rank]] = rank;
  return ranks;
}

class Ordering {
 public:
  Ordering(const RecordTable& table, const Linkage& linkage)
      : linkage_(linkage), ranks_(ranks_of(table)), members_(linkage.cluster.size()) {
    for (std::uint32_t record = 0; record < linkage.cluster.size(); ++record)
      members_[linkage.cluster[record]].push_back(record);
  }

  [[nodiscard]] ReviewPair judged(const LinkedPair& pair) const {
    const double weight = static_cast<double>(pair.weight);
    return {.pair = {pair.a, pair.b},
            .weight = weight,
            .doubt = entropy(probability_of(weight)),
            .changes = changes(pair)};
  }

  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> place(const RecordPair& pair) const {
    return std::minmax({ranks_[pair.a], ranks_[pair.b]});
  }

 private:
  [[nodiscard]] const std::vector<std::uint32_t>& group_of(std::uint32_t record) const {
    return members_[linkage_.cluster[record]];
  }

  [[nodiscard]] std::uint64_t changes(const LinkedPair& pair) const {
    const std::vector<std::uint32_t>& one = group_of(pair.a);
    if (linkage_.cluster[pair.a] != linkage_.cluster[pair.b])
      return one.size() * group_of(pair.b).size();
    return one.size() > kMostLookedAt ? one.size() - 1 : parted(pair, one);
  }

  /// The sizes, multiplied, of what a cluster falls into.
  [[nodiscard]] std::uint64_t parted(const LinkedPair& pair,
                                     const std::vector<std::uint32_t>& group) const {
    std::uint64_t with_a = 1, with_b = 1, with_either = 0;
    for (const std::uint32_t record : group) {
      if (record == pair.a || record == pair.b)
        continue;
      const double to_a = weight(record, pair.a);
      const double to_b = weight(record, pair.b);
      ++(to_a > to_b ? with_a : to_b > to_a ? with_b : with_either);
    }
    for (; with_either > 0; --with_either)
      ++(with_a < with_b ? with_a : with_b);
    return with_a * with_b;
  }

  [[nodiscard]] double weight(std::uint32_t a, std::uint32_t b) const {
    const RecordPair wanted{std::min(a, b), std::max(a, b)};
    const auto at = std::lower_bound(linkage_.pairs.begin(), linkage_.pairs.end(), wanted,
                                     [](const LinkedPair& one, const RecordPair& other) {
                                       return RecordPair{one.a, one.b} < other;
                                     });
    return at != linkage_.pairs.end() && at->a == wanted.a && at->b == wanted.b
               ? static_cast<double>(at->weight)
               : -std::numeric_limits<double>::infinity();
  }

  const Linkage& linkage_;
  std::vector<std::uint32_t> ranks_;
  std::vector<std::vector<std::uint32_t>> members_;  ///< by the first of each cluster
};

}  // namespace

std::vector<ReviewPair> review_order(const RecordTable& table, const Linkage& linkage,
                                     std::span<const LinkedPair> pairs) {
  const Ordering ordering(table, linkage);
  std::vector<ReviewPair> all;
  all.reserve(pairs.size());
  for (const LinkedPair& pair : pairs)
    all.push_back(ordering.judged(pair));
  std::sort(all.begin(), all.end(), [&](const ReviewPair& x, const ReviewPair& y) {
    if (x.teaches() != y.teaches())
      return x.teaches() > y.teaches();
    return ordering.place(x.pair) < ordering.place(y.pair);
  });
  return all;
}

}  // namespace manumit::link
