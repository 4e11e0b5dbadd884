// SPDX-License-Identifier: Apache-2.0
#include "text/sound_key.h"

#include <algorithm>
#include <array>

#include "sounds.h"

namespace manumit::text {
namespace {

constexpr std::size_t kMostKeys = 4;
// Below three consonants a key without vowels would gather half of all short names.
constexpr std::size_t kEnoughConsonants = 3;

// The classes go further than the soundex of Daitch and Mokotoff (1985) where transliterations of
// our languages do: г, ғ, х, ҳ are one (Гасан, Hasan, Xasan; Магомед, Muhammad); ц, с, ш, ч, щ are
// one, since Czech, Turkish and Baltic spellings lose their marks; ж, з, дж are one; в, w, ф are
// one. Codes: b d h k l m n p r s t v z; vowels a i u.
constexpr SoundRules kRules(std::to_array<SoundRule>({
    {"a", {"a"}, 1},       {"b", {"b"}, 1},      {"ch", {"s", "h"}, 2},  {"cz", {"s"}, 1},
    {"ck", {"k"}, 1},      {"dzh", {"z"}, 1},    {"dsh", {"z"}, 1},      {"dj", {"z"}, 1},
    {"dz", {"z"}, 1},      {"d", {"d"}, 1},      {"ee", {"i"}, 1},       {"e", {"i"}, 1},
    {"f", {"v"}, 1},       {"gh", {"h"}, 1},     {"g", {"h"}, 1},        {"h", {"h"}, 1},
    {"i", {"i"}, 1},       {"kh", {"h"}, 1},     {"ks", {"ks"}, 1},      {"k", {"k"}, 1},
    {"l", {"l"}, 1},       {"m", {"m"}, 1},      {"ng", {"nh", "n"}, 2}, {"n", {"n"}, 1},
    {"oo", {"u"}, 1},      {"ou", {"u"}, 1},     {"o", {"a"}, 1},        {"ph", {"v"}, 1},
    {"p", {"p"}, 1},       {"q", {"k", "h"}, 2}, {"r", {"r"}, 1},        {"schtsch", {"s"}, 1},
    {"shch", {"s"}, 1},    {"stch", {"s"}, 1},   {"sch", {"s"}, 1},      {"sh", {"s"}, 1},
    {"sz", {"s"}, 1},      {"s", {"s"}, 1},      {"tsch", {"s"}, 1},     {"tch", {"s"}, 1},
    {"tsh", {"s"}, 1},     {"ts", {"s"}, 1},     {"tz", {"s"}, 1},       {"th", {"t"}, 1},
    {"t", {"t"}, 1},       {"u", {"u"}, 1},      {"v", {"v"}, 1},        {"w", {"v"}, 1},
    {"x", {"h", "ks"}, 2}, {"y", {"i"}, 1},      {"zh", {"z"}, 1},       {"z", {"z"}, 1},
}));
static_assert(kRules.all_in_order());

char letter_at(std::string_view word, std::size_t place) {
  return place < word.size() ? word[place] : ' ';
}

bool is_glide(char c) {
  return c == 'i' || c == 'y' || c == 'j';
}

/// j is й before a consonant and at the end (Sergej), ж or дж or й elsewhere (Jamshid, Jelena).
Reading reading_of_j(std::string_view word, std::size_t at) {
  const char next = letter_at(word, at + 1);
  if (is_vowel_letter(next))
    return {1, {"", "z"}, 2};
  return {1, {at == 0 ? "z" : "i"}, 1};
}

/// c is ц, с or ч before e, i and y, and к or ч elsewhere.
Reading reading_of_c(std::string_view word, std::size_t at) {
  const char next = letter_at(word, at + 1);
  if (next == 'e' || next == 'i' || next == 'y')
    return {1, {"s"}, 1};
  return {1, {"k", "s"}, 2};
}

Reading reading_at(std::string_view word, std::size_t at) {
  const char here = word[at];
  const char next = letter_at(word, at + 1);
  if (here == 'j')
    return reading_of_j(word, at);
  // i and y before another vowel only lead over to it: Юлия, Yuliya, Iuliia.
  if (is_glide(here) && (is_vowel_letter(next) || next == 'j'))
    return {1, {""}, 1};
  const std::string_view rest = word.substr(at);
  // A final h is often not spoken: Abdullah, Fatimah, Абдуллах.
  const bool is_final_h = rest == "h" || rest == "kh";
  if (is_final_h && at > 0 && is_vowel_letter(word[at - 1]))
    return {rest.size(), {"h", ""}, 2};
  if (const SoundRule* rule = kRules.find(rest)) {
    return {rule->letters.size(), rule->sounds, rule->count};
  }
  if (here == 'c')
    return reading_of_c(word, at);
  return {1, {""}, 1};
}

bool is_vowel_code(char c) {
  return c == 'a' || c == 'i' || c == 'u';
}

/// Doubled sounds once; vowels only in short words, but whether one stands first always.
std::string key_of(std::string_view sounds) {
  std::string out;
  for (const char c : sounds) {
    if (out.empty() || out.back() != c)
      out += c;
  }
  const auto consonants = static_cast<std::size_t>(
      std::count_if(out.begin(), out.end(), [](char c) { return !is_vowel_code(c); }));
  if (consonants < kEnoughConsonants)
    return out;
  const bool starts_with_vowel = is_vowel_code(out.front());
  std::string key = starts_with_vowel ? "a" : "";
  for (const char c : out) {
    if (!is_vowel_code(c) && (key.empty() || key.back() != c))
      key += c;
  }
  return key;
}

}  // namespace

std::vector<std::string> sound_keys(std::string_view folded_word) {
  Readings readings(kMostKeys);
  std::size_t at = 0;
  while (at < folded_word.size()) {
    const Reading reading = reading_at(folded_word, at);
    readings.add(reading);
    at += reading.letters;
  }
  std::vector<std::string> keys;
  for (const std::string& sounds : readings.words()) {
    if (!sounds.empty())
      keys.push_back(key_of(sounds));
  }
  keep_different(keys);
  return keys;
}

}  // namespace manumit::text
