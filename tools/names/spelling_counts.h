// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "spelling_pairs.h"

namespace manumit::learn {

/// Up to six Latin letters in one number; the empty piece is 1.
using Piece = std::uint32_t;
[[nodiscard]] Piece piece_of(std::string_view letters);
[[nodiscard]] std::string letters_of(Piece piece);

/// How often each piece was written for a letter, by context, in expectation.
class SpellingCounts {
 public:
  struct Row {
    double total = 0;
    std::unordered_map<Piece, double> pieces;
  };

  /// The rows of a context's levels, the general one first; where one is missing the rest are too.
  using Levels = std::array<const Row*, text::SpellingContext::kMostLevels>;
  [[nodiscard]] Levels levels_of(const text::SpellingContext& context, std::size_t most) const;

  void add(const text::SpellingContext& context, Piece piece, double times);
  /// The chance of a piece in a context, each level shrunk towards the one before it; the letter
  /// alone towards how long pieces are in any language.
  [[nodiscard]] static double chance(const Levels& levels, std::string_view letters);
  [[nodiscard]] const std::unordered_map<std::uint64_t, Row>& rows() const { return rows_; }

 private:
  std::unordered_map<std::uint64_t, Row> rows_;
};

struct Learning {
  std::size_t longest = 4;  ///< Latin letters that one letter can stand for.
  int rounds = 8;
};

/// Learns by expectation–maximisation which Latin letters the letters of the words stand for.
/// `said` gets a line for each round. Counts of `before` (rules of letters that the pairs lack)
/// are added in every round.
[[nodiscard]] SpellingCounts learn(const std::vector<Pair>& pairs, const SpellingCounts& before,
                                   const Learning& learning, std::string& said);

}  // namespace manumit::learn
