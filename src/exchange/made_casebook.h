// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdlib.h>  // mkdtemp

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/check.h"
#include "casework/casebook.h"
#include "exchange/workbook.h"
#include "made_workbook.h"
#include "vault/vault_for_tests.h"

// For tests: a real casebook over a real vault in a folder of its own, and tables from rows of
// text.
namespace manumit::exchange::made {

class TestCasebook {
 public:
  explicit TestCasebook(std::uint64_t seed = 1) {
    // In memory where that can be had: a test needs no disk to be sure of its bytes.
    const std::filesystem::path memory = "/dev/shm";
    const std::filesystem::path base =
        std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
    std::string pattern = (base / "manumit-test-XXXXXX").string();
    MANUMIT_CHECK(mkdtemp(pattern.data()) != nullptr);
    folder_ = pattern;
    auto made = casework::Casebook::create(
        folder_ / "test.mnv", Passphrase(std::string("six plain invented harbour words")),
        {.member_name = "A. Orlova", .device_name = "laptop"}, vault::KdfProfile::for_tests,
        vault::test_surroundings(seed));
    MANUMIT_CHECK(made.has_value());
    casebook_.emplace(std::move(*made));
  }
  ~TestCasebook() {
    casebook_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  TestCasebook(const TestCasebook&) = delete;
  TestCasebook& operator=(const TestCasebook&) = delete;

  casework::Casebook& operator*() { return *casebook_; }
  casework::Casebook* operator->() { return &*casebook_; }

 private:
  std::filesystem::path folder_;
  std::optional<casework::Casebook> casebook_;
};

using Table = std::vector<std::vector<std::string>>;

/// A workbook of one sheet of texts, as a reader would give it.
inline Workbook book(const Table& rows) {
  Workbook out;
  out.file_hash = std::string(64, 'a');
  Sheet& sheet = out.sheets.emplace_back();
  for (const auto& row : rows) {
    auto& cells = sheet.rows.emplace_back();
    for (const std::string& text : row) {
      Cell cell;
      cell.text = text;
      cell.kind = cell.value = text.empty() ? Cell::Kind::empty : Cell::Kind::text;
      cells.push_back(std::move(cell));
    }
  }
  return out;
}

}  // namespace manumit::exchange::made
