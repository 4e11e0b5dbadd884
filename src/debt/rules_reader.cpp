// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <set>

#include "names.h"
#include "rules_tables.h"

namespace manumit::debt {
namespace {

using ReadTable = Result<void> (*)(const TomlReading&, const toml::table&, WageRules&);

struct Table {
  std::string_view name;
  ReadTable read;
};
constexpr std::array<Table, 6> kTables = {{{"rates", read_rates},
                                           {"minimum_wage", read_minimum_wage},
                                           {"delay", read_delay},
                                           {"deductions", read_deductions},
                                           {"hours", read_hours_rules},
                                           {"calendar", read_calendar}}};
constexpr std::array<std::string_view, 3> kTrust = {"verified", "partly_verified", "unverified"};

Result<void> read_file(const RulesText& file, WageRules& rules, std::set<std::string>& seen) {
  const TomlReading toml(file.name);
  const toml::table root = TRY(toml_of(file.text, file.name));
  TRY(toml.head(root));
  const std::string name = TRY(toml.text(root, "table"));
  const auto table = std::find_if(kTables.begin(), kTables.end(),
                                  [&](const Table& each) { return each.name == name; });
  if (table == kTables.end())
    return toml.refuse(*root.get("table"), "there is no table of wage rules called {0}", {},
                       {name});
  if (!seen.insert(name).second)
    return toml.refuse(*root.get("table"), "two files hold the table {0}", {}, {name});
  return table->read(toml, root, rules);
}

/// Every way in which compensation is reckoned names a rate that the rates hold.
Result<void> check_rates_named(const WageRules& rules) {
  for (const DelayRule& rule : rules.delays) {
    const bool held = std::any_of(rules.rates.begin(), rules.rates.end(),
                                  [&](const RateStep& step) { return step.kind == rule.rate; });
    if (!held)
      return fail(Error::Kind::bad_input,
                  "the compensation for delay names the rate {0}, which the "
                  "table of rates does not hold",
                  "", {}, {rule.rate});
  }
  return {};
}

}  // namespace

Result<Origin> origin_of(const TomlReading& toml, const toml::table& row) {
  const std::string trust = TRY(toml.text(row, "confidence"));
  const std::optional<Trust> found = named<Trust>(kTrust, trust);
  if (!found)
    return toml.refuse(*row.get("confidence"),
                       "confidence is verified, partly_verified or unverified");
  return Origin{TRY(toml.text(row, "source")), *found};
}

Result<std::vector<Kind>> kinds_of(const TomlReading& toml, const toml::table& row,
                                   std::string_view key) {
  std::vector<Kind> kinds;
  const toml::node* node = row.get(key);
  const toml::array* list = node == nullptr ? nullptr : node->as_array();
  if (list == nullptr)
    return toml.refuse(row, "the key {0} needs a list of kinds", {}, {std::string(key)});
  for (const toml::node& each : *list) {
    const auto* name = each.as_string();
    const std::optional<Kind> kind = name == nullptr ? std::nullopt : kind_from(name->get());
    if (!kind)
      return toml.refuse(each, "the key {0} needs a list of kinds", {}, {std::string(key)});
    kinds.push_back(*kind);
  }
  return kinds;
}

Result<WageRules> read_wage_rules(std::string_view country, const std::vector<RulesText>& files) {
  // A currency has to stand here until the table of minimum wages, which must be there, names it.
  const Currency currency = TRY(Currency::of("USD"));
  WageRules rules{.country = std::string(country), .currency = currency};
  std::set<std::string> seen;
  for (const RulesText& file : files)
    TRY(read_file(file, rules, seen));
  for (const Table& table : kTables) {
    if (!seen.contains(std::string(table.name)))
      return fail(Error::Kind::bad_input, "the wage rules lack the table {0}", std::string(country),
                  "add the file, if only with its head", {std::string(table.name)});
  }
  TRY(check_rates_named(rules));
  return rules;
}

}  // namespace manumit::debt
