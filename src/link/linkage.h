// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/sentence.h"
#include "link/model.h"

/// What linking found. The JSON of `manumit link` (docs/formats/link.md) has the same names, member
/// by member. Records are numbers in their table; weights are in bits.
namespace manumit::link {

/// Two records, the smaller number first.
struct RecordPair {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  friend auto operator<=>(const RecordPair&, const RecordPair&) = default;
};

/// A pair that weighs enough to be kept.
struct LinkedPair {
  std::uint32_t a = 0;  ///< The smaller number.
  std::uint32_t b = 0;
  float weight = 0;  ///< log2 of the odds that it is one person: evidence and prior.
};

/// A block that was too large to be compared.
struct PassedOver {
  std::uint64_t records = 0;
  std::uint64_t pairs = 0;
};

/// What one rule found.
struct RuleFound {
  std::string keys;                     ///< "surname, dob:year"
  std::uint64_t pairs = 0;              ///< Compared, and found by no rule before it.
  double matches = 0;                   ///< So many of them are expected to be one person's.
  std::uint64_t blocks = 0;             ///< Of two records and more.
  std::uint64_t largest = 0;            ///< Records in the largest block that was compared.
  std::vector<PassedOver> passed_over;  ///< The largest first, at most ten.
  std::uint64_t passed_over_blocks = 0;
  std::uint64_t passed_over_pairs = 0;
};

/// Of one person's pairs, how many the rules find (recall.h).
struct BlockingRecall {
  double found = 0;            ///< So many are expected among those that were compared …
  double missed_at_least = 0;  ///< … and at least so many that no rule finds.
  /// The share that is found, at most; nothing where one rule alone found pairs, since it cannot
  /// tell what it has missed.
  std::optional<double> at_most;
  Limits at_most_95;
};

/// What one rule taught.
struct RuleTaught {
  std::string keys;
  std::uint64_t pairs = 0;  ///< Looked at.
  double share = 0;         ///< Of them that are one person's.
  std::uint32_t rounds = 0;
};

/// How many of the pairs that were compared weigh how much.
struct WeightCount {
  double from = 0;  ///< A quarter of a bit up from here.
  std::uint64_t pairs = 0;
};

struct Timing {
  std::string what;  ///< "learn", "compare", "cluster" …
  double seconds = 0;
};

struct Linkage {
  Model model;
  std::vector<RuleTaught> training;
  std::vector<RuleFound> rules;
  BlockingRecall blocking;
  std::uint64_t compared = 0;     ///< Pairs in all.
  double pairs_from = 0;          ///< Pairs of at least this weight are kept.
  std::vector<LinkedPair> pairs;  ///< In the order of their records.
  std::vector<WeightCount> weights;
  /// For each record the oldest one of its cluster: the first in the order of lists and rows.
  std::vector<std::uint32_t> cluster;
  std::uint64_t clusters = 0;
  /// Records of each list that say so little that not even a perfect copy of them would be linked
  /// to them.
  std::vector<std::uint64_t> unlinkable;
  std::vector<Warning> warnings;
  std::vector<Timing> timings;  ///< The only part that differs from run to run.
};

}  // namespace manumit::link
