// SPDX-License-Identifier: Apache-2.0
#include "debt_tables.h"

#include <array>

#include "base/result.h"
#include "table.h"
#include "telling.h"

namespace manumit::cli {
namespace {

using debt::Amount;

/// "8000.00", without the currency, which stands at the head.
std::string in_figures(const Money& money) {
  const std::string text = to_text(money);
  return text.substr(0, text.find(' '));
}

std::string in_figures(const Amount& amount) {
  return amount.is_exact() ? in_figures(amount.low)
                           : in_figures(amount.low) + " … " + in_figures(amount.high);
}

/// A number with so many decimals, given in units of the last.
std::string in_figures(std::int64_t units, int decimals) {
  std::string digits = std::to_string(units);
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places)
    digits.insert(0, places + 1 - digits.size(), '0');
  return digits.insert(digits.size() - places, ".");
}

std::string in_figures(const Interval<std::int64_t>& range, int decimals) {
  return range.is_one_value()
             ? in_figures(range.least, decimals)
             : in_figures(range.least, decimals) + " … " + in_figures(range.most, decimals);
}

class Page {
 public:
  Page(const debt::Account& account, const debt::Reckoning& reckoning, const Words& words,
       std::ostream& out)
      : account_(account), reckoning_(reckoning), words_(words), out_(out) {}

  void print() {
    out_ << filled(word("head"), {to_iso(reckoning_.from), to_iso(reckoning_.to),
                                  std::string(reckoning_.currency.code())})
         << '\n';
    print_balances();
    print_endings();
    print_differences();
    print_refused_lines();
    if (reckoning_.claim)
      print_overdue();
    if (reckoning_.claim_after_tax)
      print_claim(*reckoning_.claim_after_tax, "owed_after_tax",
                  {std::to_string(reckoning_.tax_percent)});
    print_implied();
    print_capped();
    print_hours();
  }

 private:
  std::string word(const std::string& id) const { return words_.of("debt." + id); }

  void heading(const std::string& id, const std::vector<std::string>& fills = {}) {
    out_ << '\n' << filled(word(id), fills) << '\n';
  }

  std::string kind(debt::Kind of) const {
    return of == debt::Kind::wage ? word("wage")
                                  : code_in_words("money_line", std::string(name_of(of)), words_);
  }

  void print_balances() {
    heading("balances");
    std::vector<std::string> headings = {word("month"), word("until")};
    for (const debt::Ledger& ledger : reckoning_.ledgers)
      headings.push_back(word("teller." + std::string(name_of(ledger.teller))));
    Table table(std::move(headings));
    std::vector<std::string> opening = {"", word("opening")};
    for (const debt::Ledger& ledger : reckoning_.ledgers)
      opening.push_back(in_figures(ledger.opening));
    table.add(std::move(opening));
    for (std::size_t i = 0; i < reckoning_.ledgers.front().months.size(); ++i) {
      const debt::Month& month = reckoning_.ledgers.front().months[i];
      std::vector<std::string> row = {std::to_string(month.number), to_iso(month.to)};
      for (const debt::Ledger& ledger : reckoning_.ledgers)
        row.push_back(in_figures(ledger.months[i].closing));
      table.add(std::move(row));
    }
    table.print(out_);
  }

  std::string ending(const debt::Clearance& clearance) const {
    if (!clearance.owed_at_all)
      return word("no_debt");
    if (clearance.never_because) {
      const debt::Never& never = *clearance.never_because;
      const std::string why = filled(word("never." + std::string(name_of(never.rule))),
                                     {in_figures(never.credit), in_figures(never.interest)});
      return never.fixed_point ? why + filled(word("fixed_point"), {in_figures(*never.fixed_point)})
                               : why;
    }
    if (!clearance.latest)
      return filled(word("ends_or_never"), {std::to_string(*clearance.earliest)});
    std::string months = std::to_string(*clearance.earliest);
    if (clearance.latest != clearance.earliest)
      months += " … " + std::to_string(*clearance.latest);
    return filled(word(clearance.projected ? "would_end" : "ends"), {months});
  }

  void print_endings() {
    heading("endings");
    for (const debt::Ledger& ledger : reckoning_.ledgers)
      out_ << "  " << word("teller." + std::string(name_of(ledger.teller))) << ": "
           << ending(ledger.clearance) << '\n';
  }

  std::string reason(std::size_t why) const { return words_.sentence(reckoning_.reasons[why]); }

  void print_differences() {
    if (reckoning_.differences.empty())
      return;
    heading("differences");
    Table table({word("between"), word("what"), word("amount"), word("why")}, kWide);
    for (const debt::Difference& each : reckoning_.differences) {
      table.add({word("teller." + std::string(name_of(each.between))) + " - " +
                     word("teller." + std::string(name_of(each.and_also))),
                 word("what." + std::string(name_of(each.what))), in_figures(each.amount),
                 reason(each.why)});
    }
    table.print(out_);
  }

  /// Each line that the law does not let be set against the wage, once.
  void print_refused_lines() {
    if (reckoning_.ledgers.back().teller != debt::Teller::lawful)
      return;
    std::vector<bool> seen(account_.lines.size(), false);
    Table table({word("line"), word("title"), word("source"), word("why")}, kWide);
    bool any = false;
    for (const debt::Posting& posting : reckoning_.ledgers.back().postings) {
      const bool counts_nothing = posting.amount.high.minor_units() == 0 && posting.why != 0;
      if (!counts_nothing || seen[posting.line])
        continue;
      seen[posting.line] = any = true;
      const debt::Line& line = account_.lines[posting.line];
      table.add({kind(line.kind), line.title, line.source, reason(posting.why)});
    }
    if (!any)
      return;
    heading("not_lawful");
    table.print(out_);
  }

  void print_claim(const debt::WageClaim& claim, const std::string& title,
                   const std::vector<std::string>& fills) {
    heading(title, fills);
    const debt::Owed& owed = claim.owed;
    Table table({word("owed_to." + std::string(name_of(owed.to))), ""});
    table.add({word("wages"), in_figures(owed.wages)});
    table.add({word("delay"), in_figures(owed.delay_compensation)});
    table.add({word("handed_back"), in_figures(owed.handed_back)});
    table.add({word("total"), in_figures(owed.total)});
    table.add({word("debt_left"), in_figures(owed.debt_left)});
    table.print(out_);
  }

  void print_overdue() {
    print_claim(*reckoning_.claim, "owed", {});
    if (reckoning_.claim->overdue.empty())
      return;
    out_ << '\n';
    Table table({word("due"), word("unpaid"), word("from"), word("until"), word("days"),
                 word("rate"), word("delay")});
    for (const debt::OverdueWage& wage : reckoning_.claim->overdue) {
      for (const debt::Segment& each : wage.segments) {
        table.add({to_iso(wage.due), in_figures(each.on), to_iso(each.from), to_iso(each.to),
                   std::to_string(each.days),
                   in_figures(each.percent_hundredths, 2) + " % / " + std::to_string(each.divisor),
                   in_figures(each.amount)});
      }
    }
    table.print(out_);
  }

  void print_implied() {
    for (const debt::Implied& each : reckoning_.implied) {
      heading(
          each.more_than ? "implied_more" : "implied",
          {to_iso(each.on), in_figures(each.total), std::to_string(each.days),
           in_figures(each.per_month), in_figures(each.per_day),
           each.share_of_wage_hundredths ? in_figures(*each.share_of_wage_hundredths, 2) : "–"});
      out_ << filled(word("nothing_repaid"),
                     {in_figures(each.nothing_repaid), in_figures(each.nothing_repaid_per_day)})
           << '\n';
    }
  }

  void print_capped() {
    if (reckoning_.capped.empty())
      return;
    heading("capped");
    Table table({word("cap"), word("a_month"), word("months"), word("last")});
    for (const debt::CappedRepayment& each : reckoning_.capped) {
      const std::string cap =
          std::to_string(each.percent) + " %, " + word(each.after_tax ? "after_tax" : "before_tax");
      table.add({cap, in_figures(each.monthly), std::to_string(each.months),
                 each.months == static_cast<int>(each.rows.size())
                     ? in_figures(each.rows.back().deducted)
                     : ""});
    }
    table.print(out_);
  }

  void print_hours() {
    if (reckoning_.hours.empty())
      return;
    heading("hours");
    Table table({word("from"), word("until"), word("hours_worked"), word("hours_weighted"),
                 word("minimum_hour"), word("promised_hour"), word("effective_hour"),
                 word("due_at_minimum"), word("due_at_contract"), word("below_minimum")},
                kWide);
    for (const debt::HourlyWage& each : reckoning_.hours)
      table.add(hours_row(each));
    table.print(out_);
  }

  std::vector<std::string> hours_row(const debt::HourlyWage& wage) const {
    constexpr std::int64_t kMinutesInHour = 60;
    const auto hundredths = [](std::int64_t minutes) {
      return (minutes * 100 + kMinutesInHour / 2) / kMinutesInHour;
    };
    const auto hours = [&](const Interval<std::int64_t>& minutes) {
      return in_figures(Interval<std::int64_t>{hundredths(minutes.least), hundredths(minutes.most)},
                        2);
    };
    const std::string unknown = words_.of("mark.not_recorded");
    const std::string below = word("below." + std::string(name_of(wage.below_minimum)));
    const std::string up_to = in_figures(wage.minimum_kept_up_to_minutes * 100 / kMinutesInHour, 2);
    if (!wage.worked_minutes)
      return {to_iso(wage.from),
              to_iso(wage.to),
              unknown,
              unknown,
              in_figures(wage.minimum_hour, 4),
              unknown,
              unknown,
              unknown,
              unknown,
              filled(word("kept_up_to"), {up_to})};
    return {to_iso(wage.from),
            to_iso(wage.to),
            hours(*wage.worked_minutes),
            hours(*wage.weighted_minutes),
            in_figures(wage.minimum_hour, 4),
            in_figures(wage.promised_hour, 4),
            in_figures(wage.effective_hour, 4),
            in_figures(*wage.due_at_minimum),
            in_figures(*wage.due_at_contract),
            below};
  }

  static constexpr std::size_t kWide = 60;
  const debt::Account& account_;
  const debt::Reckoning& reckoning_;
  const Words& words_;
  std::ostream& out_;
};

}  // namespace

void print_reckoning(const debt::Account& account, const debt::Reckoning& reckoning,
                     const Words& words, std::ostream& out) {
  Page(account, reckoning, words, out).print();
}

}  // namespace manumit::cli
