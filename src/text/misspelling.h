// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace manumit::text {

/// How many slips of the keyboard lie between two words, if at most `at_most`: letters put in,
/// left out, replaced, or two neighbours exchanged (optimal string alignment).
///
/// Both must be folded. The char version is for folded Latin words; other scripts are compared
/// letter by letter as UTF-32. Time O(at_most · min length), memory O(min length).
[[nodiscard]] std::optional<int> edit_distance(std::string_view a, std::string_view b, int at_most);
[[nodiscard]] std::optional<int> edit_distance(std::u32string_view a, std::u32string_view b,
                                               int at_most);

/// How many slips a search forgives in a word of that many letters: none up to 3, one up to 6,
/// then two. More would match other people's names.
[[nodiscard]] int forgiven_slips(std::size_t letters);

/// How alike two folded names are, from 0 (nothing shared) to 1 (the same).
///
/// Case workers hear a name once, over a bad line, in a second language, so a shared beginning
/// counts more than a shared ending (Jaro–Winkler). Both names must be folded (text/fold.h). An
/// empty name scores 0: a missing name is no evidence. Time O(|a|·|b|).
[[nodiscard]] double name_similarity(std::string_view a, std::string_view b);
[[nodiscard]] double name_similarity(std::u32string_view a, std::u32string_view b);

}  // namespace manumit::text
