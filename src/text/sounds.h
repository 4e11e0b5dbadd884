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

/// How some letters are read wherever they stand.
struct SoundRule {
  std::string_view letters;
  std::array<std::string_view, 3> sounds;
  std::size_t count;
};

/// Rules by the letter that they begin with. In the table they stand in the order of that letter,
/// the longer before the shorter.
template <std::size_t N>
class SoundRules {
 public:
  constexpr explicit SoundRules(const std::array<SoundRule, N>& rules) : rules_(rules) {
    std::size_t at = 0;
    for (std::size_t letter = 0; letter < begins_.size(); ++letter) {
      begins_[letter] = at;
      while (at < N && static_cast<std::size_t>(rules[at].letters[0] - 'a') == letter)
        ++at;
    }
    all_in_order_ = at == N;
  }
  /// Whether the table stands in its order; to be asserted when the program is compiled.
  [[nodiscard]] constexpr bool all_in_order() const { return all_in_order_; }

  /// The first rule that fits the beginning of the word, or nothing.
  [[nodiscard]] const SoundRule* find(std::string_view word) const {
    const char first = word.front();
    if (first < 'a' || first > 'z')
      return nullptr;
    const auto letter = static_cast<std::size_t>(first - 'a');
    for (std::size_t i = begins_[letter]; i < begins_[letter + 1]; ++i) {
      if (word.starts_with(rules_[i].letters))
        return &rules_[i];
    }
    return nullptr;
  }

 private:
  std::array<SoundRule, N> rules_;
  std::array<std::size_t, 27> begins_{};
  bool all_in_order_ = false;
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
