// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace manumit::text {

/// Everything under which a text can be found, for an index with one column for each list.
///
/// All terms are of letters and digits alone (no spaces or signs), so any tokenizer keeps them
/// whole. Each list is in the order of the text and without repetition.
struct SearchTerms {
  std::vector<std::string> words;      ///< Folded words (text/fold.h): "kirpichnyy", "zavod", "5".
  std::vector<std::string> sounds;     ///< Sound keys of the words that hold letters.
  std::vector<std::string> skeletons;  ///< Consonants as Arabic writes them.
  std::vector<std::string> pairs;      ///< Neighbouring letters of Chinese, Japanese, Korean.
};

[[nodiscard]] SearchTerms search_terms(std::string_view text);

/// One word of a query. A text answers it if the text has a word equal to `word` or beginning
/// with it, or one of `sounds`, or one of `skeletons`, or, where `pairs` is not empty, all of
/// `pairs`. A text answers a query if it answers every word. Rank equal before beginning before
/// pairs before sound before skeleton.
///
/// Sounds and skeletons are left out where they would match nearly anything: for figures and for
/// words of fewer than three letters.
struct QueryWord {
  std::string word;
  std::vector<std::string> sounds = {};
  std::vector<std::string> skeletons = {};
  std::vector<std::string> pairs = {};
};

[[nodiscard]] std::vector<QueryWord> query_terms(std::string_view query);

}  // namespace manumit::text
