// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace manumit::text {

/// How likely each way is to write one letter, by what stands beside it
/// (docs/formats/spelling-table.md).
class SpellingTable {
 public:
  /// A piece of Latin letters, as the walk over a word meets it letter by letter.
  struct Piece {
    std::uint32_t letters = 0;  ///< Bit n: a longer piece goes on with that letter.
    std::uint32_t first = 0;    ///< Where the pieces that go on stand, in the order of letters.
    float chance = 0;           ///< Of exactly this piece; 0 if it is only a beginning.
  };

  /// Errors name the line.
  [[nodiscard]] static Result<SpellingTable> parse(std::string_view text);

  /// The row of a context, or `kNoRow`.
  [[nodiscard]] std::uint32_t row_of(std::uint64_t context) const;
  /// The most particular row of a letter; of an unknown letter `kNoRow`.
  static constexpr std::uint32_t kNoRow = 0;

  /// The empty piece of a row; of `kNoRow` one without chances.
  [[nodiscard]] const Piece& root(std::uint32_t row) const { return pieces_[row]; }
  /// The piece that goes on with a letter, or null.
  [[nodiscard]] const Piece* longer(const Piece& piece, unsigned letter) const {
    const std::uint32_t bit = letter < 26 ? std::uint32_t{1} << letter : 0;
    if ((piece.letters & bit) == 0)
      return nullptr;
    const int before = __builtin_popcount(piece.letters & (bit - 1));
    return &pieces_[piece.first + static_cast<std::uint32_t>(before)];
  }
  [[nodiscard]] std::size_t longest() const { return longest_; }
  [[nodiscard]] std::size_t rows() const { return rows_.size(); }

 private:
  friend class SpellingTableReader;

  std::size_t longest_ = 0;
  std::vector<Piece> pieces_ = {Piece{}};
  std::unordered_map<std::uint64_t, std::uint32_t> rows_;
};

}  // namespace manumit::text
