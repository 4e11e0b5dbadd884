// SPDX-License-Identifier: Apache-2.0
#include "romanise_tables.h"

#include <array>

namespace manumit::text {
namespace {

// What all schemes share, unless their own table says otherwise.
constexpr auto kShared = std::to_array<SchemeLetter>({
    {U'а', "a"},  {U'б', "b"},    {U'в', "v"},  {U'г', "g"},  {U'д', "d"},  {U'е', "e"},
    {U'ж', "zh"}, {U'з', "z"},    {U'и', "i"},  {U'й', "y"},  {U'к', "k"},  {U'л', "l"},
    {U'м', "m"},  {U'н', "n"},    {U'о', "o"},  {U'п', "p"},  {U'р', "r"},  {U'с', "s"},
    {U'т', "t"},  {U'у', "u"},    {U'ф', "f"},  {U'х', "kh"}, {U'ц', "ts"}, {U'ч', "ch"},
    {U'ш', "sh"}, {U'щ', "shch"}, {U'ъ', ""},   {U'ы', "y"},  {U'ь', ""},   {U'э', "e"},
    {U'ю', "yu"}, {U'я', "ya"},   {U'ё', "yo"},
});

// ICAO Doc 9303, Machine Readable Travel Documents, Part 3, section 6, "Recommended
// transliterations"; in Russian passports by the order of the Federal Migration Service No. 320
// of 15 October 2012 and those that followed it.
constexpr auto kRussianPassport = std::to_array<SchemeLetter>({
    {U'ё', "e"},
    {U'й', "i"},
    {U'ъ', "ie"},
    {U'ю', "iu"},
    {U'я', "ia"},
    {U'і', "i"},
});

// BGN/PCGN 1947 System for Russian: е is ye at the start, after vowels, й, ъ and ь. ё, which the
// system writes ë or yë, loses its dots here.
constexpr auto kRussianBgn = std::to_array<SchemeLetter>({
    {U'е', "e", "ye", true},
    {U'ё', "e", "ye", true},
});

// Cabinet of Ministers of Ukraine, Resolution No. 55 of 27 January 2010. зг is zgh (romanise.cpp).
constexpr auto kUkrainian2010 = std::to_array<SchemeLetter>({
    {U'г', "h"},
    {U'ґ', "g"},
    {U'є', "ie", "ye"},
    {U'и', "y"},
    {U'і', "i"},
    {U'ї', "i", "yi"},
    {U'й', "i", "y"},
    {U'ю', "iu", "yu"},
    {U'я', "ia", "ya"},
});

// The Uzbek Latin alphabet: Law of 2 September 1993 on the introduction of the Uzbek alphabet
// based on Latin script, as amended on 6 May 1995. The turned comma is U+02BB, the tutuq belgisi
// U+02BC. ц is ts after a vowel and s elsewhere.
constexpr auto kUzbek1995 = std::to_array<SchemeLetter>({
    {U'е', "e", "ye", true},
    {U'ж', "j"},
    {U'х', "x"},
    {U'ц', "s"},
    {U'ъ', "\xCA\xBC"},
    {U'ў', "o\xCA\xBB"},
    {U'қ', "q"},
    {U'ғ', "g\xCA\xBB"},
    {U'ҳ', "h"},
});

// BGN/PCGN 1979 System for Kyrgyz, diaereses left out.
constexpr auto kKyrgyzBgn = std::to_array<SchemeLetter>({
    {U'ж', "j"},
    {U'ң', "ng"},
    {U'ө', "o"},
    {U'ү', "u"},
});

// BGN/PCGN 1994 System for Tajik, as in UNGEGN, Report on Romanization Systems, version 2.2
// (2003); marks left out.
constexpr auto kTajikBgn = std::to_array<SchemeLetter>({
    {U'ғ', "gh"},
    {U'ӣ', "i"},
    {U'қ', "q"},
    {U'ӯ', "u"},
    {U'ҳ', "h"},
    {U'ҷ', "j"},
});

// BGN/PCGN 1979 System for Kazakh, marks left out.
constexpr auto kKazakhBgn = std::to_array<SchemeLetter>({
    {U'ә', "a"},
    {U'ғ', "gh"},
    {U'қ', "q"},
    {U'ң', "ng"},
    {U'ө', "o"},
    {U'ұ', "u"},
    {U'ү', "u"},
    {U'һ', "h"},
    {U'і', "i"},
});

}  // namespace

std::span<const SchemeLetter> own_letters(Scheme scheme) {
  switch (scheme) {
    case Scheme::russian_passport:
      return kRussianPassport;
    case Scheme::russian_bgn:
      return kRussianBgn;
    case Scheme::ukrainian_2010:
      return kUkrainian2010;
    case Scheme::uzbek_1995:
      return kUzbek1995;
    case Scheme::kyrgyz_bgn:
      return kKyrgyzBgn;
    case Scheme::tajik_bgn:
      return kTajikBgn;
    case Scheme::kazakh_bgn:
      return kKazakhBgn;
  }
  return {};
}

std::span<const SchemeLetter> shared_letters() {
  return kShared;
}

}  // namespace manumit::text
