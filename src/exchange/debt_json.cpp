// SPDX-License-Identifier: Apache-2.0
#include "debt_json.h"

#include <string>

namespace manumit::exchange {
namespace {

using debt::Amount;
using debt::Reckoning;

constexpr int kRateDecimals = 4;     // Wages by the hour, and ratios.
constexpr int kPercentDecimals = 2;  // Rates of a central bank.
constexpr std::int64_t kMinutesInHour = 60;

void write(JsonWriter& json, const Money& money) {
  json.decimal(money.minor_units(), money.currency().decimals());
}

void write(JsonWriter& json, const Amount& amount) {
  json.open();
  json.key("low"), write(json, amount.low);
  json.key("high"), write(json, amount.high);
  json.close();
}

void field(JsonWriter& json, std::string_view name, const Money& money) {
  json.key(name), write(json, money);
}

void field(JsonWriter& json, std::string_view name, const Amount& amount) {
  json.key(name), write(json, amount);
}

void field(JsonWriter& json, std::string_view name, const std::optional<Amount>& amount) {
  json.key(name);
  if (amount)
    write(json, *amount);
  else
    json.nothing();
}

/// A range of numbers with so many decimals; null if nobody knows.
void field(JsonWriter& json, std::string_view name,
           const std::optional<Interval<std::int64_t>>& range, int decimals) {
  json.key(name);
  if (!range)
    return json.nothing();
  json.open();
  json.key("low"), json.decimal(range->least, decimals);
  json.key("high"), json.decimal(range->most, decimals);
  json.close();
}

/// Hours with two decimals.
std::int64_t hours_of(std::int64_t minutes) {
  constexpr std::int64_t kHundredths = 100;
  return (minutes * kHundredths + kMinutesInHour / 2) / kMinutesInHour;
}

void hours_field(JsonWriter& json, std::string_view name,
                 const std::optional<Interval<std::int64_t>>& minutes) {
  constexpr int kHourDecimals = 2;
  if (!minutes)
    return field(json, name, minutes, kHourDecimals);
  field(json, name, Interval<std::int64_t>{hours_of(minutes->least), hours_of(minutes->most)},
        kHourDecimals);
}

void why_field(JsonWriter& json, const Reckoning& reckoning, std::size_t why) {
  json.key("why");
  if (why == 0)
    json.nothing();
  else
    json.text(reckoning.reasons[why]);
}

class ReckoningJson {
 public:
  ReckoningJson(JsonWriter& json, const debt::Account& account, const Reckoning& reckoning)
      : json_(json), account_(account), reckoning_(reckoning) {}

  void write_all() {
    json_.field("format", 1);
    json_.field("currency", reckoning_.currency.code());
    json_.field("from", to_iso(reckoning_.from));
    json_.field("to", to_iso(reckoning_.to));
    json_.objects("ledgers", reckoning_.ledgers,
                  [&](const debt::Ledger& each) { write_ledger(each); });
    json_.objects("differences", reckoning_.differences,
                  [&](const debt::Difference& each) { write_difference(each); });
    write_claim("owed", "delay_compensation", reckoning_.claim);
    json_.key("after_tax");
    if (reckoning_.claim_after_tax)
      write_after_tax();
    else
      json_.nothing();
    json_.objects("capped", reckoning_.capped,
                  [&](const debt::CappedRepayment& each) { write_capped(each); });
    json_.objects("implied", reckoning_.implied,
                  [&](const debt::Implied& each) { write_implied(each); });
    write_hours();
    json_.objects("warnings", reckoning_.warnings, [&](const debt::Warning& each) {
      json_.field("what", each.what);
      json_.field("fills", each.fills);
    });
  }

 private:
  void write_ledger(const debt::Ledger& ledger) {
    json_.field("kind", name_of(ledger.teller));
    field(json_, "opening", ledger.opening);
    int number = 0;
    json_.objects("postings", ledger.postings,
                  [&](const debt::Posting& each) { write_posting(each, ++number); });
    json_.objects("months", ledger.months, [&](const debt::Month& each) { write_month(each); });
    write_clearance(ledger.clearance);
    json_.key("totals");
    json_.open();
    const debt::Totals& totals = ledger.totals;
    field(json_, "wages", totals.wages);
    field(json_, "interest", totals.interest);
    field(json_, "charges", totals.charges);
    field(json_, "fines", totals.fines);
    field(json_, "credit", totals.credit);
    field(json_, "paid", totals.paid);
    field(json_, "paid_in_cash", totals.paid_in_cash);
    json_.close();
  }

  void write_posting(const debt::Posting& posting, int number) {
    const bool by_rate = posting.line == debt::kNoLine;
    const debt::Line* line = by_rate ? nullptr : &account_.lines[posting.line];
    const debt::Interest* interest = by_rate && account_.interest ? &*account_.interest : nullptr;
    json_.field("n", number);
    json_.field("date", to_iso(posting.date));
    json_.field("month", posting.month);
    json_.field("kind", name_of(posting.kind));
    json_.key("line");
    if (by_rate)
      json_.nothing();
    else
      json_.whole(posting.line);
    json_.field("title", line == nullptr ? "" : line->title);
    field(json_, "amount", posting.amount);
    field(json_, "balance", posting.balance);
    json_.field("source", line != nullptr       ? line->source
                          : interest == nullptr ? ""
                                                : interest->source);
    json_.field("certainty", name_of(line != nullptr       ? line->certainty
                                     : interest == nullptr ? debt::Certainty::certain
                                                           : interest->certainty));
    why_field(json_, reckoning_, posting.why);
  }

  void write_month(const debt::Month& month) {
    json_.field("month", month.number);
    json_.field("from", to_iso(month.from));
    json_.field("to", to_iso(month.to));
    field(json_, "opening", month.opening);
    field(json_, "interest", month.interest);
    field(json_, "charges", month.charges);
    field(json_, "paid", month.paid);
    field(json_, "credit", month.credit);
    field(json_, "closing", month.closing);
  }

  void month_or_null(std::string_view name, const std::optional<int>& month) {
    json_.key(name);
    if (month)
      json_.whole(*month);
    else
      json_.nothing();
  }

  void write_clearance(const debt::Clearance& clearance) {
    json_.key("cleared_in_month");
    if (!clearance.owed_at_all) {
      json_.nothing();
    } else if (!clearance.earliest) {
      json_.text("never");
    } else {
      json_.open();
      month_or_null("low", clearance.earliest);
      month_or_null("high", clearance.latest);
      json_.close();
    }
    json_.field("projected", clearance.projected);
    json_.key("months_exactly");
    if (clearance.months_exactly)
      json_.real(static_cast<double>(clearance.months_exactly->numerator) /
                 static_cast<double>(clearance.months_exactly->denominator));
    else
      json_.nothing();
    json_.key("never_because");
    if (clearance.never_because)
      write_never(*clearance.never_because);
    else
      json_.nothing();
  }

  void write_never(const debt::Never& never) {
    json_.open();
    json_.field("rule", name_of(never.rule));
    field(json_, "credit", never.credit);
    field(json_, "interest", never.interest);
    json_.key("fixed_point");
    if (never.fixed_point)
      write(json_, *never.fixed_point);
    else
      json_.nothing();
    field(json_, "must_exceed", never.must_exceed);
    json_.close();
  }

  void write_difference(const debt::Difference& difference) {
    json_.field("between", {std::string(name_of(difference.between)),
                            std::string(name_of(difference.and_also))});
    json_.field("what", name_of(difference.what));
    field(json_, "amount", difference.amount);
    why_field(json_, reckoning_, difference.why);
  }

  void write_claim(std::string_view owed_name, std::string_view overdue_name,
                   const std::optional<debt::WageClaim>& claim) {
    json_.key(owed_name);
    if (!claim) {
      json_.nothing();
      json_.key(overdue_name);
      json_.open_list();
      json_.close_list();
      return;
    }
    write_owed(claim->owed);
    json_.objects(overdue_name, claim->overdue,
                  [&](const debt::OverdueWage& each) { write_overdue(each); });
  }

  void write_after_tax() {
    json_.open();
    json_.field("percent", reckoning_.tax_percent);
    write_claim("owed", "delay_compensation", reckoning_.claim_after_tax);
    json_.close();
  }

  void write_owed(const debt::Owed& owed) {
    json_.open();
    json_.field("to", name_of(owed.to));
    field(json_, "wages", owed.wages);
    field(json_, "delay_compensation", owed.delay_compensation);
    field(json_, "handed_back", owed.handed_back);
    field(json_, "total", owed.total);
    field(json_, "debt_left", owed.debt_left);
    json_.close();
  }

  /// The low end under the plain name, the high end beside it.
  void both_ends(const std::string& name, const Amount& amount) {
    field(json_, name, amount.low);
    field(json_, name + "_high", amount.high);
  }

  void write_overdue(const debt::OverdueWage& wage) {
    json_.field("due", to_iso(wage.due));
    both_ends("amount_due", wage.amount_due);
    json_.objects("segments", wage.segments, [&](const debt::Segment& each) {
      json_.field("from", to_iso(each.from));
      json_.field("to", to_iso(each.to));
      json_.field("days", each.days);
      json_.key("rate_percent"), json_.decimal(each.percent_hundredths, kPercentDecimals);
      json_.field("fraction", "1/" + std::to_string(each.divisor));
      both_ends("on", each.on);
      both_ends("amount", each.amount);
    });
    both_ends("total", wage.total);
  }

  void write_capped(const debt::CappedRepayment& capped) {
    json_.field("percent", capped.percent);
    json_.field("of", capped.after_tax ? "wage_after_tax" : "wage");
    field(json_, "monthly", capped.monthly);
    json_.field("months", capped.months);
    json_.objects("rows", capped.rows, [&](const debt::CappedRepayment::Row& row) {
      json_.field("month", row.month);
      field(json_, "deducted", row.deducted);
      field(json_, "paid_in_cash", row.paid_in_cash);
      field(json_, "balance", row.balance);
    });
  }

  void write_implied(const debt::Implied& implied) {
    json_.field("from", to_iso(implied.from));
    json_.field("on", to_iso(implied.on));
    json_.field("months", implied.months);
    json_.field("days", implied.days);
    json_.field("more_than", implied.more_than);
    field(json_, "total", implied.total);
    field(json_, "per_month", implied.per_month);
    field(json_, "per_day", implied.per_day);
    json_.key("share_of_wage_percent");
    if (implied.share_of_wage_hundredths)
      json_.decimal(*implied.share_of_wage_hundredths, kPercentDecimals);
    else
      json_.nothing();
    field(json_, "nothing_repaid", implied.nothing_repaid);
    field(json_, "nothing_repaid_per_day", implied.nothing_repaid_per_day);
    json_.field("source", account_.told[implied.told].source);
  }

  void write_hours() {
    json_.key("hours");
    if (reckoning_.hours.empty())
      return json_.nothing();
    json_.open();
    json_.objects("months", reckoning_.hours,
                  [&](const debt::HourlyWage& each) { write_hourly(each); });
    json_.close();
  }

  void write_hourly(const debt::HourlyWage& wage) {
    const bool known = wage.worked_minutes.has_value();
    const auto if_known = [&](const Interval<std::int64_t>& range) {
      return known ? std::optional(range) : std::nullopt;
    };
    json_.field("from", to_iso(wage.from));
    json_.field("to", to_iso(wage.to));
    json_.key("norm_hours"), json_.decimal(hours_of(wage.norm_minutes), 2);
    hours_field(json_, "hours", wage.worked_minutes);
    hours_field(json_, "weighted_hours", wage.weighted_minutes);
    field(json_, "minimum_month", wage.minimum_month);
    json_.key("minimum_hour"), json_.decimal(wage.minimum_hour, kRateDecimals);
    field(json_, "promised_month", wage.promised_month);
    field(json_, "contract_hour", wage.contract_hour, kRateDecimals);
    field(json_, "promised_hour", if_known(wage.promised_hour), kRateDecimals);
    field(json_, "promised_to_minimum_month", wage.promised_to_minimum_month, kRateDecimals);
    field(json_, "promised_to_minimum_hour", if_known(wage.promised_to_minimum_hour),
          kRateDecimals);
    json_.key("minimum_kept_up_to_hours"),
        json_.decimal(wage.minimum_kept_up_to_minutes * 100 / kMinutesInHour, 2);
    field(json_, "paid", wage.paid);
    field(json_, "effective_hour", if_known(wage.effective_hour), kRateDecimals);
    field(json_, "straight_at_minimum", wage.straight_at_minimum);
    field(json_, "due_at_minimum", wage.due_at_minimum);
    field(json_, "due_at_contract", wage.due_at_contract);
    field(json_, "shortfall_at_minimum", wage.shortfall_at_minimum);
    json_.field("below_minimum", name_of(wage.below_minimum));
  }

  JsonWriter& json_;
  const debt::Account& account_;
  const Reckoning& reckoning_;
};

}  // namespace

void write_reckoning(JsonWriter& json, const debt::Account& account,
                     const debt::Reckoning& reckoning) {
  ReckoningJson(json, account, reckoning).write_all();
}

}  // namespace manumit::exchange
