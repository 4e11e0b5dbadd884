// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace manumit::text {

/// How common a word of a name is.
struct WordShare {
  /// log2 of the share of name words that it is, if a table of common words has it.
  std::optional<double> log2_common;
  /// log2 of the chance that its letters follow one another, in Latin letters.
  double log2_letters = 0;
};

/// Of a folded word (a–z), or of one in Arabic, Chinese or Korean letters as `native_word` gives
/// them, which has no chance by letters.
///
/// That two people are called "karimova" says more than that both are called "ali": the rarer a
/// word, the more its agreement weighs. The shares come from people in Wikidata
/// (definitions/names/word_shares.csv) and, for the habits that it lacks, from estimates of ours
/// (common_words.csv). A letter other than a–z counts as a rare one. Less than a microsecond.
[[nodiscard]] WordShare word_share(std::string_view word);

}  // namespace manumit::text
