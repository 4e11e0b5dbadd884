// SPDX-License-Identifier: Apache-2.0

#include <filesystem>

#include "commands.h"
#include "debt/account_file.h"
#include "debt/reckoning.h"
#include "debt_tables.h"
#include "exchange/debt_json.h"
#include "opening.h"
#include "printable.h"

namespace manumit::cli {
namespace {

/// The rules of the country that the file names; none if it names none.
Result<const debt::WageRules*> rules_for(const debt::AccountFile& file, const std::string& name) {
  if (file.country.empty())
    return nullptr;
  const debt::WageRules* rules = debt::built_in_wage_rules(file.country);
  if (rules == nullptr)
    return fail(Error::Kind::bad_input, "no wage rules are known for the country {0}", name,
                "leave the country out to have the two ledgers that need none", {file.country});
  return rules;
}

Result<void> run(const Args& args, Console& console) {
  const std::string path = args.text("FILE");
  const std::string name = std::filesystem::path(path).filename().string();
  const std::string text = TRY(read_whole_file(path));
  debt::AccountFile file = TRY(debt::read_account(text, name));
  if (args.has("to")) {
    const Result<Day> to = day_from_iso(args.text("to"));
    if (!to)
      return fail(Error::Kind::bad_input, "a day is written as 2015-06-30", "--to");
    file.account.to = *to;
  }
  const debt::WageRules* rules = TRY(rules_for(file, name));
  const debt::Reckoning reckoning = TRY(debt::reckon(file.account, rules));
  if (args.has("json")) {
    JsonWriter json(JsonWriter::Layout::indented);
    json.open();
    exchange::write_reckoning(json, file.account, reckoning);
    json.close();
    console.out << json.view();
    return {};
  }
  print_reckoning(file.account, reckoning, console.catalogue, console.out);
  for (const debt::Warning& warning : reckoning.warnings)
    console.words << printable(filled(console.catalogue.sentence(warning.what), warning.fills))
                  << '\n';
  return {};
}

}  // namespace

const Command kDebt{
    .name = "debt",
    .summary = "Reckon a debt and the wages owed from a file",
    .about =
        "Reads a typed account (docs/formats/debt-input.md) and reckons three ledgers side by "
        "side: as "
        "the employer tells it, as the evidence shows, as the law allows; when the debt would end "
        "or "
        "why it never does; and the wages owed with compensation for delay. No vault is needed. "
        "What "
        "nobody knows is carried to the end as a range. A day beyond the tables of rates and "
        "minimum "
        "wages is refused with exit code 3.",
    .options = {{"to", "DAY",
                 "Reckon to this day, as 2016-12-31; else to the day that the file names"},
                {"json", "", "Print JSON (docs/formats/debt-json.md)"}},
    .positionals = {{"FILE", "The account, a TOML file"}},
    .examples = {{"manumit debt examples/debt/e1-brick-factory.toml",
                  "The man who was sold to a brick factory for 18,000 roubles"}},
    .run = run};

}  // namespace manumit::cli
