// SPDX-License-Identifier: Apache-2.0
#include "legal_forms.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "base/check.h"
#include "base/csv.h"
#include "built_in.h"
#include "text/fold.h"
#include "text/misspelling.h"

namespace manumit::text {
namespace {

constexpr std::array<std::string_view, 9> kNames = {"limited",   "stock",   "partnership",
                                                    "sole",      "private", "state",
                                                    "nonprofit", "farm",    "cooperative"};

// A slip is forgiven in forms of so many letters; shorter ones differ by one letter from others.
constexpr std::size_t kLettersToForgive = 12;
constexpr int kSlips = 1;

std::optional<LegalForm> form_called(std::string_view name) {
  if (name == "none")
    return std::nullopt;
  const auto* found = std::find(kNames.begin(), kNames.end(), name);
  MANUMIT_CHECK(found != kNames.end());
  return static_cast<LegalForm>(found - kNames.begin());
}

struct LongForm {
  std::string written;
  std::size_t words;
  std::optional<LegalForm> form;
};

class Forms {
 public:
  Forms() {
    const auto rows = read_csv(built_in_file("legal_forms.csv"));
    MANUMIT_CHECK(rows.has_value());
    for (const CsvRow& row : *rows) {
      if (row.number > 1)
        add(row.cells);
    }
  }

  [[nodiscard]] std::optional<FoundForm> at(std::span<const std::string> words) const {
    std::string written;
    std::vector<std::string> beginnings;
    for (const std::string& word : words.first(std::min(words.size(), most_words_))) {
      written += written.empty() ? word : ' ' + word;
      beginnings.push_back(written);
    }
    for (std::size_t count = beginnings.size(); count > 0; --count) {
      if (const auto found = exact_.find(beginnings[count - 1]); found != exact_.end())
        return FoundForm{count, found->second};
      if (const LongForm* form = nearly(beginnings[count - 1], count))
        return FoundForm{count, form->form};
    }
    return std::nullopt;
  }

  [[nodiscard]] const std::vector<std::pair<std::u32string, LegalForm>>& native() const {
    return native_;
  }

 private:
  void add(const std::vector<std::string>& cells) {
    MANUMIT_CHECK(cells.size() == 3);
    const std::optional<LegalForm> form = form_called(cells[1]);
    const NativeWord word = native_word(cells[0]);
    if (word.script == Script::han || word.script == Script::hangul) {
      native_.emplace_back(word.letters, form.value_or(LegalForm::limited));
      return;
    }
    const std::string folded = fold(cells[0]);
    const std::size_t words = folded_words(folded).size();
    most_words_ = std::max(most_words_, words);
    exact_.emplace(folded, form);
    if (folded.size() >= kLettersToForgive)
      long_.push_back({folded, words, form});
  }

  [[nodiscard]] const LongForm* nearly(const std::string& written, std::size_t words) const {
    if (written.size() < kLettersToForgive)
      return nullptr;
    const auto found = std::find_if(long_.begin(), long_.end(), [&](const LongForm& form) {
      return form.words == words && edit_distance(form.written, written, kSlips).has_value();
    });
    return found == long_.end() ? nullptr : &*found;
  }

  std::unordered_map<std::string, std::optional<LegalForm>> exact_;
  std::vector<LongForm> long_;
  std::vector<std::pair<std::u32string, LegalForm>> native_;
  std::size_t most_words_ = 1;
};

const Forms& forms() {
  static const Forms kForms;
  return kForms;
}

}  // namespace

std::string_view name_of(LegalForm form) {
  return kNames[static_cast<std::size_t>(form)];
}

std::optional<FoundForm> legal_form_at(std::span<const std::string> folded) {
  return forms().at(folded);
}

BareWord without_legal_form(const NativeWord& word) {
  for (const auto& [letters, form] : forms().native()) {
    if (word.letters == letters)
      return {{}, form};
    if (word.letters.ends_with(letters))
      return {word.letters.substr(0, word.letters.size() - letters.size()), form};
    if (word.letters.starts_with(letters))
      return {word.letters.substr(letters.size()), form};
  }
  return {word.letters, std::nullopt};
}

}  // namespace manumit::text
