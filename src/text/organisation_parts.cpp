// SPDX-License-Identifier: Apache-2.0
#include "text/organisation_parts.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "legal_forms.h"
#include "number_words.h"
#include "utf8.h"
#include "word_cutter.h"

namespace manumit::text {
namespace {

// Legal forms in words are up to seven of them.
constexpr std::size_t kMostWords = 40;
// Figures of so many digits are an INN or OGRN, no part of the name.
constexpr std::size_t kRegistrationDigits = 10;

bool is_quote(char32_t letter) {
  constexpr std::u32string_view kQuotes = U"\"«»“”„‟″";
  return kQuotes.find(letter) != kQuotes.npos;
}

/// Where quotation marks stand, in bytes.
std::vector<std::size_t> quotes_in(std::string_view text) {
  std::vector<std::size_t> places;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t at = text.size() - rest.size();
    if (is_quote(take_letter(rest)))
      places.push_back(at);
  }
  return places;
}

struct Word {
  OrganisationPart part;
  bool is_one_letter = false;
  bool point_after = false;
};

/// Letters with points, "S.R.L.", are one word.
bool goes_on(const Word& before, const CutWord& cut) {
  return before.is_one_letter && before.point_after && cut.letters == 1;
}

std::vector<Word> words_of(std::string_view written) {
  const std::vector<std::size_t> quotes = quotes_in(written);
  std::vector<Word> words;
  std::string run;
  for (const CutWord& cut : cut_words(written, kMostWords)) {
    const auto at = static_cast<std::size_t>(cut.text.data() - written.data());
    const auto before =
        std::count_if(quotes.begin(), quotes.end(), [at](std::size_t place) { return place < at; });
    if (!words.empty() && goes_on(words.back(), cut)) {
      run += cut.text;
      words.back().part.word = native_word(run);
      words.back().part.in_capitals = true;
      words.back().point_after = cut.point_after;
      continue;
    }
    run = std::string(cut.text);
    words.push_back({{native_word(cut.text), before > 0 && quotes.size() > 1, cut.in_capitals,
                      cut.joined && !words.empty()},
                     cut.letters == 1,
                     cut.point_after});
  }
  return words;
}

class Parts {
 public:
  explicit Parts(std::vector<Word> words) : words_(std::move(words)) {
    for (const Word& word : words_)
      folded_.push_back(word.part.word.folded);
  }

  OrganisationName run() {
    for (std::size_t at = 0; at < words_.size();) {
      const auto found = legal_form_at(std::span(folded_).subspan(at));
      if (found) {
        if (found->form)
          add_form(*found->form);
        at += found->words;
      } else {
        take(words_[at].part);
        ++at;
      }
    }
    finish_number();
    if (name_.parts.empty() && name_.numbers.empty())
      take_all();
    return std::move(name_);
  }

 private:
  void add_form(LegalForm form) {
    if (std::find(name_.forms.begin(), name_.forms.end(), form) == name_.forms.end())
      name_.forms.push_back(form);
  }

  void take(OrganisationPart part) {
    const std::string& folded = part.word.folded;
    const bool figures = !folded.empty() && folded.find_first_not_of("0123456789") == folded.npos;
    if (figures && folded.size() >= kRegistrationDigits)
      return;
    if (const auto number = number_of(folded, part.in_capitals || folded.size() == 1))
      return take_number(*number);
    finish_number();
    if (part.word.script == Script::han || part.word.script == Script::hangul) {
      BareWord bare = without_legal_form(part.word);
      if (bare.form) {
        add_form(*bare.form);
        part.word.letters = std::move(bare.letters);
      }
    }
    if (part.word.script != Script::none && !part.word.letters.empty())
      name_.parts.push_back(std::move(part));
  }

  /// Forty-four: tens and then ones.
  void take_number(std::uint32_t number) {
    const bool is_rest = tens_ && number > 0 && number < 10;
    if (is_rest) {
      name_.numbers.push_back(*tens_ + number);
      tens_.reset();
      return;
    }
    finish_number();
    if (number >= 20 && number < 100 && number % 10 == 0) {
      tens_ = number;
    } else {
      name_.numbers.push_back(number);
    }
  }
  void finish_number() {
    if (tens_)
      name_.numbers.push_back(*tens_);
    tens_.reset();
  }

  /// A name of legal forms and articles alone.
  void take_all() {
    for (const Word& word : words_) {
      if (word.part.word.script != Script::none)
        name_.parts.push_back(word.part);
    }
  }

  std::vector<Word> words_;
  std::vector<std::string> folded_;
  OrganisationName name_;
  std::optional<std::uint32_t> tens_;
};

}  // namespace

OrganisationName organisation_parts(std::string_view written, std::size_t most) {
  OrganisationName name = Parts(words_of(written)).run();
  if (name.parts.size() > most)
    name.parts.resize(most);
  return name;
}

}  // namespace manumit::text
