// SPDX-License-Identifier: Apache-2.0
#include "name_evidence.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "name_word.h"

namespace manumit::link {
namespace {

using text::PartKind;
using text::Sex;

// How often a part of one person's name is wholly another in a second record: another family name
// by marriage, an assumed name, a mistake. Judgements, held against the part of the EU list of
// names that thresholds are chosen on (bench/names_quality.py); half or double changes little.
constexpr double kDiffers = -12;
// Characters read as another language reads them (a Japanese name in pinyin) look different and
// are not.
constexpr double kCharactersDiffer = -2.5;
// An organisation is a company in one list and a corporation in the next.
constexpr double kCommonWordDiffers = -3;
// A father is not taken for another one, as a rule.
constexpr double kPatronymicDiffers = -15;
constexpr double kOtherSex = -7;
constexpr double kInitialDiffers = -11;
const double kLog2InitialFits = std::log2(0.9);
// The father's name as a plain part beside a patronymic: bin Karim, Karimovich.
constexpr double kNamedPlainly = -1;
// Brother and sister share a family name but for its ending, and so do husband and wife.
constexpr double kOtherEnding = -1.5;
// Titles and articles of both sides, at most.
constexpr double kMinorAgrees = 0.5;
// Above this two spellings are called one name, below it nearly the same.
constexpr double kClose = 3;
constexpr double kNearly = -1;

double log2_sum(double a, double b) {
  const double more = std::max(a, b);
  return more + std::log2(1 + std::exp2(std::min(a, b) - more));
}

bool is_han(const NameToken& token) {
  return token.word.spelled.script == text::Script::han;
}

/// Whether both are words of many organisations: company, corporation.
bool are_common_words(const NameToken& a, const NameToken& b) {
  return a.is_common && b.is_common;
}

double differs(const NameToken& a, const NameToken& b) {
  if (are_common_words(a, b))
    return kCommonWordDiffers;
  return is_han(a) != is_han(b) ? kCharactersDiffer : kDiffers;
}

struct FamilyEnding {
  std::string_view female;
  std::string_view male;
};

// Slavic family names of women and men, folded.
constexpr std::array<FamilyEnding, 9> kEndings = {{{"skaya", "skiy"},
                                                   {"skaia", "skii"},
                                                   {"skaja", "skij"},
                                                   {"ska", "ski"},
                                                   {"ova", "ov"},
                                                   {"eva", "ev"},
                                                   {"ina", "in"},
                                                   {"yna", "yn"},
                                                   {"aya", "yy"}}};

/// The folded word with the ending that men have, or nothing if it has none of women's.
std::optional<std::string> of_a_man(std::string_view latin) {
  for (const FamilyEnding& ending : kEndings) {
    if (latin.size() >= ending.female.size() + 2 && latin.ends_with(ending.female))
      return std::string(latin.substr(0, latin.size() - ending.female.size())) +
             std::string(ending.male);
  }
  return std::nullopt;
}

Evidence initial_evidence(const NameToken& a, const NameToken& b) {
  if (a.word.latin.empty() || b.word.latin.empty())
    return {0, Because::not_comparable};
  const NameToken& letter = a.kind == PartKind::initial ? a : b;
  const NameToken& other = &letter == &a ? b : a;
  // Ш. is "sh" in Latin letters, and Sharipov begins with it.
  const bool fits = other.word.latin.starts_with(letter.word.latin) ||
                    letter.word.latin.starts_with(other.word.latin);
  // One in twenty letters or so; the word's own bits would count its length.
  constexpr double kLetterBits = 4;
  return fits ? Evidence{kLetterBits + kLog2InitialFits, Because::initial_fits}
              : Evidence{kInitialDiffers, Because::initial_differs};
}

Because closeness(const NameToken& a, const NameToken& b, double bits) {
  if (same_word(a.word, b.word))
    return Because::agrees;
  if (bits < kNearly)
    return Because::differs;
  const bool two_scripts = a.word.spelled.script != b.word.spelled.script;
  return bits >= kClose || two_scripts ? Because::written_otherwise : Because::nearly_the_same;
}

/// The best full name of a short form that fits the other side.
std::optional<double> short_form_bits(const NameToken& shorter, const NameToken& other) {
  std::optional<double> best;
  for (const NameToken::FullName& full : shorter.full_names) {
    std::optional<double> bits = word_bits(full.word, other.word);
    for (const NameToken::FullName& also : other.full_names) {
      if (also.word.latin == full.word.latin)
        bits = std::max(bits.value_or(-20), full.word.agree_bits + also.log2_chance);
    }
    if (bits && (!best || *bits + full.log2_chance > *best))
      best = *bits + full.log2_chance;
  }
  return best;
}

void take_better(Evidence& evidence, std::optional<double> bits, Because because) {
  if (bits && *bits > evidence.bits)
    evidence = {*bits, because};
}

Evidence plain_evidence(const NameToken& a, const NameToken& b) {
  const std::optional<double> bits = word_bits(a.word, b.word);
  if (!bits)
    return {0, Because::not_comparable};
  Evidence evidence{*bits, closeness(a, b, *bits)};
  if (evidence.because != Because::agrees) {
    take_better(evidence, short_form_bits(a, b), Because::short_form);
    take_better(evidence, short_form_bits(b, a), Because::short_form);
  }
  const auto man_a = of_a_man(a.word.latin);
  const auto man_b = of_a_man(b.word.latin);
  const bool only_ending = (man_a && *man_a == b.word.latin) || (man_b && *man_b == a.word.latin);
  if (only_ending)
    take_better(evidence, std::min(a.word.agree_bits, b.word.agree_bits) + kOtherEnding,
                Because::other_family_ending);
  return {log2_sum(evidence.bits, differs(a, b)), evidence.because};
}

Evidence patronymic_evidence(const NameToken& a, const NameToken& b) {
  if (a.sex != Sex::unknown && b.sex != Sex::unknown && a.sex != b.sex)
    return {kOtherSex, Because::patronymic_of_the_other_sex};
  const std::optional<double> fathers = word_bits(a.father.front(), b.father.front());
  if (!fathers)
    return {0, Because::not_comparable};
  const double bits = log2_sum(*fathers, kPatronymicDiffers);
  return {bits, bits > kNearly ? Because::patronymic_agrees : Because::patronymic_differs};
}

std::string_view last_letters(const NameToken& token) {
  const std::string_view latin = token.word.latin;
  return latin.substr(latin.size() - std::min<std::size_t>(latin.size(), 2));
}

/// A patronymic beside a part that has none of its form.
Evidence father_evidence(const NameToken& patronymic, const NameToken& plain) {
  Evidence evidence{kDiffers, Because::differs};
  // Petrov is no Petrovich; but a family name may have the form of a patronymic on one side only.
  if (last_letters(patronymic) == last_letters(plain))
    evidence = plain_evidence(patronymic, plain);
  if (plain.after_son) {
    const std::optional<double> father = word_bits(patronymic.father.front(), plain.word);
    take_better(evidence, father ? std::optional(*father + kNamedPlainly) : std::nullopt,
                Because::father_named_plainly);
  }
  return evidence;
}

}  // namespace

Evidence evidence_of(const NameToken& a, const NameToken& b) {
  if (a.kind == PartKind::initial || b.kind == PartKind::initial)
    return initial_evidence(a, b);
  const bool is_patronymic_a = a.kind == PartKind::patronymic;
  const bool is_patronymic_b = b.kind == PartKind::patronymic;
  if (is_patronymic_a && is_patronymic_b)
    return patronymic_evidence(a, b);
  if (is_patronymic_a && b.father.empty())
    return father_evidence(a, b);
  if (is_patronymic_b && a.father.empty())
    return father_evidence(b, a);
  Evidence evidence = plain_evidence(a, b);
  if (a.minor || b.minor) {
    const bool both = a.minor && b.minor;
    if (both)
      evidence = {std::clamp(evidence.bits, 0.0, kMinorAgrees), Because::title};
    else
      evidence.bits = std::max(evidence.bits, 0.0);
  }
  return evidence;
}

std::string_view sentence_of(Because because) {
  switch (because) {
    case Because::agrees:
      return "the same in both";
    case Because::written_otherwise:
      return "one name, written by other rules";
    case Because::nearly_the_same:
      return "nearly the same letters";
    case Because::short_form:
      return "a short form of the other";
    case Because::initial_fits:
      return "the initial fits";
    case Because::initial_differs:
      return "the initial is another one";
    case Because::patronymic_agrees:
      return "the patronymic names the same father";
    case Because::patronymic_differs:
      return "the patronymic names another father";
    case Because::patronymic_of_the_other_sex:
      return "one patronymic is a man's, the other a woman's";
    case Because::father_named_plainly:
      return "the father's name stands without an ending";
    case Because::other_family_ending:
      return "one family name, with a man's and a woman's ending";
    case Because::differs:
      return "another name";
    case Because::only_one_side:
      return "only one side has it";
    case Because::title:
      return "a title or an article, which says little";
    case Because::written_apart:
      return "one word on one side, several on the other";
    case Because::acronym:
      return "the first letters of the other's words";
    case Because::legal_form_agrees:
      return "the legal form agrees";
    case Because::legal_form_differs:
      return "the legal form is another one";
    case Because::number_agrees:
      return "the number agrees";
    case Because::number_differs:
      return "the number is another one";
    case Because::not_comparable:
      return "two scripts that cannot be compared, which says nothing";
  }
  return {};
}

}  // namespace manumit::link
