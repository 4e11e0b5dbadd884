// SPDX-License-Identifier: Apache-2.0
#include "casework/money_account.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "casework/legal_evidence.h"
#include "money_facts.h"
#include "money_lines.h"

namespace manumit::casework {
namespace {

const std::vector<std::string_view> kWages = {"pay.agreed", "pay.promised", "pay.paid_total"};
const std::vector<std::string_view> kDebts = {"debt.claimed", "debt.amount", "debt.market_price"};

/// The currency of the first wage, else of the first debt.
std::optional<Currency> currency_of(const Case& of) {
  for (const Subject* work : of.of_kind(SubjectKind::work)) {
    if (const auto found = MoneyFacts(of, work->id).currency(kWages))
      return found;
  }
  for (const Subject* debt : of.of_kind(SubjectKind::debt)) {
    if (const auto found = MoneyFacts(of, debt->id).currency(kDebts))
      return found;
  }
  return std::nullopt;
}

/// From the earliest beginning of a work to the latest end.
WorkTime whole_time(const Case& of) {
  WorkTime whole;
  for (const Subject* work : of.of_kind(SubjectKind::work)) {
    const WorkTime time = time_of_work(of, work->id);
    if (time.start && (!whole.start || time.start->first < whole.start->first))
      whole.start = time.start;
    if (time.end && (!whole.end || whole.end->last < time.end->last))
      whole.end = time.end;
  }
  return whole;
}

void say_other_currencies(const Case& of, Currency currency, std::vector<Error>& left_out) {
  for (const Told& told : of.statements) {
    const auto* money = std::get_if<Money>(&told.said.answer.value);
    const bool reckoned = std::find(kWages.begin(), kWages.end(), told.said.fact) != kWages.end() ||
                          std::find(kDebts.begin(), kDebts.end(), told.said.fact) != kDebts.end();
    if (told.live && money && reckoned && money->currency() != currency)
      left_out.push_back({Error::Kind::bad_input,
                          "an amount in {0} is left out of this account in {1}",
                          told.id,
                          "reckon amounts in two currencies apart",
                          {std::string(money->currency().code()), std::string(currency.code())}});
  }
}

/// Letting nobody go because something is still owed says that more than nothing is owed.
void add_refused_release(const Case& of, Currency currency, debt::Account& account) {
  const auto people = affected_people(of);
  const bool stays_for_debt = std::any_of(people.begin(), people.end(), [&](const RecordId& id) {
    return MoneyFacts(of, id).says_yes("freedom.stay_for_debt");
  });
  for (const Subject* event : of.of_kind(SubjectKind::event)) {
    MoneyFacts facts(of, event->id);
    if (!stays_for_debt || facts.code("event.kind") != "release_refused")
      continue;
    const auto date = facts.date("event.date");
    if (!date || date->first != date->last || date->first < account.from)
      continue;
    debt::Told told;
    told.on = date->first;
    told.owes.low = Money(0, currency);
    told.more_than = true;
    told.source = facts.source();
    told.where = facts.statements().front();
    account.told.push_back(std::move(told));
  }
}

bool pays(const MoneyLine& line) {
  return debt::side_of(line.line.kind) == debt::Side::payment;
}

std::string country_of(const Case& of) {
  const auto people = affected_people(of);
  if (people.empty())
    return {};
  const auto places = evidence_of(of, people.front()).evidence.places;
  std::string country = places.size() == 1 ? places.front() : std::string();
  for (char& letter : country)
    letter = static_cast<char>(letter | 0x20);  // Two ASCII capitals.
  return country;
}

tl::unexpected<Error> nothing_to_reckon() {
  return fail(Error::Kind::not_found, "nothing recorded here says what was earned or claimed", {},
              "record the pay that was agreed, or what the person was told they owe");
}

/// Lets the account begin with its first line.
Result<Day> first_day(const MoneyLines& made, const WorkTime& whole) {
  std::optional<Day> first;
  if (whole.start)
    first = whole.start->first;
  for (const MoneyLine& line : made.lines) {
    if (line.line.from != Day{} && (!first || line.line.from < *first))
      first = line.line.from;
  }
  if (!first)
    return fail(Error::Kind::not_found, "no day is recorded from which to reckon", {},
                "record when the work began, as near as it is remembered");
  return *first;
}

/// The last day that any line names, if one of them goes on.
std::optional<Day> last_day(const debt::Account& account) {
  std::optional<Day> last;
  for (const debt::Line& line : account.lines) {
    if (line.to || line.per == debt::Per::once)
      last = std::max(last.value_or(account.from), line.to.value_or(line.from));
  }
  return last;
}

}  // namespace

Result<MoneyAccount> account_of(const Case& of, std::optional<Day> to) {
  const std::optional<Currency> currency = currency_of(of);
  if (!currency)
    return nothing_to_reckon();
  const WorkTime whole = whole_time(of);
  MoneyLines made(of, *currency, whole);
  for (const Subject* work : of.of_kind(SubjectKind::work))
    made.add_work(*work);
  for (const Subject* debt : of.of_kind(SubjectKind::debt))
    made.add_debt(*debt);
  if (made.lines.empty())
    return nothing_to_reckon();

  const Day from = TRY(first_day(made, whole));
  MoneyAccount out{debt::Account{*currency, from, to},
                   country_of(of),
                   {},
                   std::move(made.left_out),
                   std::move(made.assumptions)};
  if (std::none_of(made.lines.begin(), made.lines.end(), pays))
    out.assumptions.push_back(
        {Error::Kind::bad_input,
         "no payment to the person is recorded; reckoned as if nothing was paid",
         {},
         "ask how much money they had in their hands, all in all",
         {}});
  for (MoneyLine& line : made.lines) {
    line.line.from = std::max(line.line.from, out.account.from);
    out.account.lines.push_back(std::move(line.line));
    out.line_statements.push_back(std::move(line.statements));
  }
  if (!to)
    out.account.to = last_day(out.account);
  out.account.hours = std::move(made.hours);
  out.account.interest = std::move(made.interest);
  add_refused_release(of, *currency, out.account);
  say_other_currencies(of, *currency, out.left_out);
  return out;
}

}  // namespace manumit::casework
