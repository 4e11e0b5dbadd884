// SPDX-License-Identifier: Apache-2.0
#include "ledger.h"

#include <algorithm>

namespace manumit::debt {
namespace {

constexpr std::int64_t kPercentParts = 1'000'000;  // Ten-thousandths of a percent in one.
constexpr std::int64_t kDaysInYear = 365;
constexpr std::int64_t kMonthsInYear = 12;
constexpr std::int64_t kDaysInWeek = 7;

Ratio in_a_month(std::int64_t percent, Interest::Per per) {
  switch (per) {
    case Interest::Per::day:
      return {percent * kDaysInYear, kPercentParts * kMonthsInYear};
    case Interest::Per::week:
      return {percent * kDaysInYear, kPercentParts * kMonthsInYear * kDaysInWeek};
    case Interest::Per::month:
      return {percent, kPercentParts};
    case Interest::Per::year:
      return {percent, kPercentParts * kMonthsInYear};
  }
  return {0, 1};
}

/// An error of a sum that does not fit, with the line that brought it about.
Result<void> at(Result<void> done, const std::string& where) {
  if (done || !done.error().where.empty())
    return done;
  Error error = std::move(done).error();
  error.where = where;
  return fail(std::move(error));
}

/// Keeps the balance and the sums while entries are posted.
class Bookkeeper {
 public:
  Bookkeeper(Teller teller, const MonthlyInterest& interest, const Account& account,
             const Frame& frame)
      : none_(nothing(account.currency)),
        interest_(interest),
        account_(account),
        frame_(frame),
        balance_(none_),
        ledger_{.teller = teller,
                .opening = none_,
                .postings = {},
                .months = {},
                .clearance = {},
                .totals = {none_, none_, none_, none_, none_, none_, none_}} {}

  Result<Ledger> keep(const std::vector<Entry>& entries) {
    ledger_.postings.reserve(entries.size() + (interest_.by_rate ? frame_.months.size() : 0));
    ledger_.months.reserve(frame_.months.size());
    auto entry = entries.begin();
    for (; entry != entries.end() && entry->month == 0; ++entry)
      TRY(at(post(*entry, balance_), where_of(*entry)));
    ledger_.opening = balance_;
    for (std::size_t i = 0; i < frame_.months.size(); ++i) {
      open_month(i);
      TRY(post_interest());
      for (; entry != entries.end() && entry->month == month_.number; ++entry)
        TRY(at(post_in_month(*entry), where_of(*entry)));
      month_.closing = balance_;
      ledger_.months.push_back(month_);
    }
    return std::move(ledger_);
  }

 private:
  const std::string& where_of(const Entry& entry) const { return account_.lines[entry.line].where; }

  void open_month(std::size_t index) {
    month_ = {.number = static_cast<int>(index) + 1,
              .from = frame_.months[index].least,
              .to = frame_.months[index].most,
              .opening = balance_,
              .interest = none_,
              .charges = none_,
              .paid = none_,
              .credit = none_,
              .closing = balance_};
  }

  Result<void> post_interest() {
    if (!interest_.by_rate)
      return {};
    const Result<Amount> found = interest_on(interest_, month_.opening, ledger_.opening);
    if (!found)
      return at(fail(found.error()), account_.interest->where);
    const Amount& amount = *found;
    if (amount == none_)
      return {};
    const Entry entry{.date = month_.to,
                      .month = month_.number,
                      .kind = Kind::interest,
                      .line = kNoLine,
                      .amount = amount,
                      .why = 0};
    return at(post_in_month(entry), account_.interest->where);
  }

  Result<void> post_in_month(const Entry& entry) {
    switch (side_of(entry.kind)) {
      case Side::charge:
        return post(entry, entry.kind == Kind::interest ? month_.interest : month_.charges);
      case Side::payment:
        return post(entry, month_.paid);
      default:
        return post(entry, month_.credit);
    }
  }

  /// Adds the entry to the ledger, to the sums, and to one more sum, unless that is the balance.
  Result<void> post(const Entry& entry, Amount& sum) {
    const Side side = side_of(entry.kind);
    const bool takes_away = side == Side::earning || side == Side::handed_back;
    const Amount amount = takes_away ? negated(entry.amount) : entry.amount;
    if (&sum != &balance_)
      TRY(add(sum, entry.amount));
    TRY(add(balance_, amount));
    TRY(add_up(entry));
    ledger_.postings.push_back({.date = entry.date,
                                .month = entry.month,
                                .kind = entry.kind,
                                .line = entry.line,
                                .amount = amount,
                                .balance = balance_,
                                .why = entry.why});
    return {};
  }

  static Result<void> add(Amount& sum, const Amount& more) {
    if (!add_to(sum, more))
      sum = TRY(plus(sum, more));
    return {};
  }

  Result<void> add_up(const Entry& entry) {
    Totals& totals = ledger_.totals;
    switch (side_of(entry.kind)) {
      case Side::charge:
        if (entry.month == 0)
          return {};
        return add(entry.kind == Kind::interest ? totals.interest
                   : entry.kind == Kind::fine   ? totals.fines
                                                : totals.charges,
                   entry.amount);
      case Side::payment:
        if (entry.kind == Kind::wage_payment || entry.kind == Kind::sent_home)
          TRY(add(totals.paid_in_cash, entry.amount));
        return add(totals.paid, entry.amount);
      case Side::earning:
        TRY(add(totals.wages, entry.amount));
        return add(totals.credit, entry.amount);
      case Side::handed_back:
        return add(totals.credit, entry.amount);
    }
    return {};
  }

  Amount none_;
  const MonthlyInterest& interest_;
  const Account& account_;
  const Frame& frame_;
  Amount balance_;
  Ledger ledger_;
  Month month_{.number = 0,
               .from = {},
               .to = {},
               .opening = none_,
               .interest = none_,
               .charges = none_,
               .paid = none_,
               .credit = none_,
               .closing = none_};
};

Result<Money> one_interest(const Money& on, bool owed, Ratio rate) {
  return owed ? on.posting(rate) : Money(0, on.currency());
}

}  // namespace

MonthlyInterest monthly(const std::optional<Interest>& interest) {
  if (!interest)
    return {{0, 1}, {0, 1}, true, false};
  return {in_a_month(interest->percent.least, interest->per),
          in_a_month(interest->percent.most, interest->per), interest->compound, true};
}

Result<Amount> interest_on(const MonthlyInterest& interest, const Amount& balance,
                           const Amount& debts) {
  const Amount& on = interest.compound ? balance : debts;
  return Amount {
    TRY(one_interest(on.low, balance.low.minor_units() > 0, interest.least))
    , TRY(one_interest(on.high, balance.high.minor_units() > 0, interest.most))
  };
}

Result<Ledger> posted(Teller teller, const std::vector<Entry>& entries,
                      const MonthlyInterest& interest, const Account& account, const Frame& frame) {
  return Bookkeeper(teller, interest, account, frame).keep(entries);
}

}  // namespace manumit::debt
