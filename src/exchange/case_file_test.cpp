// SPDX-License-Identifier: Apache-2.0
#include "case_file.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace manumit::exchange {
namespace {

using casework::AnswerState;
using casework::RecordId;
using casework::Statement;

CaseFile read(std::string_view toml) {
  std::uint8_t next = 0;
  const auto new_id = [&] {
    casework::RecordId id;
    id.bytes[15] = ++next;
    return id;
  };
  const auto read = read_case_file(toml, "case.toml", casework::built_in_vocabulary(), new_id);
  REQUIRE(read);
  return *read;
}

/// A file with one source "s" and one person "p", and what the test adds.
std::string with_person(std::string_view rest) {
  return "format = 1\n[[source]]\nkey = \"s\"\nkind = \"letter\"\ntitle = \"A letter\"\n"
         "[[subject]]\nkey = \"p\"\nkind = \"person\"\nrole = \"affected\"\nsource = \"s\"\n" +
         std::string(rest);
}

std::string statement(std::string_view inside) {
  return "[[subject.statement]]\n" + std::string(inside) + "\n";
}

bool has_problem(const CaseFile& file, std::string_view what) {
  return std::any_of(file.problems.begin(), file.problems.end(), [&](const Error& problem) {
    return in_english(problem).find(what) != std::string::npos;
  });
}

std::string example(std::string_view name) {
  const std::string folder = MANUMIT_SOURCE_DIR "/examples/" + std::string(name);
  std::ifstream file(folder + "/" + std::string(name) + ".toml");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST_CASE("read_case_file: both worked examples are in order, every statement with its source") {
  // Counted by another reader, Python's tomllib: 218 and 187 statements.
  for (const auto& [folder, statements] :
       {std::pair("brick-factory", 218), std::pair("shop", 187)}) {
    const std::string name = folder;  // Clang 14 lets no lambda see a part of a pair.
    const CaseFile file = read(example(name));
    CAPTURE(name);
    CHECK(file.problems.empty());
    CHECK(file.filing.statements.size() == static_cast<std::size_t>(statements));
    for (const Statement& said : file.filing.statements)
      CHECK(said.source.has_value());
  }
}

TEST_CASE("read_case_file: a letter of any script may follow a folded line, none stands bare") {
  // Ё and NBSP are letters about which the parser alone would be undefined.
  const CaseFile folded =
      read(with_person(statement("fact = \"screening.observation\"\nvalue = \"\"\"Дом \\\n    "
                                 "Ёлкино\\\n \u00a0и далее\"\"\"")));
  CHECK(folded.problems.empty());
  REQUIRE(folded.filing.statements.size() == 1);
  CHECK(std::get<std::string>(folded.filing.statements.front().answer.value) ==
        "Дом Ёлкино\u00a0и далее");
  const auto bare = read_case_file("format = 1\nисточник = 2\n", "case.toml",
                                   casework::built_in_vocabulary(), [] { return RecordId(); });
  REQUIRE_FALSE(bare);
  CHECK(bare.error().kind == Error::Kind::bad_input);
  CHECK(bare.error().where == "case.toml, line 2, column 1");
}

TEST_CASE("read_case_file: the brick factory: the sale, and what nobody asked") {
  const CaseFile file = read(example("brick-factory"));
  const auto of = [&](std::string_view fact) {
    const auto found = std::find_if(file.filing.statements.begin(), file.filing.statements.end(),
                                    [&](const Statement& said) { return said.fact == fact; });
    REQUIRE(found != file.filing.statements.end());
    return *found;
  };
  CHECK(to_text(std::get<Money>(of("event.amount").answer.value)) == "18000.00 RUB");
  CHECK(to_text(std::get<Money>(of("pay.agreed").answer.value)) == "10000.00 RUB");
  CHECK(of("means.threat").answer.state == AnswerState::not_asked);
  CHECK(of("document.holder").answer.state == AnswerState::unclear);
  CHECK(of("recruitment.promise").said_as == "a good job by the sea");
}

TEST_CASE("read_case_file: the file itself is a source, known again by its hash") {
  const CaseFile file = read(with_person(""));
  REQUIRE(file.filing.sources.size() == 2);
  CHECK(file.filing.sources[1].kind == "file");
  CHECK(file.filing.sources[1].file_hash == file.file_hash);
  CHECK(file.file_hash.size() == 64);
}

TEST_CASE("read_case_file: a value says yes, and unknown is not no") {
  const CaseFile file = read(with_person(
      statement("fact = \"person.name\"\nvalue = \"Ada\"") +
      statement("fact = \"ilo.debt\"\nanswer = \"refused\"") +
      statement("fact = \"person.birth_date\"\nvalue = 1990-05-01\ncertainty = \"likely\"") +
      statement("fact = \"person.address\"\nvalue = { country = \"KZ\", city = \"Oral\" }")));
  REQUIRE(file.problems.empty());
  REQUIRE(file.filing.statements.size() == 4);
  CHECK(file.filing.statements[0].answer.state == AnswerState::yes);
  CHECK(file.filing.statements[1].answer.state == AnswerState::refused);
  CHECK(to_iso(std::get<PartialDate>(file.filing.statements[2].answer.value)) == "1990-05-01");
  CHECK(file.filing.statements[2].certainty == casework::Certainty::likely);
  CHECK(std::get<casework::Place>(file.filing.statements[3].answer.value).city == "Oral");
}

TEST_CASE("read_case_file: words of a date are kept as they were typed") {
  const CaseFile file =
      read(with_person(statement("fact = \"ilo.debt\"\nanswer = \"yes\"\nwhen = \"spring 2019\"")));
  REQUIRE(file.problems.empty());
  CHECK(file.filing.statements[0].when->words == "spring 2019");
}

TEST_CASE("read_case_file: every fault is listed with its line, not the first alone") {
  const CaseFile file =
      read(with_person(statement("fact = \"no.such.fact\"\nanswer = \"yes\"") +
                       statement("fact = \"event.what\"\nvalue = \"of an event\"") +
                       statement("fact = \"ilo.debt\"\nanswer = \"perhaps\"") +
                       statement("fact = \"person.gender\"\nvalue = \"Unheard\"") +
                       statement("fact = \"ilo.debt\"\nanswer = \"yes\"\ncertanty = \"likely\"") +
                       statement("fact = \"ilo.debt\"\nanswer = \"yes\"\nsource = \"nowhere\"") +
                       statement("fact = \"ilo.debt\"\nanswer = \"yes\"\nwhen = \"some day\"")));
  CHECK(file.problems.size() >= 7);
  CHECK(has_problem(file, "no.such.fact is no fact of the vocabulary"));
  CHECK(has_problem(file, "line 11"));
  CHECK(has_problem(file, "event.what cannot be said of this kind of subject"));
  CHECK(has_problem(file, "an answer is yes, no, not_asked"));
  CHECK(has_problem(file, "certanty has no meaning here"));
  CHECK(has_problem(file, "no source with the key nowhere"));
}

TEST_CASE("read_case_file: a statement without a source is refused") {
  const CaseFile file = read(
      "format = 1\n[[subject]]\nkey = \"p\"\nkind = \"person\"\n[[subject.statement]]\n"
      "fact = \"ilo.debt\"\nanswer = \"yes\"\n");
  CHECK(has_problem(file, "names no source"));
}

TEST_CASE("read_case_file: a heading that begins with no key is a fault, not a crash") {
  // Found by the fuzz target; the parser of toml++ 3.3 asserts where it should look.
  const auto never = [] { return casework::RecordId{}; };
  for (const std::string_view toml : {"[!]\n", "[[!]]\n", "[ \x01", "[[", "[.a]\n"}) {
    CAPTURE(toml);
    CHECK_FALSE(read_case_file(toml, "case.toml", casework::built_in_vocabulary(), never));
  }
}

TEST_CASE("read_case_file: another format, and no TOML at all") {
  CHECK(has_problem(read("format = 2\n"), "format = 1"));
  const auto never = [] { return casework::RecordId{}; };
  const auto broken =
      read_case_file("format = \n[[", "case.toml", casework::built_in_vocabulary(), never);
  REQUIRE_FALSE(broken);
  CHECK(broken.error().where.find("case.toml, line 1") != std::string::npos);
}

}  // namespace
}  // namespace manumit::exchange
