// SPDX-License-Identifier: Apache-2.0
#include "built_in_rules.h"

#include <map>

#include "base/check.h"
#include "debt/wage_rules.h"

namespace manumit::debt {
namespace {

using Countries = std::map<std::string, WageRules, std::less<>>;

Countries all_countries() {
  std::map<std::string, std::vector<RulesText>, std::less<>> folders;
  for (const BuiltInFile& file : built_in_files())
    folders[std::string(file.country)].push_back({file.name, file.text});
  Countries countries;
  for (const auto& [country, files] : folders) {
    Result<WageRules> rules = read_wage_rules(country, files);
    // A test reads the same files first, so that a mistake in one is found with its line.
    MANUMIT_CHECK(rules.has_value());
    countries.emplace(country, std::move(*rules));
  }
  return countries;
}

const Countries& countries() {
  static const Countries kCountries = all_countries();
  return kCountries;
}

}  // namespace

const WageRules* built_in_wage_rules(std::string_view country) {
  const auto found = countries().find(country);
  return found == countries().end() ? nullptr : &found->second;
}

std::vector<std::string> built_in_wage_countries() {
  std::vector<std::string> names;
  for (const auto& [country, rules] : countries())
    names.push_back(country);
  return names;
}

}  // namespace manumit::debt
