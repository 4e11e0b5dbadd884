// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace manumit::casework {

/// All different words of the search index, each with a number and a count of the rows it is in.
///
/// A misspelt word is looked for among them. A row can be taken out of the index only with the
/// words it was put in with: it remembers them as numbers of one or two bytes each instead of a
/// copy. A word that no row holds any more is forgotten and its number is given to another.
class WordList {
 public:
  struct Word {
    std::string letters;
    std::uint32_t holds = 0;  ///< one bit for each letter that is in it
    std::uint32_t rows = 0;   ///< 0: forgotten, its place is free
  };

  std::uint32_t hold(const std::string& word);
  void release(const std::string& word);

  /// Holds each of these and appends their numbers to `packed`: the same words give the same bytes
  /// while they are held.
  void hold_all(const std::vector<std::string>& words, std::string& packed);
  /// Reads what one `hold_all` appended off the beginning of `packed`.
  [[nodiscard]] std::vector<std::string> unpack(std::string_view& packed) const;

  [[nodiscard]] const std::deque<Word>& all() const { return words_; }
  [[nodiscard]] std::size_t size() const { return number_of_.size(); }

  [[nodiscard]] static std::uint32_t letters_in(std::string_view word);

 private:
  std::deque<Word> words_;
  std::unordered_map<std::string_view, std::uint32_t> number_of_;  ///< into words_: they stay put
  std::vector<std::uint32_t> free_;
};

}  // namespace manumit::casework
