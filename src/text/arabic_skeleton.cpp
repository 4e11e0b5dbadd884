// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <optional>

#include "icu_latin.h"
#include "letters.h"
#include "sounds.h"
#include "text/sound_key.h"
#include "utf8.h"

namespace manumit::text {
namespace {

constexpr std::size_t kMostSkeletons = 6;
constexpr std::size_t kLeastConsonants = 2;

struct ArabicLetter {
  char32_t letter;
  char code;
};

// Codes: b c(ش چ) d f g(ج غ گ ژ) h(ح خ ه) k(ق ك) l m n r s(س ص ث) t(ت ط) z(ز ذ ظ). Letters that
// usual transliterations do not keep apart share one. Alef, waw, ya, hamza, ain, ta marbuta,
// vowel signs and the tatweel have none: Latin spellings keep them too unevenly.
constexpr auto kArabic = std::to_array<ArabicLetter>({
    {U'ب', 'b'}, {U'پ', 'b'}, {U'ت', 't'}, {U'ٹ', 't'}, {U'ط', 't'}, {U'ث', 's'}, {U'س', 's'},
    {U'ص', 's'}, {U'ج', 'g'}, {U'گ', 'g'}, {U'غ', 'g'}, {U'ژ', 'g'}, {U'ڭ', 'g'}, {U'چ', 'c'},
    {U'ش', 'c'}, {U'ح', 'h'}, {U'خ', 'h'}, {U'ه', 'h'}, {U'ہ', 'h'}, {U'ھ', 'h'}, {U'ە', 'h'},
    {U'د', 'd'}, {U'ڈ', 'd'}, {U'ض', 'd'}, {U'ذ', 'z'}, {U'ز', 'z'}, {U'ظ', 'z'}, {U'ر', 'r'},
    {U'ڑ', 'r'}, {U'ف', 'f'}, {U'ڤ', 'f'}, {U'ق', 'k'}, {U'ك', 'k'}, {U'ک', 'k'}, {U'ل', 'l'},
    {U'م', 'm'}, {U'ن', 'n'}, {U'ں', 'n'},
});

constexpr SoundRules kLatin(std::to_array<SoundRule>({
    {"b", {"b"}, 1},        {"ch", {"c", "h"}, 2},
    {"ck", {"k"}, 1},       {"c", {"k", "s"}, 2},
    {"dzh", {"g"}, 1},      {"dj", {"g"}, 1},
    {"dh", {"z", "d"}, 2},  {"d", {"d"}, 1},
    {"f", {"f"}, 1},        {"gh", {"g"}, 1},
    {"g", {"g", "k"}, 2},   {"h", {"h"}, 1},
    {"j", {"g", ""}, 2},    {"kh", {"h"}, 1},
    {"k", {"k"}, 1},        {"l", {"l"}, 1},
    {"m", {"m"}, 1},        {"n", {"n"}, 1},
    {"ph", {"f"}, 1},       {"p", {"b"}, 1},
    {"q", {"k"}, 1},        {"r", {"r"}, 1},
    {"shch", {"c"}, 1},     {"sch", {"c"}, 1},
    {"sh", {"c", "sh"}, 2}, {"s", {"s"}, 1},
    {"tch", {"c"}, 1},      {"th", {"s", "t", "th"}, 3},
    {"ts", {"s"}, 1},       {"t", {"t"}, 1},
    {"v", {"f", ""}, 2},    {"x", {"ks", "h"}, 2},
    {"zh", {"g"}, 1},       {"z", {"z"}, 1},
}));
static_assert(kLatin.all_in_order());

// The l of the article is spoken as these when they follow ("sun letters").
constexpr std::u32string_view kSunLetters = U"تثدذرزسشصضطظلن";
constexpr std::string_view kSunLatin = "tdrsznl";

bool has_presentation_forms(std::string_view word) {
  return word.find('\xEF') != word.npos;
}

/// The letters of an Arabic word, alef wasla and the like as they are.
std::u32string letters_of(std::string_view word) {
  const std::string plain = has_presentation_forms(word) ? plain_forms_by_icu(word) : "";
  std::string_view rest = plain.empty() ? word : std::string_view(plain);
  std::u32string letters;
  while (!rest.empty()) {
    const char32_t letter = take_letter(rest);
    const bool is_sign = (letter >= 0x064B && letter <= 0x065F) || letter == 0x0670 ||
                         letter == 0x0640;  // Vowel signs and tatweel.
    if (letter != kNoLetter && !is_sign)
      letters += letter;
  }
  return letters;
}

std::string codes_of(std::u32string_view letters) {
  std::string codes;
  for (const char32_t letter : letters) {
    const auto* found = std::find_if(kArabic.begin(), kArabic.end(),
                                     [letter](const auto& each) { return each.letter == letter; });
    if (found != kArabic.end())
      codes += found->code;
  }
  return codes;
}

/// Readings of an Arabic word: with the article as part of the word and without it, and
/// "Abd al-" followed by a sun letter as it is spoken.
std::vector<std::string> arabic_readings(std::string_view word) {
  constexpr std::u32string_view kArticle = U"ال";
  constexpr std::u32string_view kServantOfThe = U"عبدال";
  std::u32string letters = letters_of(word);
  // The h of a final ه is not spoken where it stands for ة.
  if (letters.size() > 2 && (letters.back() == U'ه' || letters.back() == U'ہ'))
    letters.pop_back();
  const bool sun_follows = letters.size() > kServantOfThe.size() &&
                           kSunLetters.find(letters[kServantOfThe.size()]) != kSunLetters.npos;
  if (letters.starts_with(kServantOfThe) && sun_follows) {
    letters.erase(kServantOfThe.size() - kArticle.size(), kArticle.size());
  }
  std::vector<std::string> readings = {codes_of(letters)};
  if (letters.starts_with(kArticle)) {
    readings.insert(readings.begin(), codes_of(std::u32string_view(letters).substr(2)));
  }
  return readings;
}

Reading latin_reading(std::string_view rest) {
  const SoundRule* rule = kLatin.find(rest);
  if (rule == nullptr)
    return {1, {""}, 1};
  return {rule->letters.size(), rule->sounds, rule->count};
}

std::vector<std::string> latin_codes(std::string_view word) {
  if (word.size() > 2 && word.ends_with('h') && is_vowel_letter(word[word.size() - 2])) {
    word.remove_suffix(1);
  }
  Readings readings(kMostSkeletons);
  while (!word.empty()) {
    const Reading reading = latin_reading(word);
    readings.add(reading);
    word.remove_prefix(reading.letters);
  }
  return readings.words();
}

/// "abdulrahman" as "abdurrahman" is spoken.
std::string spoken(std::string_view word) {
  std::string out(word);
  for (const std::string_view servant : {"abdul", "abdel", "abdal", "abdol"}) {
    const bool fits = word.starts_with(servant) && word.size() > servant.size();
    if (fits && kSunLatin.find(word[servant.size()]) != kSunLatin.npos)
      out.erase(4, 1);
  }
  return out;
}

std::vector<std::string> latin_readings(std::string_view word) {
  constexpr std::size_t kLeastAfterArticle = 4;
  std::vector<std::string> readings = latin_codes(spoken(word));
  const bool has_article = word.starts_with("al") || word.starts_with("el");
  if (has_article && word.size() >= 2 + kLeastAfterArticle) {
    for (std::string& reading : latin_codes(word.substr(2)))
      readings.push_back(std::move(reading));
  }
  return readings;
}

std::string without_doubles(std::string_view codes) {
  std::string out;
  for (const char c : codes) {
    if (out.empty() || out.back() != c)
      out += c;
  }
  return out;
}

bool is_arabic_word(std::string_view word) {
  while (!word.empty()) {
    if (is_arabic(take_letter(word)))
      return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> consonant_skeletons(std::string_view word) {
  std::vector<std::string> skeletons;
  for (const std::string& codes :
       is_arabic_word(word) ? arabic_readings(word) : latin_readings(word)) {
    std::string skeleton = without_doubles(codes);
    if (skeleton.size() >= kLeastConsonants)
      skeletons.push_back(std::move(skeleton));
  }
  keep_different(skeletons);
  return skeletons;
}

}  // namespace manumit::text
