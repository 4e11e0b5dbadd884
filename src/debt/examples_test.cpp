// SPDX-License-Identifier: Apache-2.0
// The worked examples: every number was reckoned by hand or with decimal arithmetic in another
// program, under the conventions of README.md.
#include <array>

#include "test_accounts.h"

namespace manumit::debt {
namespace {

using namespace test;

using Row = std::array<const char*, 3>;  // Deducted, paid in cash, balance.

void check_rows(const CappedRepayment& found, const std::vector<Row>& rows) {
  REQUIRE(found.rows.size() == rows.size());
  CHECK(found.months == static_cast<int>(rows.size()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(found.rows[i].month == static_cast<int>(i) + 1);
    CHECK(text(found.rows[i].deducted) == rows[i][0]);
    CHECK(text(found.rows[i].paid_in_cash) == rows[i][1]);
    CHECK(text(found.rows[i].balance) == rows[i][2]);
  }
}

const CappedRepayment& capped(const Reckoning& reckoning, int percent, bool after_tax) {
  for (const CappedRepayment& each : reckoning.capped) {
    if (each.percent == percent && each.after_tax == after_tax)
      return each;
  }
  FAIL("there is no such repayment");
  return reckoning.capped.front();
}

struct KnownSegment {
  const char* from;
  const char* to;
  int days;
  int percent_hundredths;
  int divisor;
  const char* amount;
};

void check_overdue(const OverdueWage& wage, const char* due, const char* total,
                   const std::vector<KnownSegment>& segments) {
  CHECK(to_iso(wage.due) == due);
  CHECK(text(wage.total) == total);
  REQUIRE(wage.segments.size() == segments.size());
  for (std::size_t i = 0; i < segments.size(); ++i) {
    CHECK(to_iso(wage.segments[i].from) == segments[i].from);
    CHECK(to_iso(wage.segments[i].to) == segments[i].to);
    CHECK(wage.segments[i].days == segments[i].days);
    CHECK(wage.segments[i].percent_hundredths == segments[i].percent_hundredths);
    CHECK(wage.segments[i].divisor == segments[i].divisor);
    CHECK(text(wage.segments[i].amount) == segments[i].amount);
  }
}

TEST_CASE("E1 a: without deductions the debt of 18,000 ends in the second month") {
  const Reckoning found = reckoned(example("e1-brick-factory.toml"));
  for (const Teller teller : {Teller::claimed, Teller::evidenced}) {
    const Ledger& told = ledger(found, teller);
    CHECK(text(told.opening) == "18000.00");
    REQUIRE(told.months.size() == 3);
    CHECK(text(told.months[0].closing) == "8000.00");
    CHECK(text(told.months[1].closing) == "-2000.00");
    CHECK(text(told.months[2].closing) == "-12000.00");
    CHECK(told.clearance.earliest == 2);
    CHECK(told.clearance.latest == 2);
    CHECK_FALSE(told.clearance.projected);
    // 1.8 months.
    REQUIRE(told.clearance.months_exactly);
    CHECK(told.clearance.months_exactly->numerator * 10 ==
          told.clearance.months_exactly->denominator * 18);
  }
}

TEST_CASE("E1 b: still in debt after 92 days means more than 12,000 was deducted") {
  const Reckoning found = reckoned(example("e1-brick-factory.toml"));
  REQUIRE(found.implied.size() == 1);
  const Implied& implied = found.implied.front();
  CHECK(implied.more_than);
  CHECK(implied.days == 92);
  CHECK(implied.months == 3);
  CHECK(text(implied.total) == "12000.00");
  CHECK(text(implied.per_month) == "4000.00");
  CHECK(text(implied.per_day) == "130.43");
  CHECK(implied.share_of_wage_hundredths == 4000);
  CHECK(text(implied.nothing_repaid) == "30000.00");
  CHECK(text(implied.nothing_repaid_per_day) == "326.09");
}

TEST_CASE("implied: a debt that was told to have grown has not shrunk by less than nothing") {
  // 18,000 at first and 900 charged since; 20,000 were told: 1,100 more, 11.96 a day in 92 days.
  const Reckoning found = reckoned(
      account_of("format = 1\ncurrency = \"RUB\"\nfrom = 2015-06-01\n[[debt]]\namount = 18000\n"
                 "[[charge]]\nto = 2015-08-31\nclaimed = 300\n"
                 "[[told]]\non = 2015-08-31\nowes = 20000\n"));
  REQUIRE(found.implied.size() == 1);
  CHECK(text(found.implied.front().total) == "1100.00");
  CHECK(text(found.implied.front().nothing_repaid) == "1100.00");
  CHECK(text(found.implied.front().nothing_repaid_per_day) == "11.96");
}

TEST_CASE("E1 c: within a cap of a fifth before tax it takes nine months") {
  const Reckoning found = reckoned(example("e1-brick-factory.toml"));
  const CappedRepayment& gross = capped(found, 20, false);
  CHECK(text(gross.monthly) == "2000.00");
  check_rows(gross, {{"2000.00", "8000.00", "16000.00"},
                     {"2000.00", "8000.00", "14000.00"},
                     {"2000.00", "8000.00", "12000.00"},
                     {"2000.00", "8000.00", "10000.00"},
                     {"2000.00", "8000.00", "8000.00"},
                     {"2000.00", "8000.00", "6000.00"},
                     {"2000.00", "8000.00", "4000.00"},
                     {"2000.00", "8000.00", "2000.00"},
                     {"2000.00", "8000.00", "0.00"}});
}

TEST_CASE("E1 c': after 13 % tax a fifth takes eleven months, a half five") {
  const Reckoning found = reckoned(example("e1-brick-factory.toml"));
  CHECK(found.tax_percent == 13);
  const CappedRepayment& fifth = capped(found, 20, true);
  CHECK(text(fifth.monthly) == "1740.00");
  check_rows(fifth, {{"1740.00", "6960.00", "16260.00"},
                     {"1740.00", "6960.00", "14520.00"},
                     {"1740.00", "6960.00", "12780.00"},
                     {"1740.00", "6960.00", "11040.00"},
                     {"1740.00", "6960.00", "9300.00"},
                     {"1740.00", "6960.00", "7560.00"},
                     {"1740.00", "6960.00", "5820.00"},
                     {"1740.00", "6960.00", "4080.00"},
                     {"1740.00", "6960.00", "2340.00"},
                     {"1740.00", "6960.00", "600.00"},
                     {"600.00", "8100.00", "0.00"}});
  const CappedRepayment& half = capped(found, 50, true);
  CHECK(text(half.monthly) == "4350.00");
  check_rows(half, {{"4350.00", "4350.00", "13650.00"},
                    {"4350.00", "4350.00", "9300.00"},
                    {"4350.00", "4350.00", "4950.00"},
                    {"4350.00", "4350.00", "600.00"},
                    {"600.00", "8100.00", "0.00"}});
}

TEST_CASE("E1 d: by law there is no debt, and 30,000 of wages are owed with compensation") {
  const Reckoning found = reckoned(example("e1-brick-factory.toml"));
  const Ledger& lawful = ledger(found, Teller::lawful);
  CHECK(text(lawful.opening) == "0.00");
  REQUIRE(lawful.postings.size() == 4);
  CHECK(lawful.postings[0].kind == Kind::price);
  CHECK(text(lawful.postings[0].amount) == "0.00");
  CHECK(found.reasons[lawful.postings[0].why] == "C95 Art. 9; TK 137");
  CHECK_FALSE(lawful.clearance.owed_at_all);
  REQUIRE(found.claim);
  CHECK(found.claim->owed.to == Owed::To::worker);
  CHECK(text(found.claim->owed.wages) == "30000.00");
  CHECK(text(found.claim->owed.delay_compensation) == "6035.76");
  CHECK(text(found.claim->owed.total) == "36035.76");
  const std::vector<OverdueWage>& overdue = found.claim->overdue;
  REQUIRE(overdue.size() == 3);
  const KnownSegment first{"2015-07-01", "2015-12-31", 184, 825, 300, "506.00"};
  const KnownSegment second{"2015-08-01", "2015-12-31", 153, 825, 300, "420.75"};
  const KnownSegment third{"2015-09-01", "2015-12-31", 122, 825, 300, "335.50"};
  const KnownSegment a{"2016-01-01", "2016-06-13", 165, 1100, 300, "605.00"};
  const KnownSegment b{"2016-06-14", "2016-09-18", 97, 1050, 300, "339.50"};
  const KnownSegment c{"2016-09-19", "2016-10-02", 14, 1000, 300, "46.67"};
  const KnownSegment d{"2016-10-03", "2016-12-31", 90, 1000, 150, "600.00"};
  check_overdue(overdue[0], "2015-06-30", "2097.17", {first, a, b, c, d});
  check_overdue(overdue[1], "2015-07-31", "2011.92", {second, a, b, c, d});
  check_overdue(overdue[2], "2015-08-31", "1926.67", {third, a, b, c, d});
}

TEST_CASE("E1 d: after tax 26,100 of wages are owed and 5,251.12 of compensation") {
  const Reckoning found = reckoned(example("e1-brick-factory.toml"));
  REQUIRE(found.claim_after_tax);
  CHECK(text(found.claim_after_tax->owed.wages) == "26100.00");
  CHECK(text(found.claim_after_tax->owed.delay_compensation) == "5251.12");
  CHECK(text(found.claim_after_tax->owed.total) == "31351.12");
  const std::vector<OverdueWage>& overdue = found.claim_after_tax->overdue;
  REQUIRE(overdue.size() == 3);
  const KnownSegment first{"2015-07-01", "2015-12-31", 184, 825, 300, "440.22"};
  const KnownSegment second{"2015-08-01", "2015-12-31", 153, 825, 300, "366.05"};
  const KnownSegment third{"2015-09-01", "2015-12-31", 122, 825, 300, "291.89"};
  const KnownSegment a{"2016-01-01", "2016-06-13", 165, 1100, 300, "526.35"};
  const KnownSegment b{"2016-06-14", "2016-09-18", 97, 1050, 300, "295.37"};
  const KnownSegment c{"2016-09-19", "2016-10-02", 14, 1000, 300, "40.60"};
  const KnownSegment d{"2016-10-03", "2016-12-31", 90, 1000, 150, "522.00"};
  check_overdue(overdue[0], "2015-06-30", "1824.54", {first, a, b, c, d});
  check_overdue(overdue[1], "2015-07-31", "1750.37", {second, a, b, c, d});
  check_overdue(overdue[2], "2015-08-31", "1676.21", {third, a, b, c, d});
}

TEST_CASE("E2: at 10 % compound and inflated prices the debt of 30,000 takes 21 months") {
  const Reckoning found = reckoned(example("e2-compound.toml"));
  const Ledger& claimed = ledger(found, Teller::claimed);
  struct Known {
    int month;
    const char* opening;
    const char* interest;
    const char* closing;
  };
  const std::vector<Known> known = {
      {1, "30000.00", "3000.00", "29500.00"},  {2, "29500.00", "2950.00", "28950.00"},
      {3, "28950.00", "2895.00", "28345.00"},  {4, "28345.00", "2834.50", "27679.50"},
      {5, "27679.50", "2767.95", "26947.45"},  {6, "26947.45", "2694.75", "26142.20"},
      {7, "26142.20", "2614.22", "25256.42"},  {8, "25256.42", "2525.64", "24282.06"},
      {9, "24282.06", "2428.21", "23210.27"},  {10, "23210.27", "2321.03", "22031.30"},
      {11, "22031.30", "2203.13", "20734.43"}, {12, "20734.43", "2073.44", "19307.87"},
      {20, "4420.50", "442.05", "1362.55"},    {21, "1362.55", "136.26", "-2001.19"}};
  REQUIRE(claimed.months.size() == 21);
  for (const Known& row : known) {
    const Month& month = claimed.months[static_cast<std::size_t>(row.month) - 1];
    CHECK(text(month.opening) == row.opening);
    CHECK(text(month.interest) == row.interest);
    CHECK(text(month.charges) == "11500.00");
    CHECK(text(month.credit) == "15000.00");  // 15,000 - 11,500 leaves 3,500.
    CHECK(text(month.closing) == row.closing);
  }
  CHECK(claimed.clearance.earliest == 21);
  CHECK(claimed.clearance.latest == 21);
  CHECK(text(claimed.totals.interest) == "41498.81");
}

TEST_CASE("E2: after twelve months 42,000 were paid, of which 31,307.87 were interest") {
  const Reckoning found = reckoned(example("e2-compound.toml"));
  std::int64_t interest = 0;
  std::int64_t paid = 0;
  const Ledger& claimed = ledger(found, Teller::claimed);
  for (std::size_t i = 0; i < 12; ++i) {
    interest += claimed.months[i].interest.low.minor_units();
    paid +=
        claimed.months[i].credit.low.minor_units() - claimed.months[i].charges.low.minor_units();
  }
  CHECK(paid == 42'000'00);
  CHECK(interest == 31'307'87);
  CHECK(3'000'000 - claimed.months[11].closing.low.minor_units() == 10'692'13);
}

TEST_CASE("E2: without interest, at market prices and without fines it takes three months") {
  const Reckoning found = reckoned(example("e2-compound.toml"));
  const Ledger& fair = ledger(found, Teller::evidenced);
  CHECK(text(fair.months[0].closing) == "19500.00");
  CHECK(text(fair.months[1].closing) == "9000.00");
  CHECK(text(fair.months[2].closing) == "-1500.00");
  CHECK(text(fair.months[2].charges) == "4500.00");
  CHECK(text(fair.totals.interest) == "0.00");
  CHECK(fair.clearance.earliest == 3);
  CHECK(fair.clearance.latest == 3);
}

TEST_CASE("E2: where 315,000 earned in 21 months went") {
  const Reckoning found = reckoned(example("e2-compound.toml"));
  const Ledger& claimed = ledger(found, Teller::claimed);
  CHECK(text(claimed.totals.wages) == "315000.00");
  CHECK(text(claimed.totals.fines) == "31500.00");
  CHECK(text(ledger(found, Teller::evidenced).totals.charges) == "94500.00");
  std::map<std::string, std::string> differences;
  for (const Difference& each : found.differences) {
    if (each.between == Teller::claimed && each.and_also == Teller::evidenced)
      differences[std::string(name_of(each.what))] = text(each.amount);
  }
  CHECK(differences == std::map<std::string, std::string>{{"interest", "41498.81"},
                                                          {"overpricing", "115500.00"},
                                                          {"fines", "31500.00"}});
  // 94,500 + 115,500 + 31,500 + 41,498.81 + 30,000 + 2,001.19 = 315,000.
  CHECK(text(claimed.months.back().closing) == "-2001.19");
}

TEST_CASE("E2: the law lets an advance be taken within a fifth of the pay after tax") {
  const Reckoning found = reckoned(example("e2-compound.toml"));
  const Ledger& lawful = ledger(found, Teller::lawful);
  CHECK(text(lawful.opening) == "30000.00");
  // 15,000 less 13 % is 13,050; a fifth of it 2,610; 30,000 / 2,610 = 11.5 months.
  CHECK(lawful.clearance.earliest == 12);
  CHECK(lawful.clearance.latest == 12);
  CHECK(text(found.claim->owed.debt_left) == "0.00");
  CHECK(text(found.claim->owed.wages) == "285000.00");
}

TEST_CASE("E3: a credit of 2,000 against a first interest of 2,500 never ends the debt") {
  const Reckoning found = reckoned(example("e3-never.toml"));
  const Ledger& claimed = ledger(found, Teller::claimed);
  CHECK(text(claimed.months[11].closing) == "57958.56");
  CHECK(text(claimed.months[23].closing) == "72251.00");
  CHECK(text(claimed.months[35].closing) == "97918.19");
  CHECK_FALSE(claimed.clearance.earliest);
  CHECK_FALSE(claimed.clearance.latest);
  REQUIRE(claimed.clearance.never_because);
  const Never& never = *claimed.clearance.never_because;
  CHECK(never.rule == NeverRule::credit_at_most_first_interest);
  CHECK(text(never.credit) == "2000.00");
  CHECK(text(never.interest) == "2500.00");
  CHECK(text(*never.fixed_point) == "40000.00");
  CHECK(text(never.must_exceed) == "2500.00");
}

TEST_CASE("E5: 167.6 % of the monthly minimum can be 77.8 % of the hourly one") {
  const Reckoning found = reckoned(example("e5-hours.toml"));
  REQUIRE(found.hours.size() == 1);
  const HourlyWage& june = found.hours.front();
  CHECK(june.norm_minutes == 167 * 60);
  CHECK(june.worked_minutes == Interval<std::int64_t>{360 * 60, 360 * 60});
  CHECK(june.weighted_minutes == Interval<std::int64_t>{532 * 60, 532 * 60});
  CHECK(text(june.minimum_month) == "5965.00");
  CHECK(june.minimum_hour == 357'186);
  CHECK(june.promised_hour == Interval<std::int64_t>{277'778, 277'778});
  CHECK(june.contract_hour == Interval<std::int64_t>{598'802, 598'802});
  CHECK(june.promised_to_minimum_month == Interval<std::int64_t>{16'764, 16'764});
  CHECK(june.promised_to_minimum_hour == Interval<std::int64_t>{7'777, 7'777});
  CHECK(text(*june.straight_at_minimum) == "12858.68");
  CHECK(text(*june.due_at_minimum) == "19002.28");
  CHECK(text(*june.due_at_contract) == "31856.29");
  CHECK(text(*june.shortfall_at_minimum) == "19002.28");
  CHECK(june.effective_hour == Interval<std::int64_t>{0, 0});
  CHECK(june.below_minimum == HourlyWage::Below::yes);
  CHECK(text(found.claim->owed.wages) == "31856.29");
}

}  // namespace
}  // namespace manumit::debt
