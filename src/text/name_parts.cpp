// SPDX-License-Identifier: Apache-2.0
#include "text/name_parts.h"

#include <algorithm>
#include <utility>

#include "name_words.h"
#include "patronymic.h"
#include "word_cutter.h"

namespace manumit::text {
namespace {

// A name with the ending of patronymics that is one of family names too is taken for one only
// beside two other parts: Ivan Petrovich Sidorov, but Milan Petrovich.
constexpr std::size_t kPartsWithPatronymic = 3;

/// Figures typed for the letters that they look like: "Ig0r". A word of figures alone stays.
std::string without_figures(std::string_view word) {
  constexpr std::string_view kLookLike = "oizeasgtbg";  // Of 0 to 9.
  std::string out(word);
  const bool has_letters =
      std::any_of(word.begin(), word.end(), [](char c) { return c < '0' || c > '9'; });
  for (char& c : out) {
    if (has_letters && c >= '0' && c <= '9')
      c = kLookLike[static_cast<std::size_t>(c - '0')];
  }
  return out;
}

NativeWord letters_of(std::string_view text) {
  const bool has_figures = text.find_first_of("0123456789") != text.npos;
  NativeWord word = native_word(has_figures ? without_figures(text) : std::string(text));
  // "1" is an l as often as an i; the tables of spellings know no figures, so one is chosen.
  return word;
}

bool is_vowel(char c) {
  return std::string_view("aeiouy").find(c) != std::string_view::npos;
}

/// Two capital consonants, such as JC: initials written as one word.
bool are_two_initials(const CutWord& cut, const NativeWord& word, bool all_in_capitals) {
  return cut.in_capitals && !all_in_capitals && cut.letters == 2 && word.folded.size() == 2 &&
         !is_vowel(word.folded[0]) && !is_vowel(word.folded[1]);
}

bool is_one_letter(const CutWord& cut, const NativeWord& word) {
  return cut.letters == 1 && (word.script == Script::latin || word.script == Script::cyrillic);
}

PartKind kind_of(const NativeWord& word) {
  switch (name_word(word.folded)) {
    case NameWord::title:
      return PartKind::title;
    case NameWord::particle:
      return PartKind::particle;
    case NameWord::generation:
      return PartKind::generation;
    default:
      return PartKind::plain;
  }
}

/// Articles that are given names elsewhere (An, As, Az) count as such unless a hyphen ties them to
/// what follows.
bool needs_hyphen(std::string_view folded) {
  constexpr std::string_view kShort = " ad an ar as ash at az ";
  return kShort.find(' ' + std::string(folded) + ' ') != kShort.npos;
}

/// Particles that are given or family names elsewhere (Ben, Le, Van) when a short name begins
/// with them.
bool may_be_a_name(std::string_view folded) {
  constexpr std::string_view kNames = " ben da de den di do du la le van thi ";
  return kNames.find(' ' + std::string(folded) + ' ') != kNames.npos;
}

bool is_son_of(std::string_view folded) {
  constexpr std::string_view kSonOf = " bin ibn ben bn bint binti binte ould wuld walad ";
  return kSonOf.find(' ' + std::string(folded) + ' ') != kSonOf.npos;
}

class Parts {
 public:
  explicit Parts(const std::vector<CutWord>& cuts) : cuts_(cuts) {
    all_in_capitals_ = std::all_of(cuts.begin(), cuts.end(), [](const CutWord& cut) {
      return cut.in_capitals || cut.letters == 1;
    });
  }

  std::vector<PersonPart> run() {
    for (const CutWord& cut : cuts_)
      take(cut);
    settle_particles();
    mark_fathers();
    settle_patronymics();
    return std::move(parts_);
  }

 private:
  void take(const CutWord& cut) {
    PersonPart part;
    part.word = letters_of(cut.text);
    if (part.word.script == Script::none)
      return;
    part.joined = cut.joined && !parts_.empty();
    part.in_capitals = cut.in_capitals && !all_in_capitals_;
    if (are_two_initials(cut, part.word, all_in_capitals_)) {
      add_initial(part.word.folded.substr(0, 1));
      return add_initial(part.word.folded.substr(1));
    }
    const NameWord meaning = name_word(part.word.folded);
    if ((meaning == NameWord::son || meaning == NameWord::daughter) && takes_father(meaning))
      return;
    part.kind = is_one_letter(cut, part.word) ? PartKind::initial : kind_of(part.word);
    parts_.push_back(std::move(part));
  }

  void add_initial(const std::string& letter) {
    PersonPart part;
    part.word = native_word(letter);
    part.kind = PartKind::initial;
    parts_.push_back(std::move(part));
  }

  /// "Karim oʻgʻli": the word before becomes the father's name.
  bool takes_father(NameWord meaning) {
    if (parts_.size() < 2 || parts_.back().kind != PartKind::plain)
      return false;
    PersonPart& part = parts_.back();
    part.kind = PartKind::patronymic;
    part.father = part.word;
    part.sex = meaning == NameWord::son ? Sex::male : Sex::female;
    return true;
  }

  void settle_particles() {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      PersonPart& part = parts_[i];
      if (part.kind != PartKind::particle)
        continue;
      const bool tied = i + 1 < parts_.size() && parts_[i + 1].joined;
      const bool begins_short_name =
          i == 0 && parts_.size() <= 3 && may_be_a_name(part.word.folded);
      // Ten, Le and Do are family names where they stand last.
      const bool ends_name = i + 1 == parts_.size() && !is_son_of(part.word.folded);
      if ((needs_hyphen(part.word.folded) && !tied) || begins_short_name || ends_name)
        part.kind = PartKind::plain;
    }
    // A name of titles and particles alone ("Ben", "Shaikh") has them for names.
    const bool none_plain = std::none_of(parts_.begin(), parts_.end(), [](const PersonPart& part) {
      return part.kind == PartKind::plain || part.kind == PartKind::patronymic;
    });
    for (PersonPart& part : parts_) {
      if (none_plain && part.kind != PartKind::initial)
        part.kind = PartKind::plain;
    }
  }

  void mark_fathers() {
    for (std::size_t i = 0; i + 1 < parts_.size(); ++i) {
      parts_[i + 1].after_son =
          parts_[i].kind == PartKind::particle && is_son_of(parts_[i].word.folded);
    }
  }

  void settle_patronymics() {
    const auto names = static_cast<std::size_t>(
        std::count_if(parts_.begin(), parts_.end(), [](const PersonPart& part) {
          return part.kind == PartKind::plain || part.kind == PartKind::patronymic;
        }));
    std::vector<std::size_t> may_be;
    bool is_settled = false;
    for (std::size_t i = 0; i < parts_.size() && names >= 2; ++i) {
      const auto found =
          parts_[i].kind == PartKind::plain ? patronymic_of(parts_[i].word) : std::nullopt;
      if (!found)
        continue;
      parts_[i].father = found->father;
      parts_[i].sex = found->sex;
      if (found->may_be_family) {
        may_be.push_back(i);
      } else {
        parts_[i].kind = PartKind::patronymic;
        is_settled = true;
      }
    }
    // One person has one patronymic; of two that look like it, the one inside the name.
    if (is_settled || may_be.empty() || names < kPartsWithPatronymic)
      return;
    const bool first_is_inside = may_be.front() > 0 && may_be.front() + 1 < parts_.size();
    const std::size_t chosen = first_is_inside || may_be.size() == 1 ? may_be.front() : may_be[1];
    parts_[chosen].kind = PartKind::patronymic;
  }

  const std::vector<CutWord>& cuts_;
  bool all_in_capitals_ = false;
  std::vector<PersonPart> parts_;
};

}  // namespace

std::vector<PersonPart> person_parts(std::string_view written, std::size_t most) {
  return Parts(cut_words(written, most)).run();
}

}  // namespace manumit::text
