// SPDX-License-Identifier: Apache-2.0
// A casebook in a folder of its own, for the tests of this module. Not a door.
#pragma once

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>

#include "casework/casebook.h"
#include "invented_filings.h"
#include "vault/vault_for_tests.h"

namespace manumit::casework::invented {

/// A vault that is made, closed, opened again, and gone at the end.
class Desk {
 public:
  Desk() {
    std::string name = (std::filesystem::temp_directory_path() / "manumit-case-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    folder_ = name;
    auto made = Casebook::create(file(), words(), {"A.", "Test device"},
                                 vault::KdfProfile::for_tests, vault::test_surroundings(1));
    REQUIRE_MESSAGE(made.has_value(), (made ? "" : in_english(made.error())));
    book_ = std::move(*made);
  }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
  ~Desk() {
    book_.reset();
    std::error_code trouble;
    std::filesystem::remove_all(folder_, trouble);
  }

  [[nodiscard]] Casebook& book() { return *book_; }
  static Passphrase words() { return Passphrase(std::string("five invented river words")); }
  [[nodiscard]] Casebook take() {
    Casebook out = std::move(*book_);
    book_.reset();
    return out;
  }
  [[nodiscard]] std::filesystem::path file() const { return folder_ / "a.mnv"; }
  void close() { book_.reset(); }
  /// Everything in memory is gone and read again.
  Casebook& reopen() {
    close();
    auto opened = Casebook::open(file(), words(), vault::test_surroundings(++seed_));
    REQUIRE_MESSAGE(opened.has_value(), (opened ? "" : in_english(opened.error())));
    book_ = std::move(*opened);
    return *book_;
  }
  [[nodiscard]] vault::Vault bare() {
    close();
    return vault::Vault::open(file(), words(), vault::test_surroundings(++seed_)).value();
  }
  std::vector<std::string> must_file(std::vector<Filing> filings) {
    auto filed = book().file(std::move(filings));
    REQUIRE_MESSAGE(filed.has_value(), (filed ? "" : in_english(filed.error())));
    return *filed;
  }

 private:
  std::filesystem::path folder_;
  std::optional<Casebook> book_;
  std::uint64_t seed_ = 1;
};

inline Subject subject_of(RecordId subject_id, SubjectKind kind, std::string role = {}) {
  return Subject{.id = subject_id, .kind = kind, .role = std::move(role), .identity = {}};
}

/// A new case with one affected person, who is id(case) + 1.
inline Filing opened(RecordId case_id, RecordId person, std::vector<Statement> statements = {}) {
  Filing out;
  out.case_id = case_id;
  out.opens_case = true;
  out.subjects = {subject_of(person, SubjectKind::person, "affected")};
  out.statements = std::move(statements);
  return out;
}

inline Filing added(RecordId case_id, std::vector<Statement> statements) {
  Filing out;
  out.case_id = case_id;
  out.statements = std::move(statements);
  return out;
}

inline Statement text(RecordId subject, std::string fact, std::string words) {
  return said(subject, std::move(fact), AnswerState::yes, std::move(words));
}

}  // namespace manumit::casework::invented
