// SPDX-License-Identifier: Apache-2.0
#include "test_accounts.h"

namespace manumit::debt {
namespace {

using namespace test;

const std::string kHead =
    "format = 1\ncountry = \"ru\"\ncurrency = \"RUB\"\nfrom = 2015-06-01\nto = 2015-12-31\n";
const std::string kWage = "[[wage]]\nto = 2015-08-31\namount = 10000\n";

void check_refused(const std::string& toml, const char* what, const char* where,
                   Error::Kind kind = Error::Kind::bad_input) {
  const Error error = refusal_of(toml);
  CHECK(error.what == what);
  CHECK(error.where == where);
  CHECK(error.kind == kind);
}

TEST_CASE("reckon: a wage below nothing is refused with its line") {
  check_refused(kHead + "[[wage]]\namount = -10000\n", "an amount below nothing stands here",
                "test.toml, line 6");
}

TEST_CASE("reckon: an interest of 4,000 % is refused and says how to write ten percent") {
  const std::string toml = kHead + kWage + "[interest]\npercent = 4000\nper = \"month\"\n";
  check_refused(toml,
                "an interest of {0} % is beyond reason; the most that is reckoned with is {1} %",
                "test.toml, line 9");
  CHECK(refusal_of(toml).fills == std::vector<std::string>{"4000", "1000"});
}

TEST_CASE("reckon: an amount in another currency is refused, not converted") {
  check_refused(kHead + kWage + "[[debt]]\namount = \"300 USD\"\n",
                "this amount is in {0}, the account is in {1}", "test.toml, line 9");
}

TEST_CASE("reckon: a payment before the start is refused with its line") {
  check_refused(kHead + kWage + "[[payment]]\non = 2015-05-31\namount = 5000\n",
                "this lies before {0}, the day on which the account begins", "test.toml, line 9");
}

TEST_CASE("reckon: two wages for the same days are refused with the line of the later one") {
  check_refused(kHead + kWage + "[[wage]]\nfrom = 2015-08-31\namount = 12000\n",
                "two wages are given for the same days, from {0}", "test.toml, line 9");
}

TEST_CASE("reckon: two wages, one after the other, are no overlap") {
  const Account account =
      account_of(kHead + kWage + "[[wage]]\nfrom = 2015-09-01\namount = 12000\n");
  CHECK(text(ledger(reckoned(account), Teller::claimed).totals.wages) == "78000.00");
}

TEST_CASE("reckon: hours beyond a day, or more at night than there are, are refused") {
  check_refused(kHead + kWage + "[[hours]]\nper_day = 25\n", "a day has from 0 to 24 hours",
                "test.toml, line 9");
  check_refused(kHead + kWage + "[[hours]]\nper_day = 8\ndays_per_week = 8\n",
                "a week has from 1 to 7 days of work", "test.toml, line 9");
  check_refused(kHead + kWage + "[[hours]]\nper_day = 8\nnight_per_day = 9\n",
                "there are more hours at night than hours of work", "test.toml, line 9");
}

TEST_CASE("reckon: a sum that does not fit is an error with its line, and does not wrap") {
  check_refused(kHead + "[[debt]]\namount = 999999999999999\n",
                "the amount is too large to reckon with", "test.toml, line 6");
  // 10^12 roubles at 1000 % a month grow elevenfold each month: past 9 * 10^18 kopecks in the
  // fifth.
  const std::string toml =
      "format = 1\ncurrency = \"RUB\"\nfrom = 2015-06-01\nto = 2025-12-31\n"
      "[[debt]]\namount = 999999999999\n[[wage]]\namount = 1\n"
      "[interest]\npercent = 1000\nper = \"month\"\n";
  check_refused(toml, "the amount is too large to reckon with", "test.toml, line 9");
}

TEST_CASE("read_account: a number with zeros too many is told so, not as one with decimals") {
  check_refused(kHead + "[[debt]]\namount = 99999999999999999\n",
                "the amount is too large to reckon with", "test.toml, line 7, column 10");
  check_refused(kHead + "[[debt]]\namount = -1e300\n", "the amount is too large to reckon with",
                "test.toml, line 7, column 10");
  check_refused(kHead + "[[debt]]\namount = inf\n", "this could not be read as an amount of money",
                "test.toml, line 7, column 10");
}

TEST_CASE("reckon: a wage by the hour that does not fit is an error, and does not wrap") {
  const std::string june = "format = 1\ncurrency = \"RUB\"\nfrom = 2015-06-01\nto = 2015-06-30\n";
  const std::string hours = "[[hours]]\nper_day = { low = 0, high = 12 }\n";
  const std::string wage = "[[wage]]\nper = \"hour\"\namount = ";
  // 10^12 roubles an hour for the 167 hours of June 2015 are 1.67 * 10^16 kopecks a month.
  check_refused(june + wage + "1000000000000\n" + hours, "the amount is too large to reckon with",
                "test.toml, line 5");
  const Reckoning found = reckoned(account_of(june + wage + "50000000000\n" + hours));
  // 5 * 10^10 * 167 roubles earned in one minute, the shortest time that is reckoned with,
  // times 60.
  CHECK(found.hours.front().promised_hour.most == 5'010'000'000'000'000'000);
}

TEST_CASE("reckon: a range that stands on its head is refused") {
  check_refused(kHead + "[[wage]]\namount = { low = 9000, high = 8000 }\n",
                "the low end of this range is above its high end", "test.toml, line 6");
}

TEST_CASE("reckon: a wage or a debt that nobody knows cannot carry an answer") {
  check_refused(kHead + "[[wage]]\ntitle = \"promised later\"\n",
                "the wage is not known, so nothing can be reckoned from it", "test.toml, line 6",
                Error::Kind::refused);
  check_refused(kHead + kWage + "[[debt]]\nclaimed = { low = 5000 }\n",
                "the amount of this debt is not known", "test.toml, line 9", Error::Kind::refused);
}

TEST_CASE("reckon: a day beyond the table of rates is refused, and the table's last day is not") {
  Account account = example("e1-brick-factory.toml");
  account.to = day("2026-02-28");
  CHECK(reckon(account, built_in_wage_rules("ru")).has_value());
  account.to = day("2026-03-01");
  const auto beyond = reckon(account, built_in_wage_rules("ru"));
  REQUIRE_FALSE(beyond);
  CHECK(beyond.error().kind == Error::Kind::refused);
  CHECK(beyond.error().what ==
        "the table {0} is known up to {1} only, and {2} lies beyond it; nothing is guessed");
  CHECK(beyond.error().fills == std::vector<std::string>{"rates", "2026-02-28", "2026-03-01"});
}

TEST_CASE("reckon: wages before the tables begin are refused") {
  const Error minimum = refusal_of(
      "format = 1\ncurrency = \"RUB\"\nfrom = 2004-12-01\nto = 2004-12-31\n[[wage]]\namount = "
      "900\n");
  CHECK(minimum.kind == Error::Kind::refused);
  CHECK(minimum.fills == std::vector<std::string>{"minimum_wage", "2005-01-01", "2004-12-01"});
  const Error rates = refusal_of(
      "format = 1\ncurrency = \"RUB\"\nfrom = 2010-12-01\nto = 2011-06-30\n[[wage]]\n"
      "to = 2010-12-31\namount = 9000\n");
  CHECK(rates.kind == Error::Kind::refused);
}

TEST_CASE(
    "reckon: hours in a month without a calendar are refused, and with its own days are not") {
  const std::string toml =
      "format = 1\ncurrency = \"RUB\"\nfrom = 2014-06-01\nto = 2014-06-30\n[[wage]]\n"
      "amount = 10000\n[[hours]]\nper_day = 8\ndays_per_week = 5\n";
  CHECK(refusal_of(toml).kind == Error::Kind::refused);
  const Account own = account_of(
      toml + "[[norm]]\nmonth = \"2014-06\"\nworking_days = 19\nshort_days = 1\nsource = \"s\"\n");
  const Reckoning found = reckoned(own);
  REQUIRE(found.hours.size() == 1);
  CHECK(found.hours.front().norm_minutes == 151 * 60);
}

TEST_CASE("reckon: a month whose working days are given twice is refused, not chosen from") {
  const std::string norm = "[[norm]]\nmonth = \"2015-06\"\nworking_days = 20\nsource = \"s\"\n";
  check_refused(kHead + kWage + norm + norm, "this month stands here twice", "test.toml, line 13");
}

TEST_CASE("reckon: a minimum wage that ends before it begins is refused, not left out") {
  check_refused(kHead + kWage +
                    "[[minimum]]\nfrom = 2015-07-01\nto = 2015-06-01\nper_month = 7000\n"
                    "source = \"s\"\n",
                "this ends before it begins", "test.toml, line 9");
}

TEST_CASE("reckon: a line without an end in an account without an end is refused") {
  check_refused("format = 1\ncurrency = \"RUB\"\nfrom = 2015-06-01\n[[wage]]\namount = 1\n",
                "nothing says when this ends", "test.toml, line 4");
}

TEST_CASE("reckon: a mistyped year is not reckoned for centuries") {
  check_refused(
      "format = 1\ncurrency = \"RUB\"\nfrom = 0215-06-01\nto = 2015-06-01\n[[wage]]\n"
      "amount = 1\n",
      "the account covers more than {0} years", "");
}

TEST_CASE("read_account: a slip of the pen is found with line and column") {
  check_refused(kHead + "[[wage]]\nammount = 10000\n", "the key {0} means nothing here",
                "test.toml, line 7, column 11");
  check_refused(kHead + "[[charge]]\nkind = \"wage_payment\"\n",
                "a line of this part cannot be of the kind {0}", "test.toml, line 7, column 8");
  check_refused(kHead + "[[wage]]\namount = 10000.505\n", "{0} has only {1} decimals",
                "test.toml, line 7, column 10");
  check_refused("currency = \"RUB\"\n", "the file does not begin with format = 1", "test.toml");
  check_refused(kHead + "[[wage]\n", "the file is no valid TOML from here on",
                "test.toml, line 6, column 8");
}

TEST_CASE(
    "read_account: letters beyond ASCII outside of quotation marks are refused before the parser") {
  check_refused(kHead + "[[wage]]\nсумма = 10000\n",
                "a letter stands here that can only be read inside quotation marks",
                "test.toml, line 7, column 1");
}

TEST_CASE("read_account: 1.234 roubles are no thousand") {
  CHECK(refusal_of(kHead + "[[wage]]\namount = 1.234\n").what == "{0} has only {1} decimals");
  const Account account = account_of(kHead + "[[wage]]\namount = 1234.5\n");
  CHECK(text(*account.lines.front().claimed->low) == "1234.50");
}

}  // namespace
}  // namespace manumit::debt
