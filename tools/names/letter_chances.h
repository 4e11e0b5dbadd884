// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace manumit::learn {

/// How likely a Latin letter is after the letters before it, smoothed from longer to shorter
/// beginnings (Witten and Bell 1991, IEEE Transactions on Information Theory 37(4), method C).
class LetterChances {
 public:
  void add(std::string_view latin, double weight);
  /// log2 of the chance of a whole word, its end included.
  [[nodiscard]] double log2_of(std::string_view latin) const;
  /// The chance of a letter, or '$' for the end, after the two letters before it ('^' at the
  /// start).
  [[nodiscard]] double of(std::string_view before, char letter) const;

 private:
  struct After {
    double total = 0;
    std::unordered_map<char, double> letters;
  };
  std::unordered_map<std::string, After> after_;
};

}  // namespace manumit::learn
