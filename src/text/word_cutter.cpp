// SPDX-License-Identifier: Apache-2.0
#include "word_cutter.h"

#include "letters.h"
#include "utf8.h"

namespace manumit::text {
namespace {

/// Scripts between which a word cannot go on.
enum class Family : std::uint8_t { alphabet, arabic, east_asian, other };

Family family_of(char32_t letter, LetterClass kind) {
  if (kind == LetterClass::latin || kind == LetterClass::cyrillic || is_greek(letter))
    return Family::alphabet;
  if (is_arabic(letter))
    return Family::arabic;
  return is_cjk(letter) ? Family::east_asian : Family::other;
}

enum class Case : std::uint8_t { none, small, capital };

/// Of the letters that names are written with; marks of Latin and Cyrillic included.
Case case_of(char32_t letter) {
  if (letter < 0x80) {
    if (letter >= U'A' && letter <= U'Z')
      return Case::capital;
    return letter >= U'a' && letter <= U'z' ? Case::small : Case::none;
  }
  if ((letter >= 0xC0 && letter <= 0xDE) || (letter >= 0x0400 && letter <= 0x042F))
    return Case::capital;
  if ((letter >= 0xDF && letter <= 0xFF) || (letter >= 0x0430 && letter <= 0x045F))
    return Case::small;
  // In the rest of these blocks capitals and small letters take turns.
  const bool takes_turns = (letter >= 0x0100 && letter <= 0x017F) ||
                           (letter >= 0x0460 && letter <= 0x04FF) ||
                           (letter >= 0x1E00 && letter <= 0x1EFF);
  if (!takes_turns)
    return Case::none;
  return letter % 2 == 0 ? Case::capital : Case::small;
}

bool is_hyphen(char32_t letter) {
  return letter == U'-' || (letter >= 0x2010 && letter <= 0x2012) || letter == 0x00AD;
}

class Cutter {
 public:
  Cutter(std::string_view text, std::size_t most) : text_(text), most_(most) {}

  std::vector<CutWord> run() {
    std::string_view rest = text_;
    while (!rest.empty() && words_.size() < most_) {
      const std::size_t at = text_.size() - rest.size();
      const char32_t letter = take_letter(rest);
      take(letter, at);
    }
    end_word(text_.size() - rest.size());
    if (words_.size() > most_)
      words_.resize(most_);
    return std::move(words_);
  }

 private:
  void take(char32_t letter, std::size_t at) {
    const LetterClass kind = class_of(letter);
    if (is_hyphen(letter) || kind == LetterClass::gap)
      return take_gap(letter, at);
    if (kind == LetterClass::nothing)
      return;
    const Case its_case = case_of(letter);
    if (kind == LetterClass::digit) {
      begin(at);
    } else {
      const Family family = family_of(letter, kind);
      const bool other_script = inside_ && has_family_ && family != family_;
      const bool new_capital = inside_ && its_case == Case::capital && last_ == Case::small;
      if (other_script || new_capital) {
        end_word(at);
        joined_ = new_capital;
      }
      begin(at);
      family_ = family;
      has_family_ = true;
    }
    ++word_.letters;
    capitals_ += its_case == Case::capital;
    last_ = its_case;
  }

  void begin(std::size_t at) {
    if (inside_)
      return;
    inside_ = true;
    begin_ = at;
    word_ = CutWord{};
    word_.joined = joined_;
    joined_ = false;
    capitals_ = 0;
    has_family_ = false;
    last_ = Case::none;
  }

  void take_gap(char32_t letter, std::size_t at) {
    end_word(at);
    const bool touches = !words_.empty() && end_of_last_ == at;
    if (touches && letter == U'.')
      words_.back().point_after = true;
    if (!words_.empty() && (letter == U',' || letter == U'،'))
      words_.back().comma_after = true;
    joined_ = is_hyphen(letter) && (touches || (!words_.empty() && words_.back().point_after));
  }

  void end_word(std::size_t at) {
    if (!inside_)
      return;
    inside_ = false;
    word_.text = text_.substr(begin_, at - begin_);
    word_.in_capitals = word_.letters > 1 && capitals_ == word_.letters;
    words_.push_back(word_);
    end_of_last_ = at;
  }

  std::string_view text_;
  std::size_t most_;
  std::vector<CutWord> words_;
  CutWord word_;
  bool inside_ = false;
  bool joined_ = false;
  bool has_family_ = false;
  std::size_t begin_ = 0;
  std::size_t end_of_last_ = 0;
  std::size_t capitals_ = 0;
  Family family_ = Family::alphabet;
  Case last_ = Case::none;
};

}  // namespace

std::vector<CutWord> cut_words(std::string_view text, std::size_t most) {
  return Cutter(text, most).run();
}

}  // namespace manumit::text
