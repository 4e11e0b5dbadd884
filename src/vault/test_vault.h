// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdlib.h>
#include <unistd.h>

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
    // In memory where there is such a folder: these tests sync thousands of times.
    const std::filesystem::path memory = "/dev/shm";
    const bool usable = access(memory.c_str(), W_OK) == 0 &&
                        std::filesystem::space(memory).available > (std::uintmax_t{48} << 20);
    const auto above = usable ? memory : std::filesystem::temp_directory_path();
    std::string name = (above / "manumit-vault-XXXXXX").string();
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

/// A vault's two files beside it under another name; journals are not copied.
inline std::filesystem::path copy_vault(const std::filesystem::path& from, const Folder& folder,
                                        const std::string& name) {
  const auto to = folder / (name + ".mnv");
  constexpr auto kOver = std::filesystem::copy_options::overwrite_existing;
  std::filesystem::copy_file(from, to, kOver);
  std::filesystem::copy_file(key_file_of(from), key_file_of(to), kOver);
  for (const char* left : {"-wal", "-shm", "-journal"}) {
    std::filesystem::remove(to.string() + left);
    std::filesystem::remove(key_file_of(to).string() + left);
  }
  return to;
}

/// How often a sampled test draws: MANUMIT_LONG_TESTS=1 in the environment draws many more.
inline bool long_tests() {
  return getenv("MANUMIT_LONG_TESTS") != nullptr;
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
