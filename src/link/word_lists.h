// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "packed_text.h"
#include "values.h"

namespace manumit::link {

/// How many records one person has at most about, before it is known; some have this many times
/// more than others on average.
inline constexpr double kOwnRecords = 3;
inline constexpr double kRoomForMore = 1.5;

/// Of so many records that have a value, how many are about strangers to one of them: its person's
/// own records, `own_records` at most about, tell nothing of how rare the value is; nor does the
/// share of the others that are one person's wherever a value repeats, if that is more. Half a
/// record where none is left: what nobody else is seen to have may still be somebody else's.
[[nodiscard]] double strangers_among(double records, double own_records, double own_share = 0);

/// The words of each value of a field.
class WordLists {
 public:
  /// `counts`: how many records have each value. At most the first twelve words of a value count,
  /// each once.
  /// Of `names` of people it is known besides how common a word is in the world: a short list alone
  /// cannot tell that Ali is no rare name.
  [[nodiscard]] static WordLists of(const Values& values, const std::vector<std::uint32_t>& counts,
                                    bool names = false);
  /// Takes in values that came after; their words are those of no record.
  void take_in(const Values& values);

  [[nodiscard]] std::span<const std::uint32_t> of_value(std::uint32_t value) const {
    return {words_of_.data() + begins_[value], begins_[value + 1] - begins_[value]};
  }
  [[nodiscard]] std::uint32_t count() const { return words_.count(); }
  [[nodiscard]] std::string_view text(std::uint32_t word) const { return words_[word]; }
  [[nodiscard]] const PackedText& packed(std::uint32_t word) const { return packed_[word]; }
  /// How many records have the word.
  [[nodiscard]] std::uint32_t records(std::uint32_t word) const { return records_[word]; }
  /// Makes words as rare as they are among strangers.
  void leave_out(double own_records);
  /// Whether so many have it that it is no mere slip of another word.
  [[nodiscard]] bool is_common(std::uint32_t word) const { return records_[word] >= common_from_; }
  /// log2 of how many records there are for each stranger's that has it: what it tells when it
  /// agrees.
  [[nodiscard]] float rarity(std::uint32_t word) const { return rarity_[word]; }
  /// What it tells that a word begins with the letter of an initial, in bits.
  [[nodiscard]] float initial_rarity(char letter) const {
    return initials_[static_cast<unsigned char>(letter)];
  }
  /// A number that depends on the word alone.
  [[nodiscard]] std::uint64_t hash(std::uint32_t word) const { return hashes_[word]; }

 private:
  void add_words_of(std::string_view value);
  [[nodiscard]] float rarity_of(std::uint32_t word) const;
  void refer(std::uint32_t word);
  void count_initials();

  Values words_;
  std::vector<std::uint32_t> words_of_;
  std::vector<std::uint32_t> begins_;
  LetterClasses classes_{};
  std::vector<PackedText> packed_;
  std::vector<std::uint32_t> records_;
  std::vector<float> reference_;  ///< Of names: how many of the reference's records have the word.
  std::vector<float> rarity_;
  std::vector<std::uint64_t> hashes_;
  std::array<float, 256> initials_{};
  std::uint32_t common_from_ = 0;
  double present_ = 0;  ///< Records that have a value.
  double own_records_ = kOwnRecords;
  bool names_ = false;
};

}  // namespace manumit::link
