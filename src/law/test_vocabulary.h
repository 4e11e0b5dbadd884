// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "law/evidence.h"
#include "toml_tree.h"

namespace manumit::law {

/// The facts of definitions/vocabulary.toml, read without the module that owns it, which stands
/// above this one.
inline FactTable real_facts() {
  std::ifstream in(MANUMIT_SOURCE_DIR "/definitions/vocabulary.toml", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const Result<Value> root = read_toml(text, "vocabulary.toml");
  REQUIRE(root.has_value());
  const auto kind_of = [](const std::string& name) {
    if (name == "yes_no")
      return FactKind::yes_no;
    if (name == "code")
      return FactKind::code;
    if (name == "codes")
      return FactKind::codes;
    if (name == "country")
      return FactKind::country;
    if (name == "countries")
      return FactKind::countries;
    if (name == "number")
      return FactKind::number;
    return name == "money" ? FactKind::money : FactKind::other;
  };
  FactTable out;
  out.age_fact = "person.birth_date";
  for (const Value& fact : root->find("fact")->list) {
    FactRow row{fact.find("id")->text, kind_of(fact.find("kind")->text), fact.find("about")->text};
    if (const Value* list = fact.find("list"))
      for (const Value& one : root->find("list")->list)
        if (one.find("id")->text == list->text)
          for (const Value& code : one.find("codes")->list)
            row.codes.push_back(code.find("id")->text);
    out.rows.push_back(std::move(row));
  }
  return out;
}

}  // namespace manumit::law
