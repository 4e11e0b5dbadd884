// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <limits>

#include "casework/filing.h"
#include "invented_filings.h"

using namespace manumit;
using namespace manumit::casework;
using invented::id;
using invented::said;

namespace {

bool passes(const Statement& statement) {
  return check_statement(statement, built_in_vocabulary()).has_value();
}

bool passes(std::string fact, AnswerState state, Value value = {}) {
  return passes(said(id(1), std::move(fact), state, std::move(value)));
}

Place in(std::string country, std::string city) {
  return Place{.country = std::move(country),
               .region = {},
               .city = std::move(city),
               .street = {},
               .post_code = {},
               .words = {}};
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("check_statement: every fact can be answered no, not asked, refused and unclear") {
  using enum AnswerState;
  for (const Fact& fact : built_in_vocabulary().facts()) {
    CAPTURE(fact.id);
    for (const AnswerState state : {no, not_asked, refused, unclear})
      CHECK(passes(fact.id, state));
    CHECK(passes(fact.id, yes) == (fact.kind == FactKind::yes_no));
  }
}

TEST_CASE("check_statement: only yes and unclear carry a value, and a yes-no fact carries none") {
  using enum AnswerState;
  CHECK(passes("person.age", yes, std::int64_t{30}));
  CHECK(passes("person.age", unclear, std::int64_t{30}));
  for (const AnswerState state : {no, not_asked, refused})
    CHECK_FALSE(passes("person.age", state, std::int64_t{30}));
  CHECK_FALSE(passes("ilo.debt", yes, std::string("yes")));
}

TEST_CASE("check_statement: a value must be of the kind that the fact asks for") {
  using enum AnswerState;
  CHECK(passes("person.gender", yes, Codes{"Feminine"}));
  CHECK_FALSE(passes("person.gender", yes, Codes{"Feminine", "Masculine"}));
  CHECK_FALSE(passes("person.gender", yes, Codes{}));
  CHECK_FALSE(passes("person.gender", yes, Codes{"feminine"}));
  CHECK_FALSE(passes("person.gender", yes, std::string("Feminine")));
  CHECK(passes("exploitation.types", yes, Codes{"ForcedLabour", "Servitude"}));
  CHECK_FALSE(passes("exploitation.types", yes, Codes{"Servitude", "Servitude"}));
  CHECK(passes("person.citizenship", yes, Codes{"KZ", "UZ"}));
  CHECK_FALSE(passes("person.citizenship", yes, Codes{"Kazakhstan"}));
  CHECK(passes("person.primary_language", yes, std::string("ky")));
  CHECK_FALSE(passes("person.primary_language", yes, std::string("Kyrgyz")));
  CHECK(passes("exploitation.country", yes, std::string("RU")));
  CHECK_FALSE(passes("exploitation.country", yes, std::string("ru")));
  CHECK(passes("pay.promised", yes, Money(1000000, *Currency::of("RUB"))));
  CHECK_FALSE(passes("pay.promised", yes, std::int64_t{10000}));
  CHECK(passes("work.hours_per_day", yes, 12.5));
  CHECK_FALSE(passes("work.hours_per_day", yes, std::numeric_limits<double>::infinity()));
  CHECK(passes("work.start", yes, *parse_partial_date("spring 2015")));
  CHECK_FALSE(passes("work.start", yes, std::string("spring 2015")));
  CHECK(passes("work.place", yes, in("RU", "Kaspiysk")));
  CHECK_FALSE(passes("work.place", yes, in("Russia", "Kaspiysk")));
  CHECK_FALSE(passes("work.place", yes, Place{}));
  CHECK(passes("work.employer", yes, id(3)));
  CHECK_FALSE(passes("work.employer", yes, RecordId{}));
  CHECK_FALSE(passes("person.name", yes, std::string()));
}

TEST_CASE("check_statement: a hidden mark that turns the reading direction is refused") {
  using enum AnswerState;
  // U+202E: what follows reads from right to left, so a file name or a name shows reversed.
  CHECK_FALSE(passes("person.name", yes, std::string("Zuhra \xE2\x80\xAE avomiraK")));
  CHECK_FALSE(passes("person.name", yes, std::string("a\x01z")));
  CHECK_FALSE(passes("person.name", yes, std::string("\xC3\x28")));
  // The plain marks of Arabic text are at home in it.
  CHECK(passes("person.name", yes, std::string("محمد\xE2\x80\x8F")));
  CHECK(passes("event.what", yes, std::string("two\nlines")));
  CHECK_FALSE(passes("person.name", yes, *parse_partial_date("2015")));
}

TEST_CASE("check_statement: the words as said are kept as they stood, however odd") {
  Statement statement = said(id(1), "ilo.debt", AnswerState::yes);
  statement.said_as = "=cmd()|' /C calc'!A0 \xE2\x80\xAE <script>";
  CHECK(passes(statement));
  statement.said_as.assign((256U << 10U) + 1, 'x');
  CHECK_FALSE(passes(statement));
}

TEST_CASE("check_statement: refuses a text of two million letters") {
  CHECK_FALSE(passes("person.name", AnswerState::yes, std::string(2'000'000, 'x')));
  CHECK_FALSE(passes("event.what", AnswerState::yes, std::string(2'000'000, 'x')));
  CHECK(passes("event.what", AnswerState::yes, std::string(200'000, 'x')));
}

TEST_CASE("check_statement: what it corrects must be the id of a statement") {
  Statement statement = said(id(1), "ilo.debt", AnswerState::yes);
  statement.replaces = {statement_id(invented::entry(1), 0)};
  CHECK(passes(statement));
  for (const char* wrong :
       {"", "1", "00112233445566778899aabbccddeeff:0", "00112233445566778899aabbccddeeff:",
        "00112233445566778899AABBCCDDEEFF:1", "00112233445566778899aabbccddeeff:1x"}) {
    CAPTURE(wrong);
    statement.replaces = {wrong};
    CHECK_FALSE(passes(statement));
  }
}

TEST_CASE("check_statement: names the fact and never the words in its error") {
  const auto checked =
      check_statement(said(id(1), "person.gender", AnswerState::yes, Codes{"Zuhra Karimova"}),
                      built_in_vocabulary());
  REQUIRE_FALSE(checked);
  CHECK(in_english(checked.error()).find("person.gender") != std::string::npos);
  CHECK(in_english(checked.error()).find("Karimova") == std::string::npos);
}

TEST_CASE("check_filing: roles, kinds of sources and hashes are checked too") {
  const auto passes_filing = [](auto change) {
    Filing filing;
    filing.case_id = id(1);
    filing.subjects = {
        Subject{.id = id(2), .kind = SubjectKind::person, .role = "affected", .identity = {}}};
    filing.sources = {Source{.id = id(3),
                             .kind = "interview",
                             .title = {},
                             .author = {},
                             .date = {},
                             .file_hash = {},
                             .address = {}}};
    change(filing);
    return check_filing(filing, built_in_vocabulary()).has_value();
  };
  CHECK(passes_filing([](Filing&) {}));
  CHECK_FALSE(passes_filing([](Filing& one) { one.case_id = {}; }));
  CHECK_FALSE(passes_filing([](Filing& one) { one.subjects[0].role = "hero"; }));
  CHECK_FALSE(passes_filing([](Filing& one) { one.subjects.push_back(one.subjects[0]); }));
  CHECK_FALSE(passes_filing([](Filing& one) { one.sources[0].kind = "rumour"; }));
  CHECK_FALSE(passes_filing([](Filing& one) { one.sources[0].file_hash = "abc"; }));
  CHECK_FALSE(passes_filing([](Filing& one) { one.withdrawals = {{"x", ""}}; }));
}
