// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "asked.h"
#include "casework/legal_evidence.h"
#include "casework/money_account.h"
#include "debt/reckoning.h"
#include "debt/wage_rules.h"
#include "exchange/debt_json.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::money_routes {
namespace {

/// From which statements each line of the account was made.
void write_lines(JsonWriter& json, const casework::MoneyAccount& money) {
  json.key("lines");
  json.open_list();
  for (std::size_t i = 0; i < money.line_statements.size(); ++i) {
    json.open();
    json.field("line", i);
    json.field("statements", money.line_statements[i]);
    json.close();
  }
  json.close_list();
}

/// The statement behind what is no line: `where` names it.
void write_origins(JsonWriter& json, const debt::Account& account,
                   const debt::Reckoning& reckoning) {
  json.key("interest_from");
  json.open_list();
  if (account.interest && !account.interest->where.empty())
    json.text(account.interest->where);
  json.close_list();
  json.key("hours_from");
  json.open_list();
  for (const debt::Hours& hours : account.hours)
    json.text(hours.where);
  json.close_list();
  json.key("implied_from");
  json.open_list();
  for (const debt::Implied& implied : reckoning.implied)
    json.text(account.told[implied.told].where);
  json.close_list();
}

void write_notes(JsonWriter& json, std::string_view name, const std::vector<Error>& notes) {
  json.key(name);
  json.open_list();
  for (const Error& note : notes)
    write(json, note);
  json.close_list();
}

}  // namespace

Result<Response> ledger(Call& call) {
  const casework::RecordId id = TRY(case_asked(call));
  const std::optional<Day> to = TRY(day_asked(call.target, "to"));
  const casework::Case shown = TRY(call.book().open_case(id));
  const std::optional<casework::RecordId> person = TRY(person_asked(call.target, shown));
  const casework::MoneyAccount money = TRY(casework::account_of(shown, to));
  const debt::WageRules* rules = debt::built_in_wage_rules(money.country);
  const debt::Reckoning reckoning = TRY(debt::reckon(money.account, rules));
  JsonWriter json;
  json.open();
  exchange::write_reckoning(json, money.account, reckoning);
  json.key("person");
  person ? json.text(person->hex()) : json.nothing();
  json.field("country", money.country);
  json.field("wage_rules_known", rules != nullptr);
  write_lines(json, money);
  write_origins(json, money.account, reckoning);
  write_notes(json, "left_out", money.left_out);
  write_notes(json, "assumptions", money.assumptions);
  json.close();
  return json_reply(json);
}

}  // namespace manumit::desk::money_routes
