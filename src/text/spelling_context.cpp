// SPDX-License-Identifier: Apache-2.0
#include "spelling_context.h"

#include "icu_latin.h"

namespace manumit::text {
namespace {

// A letter takes 21 bits, so three fill 63; a reading has the last bit.
constexpr int kLetterBits = 21;
constexpr std::uint64_t kIsReading = std::uint64_t{1} << 63;

}  // namespace

std::uint64_t context_key(std::u32string_view letters) {
  std::uint64_t key = 0;
  for (const char32_t letter : letters)
    key = key << kLetterBits | letter;
  return key;
}

std::uint64_t reading_key(std::string_view reading) {
  std::uint64_t key = 0;
  for (const char c : reading)
    key = key << 5 | static_cast<std::uint64_t>(c - 'a' + 1);
  return key | kIsReading;
}

std::string reading_of(char32_t character) {
  std::string out;
  for (const char c : latin_by_icu(std::u32string_view(&character, 1))) {
    if (c >= 'a' && c <= 'z')
      out += c;
  }
  return out;
}

SpellingContext context_at(const NativeWord& word, std::size_t place) {
  const char32_t here = word.letters[place];
  if (word.script == Script::han)
    return {{reading_key(reading_of(here)), context_key({&here, 1})}};
  const char32_t before = place == 0 ? kWordBegins : word.letters[place - 1];
  const char32_t after = place + 1 < word.letters.size() ? word.letters[place + 1] : kWordEnds;
  const std::array<char32_t, 3> around = {before, here, after};
  const std::u32string_view letters(around.data(), around.size());
  return {
      {context_key(letters.substr(1, 1)), context_key(letters.substr(1)), context_key(letters)}};
}

}  // namespace manumit::text
