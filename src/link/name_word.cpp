// SPDX-License-Identifier: Apache-2.0
#include "name_word.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>

#include "text/misspelling.h"
#include "text/word_share.h"

namespace manumit::link {
namespace {

using text::Script;

// The chance that two records of one person write a word letter by letter alike, that they spell
// it by different rules, that a slip of the keyboard parts them. Read off the spellings of one
// name in the train rows of definitions/names.
const double kLog2Alike = std::log2(0.7);
const double kLog2OtherRules = std::log2(0.25);
// Which of its forms a name of several languages takes: one of the neighbouring languages, or one
// of those that say it otherwise, as emigrants do.
const double kLog2OtherForm = std::log2(0.4);
const double kLog2Translated = std::log2(0.05);
const double kLog2FirstSlip = std::log2(0.05);
const double kLog2NextSlip = std::log2(0.1);
// A slip takes one of so many forms at each letter: another letter, a letter more or less, two
// exchanged.
constexpr double kFormsOfSlip = 30;
constexpr double kUsualLength = 7;
constexpr int kMostSlips = 2;

// The agreement of a word that no table has counts no more than this: family names of one person
// in a quarter of a million exist, rarer ones are not told from misspelt ones.
constexpr double kMostAgreeBits = 18;
// A stranger's word is no random string: other people's names lie near it. Beyond so many bits
// only a part of what its letters say is counted.
constexpr double kLettersBelieved = 20;
constexpr double kLettersDoubted = 0.35;
// What is not worth the reckoning: fewer letters in common than two words of one name have.
constexpr double kAnyLetter = 4.7;
constexpr double kLowest = -15;
constexpr double kNever = -1000;
constexpr double kUnknown = 1000;

double log2_sum(double a, double b) {
  const double more = std::max(a, b);
  return more + std::log2(1 + std::exp2(std::min(a, b) - more));
}

/// How rare a word of a script without Latin letters is, by its length.
double bits_of_letters(Script script, std::size_t letters) {
  const double each = script == Script::han ? 7 : script == Script::hangul ? 2.5 : 3.5;
  return each * static_cast<double>(letters);
}

bool keeps_native(Script script) {
  return script == Script::arabic || script == Script::han || script == Script::hangul;
}

/// Minus log2 of the chance of the usual spelling of a name in Latin letters: what a script leaves
/// open.
double usual_spelling_bits(Script script) {
  switch (script) {
    case Script::cyrillic:
      return 2;
    case Script::han:
      return 7;
    case Script::arabic:
    case Script::hangul:
      return 6;
    default:
      return 4;
  }
}

std::uint32_t letters_in(std::string_view latin) {
  std::uint32_t mask = 0;
  for (const char c : latin) {
    if (c >= 'a' && c <= 'z')
      mask |= std::uint32_t{1} << (c - 'a');
  }
  return mask;
}

double doubted(double bits) {
  return bits <= kLettersBelieved ? bits
                                  : kLettersBelieved + kLettersDoubted * (bits - kLettersBelieved);
}

void weigh(Word& word, double most_agree_bits) {
  const bool native = keeps_native(word.spelled.script);
  const text::WordShare share = text::word_share(native ? text::utf8_of(word.native) : word.latin);
  word.common_bits = share.log2_common ? -*share.log2_common : kUnknown;
  // Acronyms follow no language: each letter is one of twenty-six.
  const double any_letters = kAnyLetter * static_cast<double>(word.latin.size());
  word.letters_bits = native ? bits_of_letters(word.spelled.script, word.native.size())
                             : std::min(-share.log2_letters, any_letters);
  word.agree_bits = std::min({most_agree_bits, word.common_bits, word.letters_bits});
  for (const text::NameForm& form : word.forms)
    word.agree_bits = std::min(word.agree_bits, -form.log2_share);
  word.letters_bits = doubted(word.letters_bits);
}

/// What it adds that both words are forms of one name, or nothing.
std::optional<double> form_bits(const Word& a, const Word& b) {
  std::optional<double> best;
  for (const text::NameForm& of_a : a.forms) {
    for (const text::NameForm& of_b : b.forms) {
      if (of_a.name != of_b.name)
        continue;
      const bool translated = of_a.is_translated || of_b.is_translated;
      const double bits = (translated ? kLog2Translated : kLog2OtherForm) - of_a.log2_share;
      best = std::max(best.value_or(bits), bits);
    }
  }
  return best;
}

/// log2 of the chance that a slip of the keyboard makes one of the other.
double log2_slips(const Word& a, const Word& b) {
  const auto slips = text::edit_distance(a.latin, b.latin, kMostSlips);
  if (!slips || *slips == 0)
    return kNever;
  // The longer a word, the more slips there are in it, and the more places for one of them.
  const double length = static_cast<double>(std::max(a.latin.size(), b.latin.size()));
  const double more_in_long_ones = std::log2(std::min(1.0, length / kUsualLength));
  const double each = more_in_long_ones - std::log2(kFormsOfSlip * length);
  return kLog2FirstSlip + each + (*slips - 1) * (kLog2NextSlip + each);
}

/// Whether two words have so few of the shorter one's letters in common that no rules make one of
/// the other: less than a third for two scripts, less than half for one.
bool are_strangers(const Word& a, const Word& b) {
  const int common = std::popcount(a.letters & b.letters);
  const int fewer = std::min(std::popcount(a.letters), std::popcount(b.letters));
  return (a.spelled.script == b.spelled.script ? 2 : 3) * common < fewer;
}

/// log2 of P(to | from, one person) / P(to | strangers), where the first is known. A stranger has
/// that word because he is called so too, or because his own name is spelled to it.
double against_strangers(double log2_chance, const Word& from, const Word& to) {
  const double called_so = -std::min(from.agree_bits, to.agree_bits);
  const double usual = to.common_bits + usual_spelling_bits(from.spelled.script);
  const double spelled_to_it = -std::min(to.letters_bits, usual) - log2_chance;
  return -log2_sum(called_so, spelled_to_it);
}

/// A chance below this ends at `kLowest` whatever else is said.
double least_chance(const Word& to) {
  return kLowest - to.letters_bits;
}

double latin_bits(const Word& a, const Word& b) {
  if (a.latin == b.latin)
    return kLog2Alike + a.agree_bits;
  if (are_strangers(a, b))
    return kLowest;
  // The chance of the pair is the same read from either end; the end is chosen so that the answer
  // does not depend on who asks.
  const Word& from = a.latin < b.latin ? a : b;
  const Word& to = a.latin < b.latin ? b : a;
  const double other_rules =
      kLog2OtherRules + text::log2_spelled_so(from.spelled, to.latin, least_chance(to));
  return kLog2Alike + against_strangers(log2_sum(other_rules, log2_slips(a, b)), from, to);
}

double native_bits(const Word& a, const Word& b) {
  if (a.native == b.native)
    return kLog2Alike + a.agree_bits;
  const auto slips = text::edit_distance(a.native, b.native, kMostSlips);
  if (!slips)
    return kLowest;
  const double each = bits_of_letters(a.spelled.script, 1) + 2;
  return kLog2FirstSlip - *slips * each + std::min(a.agree_bits, b.agree_bits);
}

bool is_latin_enough(Script script) {
  return script == Script::latin || script == Script::cyrillic || script == Script::other;
}

/// The script whose letters say most stands first: the other is taken in Latin letters.
int rank(Script script) {
  constexpr std::array<Script, 4> kOrder = {Script::arabic, Script::hangul, Script::han,
                                            Script::cyrillic};
  return static_cast<int>(std::find(kOrder.begin(), kOrder.end(), script) - kOrder.begin());
}

double across_bits(const Word& native, const Word& latin) {
  // A Cyrillic word has its usual form in Latin letters.
  if (native.spelled.script == Script::cyrillic && native.latin == latin.latin)
    return kLog2Alike + std::min(native.agree_bits, latin.agree_bits);
  if (native.spelled.script == Script::cyrillic && are_strangers(native, latin))
    return kLowest;
  return kLog2Alike +
         against_strangers(text::log2_spelled_so(native.spelled, latin.latin, least_chance(latin)),
                           native, latin);
}

}  // namespace

Word word_of(const text::NativeWord& native, NameKind kind) {
  Word word;
  word.latin = native.folded;
  word.spelled = text::spellable(native);
  if (keeps_native(native.script))
    word.native = native.letters;
  word.letters = letters_in(word.latin);
  const std::string key = word.native.empty() ? word.latin : text::utf8_of(word.native);
  word.forms = kind == NameKind::person ? text::name_forms(key) : text::organisation_forms(key);
  weigh(word, kMostAgreeBits);
  return word;
}

Word joined(const Word& first, const Word& second) {
  Word word;
  word.latin = first.latin + second.latin;
  word.native = first.native + second.native;
  word.spelled.script = first.spelled.script;
  word.spelled.rows = first.spelled.rows;
  word.spelled.rows.insert(word.spelled.rows.end(), second.spelled.rows.begin(),
                           second.spelled.rows.end());
  word.letters = first.letters | second.letters;
  weigh(word, kMostAgreeBits);
  return word;
}

bool same_word(const Word& a, const Word& b) {
  if (keeps_native(a.spelled.script) != keeps_native(b.spelled.script))
    return false;
  return keeps_native(a.spelled.script) ? a.native == b.native : a.latin == b.latin;
}

std::optional<double> word_bits(const Word& a, const Word& b) {
  const Script of_a = a.spelled.script;
  const Script of_b = b.spelled.script;
  const bool same_script = of_a == of_b;
  const bool one_is_cyrillic = of_a == Script::cyrillic || of_b == Script::cyrillic;
  double bits = kLowest;
  if (keeps_native(of_a) && same_script) {
    bits = native_bits(a, b);
  } else if (a.latin.empty() || b.latin.empty()) {
    return std::nullopt;
  } else if (is_latin_enough(of_a) && is_latin_enough(of_b) && (same_script || !one_is_cyrillic)) {
    bits = latin_bits(a, b);
  } else {
    bits = rank(of_a) <= rank(of_b) ? across_bits(a, b) : across_bits(b, a);
  }
  if (const auto of_forms = form_bits(a, b); of_forms && !same_word(a, b))
    bits = std::max(bits, *of_forms);
  return std::max(bits, kLowest);
}

}  // namespace manumit::link
