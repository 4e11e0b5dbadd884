// SPDX-License-Identifier: Apache-2.0
#include "text/fold.h"

#include <algorithm>
#include <utility>

#include "icu_latin.h"
#include "letters.h"
#include "look_alikes.h"
#include "utf8.h"

namespace manumit::text {
namespace {

/// Collects the letters of one word and writes them folded.
class Folder {
 public:
  explicit Folder(std::string& out) : out_(out) {}

  void take(char32_t letter) {
    const LetterClass kind = class_of(letter);
    if (kind == LetterClass::gap)
      return end_word();
    if (kind == LetterClass::nothing) {
      const char32_t composed = word_.empty() ? 0 : composed_cyrillic(word_.back(), letter);
      if (composed != 0)
        word_.back() = composed;
      // A mark of another script (an Indic vowel sign is a letter to us) goes through ICU.
      return;
    }
    scripts_.count(letter, kind);
    word_ += letter;
  }

  void end_word() {
    if (word_.empty())
      return;
    if (scripts_.latin > 0 && scripts_.cyrillic > 0)
      word_ = unmixed(word_, scripts_);
    if (scripts_.greek + scripts_.other > 0) {
      write_through_icu();
    } else {
      begin_word();
      for (const char32_t letter : word_)
        out_ += latin_form(letter);
    }
    word_.clear();
    scripts_ = {};
  }

  [[nodiscard]] bool used_icu() const { return used_icu_; }

 private:
  void begin_word() {
    if (!out_.empty() && out_.back() != ' ')
      out_ += ' ';
  }

  void write_through_icu() {
    used_icu_ = true;
    std::string romanised = latin_by_icu(word_);
    std::string_view rest = romanised;
    begin_word();
    while (!rest.empty()) {
      const char32_t letter = take_letter(rest);
      const LetterClass kind = class_of(letter);
      if (kind == LetterClass::gap) {
        begin_word();
      } else if (kind == LetterClass::other) {
        append_letter(out_, letter);
      } else if (kind != LetterClass::nothing) {
        out_ += latin_form(letter);
      }
    }
  }

  std::string& out_;
  bool used_icu_ = false;
  std::u32string word_;
  Scripts scripts_;
};

constexpr int kMostPasses = 8;

/// Writes the folded text; says whether ICU had a part in it.
bool fold_once(std::string_view text, std::string& out) {
  out.reserve(text.size() + text.size() / 2);
  Folder folder(out);
  while (!text.empty())
    folder.take(take_letter(text));
  folder.end_word();
  while (out.ends_with(' '))
    out.pop_back();
  return folder.used_icu();
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out;
  bool used_icu = fold_once(text, out);
  // What ICU leaves of one word can look like another word to it: go on until nothing changes.
  for (int pass = 1; used_icu && pass < kMostPasses; ++pass) {
    std::string next;
    used_icu = fold_once(out, next);
    if (next == out)
      break;
    out = std::move(next);
  }
  return out;
}

std::vector<std::string_view> folded_words(std::string_view folded) {
  std::vector<std::string_view> words;
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    if (end > 0)
      words.push_back(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  return words;
}

std::vector<MixedWord> find_mixed_words(std::string_view text) {
  std::vector<MixedWord> found;
  const std::size_t size = text.size();
  std::size_t begin = 0;
  Scripts scripts;
  while (!text.empty()) {
    const std::size_t at = size - text.size();
    const char32_t letter = take_letter(text);
    const LetterClass kind = class_of(letter);
    if (kind != LetterClass::gap) {
      scripts.count(letter, kind);
      if (!text.empty())
        continue;
    }
    const std::size_t end = kind == LetterClass::gap ? at : size;
    if (scripts.mixed())
      found.push_back({begin, end - begin});
    begin = size - text.size();
    scripts = {};
  }
  return found;
}

}  // namespace manumit::text
