// SPDX-License-Identifier: Apache-2.0
#include "vault/passphrase_strength.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/secret.h"
#include "common_passphrases.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kLookedAt = 256;
constexpr double kFairBits = 40;
constexpr double kStrongBits = 60;
constexpr std::size_t kLeastLetters = 10;

// A word by chance from a list of 7,776 (five dice) is worth 12.9 bits, about three a letter.
constexpr double kWordBits = 12.9;
constexpr double kWordLetterBits = 3;
constexpr std::size_t kLongestWord = 12;
// A blank, dash or dot between two words: one of a few habits.
constexpr double kSeparatorBits = 1.5;
constexpr double kCapitalBits = 1;
constexpr double kYearBits = 7.3;  // 1900 to 2059
constexpr std::size_t kShortestPiece = 3;

struct Letters {
  std::array<char32_t, kLookedAt> small{};  // in lower case
  std::array<bool, kLookedAt> capital{};
  std::size_t count = 0;  // of those looked at
  std::size_t all = 0;
};

char32_t next_letter(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t letter = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length && i < text.size(); ++i)
    letter = letter << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
  text.remove_prefix(std::min(length, text.size()));
  return letter;
}

char32_t lower(char32_t letter) {
  if ((letter >= U'A' && letter <= U'Z') || (letter >= U'А' && letter <= U'Я'))
    return letter + 0x20;
  return letter == U'Ё' ? U'ё' : letter;
}

bool is_latin(char32_t small) {
  return small >= U'a' && small <= U'z';
}
bool is_cyrillic(char32_t small) {
  return (small >= U'а' && small <= U'я') || small == U'ё';
}
bool is_digit(char32_t small) {
  return small >= U'0' && small <= U'9';
}
bool is_letter(char32_t small) {
  return is_latin(small) || is_cyrillic(small);
}

void take_apart(std::string_view passphrase, Letters& into) {
  for (; !passphrase.empty(); ++into.all) {
    const char32_t letter = next_letter(passphrase);
    if (into.count == kLookedAt)
      continue;
    into.small[into.count] = lower(letter);
    into.capital[into.count++] = lower(letter) != letter;
  }
}

/// Bits of one letter drawn from all the kinds that this passphrase uses.
double letter_bits(const Letters& in) {
  bool latin = false, cyrillic = false, digit = false, sign = false, other = false, capital = false;
  for (std::size_t i = 0; i < in.count; ++i) {
    const char32_t c = in.small[i];
    latin |= is_latin(c);
    cyrillic |= is_cyrillic(c);
    digit |= is_digit(c);
    sign |= c < 0x80 && !is_latin(c) && !is_digit(c);
    other |= c >= 0x80 && !is_cyrillic(c);
    capital |= in.capital[i];
  }
  const double kinds = (latin ? 26 : 0) + (cyrillic ? 33 : 0) + (digit ? 10 : 0) + (sign ? 33 : 0) +
                       (other ? 100 : 0);
  const double capitals = capital ? (latin ? 26 : 0) + (cyrillic ? 33 : 0) : 0;
  return std::log2(std::max(2.0, kinds + capitals));
}

/// The letter that a sign stands for in "p@ssw0rd".
char32_t unmasked(char32_t letter) {
  constexpr std::u32string_view kSigns = U"0134579@$!";
  constexpr std::u32string_view kLetters = U"oieastgasi";
  const std::size_t at = kSigns.find(letter);
  return at == std::u32string_view::npos ? letter : kLetters[at];
}

double capitals_bits(const Letters& in, std::size_t from, std::size_t length) {
  const auto* first = in.capital.data() + from;
  return std::any_of(first, first + length, [](bool c) { return c; }) ? kCapitalBits : 0;
}

struct Piece {
  std::size_t length = 0;
  double bits = 0;
};

/// As much as stood earlier in the passphrase already.
std::optional<Piece> repetition(const Letters& in, std::size_t at) {
  std::size_t longest = 0;
  for (std::size_t from = 0; from < at; ++from) {
    std::size_t length = 0;
    while (at + length < in.count && in.small[from + length] == in.small[at + length])
      ++length;
    longest = std::max(longest, length);
  }
  if (longest < 2)
    return std::nullopt;
  return Piece{longest,
               std::log2(static_cast<double>(at) + 1) + std::log2(static_cast<double>(longest))};
}

/// As much as runs along an alphabet or keyboard, forward or back.
std::optional<Piece> run(const Letters& in, std::size_t at) {
  std::size_t longest = 0;
  for (const std::u32string_view row : common_runs()) {
    const std::size_t start = row.find(in.small[at]);
    if (start == std::u32string_view::npos)
      continue;
    for (const bool back : {false, true}) {
      std::size_t length = 1;
      while (at + length < in.count) {
        const std::size_t place = back ? start - length : start + length;
        if (place >= row.size() || row[place] != in.small[at + length])
          break;
        ++length;
      }
      longest = std::max(longest, length);
    }
  }
  if (longest < kShortestPiece)
    return std::nullopt;
  // Which row, where it begins, which way, how far.
  return Piece{longest, 6 + std::log2(static_cast<double>(longest))};
}

std::optional<Piece> common_word(const Letters& in, std::size_t at) {
  std::optional<Piece> best;
  double rank = 0;
  for (const std::u32string_view word : common_passphrases()) {
    ++rank;
    if (word.size() > in.count - at || (best && best->length >= word.size()))
      continue;
    bool same = true, masked = false;
    for (std::size_t i = 0; i < word.size() && same; ++i) {
      const char32_t letter = in.small[at + i];
      masked |= letter != word[i];
      same = letter == word[i] || unmasked(letter) == word[i];
    }
    if (same) {
      best = Piece{word.size(),
                   std::log2(rank) + 1 + (masked ? 1 : 0) + capitals_bits(in, at, word.size())};
    }
  }
  return best;
}

std::optional<Piece> year(const Letters& in, std::size_t at) {
  if (in.count - at < 4 || !std::all_of(&in.small[at], &in.small[at] + 4, is_digit))
    return std::nullopt;
  const bool likely = (in.small[at] == U'1' && in.small[at + 1] == U'9') ||
                      (in.small[at] == U'2' && in.small[at + 1] == U'0');
  return likely ? std::optional(Piece{4, kYearBits}) : std::nullopt;
}

/// Whether it can be said aloud: no four consonants in a row, a vowel in every five letters.
bool can_be_said(const Letters& in, std::size_t at, std::size_t length) {
  std::size_t consonants = 0, vowels = 0;
  for (std::size_t i = at; i < at + length; ++i) {
    const bool vowel =
        std::u32string_view(U"aeiouyаеёиоуыэюя").find(in.small[i]) != std::u32string_view::npos;
    consonants = vowel ? 0 : consonants + 1;
    vowels += vowel ? 1 : 0;
    if (consonants > 4)
      return false;
  }
  return vowels * 5 >= length;
}

/// A whole word from here on, out of a dictionary that we do not have.
std::optional<Piece> likely_word(const Letters& in, std::size_t at) {
  const bool begins = at == 0 || !is_letter(in.small[at - 1]) || in.capital[at];
  std::size_t length = 0;
  while (at + length < in.count && is_letter(in.small[at + length]) &&
         (length == 0 || !in.capital[at + length]))
    ++length;
  if (!begins || length < kShortestPiece || !can_be_said(in, at, length))
    return std::nullopt;
  const double by_letters = kWordLetterBits * static_cast<double>(length);
  const double bits = length <= kLongestWord ? std::min(by_letters, kWordBits) : by_letters;
  return Piece{length, bits + capitals_bits(in, at, length)};
}

std::optional<Piece> separator(const Letters& in, std::size_t at) {
  const bool between =
      at > 0 && at + 1 < in.count && is_letter(in.small[at - 1]) && is_letter(in.small[at + 1]) &&
      std::u32string_view(U" -_.,").find(in.small[at]) != std::u32string_view::npos;
  return between ? std::optional(Piece{1, kSeparatorBits}) : std::nullopt;
}

/// The least sum over all ways to cut the passphrase into pieces.
double least_bits(const Letters& in) {
  std::array<double, kLookedAt + 1> least;
  least.fill(1e9);
  least[0] = 0;
  const double single = letter_bits(in);
  for (std::size_t at = 0; at < in.count; ++at) {
    const auto offer = [&](const std::optional<Piece>& piece) {
      if (piece) {
        double& to = least[at + piece->length];
        to = std::min(to, least[at] + piece->bits);
      }
    };
    offer(Piece{1, single});
    for (const auto kind : {repetition, run, common_word, year, likely_word, separator})
      offer(kind(in, at));
  }
  return least[in.count];
}

std::string hint_for(const Letters& in, double bits) {
  if (bits >= kStrongBits)
    return {};
  for (std::size_t at = 0; at < in.count; ++at) {
    if (common_word(in, at).value_or(Piece{}).length >= 4)
      return "it holds a word that is among the first that anyone tries";
    if (run(in, at).value_or(Piece{}).length >= 4 ||
        repetition(in, at).value_or(Piece{}).length >= 3)
      return "repeated letters and runs along the keyboard add little";
  }
  return "four or five words that do not belong together are easy to keep and hard to guess";
}

}  // namespace

Strength passphrase_strength(std::string_view passphrase) {
  Secret<Letters> letters;
  take_apart(passphrase, letters.reveal());
  const double bits = least_bits(letters.reveal());
  const std::string_view words = bits < kFairBits ? "weak" : bits < kStrongBits ? "fair" : "strong";
  return {bits, words, hint_for(letters.reveal(), bits)};
}

Result<void> check_passphrase(std::string_view passphrase) {
  Secret<Letters> letters;
  take_apart(passphrase, letters.reveal());
  if (letters.reveal().all < kLeastLetters) {
    return fail(Error::Kind::bad_input, "the passphrase is too short", "",
                "take at least {0} letters; several words are easiest to keep",
                {std::to_string(kLeastLetters)});
  }
  if (least_bits(letters.reveal()) < kFairBits) {
    return fail(Error::Kind::bad_input, "the passphrase is too easy to guess", "",
                "take four or five words that do not belong together");
  }
  return {};
}

}  // namespace manumit::vault
