// SPDX-License-Identifier: Apache-2.0
#include "casework/vocabulary.h"

#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "base/csv.h"

using namespace manumit;
using namespace manumit::casework;

namespace {

std::string file_text(const std::string& path) {
  std::ifstream in(std::string(MANUMIT_SOURCE_DIR) + "/" + path, std::ios::binary);
  REQUIRE(in);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// The rows of one of our lists of the standard, without the lines of credit and the headings.
std::vector<std::vector<std::string>> standard_rows(const std::string& path) {
  std::istringstream lines(file_text(path));
  std::string table;
  for (std::string line; std::getline(lines, line);)
    if (line.empty() || line[0] != '#')
      table += line + "\n";
  const auto rows = read_csv(table);
  REQUIRE(rows);
  std::vector<std::vector<std::string>> out;
  for (std::size_t i = 1; i < rows->size(); ++i)
    out.push_back((*rows)[i].cells);
  return out;
}

/// Which fact carries a field of the standard: as a whole, as a part of an address, or one code.
std::map<std::string, std::vector<const Fact*>> facts_by_field() {
  std::map<std::string, std::vector<const Fact*>> out;
  for (const Fact& fact : built_in_vocabulary().facts()) {
    std::istringstream fields(fact.in.htcds);
    for (std::string field; fields >> field;)
      out[field.substr(0, field.find('='))].push_back(&fact);
  }
  return out;
}

bool carries(const Fact& fact, const std::string& field, const std::string& code,
             const std::string& label) {
  if (fact.in.htcds == field + "=" + code)
    return true;
  const CodeList* list = built_in_vocabulary().code_list(fact.code_list);
  if (list == nullptr)
    return false;
  for (const Code& one : list->codes)
    if (one.htcds == code && one.label == label)
      return true;
  return false;
}

nlohmann::json catalogue(const std::string& language) {
  return nlohmann::json::parse(file_text("i18n/facts." + language + ".json"));
}

bool has_words(const nlohmann::json& words, const std::string& key) {
  return words.contains(key) && words[key].is_string() && !words[key].get<std::string>().empty();
}

std::string without(std::string text, const std::string& line) {
  const std::size_t at = text.find(line);
  REQUIRE(at != std::string::npos);
  return text.erase(at, line.size());
}

constexpr const char* kSmall = R"(
[[list]]
id = "colour"
codes = [
  { id = "blue" },
]
[[fact]]
id = "door.colour"
about = "organisation"
kind = "code"
list = "colour"
why = "To find the door."
sensitivity = 3
tab = "people"
)";

}  // namespace

TEST_CASE("vocabulary: a code that is refused leaves nothing of itself in memory") {
  // The id has more letters than fit into a text of its own; a leak is what sanitizers find.
  std::string small = kSmall;
  small.replace(small.find("{ id = \"blue\" }"), 15,
                "{ id = \"a blue that is called by very many letters\", htcds = 3 }");
  const auto read = Vocabulary::parse(small, "small.toml");
  REQUIRE_FALSE(read);
  CHECK(read.error().what == "the key {0} needs words in quotation marks");
}

TEST_CASE("vocabulary: all 83 fields of the Human Trafficking Case Data Standard have a fact") {
  const auto rows = standard_rows("definitions/htcds_fields.csv");
  CHECK(rows.size() == 83);
  const auto facts = facts_by_field();
  for (const auto& row : rows) {
    CAPTURE(row[1]);
    CHECK(facts.count(row[1]) == 1);
  }
}

TEST_CASE("vocabulary: all 182 codes of the standard's pick lists can be expressed") {
  const auto rows = standard_rows("definitions/htcds_codes.csv");
  CHECK(rows.size() == 182);
  const auto facts = facts_by_field();
  for (const auto& row : rows) {
    CAPTURE(row[0]);
    CAPTURE(row[1]);
    REQUIRE(facts.count(row[0]) == 1);
    bool carried = false;
    for (const Fact* fact : facts.at(row[0]))
      carried = carried || carries(*fact, row[0], row[1], row[2]);
    CHECK(carried);
  }
}

TEST_CASE("vocabulary: fields that the standard has withdrawn are still read, and not asked") {
  const auto facts = facts_by_field();
  for (const auto& row : standard_rows("definitions/htcds_fields.csv")) {
    CAPTURE(row[1]);
    for (const Fact* fact : facts.at(row[1]))
      CHECK(fact->deprecated == (row[4] == "deprecated"));
  }
}

TEST_CASE("vocabulary: every fact says why it is asked and has words in English and Russian") {
  for (const char* language : {"en", "ru"}) {
    const nlohmann::json words = catalogue(language);
    for (const Fact& fact : built_in_vocabulary().facts()) {
      CAPTURE(fact.id);
      CHECK_FALSE(fact.why.empty());
      CHECK(has_words(words, "fact." + fact.id));
      CHECK(has_words(words, "fact." + fact.id + ".why"));
    }
    for (const CodeList& list : built_in_vocabulary().code_lists())
      for (const Code& code : list.codes) {
        CAPTURE(code.id);
        CHECK(has_words(words, "code." + list.id + "." + code.id));
      }
    for (int kind = 1; kind <= 11; ++kind)
      CHECK(has_words(words, "kind." + std::string(name_of(static_cast<SubjectKind>(kind)))));
    for (int number = 1; number <= 11; ++number) {
      CHECK(has_words(words, "ilo." + std::to_string(number)));
      CHECK(has_words(words, "ilo." + std::to_string(number) + ".short"));
    }
  }
}

TEST_CASE("vocabulary: the English catalogue gives the reason as the vocabulary does") {
  const nlohmann::json words = catalogue("en");
  for (const Fact& fact : built_in_vocabulary().facts()) {
    CAPTURE(fact.id);
    CHECK(words["fact." + fact.id + ".why"].get<std::string>() == fact.why);
  }
}

TEST_CASE("vocabulary: the catalogues speak of nothing that the vocabulary does not hold") {
  for (const char* language : {"en", "ru"}) {
    const nlohmann::json all = catalogue(language);
    for (const auto& [key, words] : all.items()) {
      if (key.rfind("fact.", 0) != 0)
        continue;
      std::string id = key.substr(5);
      for (const char* ending : {".why", ".ask"})
        if (id.size() > 4 && id.compare(id.size() - 4, 4, ending) == 0)
          id.resize(id.size() - 4);
      CAPTURE(key);
      CHECK(built_in_vocabulary().find(id) != nullptr);
    }
  }
}

TEST_CASE("vocabulary: each of the eleven ILO indicators has a fact of its own") {
  std::set<std::string> own;
  for (const Fact& fact : built_in_vocabulary().facts())
    if (fact.id.rfind("ilo.", 0) == 0)
      own.insert(fact.in.ilo);
  CHECK(own.size() == 11);
}

TEST_CASE("vocabulary: where the person is, and how to reach them, is life-critical") {
  for (const char* id : {"safety.whereabouts", "safety.shelter_address", "safety.code_word",
                         "safety.call_back_how", "safety.call_back_say"}) {
    const Fact* fact = built_in_vocabulary().find(id);
    REQUIRE(fact != nullptr);
    CHECK(fact->sensitivity == Sensitivity::life_critical);
    CHECK(fact->identity);
  }
}

TEST_CASE("vocabulary: no list is there for nothing, but for those that filings use themselves") {
  std::set<std::string> used = {"source_kind", "role", "certainty", "method_of_control"};
  for (const Fact& fact : built_in_vocabulary().facts())
    used.insert(fact.code_list);
  for (const CodeList& list : built_in_vocabulary().code_lists()) {
    CAPTURE(list.id);
    CHECK(used.count(list.id) == 1);
  }
}

TEST_CASE("vocabulary: a small one is read as it stands") {
  const Result<Vocabulary> vocabulary = Vocabulary::parse(kSmall, "small.toml");
  REQUIRE(vocabulary);
  const Fact* fact = vocabulary->find("door.colour");
  REQUIRE(fact != nullptr);
  CHECK(fact->about == SubjectKind::organisation);
  CHECK(fact->kind == FactKind::code);
  CHECK(fact->sensitivity == Sensitivity::case_file);
  CHECK_FALSE(fact->identity);
  CHECK(vocabulary->code_list("colour")->find("blue") != nullptr);
  CHECK(vocabulary->code_list("colour")->find("green") == nullptr);
  CHECK(vocabulary->find("door") == nullptr);
}

TEST_CASE("vocabulary: a fact without a reason is refused, with its line") {
  const auto read =
      Vocabulary::parse(without(kSmall, "why = \"To find the door.\"\n"), "small.toml");
  REQUIRE_FALSE(read);
  CHECK(read.error().where.find("small.toml, line 7") == 0);
}

TEST_CASE("vocabulary: a question is kept as it is asked, and a fact may have none") {
  const std::string small = kSmall;
  const auto without_one = Vocabulary::parse(small, "small.toml");
  REQUIRE(without_one);
  CHECK(without_one->find("door.colour")->ask.empty());
  const auto with_one =
      Vocabulary::parse(small + "ask = \"What colour is the door?\"\n", "small.toml");
  REQUIRE(with_one);
  CHECK(with_one->find("door.colour")->ask == "What colour is the door?");
}

TEST_CASE("vocabulary: a question that does not ask is refused, with its line and column") {
  const auto read = Vocabulary::parse(std::string(kSmall) + "ask = \"Colour\"\n", "small.toml");
  REQUIRE_FALSE(read);
  CHECK(read.error().where.find("small.toml, line 15, column") == 0);
}

TEST_CASE("vocabulary: an unknown kind, list, key or a doubled id is refused") {
  const std::string small = kSmall;
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = small;
    text.replace(text.find(from), from.size(), to);
    return Vocabulary::parse(text, "small.toml").has_value();
  };
  CHECK(with("tab", "tab"));
  CHECK_FALSE(with("kind = \"code\"", "kind = \"colour\""));
  CHECK_FALSE(with("list = \"colour\"", "list = \"color\""));
  CHECK_FALSE(with("about = \"organisation\"", "about = \"door\""));
  CHECK_FALSE(with("sensitivity = 3", "sensitivity = 5"));
  CHECK_FALSE(with("tab = ", "tob = "));
  CHECK_FALSE(with("tab = \"people\"", "tab = \"people\"\nidentity = true"));
  CHECK(with("tab = \"people\"", "tab = \"people\"\nask = \"What colour is the door?\""));
  CHECK_FALSE(with("tab = \"people\"", "tab = \"people\"\nask = \"\""));
  CHECK_FALSE(with("tab = \"people\"", "tab = \"people\"\nask = true"));
  CHECK_FALSE(with("tab = \"people\"", "tab = \"people\"\nask = \"Colour\""));
  CHECK_FALSE(Vocabulary::parse(small + small.substr(small.find("[[fact]]")), "small.toml"));
  CHECK_FALSE(Vocabulary::parse("[[fact]", "small.toml"));
  // A letter about which the parser alone would be undefined.
  CHECK_FALSE(Vocabulary::parse("Ё = 1\n", "small.toml"));
  CHECK_FALSE(Vocabulary::parse("", "small.toml"));
}
