// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <unordered_map>

#include "average_linkage.h"
#include "link.h"
#include "records.h"
#include "scorer.h"
#include "union_find.h"

namespace manumit::link {

/// Two records as one number, whoever is named first.
[[nodiscard]] inline std::uint64_t pair_key(std::uint32_t a, std::uint32_t b) {
  return (static_cast<std::uint64_t>(std::min(a, b)) << 32) | std::max(a, b);
}

/// Which records must not meet, and which must. Those that people put together, one by way of
/// another too, stay so even where their list promises that nobody stands on it twice.
class Bounds {
 public:
  Bounds(const RecordTable& table, const Decisions& decisions) : table_(table) {
    for (const RecordPair& pair : decisions.different)
      different_.insert(pair_key(pair.a, pair.b));
    bind(decisions.same);
    for (const Source& source : table.sources())
      strict_ = strict_ || source.deduplicated;
  }

  [[nodiscard]] bool any() const { return strict_ || !different_.empty(); }
  [[nodiscard]] bool forbidden(std::uint32_t a, std::uint32_t b) const {
    if (!different_.empty() && different_.contains(pair_key(a, b)))
      return true;
    return strict_ && on_one_strict_list(a, b) && !decided_same(a, b);
  }
  /// Records of one list on which nobody stands twice that people put together all the same, be it
  /// by way of others.
  [[nodiscard]] std::vector<RecordPair> broken_promises() const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ordered;
    for (const auto& [record, group] : bound_)
      ordered.emplace_back(group, record);
    std::sort(ordered.begin(), ordered.end());
    std::vector<RecordPair> broken;
    for (std::size_t i = 1; i < ordered.size(); ++i) {
      if (ordered[i].first == ordered[i - 1].first &&
          on_one_strict_list(ordered[i - 1].second, ordered[i].second))
        broken.push_back({ordered[i - 1].second, ordered[i].second});
    }
    return broken;
  }

  [[nodiscard]] bool decided_same(std::uint32_t a, std::uint32_t b) const {
    if (bound_.empty())
      return false;
    const auto one = bound_.find(a);
    const auto other = bound_.find(b);
    return one != bound_.end() && other != bound_.end() && one->second == other->second;
  }

 private:
  [[nodiscard]] bool on_one_strict_list(std::uint32_t a, std::uint32_t b) const {
    const std::size_t list = table_.source_of(a);
    return list == table_.source_of(b) && table_.sources()[list].deduplicated;
  }
  void bind(const std::vector<RecordPair>& same) {
    if (same.empty())
      return;
    UnionFind together(table_.size());
    for (const RecordPair& pair : same)
      together.join(pair.a, pair.b);
    for (const RecordPair& pair : same) {
      for (const std::uint32_t record : {pair.a, pair.b})
        bound_[record] = together.find(record);
    }
  }

  const RecordTable& table_;
  std::set<std::uint64_t> different_;
  std::unordered_map<std::uint32_t, std::uint32_t> bound_;  ///< Records that are bound: to what.
  bool strict_ = false;
};

/// What two records say for one person, when decisions and lists have been heard.
class PairJudge {
 public:
  /// All must outlive it.
  PairJudge(const Scorer& scorer, double prior_bits, const Decisions& decisions)
      : scorer_(scorer), prior_bits_(prior_bits), bounds_(scorer.fields().table(), decisions) {}

  [[nodiscard]] const Bounds& bounds() const { return bounds_; }
  /// In a group, where no pair alone may part what all others hold together.
  [[nodiscard]] double weight(std::uint32_t a, std::uint32_t b) const {
    const double alone = weight_alone(a, b);
    return alone == kNever ? kNever : std::max(kMostAgainst, alone);
  }
  [[nodiscard]] double weight_alone(std::uint32_t a, std::uint32_t b) const {
    if (bounds_.decided_same(a, b))
      return kAlways;
    if (bounds_.forbidden(a, b))
      return kNever;
    // As a float, like the edges: a pair weighs the same wherever it was met.
    return static_cast<double>(static_cast<float>(scorer_.evidence(a, b))) + prior_bits_;
  }

 private:
  // What a pair can say against one person at most, in bits. Two records of one person with two
  // slips each may look like strangers, and no single pair should part a group that all others hold
  // together.
  static constexpr double kMostAgainst = -4;

  const Scorer& scorer_;
  double prior_bits_;
  Bounds bounds_;
};

}  // namespace manumit::link
