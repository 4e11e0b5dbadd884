// SPDX-License-Identifier: Apache-2.0
#include "ledger.h"

#include "sum.h"

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

/// The sums of one month, or of all.
struct Sums {
  Sum interest, charges, fines, paid, cash, credit, wages;
};

/// Keeps the balance and the sums while entries are posted.
class Bookkeeper {
 public:
  Bookkeeper(Teller teller, const MonthlyInterest& interest, const Account& account,
             const Frame& frame)
      : currency_(account.currency),
        interest_(interest),
        account_(account),
        frame_(frame),
        ledger_{.teller = teller,
                .opening = nothing(currency_),
                .postings = {},
                .months = {},
                .clearance = {},
                .totals = in_money(Sums{})} {}

  Result<Ledger> keep(const std::vector<Entry>& entries) {
    ledger_.postings.reserve(entries.size() + (interest_.by_rate ? frame_.months.size() : 0));
    ledger_.months.reserve(frame_.months.size());
    auto entry = entries.begin();
    for (; entry != entries.end() && entry->month == 0; ++entry) {
      if (!post(*entry))
        return too_large(where_of(*entry));
    }
    ledger_.opening = balance_.in(currency_);
    all_ = {};  // What the account opens with stands apart.
    for (std::size_t i = 0; i < frame_.months.size(); ++i)
      TRY(keep_month(i, entry, entries.end()));
    ledger_.totals = in_money(all_);
    return std::move(ledger_);
  }

 private:
  using Entries = std::vector<Entry>::const_iterator;

  Result<void> keep_month(std::size_t index, Entries& entry, Entries end) {
    const Amount opening = balance_.in(currency_);
    const int number = static_cast<int>(index) + 1;
    month_ = {};
    TRY(post_interest(number, frame_.months[index].most, opening));
    for (; entry != end && entry->month == number; ++entry) {
      if (!post(*entry))
        return too_large(where_of(*entry));
    }
    Sum charges = month_.charges;
    if (!charges.add(month_.fines.low, month_.fines.high))
      return too_large();
    ledger_.months.push_back({.number = number,
                              .from = frame_.months[index].least,
                              .to = frame_.months[index].most,
                              .opening = opening,
                              .interest = month_.interest.in(currency_),
                              .charges = charges.in(currency_),
                              .paid = month_.paid.in(currency_),
                              .credit = month_.credit.in(currency_),
                              .closing = balance_.in(currency_)});
    return {};
  }

  const std::string& where_of(const Entry& entry) const {
    return entry.line == kNoLine ? account_.interest->where : account_.lines[entry.line].where;
  }

  Result<void> post_interest(int month, Day last, const Amount& opening) {
    if (!interest_.by_rate)
      return {};
    const Result<Amount> amount = interest_on(interest_, opening, ledger_.opening);
    if (!amount)
      return too_large(account_.interest->where);
    if (amount->high.minor_units() == 0)
      return {};
    const Entry entry{.date = last,
                      .month = month,
                      .kind = Kind::interest,
                      .line = kNoLine,
                      .amount = *amount,
                      .why = 0};
    if (!post(entry))
      return too_large(where_of(entry));
    return {};
  }

  /// Whether all sums still fit.
  bool post(const Entry& entry) {
    const Side side = side_of(entry.kind);
    const bool takes_away = side == Side::earning || side == Side::handed_back;
    const bool fits = takes_away ? balance_.take(entry.amount) : balance_.add(entry.amount);
    ledger_.postings.push_back({.date = entry.date,
                                .month = entry.month,
                                .kind = entry.kind,
                                .line = entry.line,
                                .amount = takes_away ? negated(entry.amount) : entry.amount,
                                .balance = balance_.in(currency_),
                                .why = entry.why});
    return fits && add_up(month_, side, entry) && add_up(all_, side, entry);
  }

  static bool add_up(Sums& sums, Side side, const Entry& entry) {
    const Amount& amount = entry.amount;
    switch (side) {
      case Side::charge:
        return (entry.kind == Kind::interest ? sums.interest
                : entry.kind == Kind::fine   ? sums.fines
                                             : sums.charges)
            .add(amount);
      case Side::payment: {
        const bool cash = entry.kind == Kind::wage_payment || entry.kind == Kind::sent_home;
        return sums.paid.add(amount) && (!cash || sums.cash.add(amount));
      }
      case Side::earning:
        return sums.wages.add(amount) && sums.credit.add(amount);
      case Side::handed_back:
        return sums.credit.add(amount);
    }
    return false;
  }

  Totals in_money(const Sums& sums) const {
    return {.wages = sums.wages.in(currency_),
            .interest = sums.interest.in(currency_),
            .charges = sums.charges.in(currency_),
            .fines = sums.fines.in(currency_),
            .credit = sums.credit.in(currency_),
            .paid = sums.paid.in(currency_),
            .paid_in_cash = sums.cash.in(currency_)};
  }

  Currency currency_;
  const MonthlyInterest& interest_;
  const Account& account_;
  const Frame& frame_;
  Sum balance_;
  Sums month_;
  Sums all_;
  Ledger ledger_;
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
  const Money low = TRY(one_interest(on.low, balance.low.minor_units() > 0, interest.least));
  const Money high = TRY(one_interest(on.high, balance.high.minor_units() > 0, interest.most));
  return Amount{low, high};
}

Result<Ledger> posted(Teller teller, const std::vector<Entry>& entries,
                      const MonthlyInterest& interest, const Account& account, const Frame& frame) {
  return Bookkeeper(teller, interest, account, frame).keep(entries);
}

}  // namespace manumit::debt
