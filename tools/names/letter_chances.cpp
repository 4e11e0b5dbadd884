// SPDX-License-Identifier: Apache-2.0
#include "letter_chances.h"

#include <cmath>

namespace manumit::learn {
namespace {

constexpr std::size_t kBefore = 2;
constexpr double kLettersAndEnd = 27;

/// Each letter of a word and its end, with the letters before it.
template <typename Use>
void for_each_letter(std::string_view latin, Use use) {
  std::string whole(kBefore, '^');
  whole += latin;
  whole += '$';
  const std::string_view view(whole);
  for (std::size_t i = kBefore; i < view.size(); ++i)
    use(view.substr(i - kBefore, kBefore), view[i]);
}

}  // namespace

void LetterChances::add(std::string_view latin, double weight) {
  for_each_letter(latin, [&](std::string_view before, char letter) {
    for (std::size_t cut = 0; cut <= kBefore; ++cut) {
      After& after = after_[std::string(before.substr(cut))];
      after.letters[letter] += weight;
      after.total += weight;
    }
  });
}

double LetterChances::of(std::string_view before, char letter) const {
  double chance = 1 / kLettersAndEnd;
  for (std::size_t length = 0; length <= before.size(); ++length) {
    const auto found = after_.find(std::string(before.substr(before.size() - length)));
    if (found == after_.end())
      break;
    const After& after = found->second;
    const auto kinds = static_cast<double>(after.letters.size());
    const auto seen = after.letters.find(letter);
    const double times = seen == after.letters.end() ? 0 : seen->second;
    chance = (times + kinds * chance) / (after.total + kinds);
  }
  return chance;
}

double LetterChances::log2_of(std::string_view latin) const {
  double bits = 0;
  for_each_letter(
      latin, [&](std::string_view before, char letter) { bits += std::log2(of(before, letter)); });
  return bits;
}

}  // namespace manumit::learn
