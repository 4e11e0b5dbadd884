// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "expression.h"

namespace manumit::law {
namespace {

using Op = Expression::Op;

Expression read(std::string_view text, Dialect dialect = Dialect::cue) {
  auto out = parse_expression(text, dialect);
  REQUIRE_MESSAGE(out.has_value(), std::string(text));
  return std::move(*out);
}

/// The letter at which reading stopped, and why.
Slip slip(std::string_view text, Dialect dialect = Dialect::cue) {
  const auto out = parse_expression(text, dialect);
  REQUIRE_MESSAGE(!out.has_value(), std::string(text));
  return out.error();
}

TEST_CASE("expressions: not binds more than and, and more than or, or more than unless") {
  const Expression all = read("not a and b or c unless d");
  REQUIRE(all.op == Op::unless);
  REQUIRE(all.parts[0].op == Op::disj);
  REQUIRE(all.parts[0].parts[0].op == Op::conj);
  CHECK(all.parts[0].parts[0].parts[0].op == Op::negate);
  CHECK(all.parts[1].tests[0].fact == "d");
}

TEST_CASE("expressions: brackets hold together, and two nots cancel each other") {
  const Expression one = read("a and (b or c)");
  REQUIRE(one.op == Op::conj);
  CHECK(one.parts[1].op == Op::disj);
  CHECK(read("not not a").op == Op::tests);
}

TEST_CASE(
    "expressions: a cue compares codes, numbers and ages, or asks whether anything is known") {
  CHECK(read("event.kind = recruitment").tests[0].word == "recruitment");
  CHECK(read("place = \"Far East\"").tests[0].word == "Far East");
  CHECK(read("age < 18").tests[0].fact == "age");
  CHECK(read("hours >= 10.5").tests[0].number == 10.5);
  CHECK(read("hours >= 10.5").tests[0].compare == Compare::at_least);
  CHECK(read("pay.owed known").tests[0].kind == Test::Kind::known);
}

TEST_CASE("expressions: with joins tests of one subject, also those that must not hold") {
  const Expression one = read("event.penalties = beaten with not event.phase = exit and b");
  REQUIRE(one.op == Op::conj);
  REQUIRE(one.parts[0].tests.size() == 2);
  CHECK(one.parts[0].tests[1].negated);
}

TEST_CASE("expressions: a logic names elements and tags, also several tags at once") {
  const Expression one = read("any(means, penalty & strong, age) or child", Dialect::logic);
  REQUIRE(one.op == Op::disj);
  REQUIRE(one.parts[0].choices.size() == 3);
  CHECK(one.parts[0].choices[1].tags == std::vector<std::string>{"penalty", "strong"});
  CHECK(one.parts[0].choices[2].tags == std::vector<std::string>{"age"});
  CHECK(one.parts[1].name == "child");
}

TEST_CASE("expressions: a slip says at which letter it stands") {
  CHECK(slip("a and").at == 5);
  CHECK(slip("a and and b").at == 6);
  CHECK(slip("a and and b").error.fills == std::vector<std::string>{"and"});
  CHECK(slip("(a or b").at == 7);
  CHECK(slip("a)").at == 1);
  CHECK(slip("a # b").at == 2);
  CHECK(slip("").at == 0);
  CHECK(slip("event.kind = ").at == 13);
  CHECK(slip("hours < ten").at == 8);
  CHECK(slip("a = \"never ends").at == 4);
  CHECK(slip("a with age < 18").at == 7);
  CHECK(slip("any means", Dialect::logic).at == 4);
  CHECK(slip("any(means", Dialect::logic).at == 9);
  CHECK(slip("A.b").at == 0);
  CHECK(slip("\xc3\xa9 and b").error.fills == std::vector<std::string>{"?"});
}

TEST_CASE("expressions: sixteen brackets deep is enough, and four thousand letters") {
  CHECK(parse_expression(std::string(16, '(') + "a" + std::string(16, ')'), Dialect::cue));
  CHECK_FALSE(parse_expression(std::string(17, '(') + "a" + std::string(17, ')'), Dialect::cue));
  std::string row = "a";
  while (row.size() < 4001)
    row += " or a";
  CHECK_FALSE(parse_expression(row, Dialect::cue));
  CHECK(slip("hours < 1234567890123456").at == 8);
}

TEST_CASE("expressions: an id has small letters, digits and _ in parts joined by points") {
  CHECK(is_id("debt.no_limit"));
  CHECK(is_id("ru.uk.127_1"));
  CHECK_FALSE(is_id(""));
  CHECK_FALSE(is_id(".a"));
  CHECK_FALSE(is_id("a."));
  CHECK_FALSE(is_id("a..b"));
  CHECK_FALSE(is_id("A"));
  CHECK_FALSE(is_id("a-b"));
}

}  // namespace
}  // namespace manumit::law
