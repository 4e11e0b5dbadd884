// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "exchange/dossier.h"
#include "file_hash.h"
#include "made_casebook.h"

// For tests: a small case of which dossiers are made.
namespace manumit::exchange::made {

namespace fs = std::filesystem;
using casework::AnswerState;
using casework::Filing;
using casework::Statement;
using casework::SubjectKind;

inline const std::string kLetter = "The invented letter of an invented inspector.\n";

inline std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}
inline void write(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

inline DossierWords words(std::string language = "en") {
  return {.language = std::move(language), .of = [](const std::string& id) { return id; }};
}

/// A case of two people: what is said of each, a name, a letter as source, one correction.
struct Made {
  TestCasebook book;
  casework::RecordId case_id = book->new_id(), person = book->new_id(), source = book->new_id();
  std::vector<std::string> ids;
  fs::path folder;

  Made() {
    std::string pattern = (fs::temp_directory_path() / "manumit-dossier-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    folder = pattern;
    Filing filing;
    filing.case_id = case_id;
    filing.opens_case = true;
    filing.subjects = {
        {.id = person, .kind = SubjectKind::person, .role = "affected", .identity = {}}};
    filing.sources = {{.id = source,
                       .kind = "letter",
                       .title = "Letter of the inspector",
                       .author = {},
                       .date = {},
                       .file_hash = file_hash(bytes_of(kLetter)),
                       .address = {}}};
    filing.statements = {
        said("person.name", std::string("Invented Persona")),
        said("person.occupation", std::string("bricklayer"), "I lay bricks"),
        said("recruitment.promise", std::string("withheldword"), "the withheld sentence")};
    ids = file({filing});
  }
  ~Made() {
    std::error_code trouble;
    fs::remove_all(folder, trouble);
  }

  Statement said(std::string fact, casework::Value value, std::string words_said = {}) {
    Statement out;
    out.subject = person;
    out.fact = std::move(fact);
    out.answer = {AnswerState::yes, std::move(value)};
    out.said_as = std::move(words_said);
    out.source = source;
    return out;
  }
  std::vector<std::string> file(std::vector<Filing> filings) {
    auto filed = book->file(std::move(filings));
    REQUIRE_MESSAGE(filed.has_value(), (filed ? "" : in_english(filed.error())));
    return *filed;
  }
  std::vector<std::string> add(Statement statement) {
    Filing filing;
    filing.case_id = case_id;
    filing.statements = {std::move(statement)};
    return file({filing});
  }
  Result<DossierMade> write_to(const std::string& name, std::vector<std::string> facts,
                               bool without_identity = false, std::vector<fs::path> files = {}) {
    return write_dossier(*book,
                         {.case_id = case_id,
                          .facts = std::move(facts),
                          .without_identity = without_identity,
                          .files = std::move(files)},
                         words(), folder / name, vault::test_surroundings(9));
  }
  fs::path must_write(const std::string& name, std::vector<std::string> facts = {},
                      bool without_identity = false, std::vector<fs::path> files = {}) {
    const auto written = write_to(name, std::move(facts), without_identity, std::move(files));
    REQUIRE_MESSAGE(written.has_value(), (written ? "" : in_english(written.error())));
    return folder / name;
  }
};

/// All of a zip, as a browser fetches it.
inline std::string bytes_in(const DossierZip& zip, const vault::Vault& vault) {
  constexpr std::size_t kBit = 100'000;
  std::string out;
  while (out.size() < zip.size()) {
    const auto bit = zip.read(vault, out.size(), kBit);
    REQUIRE_MESSAGE(bit.has_value(), (bit ? "" : in_english(bit.error())));
    REQUIRE_FALSE(bit->reveal().empty());
    out.append(bit->reveal().begin(), bit->reveal().end());
  }
  return out;
}

}  // namespace manumit::exchange::made
