// SPDX-License-Identifier: Apache-2.0
#include "test_accounts.h"

namespace manumit::debt {
namespace {

using namespace test;

/// A debt of 50,000, three months known, a wage and an interest.
Clearance of(const std::string& wage, const std::string& interest, bool compound = true) {
  const std::string part = "[interest]\npercent = " + interest +
                           "\nper = \"month\"\ncompound = " + (compound ? "true" : "false") + "\n";
  const Account account = account_of(
      "format = 1\ncurrency = \"RUB\"\nfrom = 2017-01-01\nto = 2017-03-31\n[[debt]]\n"
      "amount = 50000\n[[wage]]\namount = " +
      wage + "\n" + (interest.empty() ? "" : part));
  return ledger(reckoned(account), Teller::claimed).clearance;
}

TEST_CASE("clearance: a credit equal to the first interest never ends it, a kopeck more does") {
  CHECK_FALSE(of("2500", "5").earliest);
  const Clearance just = of("2500.01", "5");
  REQUIRE(just.earliest);
  CHECK(just.projected);
  // B(n) = F + (B - F) 1.05^n with F = 50,000.20: ln(50,000.20 / 0.20) / ln 1.05 = 254.7; as each
  // month's interest is rounded, the kopeck works on in steps, and the ledger itself needs fewer.
  Money balance(50'000'00, *Currency::of("RUB"));
  int months = 0;
  while (balance.minor_units() > 0) {
    balance = *balance.plus(*balance.posting({5, 100}));
    balance = *balance.minus(Money(2'500'01, balance.currency()));
    ++months;
  }
  CHECK(just.earliest == months);
}

TEST_CASE("clearance: simple interest is the same each month, so it compares with every month") {
  const Clearance never = of("2500", "5", false);
  CHECK_FALSE(never.earliest);
  REQUIRE(never.never_because);
  CHECK(never.never_because->rule == NeverRule::credit_at_most_constant_interest);
  CHECK_FALSE(never.never_because->fixed_point);
  // 50,000 / (2,600 - 2,500) = 500 months.
  CHECK(of("2600", "5", false).earliest == 500);
}

TEST_CASE("clearance: without credit a debt never ends, with or without interest") {
  const Clearance plain = of("0", "");
  CHECK_FALSE(plain.earliest);
  REQUIRE(plain.never_because);
  CHECK(plain.never_because->rule == NeverRule::no_credit);
  CHECK_FALSE(of("0", "5").earliest);
  CHECK_FALSE(of("0", "5", false).earliest);
}

TEST_CASE("clearance: without interest the month is the debt over the credit, rounded up") {
  CHECK(of("7000", "").earliest == 8);  // 50,000 / 7,000 = 7.1.
  CHECK(of("0.01", "").earliest == 5'000'000);
}

TEST_CASE("clearance: a debt that a kopeck a month holds back ends after the longest of times") {
  // 0.0001 % of 50,000.00 is 0.05; a credit of 0.06 leaves a kopeck a month, and later more. No
  // loop over millions of months is needed to say so.
  const Clearance slow = of("0.06", "0.0001");
  REQUIRE(slow.earliest);
  CHECK(*slow.earliest > 1'000'000);
}

TEST_CASE("clearance: where the range holds both, the earliest month stands beside never") {
  const Clearance clearance = of("{ low = 2000, high = 30000 }", "5");
  CHECK(clearance.earliest == 2);
  CHECK_FALSE(clearance.latest);
  CHECK_FALSE(clearance.never_because);
}

TEST_CASE("clearance: a rate by the year is a twelfth each month, by the day an average month") {
  const auto first_interest = [](const char* percent, const char* per) {
    const Account account = account_of(
        std::string("format = 1\ncurrency = \"RUB\"\nfrom = 2017-01-01\nto = 2017-01-31\n[[debt]]\n"
                    "amount = 120000\n[interest]\npercent = ") +
        percent + "\nper = \"" + per + "\"\n");
    return text(ledger(reckoned(account), Teller::claimed).months.front().interest);
  };
  CHECK(first_interest("12", "year") == "1200.00");
  // 1 % a day: 365 / 12 days are 30.4166… %.
  CHECK(first_interest("1", "day") == "36500.00");
  CHECK(first_interest("7", "week") == "36500.00");
  CHECK(first_interest("\"2.5\"", "month") == "3000.00");
}

TEST_CASE("reckon: months begin on the date on which the account begins, or on the last there is") {
  const Account account = account_of(
      "format = 1\ncurrency = \"RUB\"\nfrom = 2016-01-31\nto = 2016-05-30\n[[wage]]\n"
      "amount = 10000\n");
  std::vector<std::string> ends;
  const Reckoning found = reckoned(account);
  for (const Month& month : ledger(found, Teller::claimed).months)
    ends.push_back(to_iso(month.to));
  CHECK(ends == std::vector<std::string>{"2016-02-28", "2016-03-30", "2016-04-29", "2016-05-30"});
}

TEST_CASE("reckon: a month cut short earns its share") {
  const Account account = account_of(
      "format = 1\ncurrency = \"RUB\"\nfrom = 2015-06-01\n[[wage]]\nto = 2015-06-20\n"
      "amount = 10000\n");
  CHECK(text(ledger(reckoned(account), Teller::claimed).totals.wages) == "6666.67");
}

}  // namespace
}  // namespace manumit::debt
