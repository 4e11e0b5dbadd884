// SPDX-License-Identifier: Apache-2.0
// What may be taken from wages, what never, and pay in goods.
#include <algorithm>

#include "rules_tables.h"

namespace manumit::debt {
namespace {

Result<void> read_cap(const TomlReading& toml, const toml::table& row, WageRules& rules) {
  TRY(toml.only(row, {"id", "percent", "law", "source", "confidence"}));
  Cap cap;
  cap.id = TRY(toml.text(row, "id"));
  cap.percent = static_cast<int>(TRY(toml.whole(row, "percent", 1, 100)));
  cap.law = TRY(toml.text(row, "law"));
  cap.origin = TRY(origin_of(toml, row));
  rules.caps.push_back(std::move(cap));
  return {};
}

Result<void> check_ground(const TomlReading& toml, const toml::table& row, const Ground& ground,
                          const WageRules& rules) {
  const bool has_cap = std::any_of(rules.caps.begin(), rules.caps.end(),
                                   [&](const Cap& cap) { return cap.id == ground.cap; });
  if (ground.lawful && !has_cap)
    return toml.refuse(row, "a lawful ground needs one of the caps");
  if (!ground.lawful && !ground.cap.empty())
    return toml.refuse(row, "a ground that is not lawful has no cap");
  for (const Ground& other : rules.grounds) {
    if (other.id == ground.id)
      return toml.refuse(row, "two grounds are called {0}", {}, {ground.id});
    for (const Kind kind : other.kinds) {
      if (std::find(ground.kinds.begin(), ground.kinds.end(), kind) != ground.kinds.end())
        return toml.refuse(row, "two grounds list the kind {0}", {}, {std::string(name_of(kind))});
    }
  }
  return {};
}

Result<void> read_ground(const TomlReading& toml, const toml::table& row, WageRules& rules) {
  TRY(toml.only(row, {"id", "lawful", "cap", "kinds", "law", "source", "confidence"}));
  if (!row.contains("lawful"))
    return toml.refuse(row, "the key {0} is missing", {}, {"lawful"});
  Ground ground;
  ground.id = TRY(toml.text(row, "id"));
  ground.lawful = TRY(toml.yes_or(row, "lawful", false));
  ground.cap = TRY(toml.text_or(row, "cap", ""));
  ground.kinds = TRY(kinds_of(toml, row, "kinds"));
  ground.law = TRY(toml.text(row, "law"));
  ground.origin = TRY(origin_of(toml, row));
  TRY(check_ground(toml, row, ground, rules));
  rules.grounds.push_back(std::move(ground));
  return {};
}

Result<void> read_in_kind(const TomlReading& toml, const toml::table& root, WageRules& rules) {
  const toml::table* row = root["in_kind"].as_table();
  if (row == nullptr)
    return toml.refuse(root, "the part {0} is missing", {}, {"in_kind"});
  TRY(toml.only(*row, {"most_percent", "needs_written_request", "kinds", "never", "law",
                       "never_law", "source", "confidence"}));
  InKindRule& rule = rules.in_kind;
  rule.most_percent = static_cast<int>(TRY(toml.whole(*row, "most_percent", 0, 100)));
  rule.needs_written_request = TRY(toml.yes_or(*row, "needs_written_request", true));
  rule.kinds = TRY(kinds_of(toml, *row, "kinds"));
  rule.never = TRY(kinds_of(toml, *row, "never"));
  rule.law = TRY(toml.text(*row, "law"));
  rule.never_law = TRY(toml.text(*row, "never_law"));
  rule.origin = TRY(origin_of(toml, *row));
  return {};
}

Result<void> read_tax(const TomlReading& toml, const toml::table& row, WageRules& rules) {
  TRY(toml.only(row, {"from", "percent", "law", "source", "confidence"}));
  IncomeTax tax;
  tax.from = TRY(toml.day(row, "from"));
  tax.percent = static_cast<int>(TRY(toml.whole(row, "percent", 0, 99)));
  tax.law = TRY(toml.text(row, "law"));
  tax.origin = TRY(origin_of(toml, row));
  if (!rules.taxes.empty() && tax.from <= rules.taxes.back().from)
    return toml.refuse(row, "this row does not begin after the one before it",
                       "put the rows in order");
  rules.taxes.push_back(std::move(tax));
  return {};
}

}  // namespace

Result<void> read_deductions(const TomlReading& toml, const toml::table& root, WageRules& rules) {
  TRY(toml.only(
      root, {"format", "table", "no_ground_law", "cap_base", "cap", "ground", "in_kind", "tax"}));
  rules.no_ground_law = TRY(toml.text(root, "no_ground_law"));
  rules.cap_base = TRY(toml.text(root, "cap_base"));
  if (rules.cap_base != "after_tax" && rules.cap_base != "before_tax")
    return toml.refuse(*root.get("cap_base"), "the base of a cap is after_tax or before_tax");
  for (const toml::table* row : TRY(toml.tables(root, "cap")))
    TRY(read_cap(toml, *row, rules));
  for (const toml::table* row : TRY(toml.tables(root, "ground")))
    TRY(read_ground(toml, *row, rules));
  for (const toml::table* row : TRY(toml.tables(root, "tax")))
    TRY(read_tax(toml, *row, rules));
  return read_in_kind(toml, root, rules);
}

}  // namespace manumit::debt
