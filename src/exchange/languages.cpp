// SPDX-License-Identifier: Apache-2.0
#include "languages.h"

#include <unicode/locid.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <unordered_map>

#include "text/fold.h"

namespace manumit::exchange {

namespace {

using CodeByName = std::unordered_map<std::string, std::string>;

CodeByName read_languages() {
  CodeByName out;
  for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code) {
    const icu::Locale language(*code);
    out.emplace(*code, *code);
    for (const char* reader : {"en", "ru"}) {
      icu::UnicodeString name;
      language.getDisplayLanguage(icu::Locale(reader), name);
      std::string utf8;
      name.toUTF8String(utf8);
      out.emplace(text::fold(utf8), *code);
    }
    const std::string three_letters = language.getISO3Language();
    if (!three_letters.empty())
      out.emplace(three_letters, *code);
  }
  return out;
}

}  // namespace

std::optional<std::string> language_code(std::string_view written) {
  static const CodeByName kLanguages = read_languages();
  const auto found = kLanguages.find(text::fold(written));
  return found == kLanguages.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace manumit::exchange
