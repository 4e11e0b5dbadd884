// SPDX-License-Identifier: Apache-2.0
#include "patronymic.h"

#include <algorithm>
#include <array>

namespace manumit::text {
namespace {

/// How the father's name goes on where the ending is taken off.
enum class Repair : std::uint8_t {
  none,    ///< Ivan-ovich.
  soft,    ///< Serge-evich: Sergei; Vasil-evich: Vasilii; Igor-evich: Igor.
  a_name,  ///< Nikit-ich: Nikita.
};

struct Ending {
  std::u32string_view letters;
  Sex sex;
  Repair repair;
  bool may_be_family;
};

// Unbegaun (1972), Russian Surnames, gives the Slavic endings; the Turkic ones mean "son" and
// "daughter". The longer stand before the shorter. In Latin letters as passports and lists of
// different countries write them.
constexpr auto kEndings = std::to_array<Ending>({
    {U"инична", Sex::female, Repair::a_name, false},
    {U"ична", Sex::female, Repair::a_name, false},
    {U"овна", Sex::female, Repair::none, false},
    {U"евна", Sex::female, Repair::soft, false},
    {U"ьівна", Sex::female, Repair::none, false},
    {U"івна", Sex::female, Repair::none, false},
    {U"ївна", Sex::female, Repair::soft, false},
    {U"аўна", Sex::female, Repair::none, false},
    {U"еўна", Sex::female, Repair::soft, false},
    {U"йович", Sex::male, Repair::soft, false},
    {U"ович", Sex::male, Repair::none, true},
    {U"евич", Sex::male, Repair::soft, true},
    {U"авіч", Sex::male, Repair::none, true},
    {U"евіч", Sex::male, Repair::soft, true},
    {U"эвіч", Sex::male, Repair::none, true},
    {U"ұлы", Sex::male, Repair::none, false},
    {U"улы", Sex::male, Repair::none, false},
    {U"уулу", Sex::male, Repair::none, false},
    {U"оглы", Sex::male, Repair::none, false},
    {U"оглу", Sex::male, Repair::none, false},
    {U"угли", Sex::male, Repair::none, false},
    {U"ўғли", Sex::male, Repair::none, false},
    {U"кызы", Sex::female, Repair::none, false},
    {U"қызы", Sex::female, Repair::none, false},
    {U"қизи", Sex::female, Repair::none, false},
    {U"кизи", Sex::female, Repair::none, false},
    {U"inichna", Sex::female, Repair::a_name, false},
    {U"ichna", Sex::female, Repair::a_name, false},
    {U"ovna", Sex::female, Repair::none, false},
    {U"iyevna", Sex::female, Repair::none, false},
    {U"yevna", Sex::female, Repair::soft, false},
    {U"ievna", Sex::female, Repair::none, false},
    {U"jevna", Sex::female, Repair::soft, false},
    {U"evna", Sex::female, Repair::soft, false},
    {U"yivna", Sex::female, Repair::soft, false},
    {U"iivna", Sex::female, Repair::soft, false},
    {U"ivna", Sex::female, Repair::none, false},
    {U"owna", Sex::female, Repair::none, false},
    {U"ewna", Sex::female, Repair::soft, false},
    {U"auna", Sex::female, Repair::none, true},
    {U"euna", Sex::female, Repair::soft, true},
    {U"iiovych", Sex::male, Repair::soft, false},
    {U"yovych", Sex::male, Repair::soft, false},
    {U"iovych", Sex::male, Repair::soft, false},
    {U"ovych", Sex::male, Repair::none, true},
    {U"evych", Sex::male, Repair::soft, true},
    {U"iyevich", Sex::male, Repair::none, true},
    {U"yevich", Sex::male, Repair::soft, true},
    {U"ievich", Sex::male, Repair::none, true},
    {U"jevich", Sex::male, Repair::soft, true},
    {U"ovich", Sex::male, Repair::none, true},
    {U"evich", Sex::male, Repair::soft, true},
    {U"avich", Sex::male, Repair::none, true},
    {U"ovitch", Sex::male, Repair::none, true},
    {U"evitch", Sex::male, Repair::soft, true},
    {U"ovic", Sex::male, Repair::none, true},
    {U"evic", Sex::male, Repair::soft, true},
    {U"ovics", Sex::male, Repair::none, true},
    {U"evics", Sex::male, Repair::soft, true},
    {U"ovits", Sex::male, Repair::none, true},
    {U"evits", Sex::male, Repair::soft, true},
    {U"owitsch", Sex::male, Repair::none, true},
    {U"ewitsch", Sex::male, Repair::soft, true},
    {U"oglu", Sex::male, Repair::none, false},
    {U"ogly", Sex::male, Repair::none, false},
    {U"ogli", Sex::male, Repair::none, false},
    {U"ugli", Sex::male, Repair::none, false},
    {U"uulu", Sex::male, Repair::none, false},
    {U"kyzy", Sex::female, Repair::none, false},
    {U"qizi", Sex::female, Repair::none, false},
    {U"kizi", Sex::female, Repair::none, false},
    {U"gizi", Sex::female, Repair::none, false},
});

// The men's names on -a and -я, whose sons are -ич.
constexpr auto kShortSons = std::to_array<std::u32string_view>(
    {U"ильич", U"кузьмич", U"фомич", U"лукич", U"никитич", U"саввич", U"ілліч", U"ilich", U"ilyich",
     U"ilych", U"kuzmich", U"fomich", U"lukich", U"nikitich", U"savvich", U"illich"});

constexpr std::size_t kLeastOfFather = 2;

bool is_vowel(char32_t letter) {
  return std::u32string_view(U"аеёиоуыэюяіїєaeiouy").find(letter) != std::u32string_view::npos;
}

std::u32string repaired(std::u32string stem, Repair repair, Script script) {
  const bool cyrillic = script == Script::cyrillic;
  if (repair == Repair::a_name) {
    if (stem.ends_with(U'ь') || stem.ends_with(U'л') || stem.ends_with(U'l'))
      return stem + (cyrillic ? U"я" : U"ya");
    return stem + (cyrillic ? U'а' : U'a');
  }
  if (repair == Repair::none)
    return stem;
  if (stem.ends_with(U'ь')) {  // Василь-евич: Василий.
    stem.pop_back();
    return stem + U"ий";
  }
  if (is_vowel(stem.back()))
    return stem + (cyrillic ? U'й' : U'i');
  return stem;
}

NativeWord with_letters(const NativeWord& word, const std::u32string& letters) {
  if (word.script == Script::cyrillic)
    return native_word(utf8_of(letters));
  NativeWord out{word.script, letters};
  out.folded.assign(letters.begin(), letters.end());
  return out;
}

}  // namespace

std::optional<Patronymic> patronymic_of(const NativeWord& word) {
  if (word.script != Script::latin && word.script != Script::cyrillic)
    return std::nullopt;
  const std::u32string_view letters = word.letters;
  if (std::find(kShortSons.begin(), kShortSons.end(), letters) != kShortSons.end()) {
    const std::u32string stem(
        letters.substr(0, letters.size() - (letters.ends_with(U'h') ? 3 : 2)));
    return Patronymic{with_letters(word, repaired(stem, Repair::a_name, word.script)), Sex::male};
  }
  for (const Ending& ending : kEndings) {
    if (!letters.ends_with(ending.letters) ||
        letters.size() < ending.letters.size() + kLeastOfFather)
      continue;
    const std::u32string stem(letters.substr(0, letters.size() - ending.letters.size()));
    return Patronymic{with_letters(word, repaired(stem, ending.repair, word.script)), ending.sex,
                      ending.may_be_family};
  }
  return std::nullopt;
}

}  // namespace manumit::text
