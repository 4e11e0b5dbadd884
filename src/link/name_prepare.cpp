// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "link/names.h"
#include "prepared_name.h"
#include "text/fold.h"

namespace manumit::link {
namespace {

// A name of more parts is a sentence that slipped into the column.
constexpr std::size_t kMostTokens = 12;
constexpr std::size_t kMostBytes = 512;

bool is_comparable(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

}  // namespace

Name Name::of(std::string_view written, NameKind kind) {
  auto prepared = std::make_shared<PreparedName>();
  prepared->kind = kind;
  written = written.substr(0, kMostBytes);
  prepared->mixes_scripts = !text::find_mixed_words(written).empty();
  const std::string folded = text::fold(written);
  for (const std::string_view word : text::folded_words(folded)) {
    if (is_comparable(word) && prepared->tokens.size() < kMostTokens)
      prepared->tokens.emplace_back(word);
  }
  return Name(std::move(prepared));
}

bool Name::usable() const {
  return !prepared_->tokens.empty();
}

NameKind Name::kind() const {
  return prepared_->kind;
}

bool Name::mixes_scripts() const {
  return prepared_->mixes_scripts;
}

}  // namespace manumit::link
