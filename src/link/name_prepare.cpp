// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "hashing.h"
#include "link/names.h"
#include "name_tokens.h"
#include "prepared_name.h"
#include "text/fold.h"
#include "text/names_in.h"

namespace manumit::link {
namespace {

constexpr std::size_t kMostBytes = 512;

void add_reading(PreparedName& prepared, NameTokens tokens) {
  if (!tokens.empty())
    prepared.readings.push_back(std::move(tokens));
}

void prepare_person(PreparedName& prepared, std::string_view written) {
  for (const std::string& name : text::names_in(written)) {
    NameTokens tokens = person_tokens(name);
    if (auto split = family_name_apart(tokens))
      add_reading(prepared, std::move(*split));
    add_reading(prepared, std::move(tokens));
  }
}

void prepare_organisation(PreparedName& prepared, std::string_view written) {
  const text::OrganisationName name = text::organisation_parts(written);
  prepared.legal_forms = name.forms;
  prepared.numbers = name.numbers;
  add_reading(prepared, organisation_tokens(name));
}

}  // namespace

Name Name::of(std::string_view written, NameKind kind) {
  auto prepared = std::make_shared<PreparedName>();
  prepared->kind = kind;
  written = written.substr(0, kMostBytes);
  prepared->mixes_scripts = !text::find_mixed_words(written).empty();
  if (kind == NameKind::person) {
    prepare_person(*prepared, written);
  } else {
    prepare_organisation(*prepared, written);
  }
  for (const NameTokens& tokens : prepared->readings) {
    for (const NameToken& token : tokens)
      prepared->order.first += hash_of(token.word.latin);
  }
  prepared->order.second = hash_of(written);
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
