// SPDX-License-Identifier: Apache-2.0
#include "casework/clock_rule.h"

#include <doctest/doctest.h>

#include <set>

using namespace manumit;
using namespace manumit::casework;

namespace {

std::string clock_with(const std::string& lines) {
  return "format = 1\n[[clock]]\nid = \"zz.1\"\ntitle.en = \"An answer\"\ntitle.ru = \"Ответ\"\n"
         "whose = \"authority\"\nstarts = [\"complaint\"]\nstops = [\"answer\"]\n"
         "counts_from = [\"received\", \"date\"]\nweekend = \"moves\"\nconfidence = "
         "\"read\"\nsource = \"here\"\n" +
         lines;
}

Day day(const char* iso) {
  return day_from_iso(iso).value();
}

}  // namespace

TEST_CASE("ClockRule: days run from the day after, and a weekend moves to Monday") {
  ClockRule rule;
  rule.days = 3;
  rule.moves_on = true;
  CHECK(rule.due(day("2010-06-08")) == day("2010-06-11"));  // Tuesday to Friday
  CHECK(rule.due(day("2010-06-09")) == day("2010-06-14"));  // Saturday is Monday
  CHECK(rule.due(day("2010-06-10")) == day("2010-06-14"));  // Sunday is Monday
  CHECK(rule.due(day("2010-06-11")) == day("2010-06-14"));
  CHECK(rule.due(day("1969-12-28")) == day("1969-12-31"));  // Before the epoch
}

TEST_CASE("ClockRule: months end on the same day of the month, or on its last") {
  ClockRule rule;
  rule.months = 6;
  CHECK(rule.due(day("2019-08-30")) == day("2020-02-29"));  // A Saturday, and still the last day
  CHECK(rule.due(day("2022-08-31")) == day("2023-02-28"));
  rule.months = 4;
  CHECK(rule.due(day("2022-02-01")) == day("2022-06-01"));
  CHECK(rule.due(kLastDay) == kLastDay);
}

TEST_CASE("read_clock_rules: reads what docs say, and names what it refuses") {
  const auto rules = read_clock_rules(
      clock_with("days = 3\nlongest = 10\nin_force = { from = 2002-07-01 }\nplaces = [\"RU\"]\n"),
      "zz.toml");
  REQUIRE(rules);
  REQUIRE(rules->size() == 1);
  const ClockRule& rule = rules->front();
  CHECK(rule.days == 3);
  CHECK(rule.longest_days == 10);
  CHECK(rule.from_receipt);
  CHECK(rule.starts_with("complaint"));
  CHECK(rule.stops == std::vector<std::string>{"answer"});
  CHECK(rule.in_force_in({day("2002-01-01"), day("2002-07-01")}));
  CHECK_FALSE(rule.in_force_in({day("2002-01-01"), day("2002-06-30")}));

  const auto refused = [](const std::string& text) {
    const auto read = read_clock_rules(text, "zz.toml");
    REQUIRE_FALSE(read);
    return read.error().what + " @ " + read.error().where;
  };
  CHECK(refused(clock_with("")) == "a clock has either days or months @ zz.toml, line 2, column 1");
  CHECK(refused(clock_with("days = 3\nmonths = 1\n")) ==
        "a clock has either days or months @ zz.toml, line 2, column 1");
  CHECK(refused(clock_with("days = 0\n")) ==
        "the key {0} must be a whole number from {1} to {2} @ zz.toml, line 13, column 8");
  CHECK(refused(clock_with("days = 3\nlongest = 3\n")) ==
        "the longest time must be more than the usual one @ zz.toml, line 14, column 11");
  CHECK(refused(clock_with("days = 3\nday = 4\n")) ==
        "the key {0} means nothing here @ zz.toml, line 14, column 7");
  CHECK(refused(clock_with("days = 3\nin_force = { from = 2010-01-02, to = 2010-01-01 }\n")) ==
        "it ends before it begins @ zz.toml, line 14, column 12");
  CHECK(refused("format = 2\n") == "the file does not begin with format = 1 @ zz.toml");
  CHECK(refused("format = 1\n") == "a file of clocks has from 1 to {0} of them @ zz.toml");
  CHECK(refused("format = ").rfind("this is not TOML: {0} @ zz.toml, line 1", 0) == 0);
  const std::string one = clock_with("days = 3\n");
  CHECK(refused(one + one.substr(11)) == "the id {0} stands twice @ zz.toml, line 14, column 1");
}

TEST_CASE("built_in_clocks: every id once, in both languages, with a source") {
  std::set<std::string> ids;
  for (const ClockRule& rule : built_in_clocks()) {
    CHECK(ids.insert(rule.id).second);
    CHECK_FALSE(rule.source.empty());
    CHECK(rule.title_en != rule.title_ru);
  }
  // Six months that end on a Sunday are over on it (Sabri Güneş v. Turkey).
  REQUIRE(find_clock(built_in_clocks(), "echr.35.four_months") != nullptr);
  CHECK(find_clock(built_in_clocks(), "echr.35.four_months")->due(day("2022-02-05")) ==
        day("2022-06-05"));
  REQUIRE(find_clock(built_in_clocks(), "ru.upk.144") != nullptr);
  CHECK(find_clock(built_in_clocks(), "ru.upk.144")->days == 3);
  CHECK(find_clock(built_in_clocks(), "none") == nullptr);
}
