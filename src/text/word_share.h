// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace manumit::text {

/// How common a word of a name is, as log2 of the share of words that are it.
struct WordShare {
  double log2_share = 0;    ///< By the table of common words, else by its letters.
  double log2_letters = 0;  ///< By its letters alone: what a stranger's word would look like.
  bool is_common = false;   ///< The table has it.
};

/// Of a folded word (a–z). That two people are called "karimova" says more than that both are
/// called "ali": the rarer a word, the more its agreement weighs. The shares come from people in
/// Wikidata (definitions/names/word_shares.csv) and from habits/regions that it lacks
/// (common_words.csv); a word in neither is as likely as its letters are after one another.
/// Letters other than a–z count as rare ones. A microsecond.
[[nodiscard]] WordShare word_share(std::string_view word);

}  // namespace manumit::text
