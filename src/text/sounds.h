// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace manumit::text {

/// The ways to read one letter or pair of letters, each a short string of sound codes.
struct Reading {
  std::size_t letters = 1;  ///< How many letters of the word it takes.
  std::array<std::string_view, 3> sounds = {};
  std::size_t count = 1;
};

/// All ways to read a word, at most `most`, without repetition. The readings of the first letters
/// vary least: what is cut off are rare readings of late letters.
class Readings {
 public:
  explicit Readings(std::size_t most) : most_(most), words_{""} {}

  void add(const Reading& reading);
  [[nodiscard]] std::vector<std::string>& words() { return words_; }

 private:
  std::size_t most_;
  std::vector<std::string> words_;
};

[[nodiscard]] constexpr bool is_vowel_letter(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

/// Removes repetition and keeps the order.
void keep_different(std::vector<std::string>& words);

}  // namespace manumit::text
