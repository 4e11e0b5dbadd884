// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>

#include "law/assess.h"
#include "law/coverage.h"
#include "law/library.h"
#include "law/questions.h"
#include "test_vocabulary.h"

namespace manumit::law {
namespace {

TEST_CASE("definitions/law: every file reads, and names only facts and codes that exist") {
  const auto files = read_definition_folder(MANUMIT_SOURCE_DIR "/definitions/law");
  REQUIRE(files.has_value());
  for (const Error& fault : Library::faults(*files, real_facts()))
    FAIL_CHECK(in_english(fault));
}

TEST_CASE("definitions/law: what is built into the program is what lies in the folder") {
  const auto files = read_definition_folder(MANUMIT_SOURCE_DIR "/definitions/law");
  REQUIRE(files.has_value());
  const std::vector<DefinitionFile> built_in = built_in_definitions();
  CHECK(built_in.size() == files->size());
  for (const DefinitionFile& file : *files) {
    const std::string name = file.name.substr(file.name.rfind('/') + 1);
    const auto at = std::find_if(built_in.begin(), built_in.end(),
                                 [&](const DefinitionFile& one) { return one.name == name; });
    REQUIRE_MESSAGE(at != built_in.end(), name);
    CHECK_MESSAGE(at->text == file.text, name);
  }
}

/// Forty statements about facts that the laws name; the same number gives the same case.
Evidence invented_case(const Library& library, unsigned number) {
  std::mt19937 random(number);
  std::vector<std::uint32_t> named;
  for (const Instrument& law : library.instruments())
    for (const Element& element : law.elements)
      for (const std::string& id : element.facts)
        named.push_back(*library.facts().place_of(id));
  Evidence out;
  for (std::uint32_t i = 0; i < 40; ++i) {
    Item item{.fact = named[random() % named.size()],
              .subject = static_cast<std::uint32_t>(random() % 4)};
    const FactRow& row = library.facts().rows[item.fact];
    item.state = std::array{State::yes, State::yes, State::no, State::refused}[random() % 4];
    if (!row.codes.empty())
      item.codes = {static_cast<CodeNumber>(random() % row.codes.size())};
    item.number = random() % 20;
    out.items.push_back(item);
  }
  return out;
}

TEST_CASE("definitions/law: the shortest questions are proven shortest under every law") {
  Result<Library> library = Library::read(built_in_definitions(), real_facts());
  REQUIRE(library.has_value());
  for (unsigned number = 0; number < 40; ++number) {
    const Evidence evidence = number == 0 ? Evidence{} : invented_case(*library, number);
    for (std::size_t i = 0; i < library->instruments().size(); ++i)
      CHECK_MESSAGE(shortest_questions(*library, i, evidence).shortest,
                    library->instruments()[i].name() << ", case " << number);
  }
}

/// The first mark of each cell.
std::string signs(const Library& library, const CoverageRow& row) {
  std::string out = library.instruments()[row.instrument].name() + ":";
  for (const Cell& cell : row.cells)
    out += " " + std::string(sign_of(cell.marks.front()));
  return out;
}

// Compared by hand from the texts, before there was a file: acts, means, purposes, child without
// means, consent irrelevant, debt bondage named. What a law has no place for counts as absent.
TEST_CASE("definitions/law: the files give the matrix that was drawn up by hand") {
  const std::vector<std::string> by_hand = {
      "coe.cetss197.2005.2008: = = = = = =", "eu.2011_36.v2011: + = + = = =",
      "eu.2011_36.v2024: + = + = = =",       "kg.uk.v124: = − = ∅ ? ?",
      "ru.uk.127_1.v2003: + A − A ∅ ∅",      "ru.uk.127_1.v2004: + A − A ∅ ∅",
      "ru.uk.127_1.v2008: + A − A ∅ ∅",      "ru.uk.127_1.v2011: + A − A ∅ ∅",
      "ru.uk.127_2.v2003: − − ∅ A ∅ ∅",      "ua.kk.149.v2006: + − = = = =",
      "ua.kk.149.v2018: = = + = = =",        "uk.msa.2015.s2_3.2015: − ∅ = ∅ + =",
      "un.palermo.2000.2003: = = = = = =",   "us.22usc7102.2000: + − − − ∅ +"};
  Result<Library> library = Library::read(built_in_definitions(), real_facts());
  REQUIRE(library.has_value());
  std::vector<std::string> derived;
  for (const CoverageRow& row : coverage(*library))
    derived.push_back(signs(*library, row));
  for (const std::string& row : by_hand)
    CHECK_MESSAGE(std::find(derived.begin(), derived.end(), row) != derived.end(), row);
}

}  // namespace
}  // namespace manumit::law
