// SPDX-License-Identifier: Apache-2.0
#include "findings_json.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace manumit::exchange {
namespace {

using nlohmann::json;

// The law of an invented country: somebody was brought, and by force or by a lie.
constexpr const char* kLaw = R"toml(
instrument   = "xx.brought"
version      = "v2020"
kind         = "criminal_code"
title        = { en = "Bringing a person", ru = "Привоз человека" }
jurisdiction = "XX"
places       = ["RU"]
in_force     = { from = 2020-01-01 }
confidence   = "unverified"
unverified   = "invented"
source       = "nowhere"
recheck      = 2030-01-01

[[element]]
id          = "act.brought"
dimension   = "act"
article     = "1"
text        = { en = "Brought" }
supports    = ["f.brought"]
contradicts = ["not f.brought"]

[[element]]
id          = "means.force"
dimension   = "means"
article     = "1(a)"
text        = { en = "Force" }
supports    = ["f.force"]
contradicts = ["not f.force"]

[[element]]
id          = "means.lie"
dimension   = "means"
article     = "1(b)"
text        = { en = "A lie" }
supports    = ["f.lie"]
contradicts = ["not f.lie"]

[[limb]]
id    = "how"
hidden = true
logic = "any(means)"

[[limb]]
id    = "whole"
title = { en = "The whole" }
logic = "act.brought and how"
)toml";

enum : std::uint32_t { brought, force, lie };

law::Library library() {
  law::FactTable facts;
  for (const char* id : {"f.brought", "f.force", "f.lie"})
    facts.rows.push_back({id, law::FactKind::yes_no, "person"});
  auto read = law::Library::read({{"xx.brought.v2020.toml", kLaw}}, facts);
  REQUIRE_MESSAGE(read.has_value(), (read ? "" : in_english(read.error())));
  return std::move(*read);
}

law::Item said(std::uint32_t fact, law::State state, std::uint32_t statement) {
  law::Item item;
  item.fact = fact;
  item.state = state;
  item.statement = statement;
  return item;
}

FindingWords words(bool with_questions) {
  FindingWords out{.statement = [](std::uint32_t number) { return "s" + std::to_string(number); }};
  if (with_questions)
    out.ask = [](std::string_view fact) { return "Ask about " + std::string(fact) + "?"; };
  return out;
}

/// The one finding as it is written.
json written(const law::Evidence& evidence, bool in_words = false) {
  const law::Library laws = library();
  const auto findings = law::assess(laws, evidence);
  const std::vector settlings = {law::shortest_questions(laws, 0, evidence)};
  JsonWriter out;
  write_findings(out, laws, findings, settlings, words(in_words));
  const json list = json::parse(out.view());
  REQUIRE(list.size() == 1);
  return list[0];
}

law::Evidence told() {
  law::Evidence out;
  out.items = {said(brought, law::State::yes, 7), said(force, law::State::refused, 8)};
  return out;
}

}  // namespace

TEST_CASE("findings: an element names the statements that speak for it in the caller's words") {
  const json element = written(told())["elements"][0];
  CHECK(element["id"] == "act.brought");
  CHECK(element["status"] == "supported");
  CHECK(element["reason"].is_null());
  CHECK(element["statements"] == json::parse(R"([{"statement":"s7","fact":"f.brought","state":"yes",
                                                  "for":true,"certainty":"certain"}])"));
}

TEST_CASE("findings: what nobody answered is named, and why") {
  const json finding = written(told());
  CHECK(finding["status"] == "unknown");
  CHECK(finding["reason"] == "open");
  CHECK(finding["elements"][1]["missing"] == json({"f.force"}));
  CHECK(finding["elements"][1]["missing_why"] == json({"refused"}));
  CHECK(finding["elements"][2]["missing_why"] == json({"not_recorded"}));
}

TEST_CASE("findings: the shortest set that supports comes first, then the one that contradicts") {
  // One lie would do, and asking again who refused is the last resort; against it, both must fall.
  const json finding = written(told());
  const json& questions = finding["questions"];
  REQUIRE(questions.size() == 3);
  CHECK(questions[0]["fact"] == "f.lie");
  CHECK(questions[0]["would"] == "support");
  CHECK(questions[0]["answer"] == "yes");
  CHECK(questions[1]["would"] == "contradict");
  CHECK(questions[2]["would"] == "contradict");
  CHECK(questions[1]["answer"] == "no");
  CHECK(finding["can_support"] == true);
  CHECK(finding["can_contradict"] == true);
  CHECK(finding["shortest"] == true);
}

TEST_CASE("findings: whether it was in force is not known where no date is") {
  CHECK(written(told())["in_force"].is_null());
  CHECK(written(told())["covers"] == "unknown");
  law::Evidence dated = told();
  dated.facts_at = Interval<Day>{*day_from_iso("2021-01-01"), *day_from_iso("2021-12-31")};
  CHECK(written(dated)["in_force"] == true);
  CHECK(written(dated)["in_force_from"] == "2020-01-01");
  CHECK(written(dated)["in_force_to"].is_null());
  dated.facts_at = Interval<Day>{*day_from_iso("2019-01-01"), *day_from_iso("2019-12-31")};
  CHECK(written(dated)["in_force"] == false);
  CHECK(written(dated)["status"] == "not_applicable");
  CHECK(written(dated)["reason"] == "not_in_force");
}

TEST_CASE("findings: titles, texts and questions stand there in words only where words are given") {
  const json plain = written(told());
  CHECK_FALSE(plain.contains("title"));
  CHECK_FALSE(plain["elements"][0].contains("text"));
  CHECK_FALSE(plain["questions"][0].contains("ask"));
  const json in_words = written(told(), true);
  CHECK(in_words["title"]["ru"] == "Привоз человека");
  CHECK(in_words["elements"][0]["text"]["en"] == "Brought");
  CHECK(in_words["questions"][0]["ask"] == "Ask about f.lie?");
}

TEST_CASE("findings: a hidden limb is a part of the logic and no part of the answer") {
  const json limbs = written(told())["limbs"];
  REQUIRE(limbs.size() == 1);
  CHECK(limbs[0]["id"] == "whole");
}

TEST_CASE("questions across laws: each says what it would settle") {
  const law::Library laws = library();
  const law::Evidence evidence = told();
  const std::vector settlings = {law::shortest_questions(laws, 0, evidence)};
  JsonWriter out;
  write_ranked_questions(out, laws, law::rank_questions(laws, evidence, settlings), words(true));
  const json list = json::parse(out.view());
  REQUIRE_FALSE(list.empty());
  CHECK(list[0]["fact"] == "f.lie");
  CHECK(list[0]["answer"] == "yes");
  CHECK(list[0]["findings"] == 1);
  CHECK(list[0]["settles"] == json::parse(R"([{"instrument":"xx.brought","version":"v2020"}])"));
  CHECK(list[0]["ask"] == "Ask about f.lie?");
}

}  // namespace manumit::exchange
