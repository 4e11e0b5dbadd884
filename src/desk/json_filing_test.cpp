// SPDX-License-Identifier: Apache-2.0
#include "json_filing.h"

#include <doctest/doctest.h>

#include <string>
#include <variant>

namespace manumit::desk {
namespace {

using casework::RecordId;

RecordId numbered(std::uint8_t number) {
  RecordId id;
  id.bytes.fill(number);
  return id;
}

Result<casework::Filing> read(const std::string& json) {
  std::uint8_t next = 1;
  return read_filing(json, numbered(0xCC), casework::built_in_vocabulary(),
                     [&] { return numbered(next++); });
}

/// One statement about a new person, with this fact and answer.
Result<casework::Statement> said(const std::string& fact, const std::string& answer,
                                 const std::string& more = "") {
  const auto filing =
      read(R"({"subjects":[{"id":"$1","kind":"person"}],"statements":[{"subject":"$1","fact":")" +
           fact + R"(","answer":)" + answer + more + "}]}");
  if (!filing)
    return fail(filing.error());
  return filing->statements.at(0);
}

}  // namespace

TEST_CASE("read_filing: what is opened gets a fresh id wherever it is spoken of") {
  const auto filing = read(R"({
    "subjects": [{"id":"$1","kind":"person","role":"affected"}, {"id":"$2","kind":"person","role":"employer"}],
    "sources": [{"id":"$3","kind":"interview","title":"A talk","date":{"words":"2 March 2016"}}],
    "statements": [
      {"subject":"$0","fact":"referral.from_worker","answer":{"state":"yes","value":"$2"},"source":"$3"},
      {"subject":"$1","fact":"person.name","answer":{"state":"yes","value":"Х."}}],
    "withdrawals": [{"statement":"00:1","reason":"slip"}]})");
  REQUIRE(filing);
  CHECK(filing->case_id == numbered(0xCC));
  CHECK(filing->subjects[1].id == numbered(2));
  CHECK(filing->sources[0].id == numbered(3));
  CHECK(filing->sources[0].date->precision == Precision::day);
  CHECK(filing->statements[0].subject == numbered(0xCC));
  CHECK(std::get<RecordId>(filing->statements[0].answer.value) == numbered(2));
  CHECK(filing->statements[0].source == numbered(3));
  CHECK(filing->statements[1].subject == numbered(1));
  CHECK(filing->withdrawals[0].reason == "slip");
}

TEST_CASE("read_filing: dates come as words and keep what was said") {
  const auto birth =
      said("person.birth_date", R"({"state":"yes","value":{"words":"spring 2001"}})");
  REQUIRE(birth);
  const auto& date = std::get<PartialDate>(birth->answer.value);
  CHECK(date.precision == Precision::season);
  CHECK(date.words == "spring 2001");
  CHECK_FALSE(said("person.birth_date", R"({"state":"yes","value":{"words":"when I was small"}})"));
}

TEST_CASE("read_filing: an amount too large to hold is refused, not turned round") {
  const auto paid = [](const std::string& minor) {
    return said("pay.owed",
                R"({"state":"yes","value":{"minor":)" + minor + R"(,"currency":"RUB"}})");
  };
  CHECK(paid("9223372036854775807"));
  CHECK_FALSE(paid("9223372036854775808"));
  CHECK_FALSE(paid("18446744073709551615"));
}

TEST_CASE("read_filing: a date goes out and comes back the same") {
  const auto back =
      said("person.birth_date", R"({"state":"yes","value":{"iso":"2001-03-01/2001-05-31~season",)"
                                R"("first":"2001-03-01","last":"2001-05-31","precision":"season",)"
                                R"("words":"весной 2001"}})");
  REQUIRE(back);
  const auto& date = std::get<PartialDate>(back->answer.value);
  CHECK(to_iso(date) == "2001-03-01/2001-05-31~season");
  CHECK(date.words == "весной 2001");
}

TEST_CASE("read_filing: 'about the 5th' needs the day of the talk, and takes it from the source") {
  const std::string when = R"(,"when":{"words":"around the 5th"})";
  CHECK_FALSE(said("person.name", R"({"state":"yes","value":"A."})", when));
  const auto filing =
      read(R"({"subjects":[{"id":"$1","kind":"person"}],)"
           R"("sources":[{"id":"$2","kind":"call","date":{"words":"2016-03-20"}}],)"
           R"("statements":[{"subject":"$1","fact":"person.name","source":"$2",)"
           R"("answer":{"state":"yes","value":"A."},"when":{"words":"around the 5th"}}]})");
  REQUIRE(filing);
  // "About" a day is five days either side of it.
  CHECK(to_iso(filing->statements[0].when->first) == "2016-02-29");
  CHECK(to_iso(filing->statements[0].when->last) == "2016-03-10");
}

TEST_CASE("read_filing: money comes as words or as minor units, exact") {
  const std::string head =
      R"({"subjects":[{"id":"$1","kind":"debt"}],"statements":[{"subject":"$1","fact":"debt.amount","answer":{"state":"yes","value":)";
  for (const char* value : {R"({"words":"18 000 RUB"})",
                            R"({"minor":1800000,"currency":"RUB","text":"18000.00 RUB"})"}) {
    const auto filing = read(head + value + "}}]}");
    REQUIRE(filing);
    CHECK(to_text(std::get<Money>(filing->statements[0].answer.value)) == "18000.00 RUB");
  }
  for (const char* bad :
       {R"({"words":"eighteen"})", R"({"minor":1.5,"currency":"RUB"})",
        R"({"minor":1,"currency":"???"})", R"({"minor":1})", R"("18000")", "18000"})
    CHECK_FALSE(read(head + bad + "}}]}"));
}

TEST_CASE("read_filing: unknown is not no: the five states stay what they are") {
  const std::pair<const char*, casework::AnswerState> states[] = {
      {"yes", casework::AnswerState::yes},
      {"no", casework::AnswerState::no},
      {"not_asked", casework::AnswerState::not_asked},
      {"refused", casework::AnswerState::refused},
      {"unclear", casework::AnswerState::unclear}};
  for (const auto& [name, state] : states) {
    const auto answer = said("safety.safe_now", std::string(R"({"state":")") + name + "\"}");
    REQUIRE(answer);
    CHECK(answer->answer.state == state);
    CHECK(std::holds_alternative<std::monostate>(answer->answer.value));
  }
  CHECK_FALSE(said("safety.safe_now", R"({"state":"maybe"})"));
  CHECK_FALSE(said("safety.safe_now", "{}"));
}

TEST_CASE("read_filing: a fault is named by its place, in our own words") {
  const auto bad = said("person.name", R"({"state":"yes","value":{"evil":"<script>"}})");
  REQUIRE_FALSE(bad);
  CHECK(bad.error().where == "statements[0].answer.value");
  const auto unknown = said("no.such_fact", R"({"state":"yes"})");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().where == "statements[0].fact");
}

TEST_CASE("read_filing: what was not opened cannot be spoken of") {
  CHECK_FALSE(
      read(R"({"statements":[{"subject":"$9","fact":"person.name","answer":{"state":"no"}}]})"));
  CHECK_FALSE(
      read(R"({"statements":[{"subject":"","fact":"person.name","answer":{"state":"no"}}]})"));
  CHECK_FALSE(read(R"({"subjects":[{"id":"$1","kind":"person"},{"id":"$1","kind":"person"}]})"));
  CHECK_FALSE(read(R"({"subjects":[{"id":"$0","kind":"person"}]})"));
  // A page cannot choose the id under which something new is kept.
  CHECK_FALSE(read(R"({"subjects":[{"id":"00112233445566778899aabbccddeeff","kind":"person"}]})"));
}

}  // namespace manumit::desk
