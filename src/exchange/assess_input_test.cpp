// SPDX-License-Identifier: Apache-2.0
#include "assess_input.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace manumit::exchange {
namespace {

using casework::AnswerState;
using casework::built_in_vocabulary;

AssessInput read(const std::string& json) {
  auto read = read_assess_input(json, "a.json", built_in_vocabulary());
  if (!read)
    FAIL(in_english(read.error()));
  return std::move(*read);
}

std::string with_items(const std::string& items, const std::string& more = "") {
  return "{\"format\": 1, " + more + "\"items\": [" + items + "]}";
}

std::string only_problem(const std::string& json) {
  const AssessInput input = read(json);
  REQUIRE(input.problems.size() == 1);
  return in_english(input.problems.front());
}

std::string refusal(const std::string& json) {
  const auto read = read_assess_input(json, "a.json", built_in_vocabulary());
  REQUIRE_FALSE(read);
  return in_english(read.error());
}

bool begins(const std::string& text, std::string_view with) {
  return text.starts_with(with);
}

TEST_CASE("read_assess_input: answers become statements of one affected person") {
  const AssessInput input = read(R"({
    "format": 1, "facts_from": "2015-06-01", "facts_to": "2015-08-31", "place": ["RU", "KZ"],
    "items": [
      {"fact": "act.sale", "subject": "man", "state": "yes", "statement": "interview 3"},
      {"fact": "event.kind", "subject": "man", "value": ["sale"], "certainty": "likely"},
      {"fact": "event.amount", "subject": "man", "value": "18000 RUB"},
      {"fact": "work.hours_per_day", "value": 12.5},
      {"fact": "means.threat", "state": "refused"}
    ]})");
  CHECK(input.problems.empty());
  REQUIRE(input.facts_at);
  CHECK(to_iso(input.facts_at->least) == "2015-06-01");
  CHECK(to_iso(input.facts_at->most) == "2015-08-31");
  CHECK(input.places == std::vector<std::string>{"RU", "KZ"});
  REQUIRE(input.of.statements.size() == 5);
  const auto& told = input.of.statements;
  CHECK(told[0].id == "interview 3");
  CHECK(told[0].said.subject == input.person);
  // The key "man" is also that of an event: the two are not one.
  CHECK(told[1].said.subject != input.person);
  CHECK(told[1].said.subject == told[2].said.subject);
  CHECK(told[1].id == "items[1]");
  CHECK(told[1].said.certainty == casework::Certainty::likely);
  CHECK(told[2].said.answer.value == casework::Value(*parse_money("18000 RUB")));
  CHECK(told[3].said.answer.value == casework::Value(12.5));
  CHECK(told[4].said.answer.state == AnswerState::refused);
  CHECK(told[4].said.subject == input.person);
}

TEST_CASE("read_assess_input: nothing answered is a case of somebody of whom nothing is known") {
  const AssessInput input = read(with_items(""));
  CHECK(input.problems.empty());
  CHECK_FALSE(input.facts_at);
  CHECK(input.places.empty());
  CHECK(input.of.subject(input.person) != nullptr);
}

TEST_CASE("read_assess_input: answers about several people need to say whose case it is") {
  const std::string two = R"({"fact": "act.sale", "subject": "a", "state": "yes"},
                             {"fact": "act.sale", "subject": "b", "state": "no"})";
  CHECK(only_problem(with_items(two)).find("speak of 2 people") != std::string::npos);
  const AssessInput of_b = read(with_items(two, "\"person\": \"b\", "));
  CHECK(of_b.problems.empty());
  CHECK(of_b.of.statements[1].said.subject == of_b.person);
  CHECK(of_b.of.statements[0].said.subject != of_b.person);
  CHECK(begins(only_problem(with_items(two, "\"person\": \"c\", ")),
               "a.json, line 1, column 25, person: no answer speaks of this person"));
}

TEST_CASE("read_assess_input: every fault is named with line, column and path") {
  CHECK(begins(only_problem(with_items("\n {\"fact\": \"act.sail\", \"state\": \"yes\"}")),
               "a.json, line 2, column 11, items[0].fact: act.sail is no fact"));
  CHECK(begins(only_problem(with_items("{\"fact\": \"act.sale\", \"state\": \"perhaps\"}")),
               "a.json, line 1, column 55, items[0].state: an answer is yes, no"));
  CHECK(begins(only_problem(with_items("{\"fact\": \"event.kind\", \"value\": \"gift\"}")),
               "a.json, line 1, column 57, items[0].value: the list of the fact event.kind"));
  CHECK(begins(only_problem(with_items("{\"fact\": \"event.amount\", \"value\": 18000}")),
               "a.json, line 1, column 59, items[0].value: money is a text"));
  CHECK(begins(only_problem(with_items("{\"fact\": \"act.sale\", \"state\": \"yes\", \"x\": 1}")),
               "a.json, line 1, column 67, items[0].x: the key x has no meaning"));
  CHECK(begins(only_problem(with_items("7")), "a.json, line 1, column 25, items[0]: an item is"));
  CHECK(read(with_items("7, 8, {\"fact\": \"act.sail\", \"state\": \"yes\"}")).problems.size() ==
        3);
}

TEST_CASE("read_assess_input: time and place are checked") {
  const auto with = [](const std::string& more) { return only_problem(with_items("", more)); };
  CHECK(with(R"("facts_from": "2015-12-31", "facts_to": "2015-01-01", )")
            .find("end before they begin") != std::string::npos);
  CHECK(with(R"("facts_from": "2015-12-31", )").find("without facts_to") != std::string::npos);
  CHECK(with(R"("facts_to": "2015-12-31", )").find("without facts_from") != std::string::npos);
  // An end that is null or empty is none: half a time is not left out in silence.
  CHECK(with(R"("facts_from": null, "facts_to": "2015-12-31", )").find("without facts_from") !=
        std::string::npos);
  CHECK(with(R"("facts_from": "2015-12-31", "facts_to": "", )").find("without facts_to") !=
        std::string::npos);
  CHECK(with(R"("facts_from": "2015-02-30", "facts_to": "2015-12-31", )")
            .find("a day is written as") != std::string::npos);
  CHECK(with(R"("place": "Russia", )").find("two capital letters") != std::string::npos);
  CHECK(with(R"("place": ["RU", 7], )").find("two capital letters") != std::string::npos);
}

TEST_CASE("read_assess_input: a file of another format is not guessed at") {
  CHECK(only_problem("{\"format\": 2, \"items\": []}").find("\"format\": 1") != std::string::npos);
  CHECK(only_problem("[]").find("one JSON object") != std::string::npos);
  CHECK(only_problem("{\"format\": 1}").find("items must be a list") != std::string::npos);
}

TEST_CASE("read_assess_input: what is no JSON is refused at the letter where it stops being so") {
  CHECK(begins(refusal("{\"format\": 1,\n \"Ж\" 1}"), "a.json, line 2, column 6: this is no JSON"));
  CHECK(begins(refusal("{\"a\": 1, \"a\": 2}"), "a.json, line 1, column 13: a key stands twice"));
  CHECK(begins(refusal("{} {}"), "a.json, line 1, column 4: after the end"));
  CHECK(begins(refusal("{\"a\": \"\n\"}"), "a.json, line 1, column 8: a text is not ended"));
  CHECK(begins(refusal(std::string(40, '[')), "a.json, line 1, column 18: brackets stand more"));
  CHECK(refusal("{\"a\": \"\xFF\"}").find("not UTF-8 from byte 7") != std::string::npos);
  CHECK(refusal(std::string((1U << 20U) + 1, ' ')).find("larger than 1 MiB") != std::string::npos);
  for (const char* broken : {"",
                             "{",
                             "[1,]",
                             "{\"a\":}",
                             "01",
                             "1.",
                             "-",
                             "tru",
                             "nul",
                             "\"\\x\"",
                             "\"\\u12\"",
                             "\"\\ud800\"",
                             "\"\\udc00\"",
                             "\"\\ud800\\u0041\"",
                             "[1 2]",
                             "{1: 2}",
                             "{\"a\": 1,}",
                             "'a'",
                             "NaN",
                             "1e"})
    CHECK_FALSE_MESSAGE(read_assess_input(broken, "a.json", built_in_vocabulary()), broken);
}

TEST_CASE("read_assess_input: escapes and a byte order mark are read as RFC 8259 says") {
  const AssessInput input = read(
      "\xEF\xBB\xBF{\"format\":1,\"items\":[{\"fact\":\"act.sale\",\"state\":\"\\u0079es\","
      "\"statement\":\"\\\"\\\\\\/\\u0416 \\ud83d\\ude00\"}]}");
  CHECK(input.problems.empty());
  // U+1F600 in UTF-8 is F0 9F 98 80, U+0416 is D0 96.
  CHECK(input.of.statements[0].id == "\"\\/\xD0\x96 \xF0\x9F\x98\x80");
}

}  // namespace
}  // namespace manumit::exchange
