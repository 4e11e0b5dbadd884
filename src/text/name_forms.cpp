// SPDX-License-Identifier: Apache-2.0
#include "text/name_forms.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <unordered_map>

#include "base/check.h"
#include "base/csv.h"
#include "built_in.h"
#include "text/romanise.h"
#include "text/script.h"

namespace manumit::text {
namespace {

class Forms {
 public:
  explicit Forms(std::string_view file) {
    const auto rows = read_csv(built_in_file(file));
    MANUMIT_CHECK(rows.has_value());
    for (const CsvRow& row : *rows) {
      if (row.number > 1)
        add(row.cells);
    }
  }

  [[nodiscard]] const std::vector<NameForm>& of(const std::string& word) const {
    static const std::vector<NameForm> kNone;
    const auto found = forms_.find(word);
    return found == forms_.end() ? kNone : found->second;
  }

 private:
  void add(const std::vector<std::string>& cells) {
    MANUMIT_CHECK(cells.size() == 4);
    double per_100000 = 0;
    std::from_chars(cells[2].data(), cells[2].data() + cells[2].size(), per_100000);
    MANUMIT_CHECK(per_100000 > 0);
    const double log2_share = std::log2(per_100000 / 1e5);
    add_all(cells[0], {names_, false, log2_share});
    add_all(cells[1], {names_, true, log2_share});
    ++names_;
  }

  void add_all(std::string_view list, NameForm form) {
    while (!list.empty()) {
      const std::size_t end = std::min(list.find('|'), list.size());
      add_spellings(std::string(list.substr(0, end)), form);
      list.remove_prefix(std::min(end + 1, list.size()));
    }
  }

  /// A form in Cyrillic stands for what passports make of it.
  void add_spellings(const std::string& written, NameForm form) {
    const NativeWord word = native_word(written);
    const bool is_native = word.script == Script::arabic || word.script == Script::han ||
                           word.script == Script::hangul;
    add_word(is_native ? utf8_of(word.letters) : word.folded, form);
    if (word.script != Script::cyrillic)
      return;
    for (const Scheme scheme : {Scheme::russian_passport, Scheme::russian_bgn,
                                Scheme::ukrainian_2010, Scheme::uzbek_1995, Scheme::tajik_bgn})
      add_word(native_word(romanise(written, scheme)).folded, form);
    // What is left of Василий in Васильевич, and of Анатолий in Anatol'evich.
    constexpr std::size_t kEnding = 4;  // Two letters of two bytes.
    if (written.ends_with("ий") || written.ends_with("ій"))
      add_word(native_word(written.substr(0, written.size() - kEnding)).folded, form);
  }

  void add_word(const std::string& folded, NameForm form) {
    std::vector<NameForm>& forms = forms_[folded];
    const bool is_known = std::any_of(forms.begin(), forms.end(), [form](const NameForm& each) {
      return each.name == form.name;
    });
    if (!is_known)
      forms.push_back(form);
  }

  std::uint16_t names_ = 0;
  std::unordered_map<std::string, std::vector<NameForm>> forms_;
};

}  // namespace

const std::vector<NameForm>& name_forms(std::string_view word) {
  static const Forms kForms("name_forms.csv");
  return kForms.of(std::string(word));
}

const std::vector<NameForm>& organisation_forms(std::string_view word) {
  static const Forms kForms("organisation_words.csv");
  return kForms.of(std::string(word));
}

}  // namespace manumit::text
