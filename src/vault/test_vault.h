// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdlib.h>

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "vault/vault.h"
#include "vault/vault_for_tests.h"

namespace manumit::vault::testing {

/// A folder that is gone at the end.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "manumit-vault-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code trouble;
    std::filesystem::remove_all(path_, trouble);
  }
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
    return path_ / name;
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline Passphrase passphrase(std::string words = "four invented river words") {
  return Passphrase(std::move(words));
}

inline Vault new_vault(const std::filesystem::path& file, std::uint64_t seed = 1) {
  auto vault = Vault::create(file, passphrase(), {"Test Member", "Test Device"},
                             KdfProfile::for_tests, test_surroundings(seed));
  REQUIRE_MESSAGE(vault.has_value(), (vault ? "" : in_english(vault.error())));
  return std::move(*vault);
}

inline Result<Vault> open_again(const std::filesystem::path& file, std::uint64_t seed = 1000) {
  return Vault::open(file, passphrase(), test_surroundings(seed));
}

inline Vault must_open(const std::filesystem::path& file, std::uint64_t seed = 1000) {
  auto vault = open_again(file, seed);
  REQUIRE_MESSAGE(vault.has_value(), (vault ? "" : in_english(vault.error())));
  return std::move(*vault);
}

/// Notes "<stem> 1" … in one new compartment, one transaction each.
inline Compartment write_notes(Vault& vault, int count, const std::string& stem = "note") {
  const auto compartment = vault.new_compartments(1);
  REQUIRE(compartment);
  for (int i = 1; i <= count; ++i) {
    const Draft draft{compartment->front(), EntryKind::filing, stem + " " + std::to_string(i)};
    const auto written = vault.append({&draft, 1});
    REQUIRE_MESSAGE(written.has_value(), (written ? "" : in_english(written.error())));
  }
  return compartment->front();
}

inline std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline void overwrite(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace manumit::vault::testing
