// SPDX-License-Identifier: Apache-2.0
#include "name_tokens.h"

#include <algorithm>
#include <utility>

#include "name_word.h"
#include "text/family_names.h"
#include "text/name_parts.h"
#include "text/short_names.h"

namespace manumit::link {
namespace {

using text::PartKind;

// A name of more parts is a sentence that slipped into the column.
constexpr std::size_t kMostParts = 12;

// What is missing on one side says little: short forms of a name are usual.
constexpr double kNameMissing = -1.2;
constexpr double kPatronymicMissing = -0.4;
constexpr double kInitialMissing = -0.4;

// In the name of an organisation a rare word more makes another organisation, a daughter company
// or a branch; a common one (group, company) hardly does. What stands outside of the quotation
// marks describes it.
constexpr double kWordMissing = -1;
constexpr double kRareWordMissing = -0.12;  // For each bit of its rarity.
constexpr double kCommonWordMissing = -0.8;
constexpr double kDescriptionMissing = 0.4;  // Of what the same word would count inside of them.

constexpr std::size_t kLongestAcronym = 6;

double missing_bits(PartKind kind) {
  switch (kind) {
    case PartKind::plain:
      return kNameMissing;
    case PartKind::patronymic:
      return kPatronymicMissing;
    case PartKind::initial:
      return kInitialMissing;
    default:
      return 0;
  }
}

NameToken token_of(const text::PersonPart& part) {
  NameToken token;
  token.word = word_of(part.word, NameKind::person);
  token.kind = part.kind;
  token.sex = part.sex;
  token.joined = part.joined;
  token.after_son = part.after_son;
  token.free_spacing = !token.word.native.empty();
  token.missing_bits = missing_bits(part.kind);
  token.minor = part.kind == PartKind::title || part.kind == PartKind::particle ||
                part.kind == PartKind::generation;
  if (part.father.script != text::Script::none)
    token.father.push_back(word_of(part.father, NameKind::person));
  for (const text::FullName& full : text::full_names(part.word.folded)) {
    token.full_names.push_back(
        {word_of(text::native_word(full.name), NameKind::person), full.log2_chance});
  }
  return token;
}

bool can_be_compared(const NameToken& token) {
  return !token.word.latin.empty() || !token.word.native.empty();
}

/// "Sergey Sergey Petrov": said twice is said once.
bool is_said_already(const NameTokens& tokens, const NameToken& token) {
  return std::any_of(tokens.begin(), tokens.end(), [&](const NameToken& before) {
    return before.kind == token.kind && token.kind == PartKind::plain &&
           same_word(before.word, token.word);
  });
}

NameToken piece_of(const NameToken& token, std::u32string_view letters) {
  text::NativeWord native{token.word.spelled.script, std::u32string(letters), token.word.latin};
  NameToken piece;
  piece.word = word_of(native, NameKind::person);
  piece.missing_bits = token.missing_bits;
  return piece;
}

}  // namespace

NameTokens person_tokens(std::string_view written) {
  NameTokens tokens;
  for (const text::PersonPart& part : text::person_parts(written, kMostParts)) {
    NameToken token = token_of(part);
    if (can_be_compared(token) && !is_said_already(tokens, token))
      tokens.push_back(std::move(token));
  }
  return tokens;
}

std::optional<NameTokens> family_name_apart(const NameTokens& tokens) {
  if (tokens.size() != 1 || tokens[0].word.native.empty())
    return std::nullopt;
  const NameToken& token = tokens[0];
  const std::u32string_view letters = token.word.native;
  const std::size_t family = text::letters_of_family_name(token.word.spelled.script, letters);
  if (family == 0)
    return std::nullopt;
  return NameTokens{piece_of(token, letters.substr(0, family)),
                    piece_of(token, letters.substr(family))};
}

NameTokens organisation_tokens(const text::OrganisationName& name) {
  NameTokens tokens;
  const bool some_quoted = std::any_of(name.parts.begin(), name.parts.end(),
                                       [](const auto& part) { return part.quoted; });
  for (const text::OrganisationPart& part : name.parts) {
    NameToken token;
    token.word = word_of(part.word, NameKind::organisation);
    token.joined = part.joined;
    token.free_spacing = true;
    const bool is_common = !token.word.forms.empty();
    token.missing_bits =
        is_common ? kCommonWordMissing : kWordMissing + kRareWordMissing * token.word.agree_bits;
    if (some_quoted && !part.quoted)
      token.missing_bits *= kDescriptionMissing;
    token.may_be_acronym =
        !is_common && token.word.latin.size() >= 2 && token.word.latin.size() <= kLongestAcronym;
    if (can_be_compared(token))
      tokens.push_back(std::move(token));
  }
  return tokens;
}

}  // namespace manumit::link
