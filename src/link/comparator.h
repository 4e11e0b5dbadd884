// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/sentence.h"
#include "compare_words.h"
#include "fields.h"
#include "names.h"
#include "packed_text.h"
#include "settings.h"

namespace manumit::link {

/// How two values stand to each other.
struct Agreement {
  std::uint8_t level = 0;
  /// What this pair tells beyond its level, in bits: the rarity of what agrees. Only where the
  /// level alone does not say how often chance agrees so.
  float bits = 0;
};

/// The level of two values of which nothing can be said: it weighs nothing, as if one were missing.
inline constexpr std::uint8_t kNoEvidence = 0xFF;

/// What a word tells that does not agree but nearly, in bits: one that hardly anybody has, which
/// may be a slip of the other, and one that is a word of its own.
struct NearBits {
  double slip = 0;
  double common_slip = 0;
  double alike = 0;
  double common_alike = 0;
  [[nodiscard]] double most() const;
};

/// Compares the values of one field. The levels run from 0, the same, to the last, different; each
/// different value was looked at once, before.
class Comparator {
 public:
  /// `fields` must outlive it.
  [[nodiscard]] static Comparator of(const Fields& fields, std::size_t field,
                                     const ComparisonSetting& setting, NameKind kind);

  /// Takes in the values that have come to its field since.
  void take_in_values();

  [[nodiscard]] std::size_t field() const { return field_; }
  [[nodiscard]] How how() const { return setting_.how; }
  [[nodiscard]] const ComparisonSetting& setting() const { return setting_; }
  [[nodiscard]] std::size_t levels() const { return level_names_.size(); }
  [[nodiscard]] const Sentence& level_name(std::size_t level) const { return level_names_[level]; }
  /// Whether the weight of a level is that of its agreement alone, and chance is in `bits`.
  [[nodiscard]] bool weighs_by_bits() const { return how() == How::words; }
  /// What a word with a slip and one that is alike tell, learned from how often chance makes them.
  void learn_nearness(NearBits bits) { near_bits_ = bits; }
  [[nodiscard]] const NearBits& near_bits() const { return near_bits_; }
  /// How many records a person has about, so that they are not taken for a habit of names.
  void learn_own_records(double own_records) {
    if (words_)
      words_->leave_out(own_records);
  }

  /// Of two values that are there, the same one or two different ones. Symmetric.
  [[nodiscard]] Agreement compare(std::uint32_t a, std::uint32_t b) const;
  /// The best level that two different values can have, seen at a glance.
  [[nodiscard]] std::uint8_t glance(std::uint32_t a, std::uint32_t b) const;

  /// The values in the packed form, where it has one; else empty.
  [[nodiscard]] const std::vector<PackedText>& packed_values() const { return packed_; }
  /// The level of two packed texts that share at most so many letters and so long a prefix, at
  /// best. O(1).
  [[nodiscard]] std::uint8_t best_level(unsigned size_a, unsigned size_b, unsigned shared,
                                        unsigned prefix) const {
    return best_levels_[((size_a * kPrefixes + prefix) * kSizes + size_b) * kSizes + shared];
  }
  /// Of comparisons by words alone.
  [[nodiscard]] const std::optional<WordBook>& words() const { return words_; }

 private:
  void name_levels();
  void find_best_levels();
  [[nodiscard]] std::uint8_t best_level_of(unsigned size_a, unsigned size_b, unsigned shared,
                                           unsigned prefix) const;
  void name_values();
  [[nodiscard]] std::uint8_t compare_text(std::uint32_t a, std::uint32_t b) const;
  [[nodiscard]] std::uint8_t compare_date(std::uint32_t a, std::uint32_t b) const;
  [[nodiscard]] std::uint8_t compare_code(std::uint32_t a, std::uint32_t b) const;
  [[nodiscard]] std::uint8_t compare_number(std::uint32_t a, std::uint32_t b) const;
  [[nodiscard]] Agreement compare_words(std::uint32_t a, std::uint32_t b) const;
  [[nodiscard]] std::uint8_t compare_names(std::uint32_t a, std::uint32_t b) const;
  [[nodiscard]] std::uint8_t last() const {
    return static_cast<std::uint8_t>(level_names_.size() - 1);
  }
  [[nodiscard]] std::uint8_t level_of_likeness(double likeness) const;
  [[nodiscard]] std::uint8_t level_of_distance(double distance) const;
  [[nodiscard]] int distance(std::uint32_t a, std::uint32_t b, int at_most) const;

  const Values* values_ = nullptr;
  std::size_t field_ = 0;
  ComparisonSetting setting_;
  std::vector<double> steps_;  ///< Of likeness or of distance.
  std::vector<Sentence> level_names_;
  LetterClasses classes_{};
  std::vector<PackedText> packed_;
  std::vector<std::uint8_t> best_levels_;  ///< Of packed texts, as `best_level` looks them up.
  std::optional<WordBook> words_;
  NearBits near_bits_;
  NameKind kind_ = NameKind::person;
  std::vector<Name> names_;
};

}  // namespace manumit::link
