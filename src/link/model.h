// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/sentence.h"
#include "link/settings.h"

/// What was learned of the lists: how often one person's records agree, and how often chance does.
/// The JSON of `manumit link` (docs/formats/link.md) has the same names.
namespace manumit::link {

struct Limits {
  double low = 0;
  double high = 0;
};

/// One level of a comparison.
struct LevelModel {
  Sentence name;
  double m = 0;       ///< Share of one person's pairs that have it.
  double u = 0;       ///< Share of two people's pairs that have it.
  double weight = 0;  ///< log2 m/u, in bits.
  Limits weight_95;   ///< By resampling; equal to the weight where nothing was resampled.
  /// How many pairs by chance were seen with it; none where u is exact by counting.
  std::optional<std::uint64_t> seen;
};

struct ComparisonModel {
  std::string name;
  std::vector<std::string> columns;
  How how = How::exact;
  bool term_frequency = true;
  /// Words: chance is not in u, but in the rarity of the words that agree; the weight of a level is
  /// log2 m, to which they are added. A word with a slip and one that is alike add so many bits.
  bool by_rarity = false;
  /// Of the pairs that have the same value, how many are thought to be one person's: what a short
  /// list repeats is mostly one person's own, and no sign that strangers have it too.
  double own_share = 0;
  double slip_bits = 0;
  double common_slip_bits = 0;  ///< Where both words are words of their own that many have.
  double alike_bits = 0;
  double common_alike_bits = 0;
  std::vector<LevelModel> levels;
};

/// How many pairs are one person's, before anything is compared.
struct PriorModel {
  double share = 0;  ///< Of all pairs that could be.
  Limits share_95;   ///< By resampling; of the pairs that the rules have missed it knows nothing.
  double pairs = 0;  ///< All pairs that could be.
  std::string by;    ///< "told", "rules" or "reckoned".
};

/// What a name that agrees takes from what another comparison says.
struct TieModel {
  std::size_t name = 0;       ///< Which comparison is the name …
  std::size_t other = 0;      ///< … and which the other.
  double same_bits = 0;       ///< Added where the name agrees and the other too …
  double different_bits = 0;  ///< … and where the name agrees and the other does not.
};

struct Model {
  std::vector<ComparisonModel> comparisons;
  std::vector<TieModel> ties;
  double own_records = 0;  ///< How many records one person has, at most about.
  PriorModel prior;
};

/// log2 of the odds.
[[nodiscard]] double log2_odds(double share);
/// 2^bits / (1 + 2^bits).
[[nodiscard]] double probability_of(double bits);

}  // namespace manumit::link
