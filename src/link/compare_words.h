// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "word_groups.h"
#include "word_lists.h"
#include "word_pairs.h"

namespace manumit::link {

/// How the words of two names or addresses stand to each other. A word agrees, or differs by one
/// slip, or is alike otherwise (as an initial is to its word), or disagrees: it has nothing on the
/// other side although the other side has words left.
enum class WordLevel : std::uint8_t {
  several_agree,          ///< Two or more agree, and nothing disagrees.
  agree_and_slip,         ///< One agrees, the others have a slip.
  agree_and_alike,        ///< One agrees, the others are alike.
  several_agree_of_more,  ///< Two or more agree, others disagree.
  only_word_agrees,       ///< One side has a single word, and it agrees.
  agree_slip_of_more,     ///< One agrees, another has a slip, others disagree.
  agree_alike_of_more,    ///< One agrees, another is alike, others disagree.
  one_agrees_of_more,     ///< One agrees, others disagree.
  all_slip,               ///< None agrees entirely, all have a slip.
  all_alike,              ///< None agrees entirely, all are alike.
  slip_of_more,           ///< One has a slip, others disagree.
  alike_of_more,          ///< One is alike, others disagree.
  none,                   ///< Nothing is shared.
};
inline constexpr std::size_t kWordLevels = 13;
[[nodiscard]] const char* name_of(WordLevel level);

/// What two lists of words share.
struct SharedWords {
  std::size_t agree = 0;
  std::size_t slips = 0;         ///< Differ by one slip …
  std::size_t common_slips = 0;  ///< … of them between words that many records have, both of them.
  std::size_t alike = 0;         ///< Are alike otherwise …
  std::size_t common_alike = 0;  ///< … of them likewise.
  std::size_t initials = 0;      ///< An initial and its word.
  std::size_t disagree = 0;      ///< On the side that has fewer words.
  double rarity = 0;             ///< Of the words that agree, together, and of initials, in bits.
  double most = 0;  ///< What they and those that are near would tell if all were the same.
  double ways = 0;  ///< log2 of in how many ways so many of the words could agree.
};

/// All that is known of the words of a field.
struct WordBook {
  WordLists lists;
  WordPairs pairs;
  WordGroups groups;
  /// What a person's own records have in common is no habit of names.
  void leave_out(double own_records);
};

/// Pairs the words of two values: first those that are the same, then the most alike ones, whatever
/// their order. Symmetric.
[[nodiscard]] SharedWords shared_words(const WordBook& book, std::uint32_t a, std::uint32_t b);
[[nodiscard]] WordLevel level_of(const SharedWords& shared);

}  // namespace manumit::link
