// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/sentence.h"

namespace manumit::cli {

/// The words of one language, from the same catalogue that the desk uses (i18n/*.json). It is read
/// when the first word is asked for: many a command says none, and reading takes milliseconds.
class Words {
 public:
  /// English: errors are their own keys, and an id without a word shows as the id.
  Words();
  Words(Words&&) noexcept;
  Words& operator=(Words&&) noexcept;
  ~Words();
  /// "ru_RU.UTF-8", as LC_ALL, LC_MESSAGES or LANG say; a language without a catalogue is English.
  [[nodiscard]] static Words for_locale(std::string_view locale);
  /// "ru": which words of a text in several languages to show.
  [[nodiscard]] const std::string& language() const { return language_; }

  /// The word for an id such as "fact.means.deception"; the id itself if there is none.
  [[nodiscard]] std::string of(std::string_view id) const;
  /// The whole error as a person reads it.
  [[nodiscard]] std::string of(const Error& error) const;
  [[nodiscard]] std::string of(const Sentence& said) const {
    return filled(sentence(said.text), said.fills);
  }
  /// An English sentence of the program in this language, with its {0} where it had them.
  [[nodiscard]] std::string sentence(const std::string& english) const;

 private:
  struct Catalogue;
  [[nodiscard]] const Catalogue& catalogue() const;

  std::string language_ = "en";
  std::unique_ptr<Catalogue> catalogue_;
};

/// The locale that the environment asks for: LC_ALL before LC_MESSAGES before LANG.
[[nodiscard]] std::string locale_of_environment();

}  // namespace manumit::cli
