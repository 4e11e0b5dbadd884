// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace manumit {

/// One piece of a date as people write it: a number, a word, or a mark.
struct DateToken {
  enum class Kind : std::uint8_t { number, word, mark };
  Kind kind = Kind::mark;
  std::string text;      ///< Digits, a word in plain form, or one of - / . ~
  int value = 0;         ///< Of a number; -1 if it has more than nine digits.
  bool ordinal = false;  ///< A number followed by "th", "-го" and the like.
  bool decade = false;   ///< A number followed by "s", "-е", "-х" and the like.
};

/// The pieces, without what says nothing ("the", "of", "in", "в", "года").
[[nodiscard]] std::vector<DateToken> date_tokens(std::string_view words);

/// What a word means in a date.
enum class DateWord : std::uint8_t {
  about,
  before,   ///< before, до
  until,    ///< until, по: the day itself included
  after,    ///< after, после
  since,    ///< since, с: the day itself included
  between,  ///< between, между
  from,     ///< from
  and_,     ///< and, и
  early,
  middle,
  late,
  first,   ///< first half
  second,  ///< second half
  half,
  aged,
  years,  ///< years, лет
  old,
};

[[nodiscard]] std::optional<DateWord> date_word(std::string_view word);

/// 1 to 12, in English or Russian, in any case of declension, or shortened.
[[nodiscard]] std::optional<int> month_named(std::string_view word);

enum class Season : std::uint8_t { spring, summer, autumn, winter };

[[nodiscard]] std::optional<Season> season_named(std::string_view word);

}  // namespace manumit
