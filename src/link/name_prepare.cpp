// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "link/names.h"
#include "name_word.h"
#include "prepared_name.h"
#include "text/fold.h"
#include "text/name_parts.h"
#include "text/names_in.h"
#include "text/short_names.h"

namespace manumit::link {
namespace {

// A name of more parts is a sentence that slipped into the column.
constexpr std::size_t kMostParts = 12;
constexpr std::size_t kMostBytes = 512;

NameToken token_of(const text::PersonPart& part) {
  NameToken token;
  token.word = word_of(part.word);
  token.kind = part.kind;
  token.sex = part.sex;
  token.joined = part.joined;
  if (part.father.script != text::Script::none)
    token.father.push_back(word_of(part.father));
  token.after_son = part.after_son;
  for (const text::FullName& full : text::full_names(part.word.folded))
    token.full_names.push_back({word_of(text::native_word(full.name)), full.log2_chance});
  return token;
}

bool can_be_compared(const NameToken& token) {
  return !token.word.latin.empty() || !token.word.native.empty();
}

/// "Sergey Sergey Petrov": said twice is said once.
bool is_said_already(const NameTokens& tokens, const NameToken& token) {
  return std::any_of(tokens.begin(), tokens.end(), [&](const NameToken& before) {
    return before.kind == token.kind && token.kind == text::PartKind::plain &&
           same_word(before.word, token.word);
  });
}

NameTokens person_tokens(std::string_view written) {
  NameTokens tokens;
  for (const text::PersonPart& part : text::person_parts(written, kMostParts)) {
    NameToken token = token_of(part);
    if (can_be_compared(token) && !is_said_already(tokens, token))
      tokens.push_back(std::move(token));
  }
  return tokens;
}

}  // namespace

Name Name::of(std::string_view written, NameKind kind) {
  auto prepared = std::make_shared<PreparedName>();
  prepared->kind = kind;
  written = written.substr(0, kMostBytes);
  prepared->mixes_scripts = !text::find_mixed_words(written).empty();
  for (const std::string& name : text::names_in(written)) {
    NameTokens tokens = person_tokens(name);
    if (!tokens.empty())
      prepared->readings.push_back(std::move(tokens));
  }
  return Name(std::move(prepared));
}

bool Name::usable() const {
  return !prepared_->readings.empty();
}

NameKind Name::kind() const {
  return prepared_->kind;
}

bool Name::mixes_scripts() const {
  return prepared_->mixes_scripts;
}

}  // namespace manumit::link
