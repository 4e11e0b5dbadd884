// SPDX-License-Identifier: Apache-2.0
#include "letters.h"

#include <algorithm>
#include <array>

#include "utf8.h"

namespace manumit::text {
namespace {

// The base letters of Latin letters with marks, by their decomposition in Unicode 15; letters
// that have none (ø, ł, ı, ə) by the letter they are commonly replaced with. '*' stands for
// several letters (kSeveral), '.' for none.
constexpr char32_t kLatin1First = 0x00A0;
constexpr std::string_view kLatin1 =
    "..........a.......23.....1o.***."   // U+00A0
    "aaaaaa*ceeeeiiiidnooooo.ouuuuy**"   // U+00C0
    "aaaaaa*ceeeeiiiidnooooo.ouuuuy*y"   // U+00E0
    "aaaaaaccccccccddddeeeeeeeeeegggg"   // U+0100
    "gggghhhhiiiiiiiiii**jjkkklllllll"   // U+0120
    "lllnnnnnnn**oooooo**rrrrrrssssss"   // U+0140
    "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs"   // U+0160
    "bbbb..occdddddeaeffgg*iikkllmnno"   // U+0180
    "oo**pprssssttttuuuvyyzzzzzz....w"   // U+01A0
    "....*********aaiioouuuuuuuuuueaa"   // U+01C0
    "aa..ggggkkoooozzj***gg*wnnaa...."   // U+01E0
    "aaaaeeeeiiiioooorrrruuuussttyyhh"   // U+0200
    "nd**zzaaeeooooooooyylntj**acclts"   // U+0220
    "z..buveejj..rryya...............";  // U+0240
constexpr char32_t kLatin1Last = 0x0250;
constexpr char32_t kSchwa = 0x0259;

constexpr char32_t kVietnameseFirst = 0x1E00;
constexpr char32_t kVietnameseLast = 0x1EFF;
constexpr std::string_view kVietnamese =
    "aabbbbbbccddddddddddeeeeeeeeeeff"   // U+1E00
    "gghhhhhhhhhhiiiikkkkkkllllllllmm"   // U+1E20
    "mmmmnnnnnnnnoooooooopppprrrrrrrr"   // U+1E40
    "ssssssssssttttttttuuuuuuuuuuvvvv"   // U+1E60
    "wwwwwwwwwwxxxxyyzzzzzzhtwyasss*d"   // U+1E80
    "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"   // U+1EA0
    "eeeeeeeeiiiioooooooooooooooooooo"   // U+1EC0
    "oooouuuuuuuuuuuuuuyyyyyyyy**vvyy";  // U+1EE0

struct Several {
  char32_t letter;
  std::string_view form;
};

constexpr auto kSeveral = std::to_array<Several>({
    {0x00BC, "14"}, {0x00BD, "12"}, {0x00BE, "34"}, {0x00C6, "ae"}, {0x00DE, "th"}, {0x00DF, "ss"},
    {0x00E6, "ae"}, {0x00FE, "th"}, {0x0132, "ij"}, {0x0133, "ij"}, {0x014A, "ng"}, {0x014B, "ng"},
    {0x0152, "oe"}, {0x0153, "oe"}, {0x0195, "hv"}, {0x01A2, "oi"}, {0x01A3, "oi"}, {0x01C4, "dz"},
    {0x01C5, "dz"}, {0x01C6, "dz"}, {0x01C7, "lj"}, {0x01C8, "lj"}, {0x01C9, "lj"}, {0x01CA, "nj"},
    {0x01CB, "nj"}, {0x01CC, "nj"}, {0x01F1, "dz"}, {0x01F2, "dz"}, {0x01F3, "dz"}, {0x01F6, "hv"},
    {0x0222, "ou"}, {0x0223, "ou"}, {0x0238, "db"}, {0x0239, "qp"}, {0x1E9E, "ss"}, {0x1EFA, "ll"},
    {0x1EFB, "ll"},
});

// Cyrillic as it is searched: near to BGN/PCGN, since that is how English texts write names, but
// without signs and without rules that look at neighbours. Where languages differ (г is h in
// Ukrainian) the Russian value stands; the sound key bridges the rest. From U+0400, two blocks.
constexpr char32_t kCyrillicFirst = 0x0400;
constexpr auto kCyrillic = std::to_array<std::string_view>({
    // U+0400: Ѐ Ё Ђ Ѓ Є Ѕ І Ї Ј Љ Њ Ћ Ќ Ѝ Ў Џ
    "e",
    "e",
    "dj",
    "g",
    "ye",
    "dz",
    "i",
    "yi",
    "j",
    "lj",
    "nj",
    "c",
    "k",
    "i",
    "o",
    "dz",
    // U+0410: А to П
    "a",
    "b",
    "v",
    "g",
    "d",
    "e",
    "zh",
    "z",
    "i",
    "y",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    // U+0420: Р to Я
    "r",
    "s",
    "t",
    "u",
    "f",
    "kh",
    "ts",
    "ch",
    "sh",
    "shch",
    "",
    "y",
    "",
    "e",
    "yu",
    "ya",
    // U+0430: а to п
    "a",
    "b",
    "v",
    "g",
    "d",
    "e",
    "zh",
    "z",
    "i",
    "y",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    // U+0440: р to я
    "r",
    "s",
    "t",
    "u",
    "f",
    "kh",
    "ts",
    "ch",
    "sh",
    "shch",
    "",
    "y",
    "",
    "e",
    "yu",
    "ya",
    // U+0450: ѐ ё ђ ѓ є ѕ і ї ј љ њ ћ ќ ѝ ў џ
    "e",
    "e",
    "dj",
    "g",
    "ye",
    "dz",
    "i",
    "yi",
    "j",
    "lj",
    "nj",
    "c",
    "k",
    "i",
    "o",
    "dz",
    // U+0460: letters of Church Slavonic, Ѡ to ѯ
    "o",
    "o",
    "e",
    "e",
    "ye",
    "ye",
    "e",
    "e",
    "ye",
    "ye",
    "u",
    "u",
    "yu",
    "yu",
    "ks",
    "ks",
    // U+0470: Ѱ to ѿ
    "ps",
    "ps",
    "f",
    "f",
    "i",
    "i",
    "i",
    "i",
    "u",
    "u",
    "o",
    "o",
    "o",
    "o",
    "ot",
    "ot",
    // U+0480: Ҁ ҁ, signs and marks, Ҋ ҋ Ҍ ҍ Ҏ ҏ
    "q",
    "q",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "y",
    "y",
    "",
    "",
    "r",
    "r",
    // U+0490: Ґ Ғ Ҕ Җ Ҙ Қ Ҝ Ҟ
    "g",
    "g",
    "g",
    "g",
    "g",
    "g",
    "j",
    "j",
    "z",
    "z",
    "q",
    "q",
    "g",
    "g",
    "k",
    "k",
    // U+04A0: Ҡ Ң Ҥ Ҧ Ҩ Ҫ Ҭ Ү
    "q",
    "q",
    "ng",
    "ng",
    "ng",
    "ng",
    "p",
    "p",
    "o",
    "o",
    "s",
    "s",
    "t",
    "t",
    "u",
    "u",
    // U+04B0: Ұ Ҳ Ҵ Ҷ Ҹ Һ Ҽ Ҿ
    "u",
    "u",
    "h",
    "h",
    "ts",
    "ts",
    "j",
    "j",
    "j",
    "j",
    "h",
    "h",
    "ch",
    "ch",
    "ch",
    "ch",
    // U+04C0: palochka, Ӂ Ӄ Ӆ Ӈ Ӊ Ӌ Ӎ, small palochka
    "",
    "zh",
    "zh",
    "k",
    "k",
    "l",
    "l",
    "n",
    "n",
    "n",
    "n",
    "j",
    "j",
    "m",
    "m",
    "",
    // U+04D0: Ӑ Ӓ Ӕ Ӗ Ә Ӛ Ӝ Ӟ
    "a",
    "a",
    "a",
    "a",
    "ae",
    "ae",
    "e",
    "e",
    "a",
    "a",
    "a",
    "a",
    "zh",
    "zh",
    "z",
    "z",
    // U+04E0: Ӡ Ӣ Ӥ Ӧ Ө Ӫ Ӭ Ӯ
    "dz",
    "dz",
    "i",
    "i",
    "i",
    "i",
    "o",
    "o",
    "o",
    "o",
    "o",
    "o",
    "e",
    "e",
    "u",
    "u",
    // U+04F0: Ӱ Ӳ Ӵ Ӷ Ӹ Ӻ Ӽ Ӿ
    "u",
    "u",
    "u",
    "u",
    "ch",
    "ch",
    "g",
    "g",
    "y",
    "y",
    "g",
    "g",
    "kh",
    "kh",
    "kh",
    "kh",
});
static_assert(kCyrillic.size() == 0x100);
constexpr char32_t kCyrillicLast = 0x04FF;

// One string whose views serve every single letter and digit.
constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

std::string_view one_letter(char lower) {
  if (lower >= 'a' && lower <= 'z')
    return kAlphabet.substr(static_cast<std::size_t>(lower - 'a'), 1);
  if (lower >= '0' && lower <= '9') {
    return kAlphabet.substr(static_cast<std::size_t>(lower - '0') + 26, 1);
  }
  return {};
}

std::string_view from_row(std::string_view row, std::size_t place, char32_t letter) {
  if (row[place] != '*')
    return one_letter(row[place]);
  const auto* found = std::find_if(kSeveral.begin(), kSeveral.end(),
                                   [letter](const Several& each) { return each.letter == letter; });
  return found == kSeveral.end() ? std::string_view{} : found->form;
}

/// The value of a digit in one of the rows that people type, or -1.
int digit_value(char32_t letter) {
  for (const char32_t zero : {U'0', U'\u0660', U'\u06F0', U'\uFF10'}) {
    if (letter >= zero && letter < zero + 10)
      return static_cast<int>(letter - zero);
  }
  return -1;
}

/// Full-width Latin letters of East Asian keyboards as their ASCII letter, or 0.
char full_width(char32_t letter) {
  if (letter >= 0xFF21 && letter <= 0xFF3A)
    return static_cast<char>('a' + (letter - 0xFF21));
  if (letter >= 0xFF41 && letter <= 0xFF5A)
    return static_cast<char>('a' + (letter - 0xFF41));
  return 0;
}

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t N>
bool in_ranges(char32_t letter, const std::array<Range, N>& ranges) {
  return std::any_of(ranges.begin(), ranges.end(), [letter](const Range& range) {
    return letter >= range.first && letter <= range.last;
  });
}

// Signs of numbers and breathings, and the palochka: it changes a sound in Caucasian names, and
// most people write "1" or nothing for it.
constexpr std::array<Range, 3> kCyrillicMarks = {
    {{0x0482, 0x0489}, {0x04C0, 0x04C0}, {0x04CF, 0x04CF}}};

// Marks, apostrophes of every form and invisible letters.
constexpr std::array<Range, 17> kNothing = {{
    {U'\'', U'\''},
    {U'`', U'`'},
    {0x00AD, 0x00AD},
    {0x00B4, 0x00B4},
    {0x02B0, 0x036F},  // Modifier letters, with the Uzbek turned comma, and combining marks.
    {0x0482, 0x04CF},  // Of these, what `kCyrillicMarks` holds.
    {0x061C, 0x061C},
    {0x0640, 0x0640},  // Tatweel, which only stretches an Arabic word.
    {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF},
    {0x200B, 0x200F},
    {0x2018, 0x201B},
    {0x202A, 0x202E},
    {0x2032, 0x2035},
    {0x2060, 0x206F},
    {0xFE00, 0xFE0F},
    {0xFEFF, 0xFEFF},
}};

constexpr std::array<Range, 10> kGaps = {{
    {0x0000, 0x0026},
    {0x0080, 0x00BF},
    {0x00D7, 0x00D7},
    {0x00F7, 0x00F7},
    {0x2000, 0x206F},
    {0x20A0, 0x20CF},  // Currency signs.
    {0x2116, 0x2116},  // The numero sign, which Russian lists put before every number.
    {0x2190, 0x245F},  // Arrows, mathematics, technical signs.
    {0x2500, 0x2BFF},  // Boxes, symbols, dingbats.
    {0x3000, 0x3004},
}};

struct Twins {
  char32_t latin;
  char32_t cyrillic;
};

// Unicode Technical Standard 39, confusables, the pairs that keyboards offer.
constexpr auto kTwins = std::to_array<Twins>({
    {U'A', U'А'},   {U'B', U'В'},   {U'C', U'С'},   {U'E', U'Е'},   {U'H', U'Н'},   {U'I', U'І'},
    {U'J', U'Ј'},   {U'K', U'К'},   {U'M', U'М'},   {U'O', U'О'},   {U'P', U'Р'},   {U'S', U'Ѕ'},
    {U'T', U'Т'},   {U'X', U'Х'},   {U'Y', U'У'},   {U'a', U'а'},   {U'c', U'с'},   {U'e', U'е'},
    {U'h', U'һ'},   {U'i', U'і'},   {U'j', U'ј'},   {U'k', U'к'},   {U'o', U'о'},   {U'p', U'р'},
    {U's', U'ѕ'},   {U'x', U'х'},   {U'y', U'у'},   {0x00EB, U'ё'}, {0x00CB, U'Ё'}, {0x00EF, U'ї'},
    {0x00CF, U'Ї'}, {0x0259, U'ә'}, {0x018F, U'Ә'}, {0x0138, U'к'}, {0x00E1, U'а'}, {0x00E9, U'е'},
    {0x00F3, U'о'}, {0x00FD, U'у'},
});

bool is_latin(char32_t letter) {
  if (letter < 0x80)
    return (letter >= U'a' && letter <= U'z') || (letter >= U'A' && letter <= U'Z');
  if (letter >= 0x00AA && letter <= kLatin1Last)
    return !latin_form(letter).empty();
  return letter == kSchwa || (letter >= kVietnameseFirst && letter <= kVietnameseLast) ||
         full_width(letter) != 0;
}

}  // namespace

std::string_view latin_form(char32_t letter) {
  if (letter >= U'a' && letter <= U'z')
    return one_letter(static_cast<char>(letter));
  if (letter >= U'A' && letter <= U'Z')
    return one_letter(static_cast<char>(letter - U'A' + U'a'));
  if (letter >= kCyrillicFirst && letter <= kCyrillicLast)
    return kCyrillic[letter - kCyrillicFirst];
  if (const int value = digit_value(letter); value >= 0) {
    return one_letter(static_cast<char>('0' + value));
  }
  if (letter == kSchwa)
    return "a";
  if (letter >= kLatin1First && letter <= kLatin1Last) {
    return from_row(kLatin1, letter - kLatin1First, letter);
  }
  if (letter >= kVietnameseFirst && letter <= kVietnameseLast) {
    return from_row(kVietnamese, letter - kVietnameseFirst, letter);
  }
  const char wide = full_width(letter);
  return wide == 0 ? std::string_view{} : one_letter(wide);
}

LetterClass class_of(char32_t letter) {
  if (letter == kNoLetter)
    return LetterClass::gap;
  if (is_latin(letter))
    return LetterClass::latin;
  if (letter >= U'0' && letter <= U'9')
    return LetterClass::digit;
  if (letter >= kCyrillicFirst && letter <= kCyrillicLast && !in_ranges(letter, kCyrillicMarks)) {
    return LetterClass::cyrillic;
  }
  if (in_ranges(letter, kNothing))
    return LetterClass::nothing;
  if (letter < 0x80 || in_ranges(letter, kGaps))
    return LetterClass::gap;
  return digit_value(letter) >= 0 ? LetterClass::digit : LetterClass::other;
}

char32_t composed_cyrillic(char32_t base, char32_t mark) {
  constexpr char32_t kBreve = 0x0306;
  constexpr char32_t kDiaeresis = 0x0308;
  if (mark == kBreve && (base == U'и' || base == U'И'))
    return U'й';
  if (mark == kBreve && (base == U'у' || base == U'У'))
    return U'ў';
  if (mark == kDiaeresis && (base == U'і' || base == U'І'))
    return U'ї';
  return 0;
}

std::optional<char32_t> cyrillic_twin(char32_t latin) {
  const auto* found = std::find_if(kTwins.begin(), kTwins.end(),
                                   [latin](const Twins& twins) { return twins.latin == latin; });
  if (found == kTwins.end())
    return std::nullopt;
  return found->cyrillic;
}

std::optional<char32_t> latin_twin(char32_t cyrillic) {
  const auto* found = std::find_if(kTwins.begin(), kTwins.end(), [cyrillic](const Twins& twins) {
    return twins.cyrillic == cyrillic;
  });
  if (found == kTwins.end())
    return std::nullopt;
  return found->latin;
}

bool is_greek(char32_t letter) {
  return (letter >= 0x0370 && letter <= 0x03FF) || (letter >= 0x1F00 && letter <= 0x1FFF);
}

bool is_arabic(char32_t letter) {
  constexpr std::array<Range, 5> kArabic = {
      {{0x0600, 0x06FF}, {0x0750, 0x077F}, {0x08A0, 0x08FF}, {0xFB50, 0xFDFF}, {0xFE70, 0xFEFC}}};
  return letter >= 0x0600 && in_ranges(letter, kArabic);
}

bool is_han(char32_t letter) {
  constexpr std::array<Range, 4> kHan = {
      {{0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x3134F}}};
  return letter >= 0x3400 && in_ranges(letter, kHan);
}

bool is_cjk(char32_t letter) {
  constexpr std::array<Range, 4> kKanaAndHangul = {
      {{0x3041, 0x30FF}, {0x31F0, 0x31FF}, {0xAC00, 0xD7A3}, {0xFF66, 0xFF9D}}};
  return letter >= 0x3041 && (is_han(letter) || in_ranges(letter, kKanaAndHangul));
}

}  // namespace manumit::text
