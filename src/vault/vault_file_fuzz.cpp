// SPDX-License-Identifier: Apache-2.0
//
// Both files of a small vault with stretches of them overwritten. The input is a list of changes:
// one byte for the file and the length, two for the place, then the bytes.
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/bytes.h"
#include "base/check.h"
#include "vault/vault.h"
#include "vault/vault_for_tests.h"

using namespace manumit;
using namespace manumit::vault;

namespace {

struct Base {
  std::filesystem::path folder;
  std::filesystem::path file;
  std::string entries, keys;

  Base() {
    const auto above = access("/dev/shm", W_OK) == 0 ? std::filesystem::path("/dev/shm")
                                                     : std::filesystem::temp_directory_path();
    folder = above / ("manumit-fuzz-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    file = folder / "base.mnv";
    {
      auto vault = Vault::create(file, Passphrase(std::string("four invented fuzzing words")),
                                 {"m", "d"}, KdfProfile::for_tests, test_surroundings(1));
      MANUMIT_CHECK(vault.has_value());
      const auto notes = vault->new_compartments(2);
      MANUMIT_CHECK(notes.has_value());
      for (int i = 0; i < 10; ++i) {
        const Draft draft{(*notes)[static_cast<std::size_t>(i % 2)], EntryKind::filing, "note"};
        MANUMIT_CHECK(vault->append({&draft, 1}).has_value());
      }
    }
    entries = contents(file);
    keys = contents(key_file_of(file));
  }
  Base(const Base&) = delete;
  Base& operator=(const Base&) = delete;
  ~Base() { std::filesystem::remove_all(folder); }

  static std::string contents(const std::filesystem::path& from) {
    std::ifstream in(from, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  static void write(const std::filesystem::path& to, const std::string& bytes) {
    std::ofstream out(to, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
};

void apply(ByteView changes, std::string& entries, std::string& keys) {
  while (changes.size() > 3) {
    std::string& file = (changes[0] & 0x80) != 0 ? keys : entries;
    const std::size_t at = (changes[1] + std::size_t{256} * changes[2]) % file.size();
    const std::size_t length = std::min(
        {static_cast<std::size_t>(changes[0] & 0x7F) + 1, changes.size() - 3, file.size() - at});
    for (std::size_t i = 0; i < length; ++i)
      file[at + i] = static_cast<char>(changes[3 + i]);
    changes = changes.subspan(3 + length);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Base base;
  std::string entries = base.entries;
  std::string keys = base.keys;
  apply({data, size}, entries, keys);
  const auto file = base.folder / "changed.mnv";
  Base::write(file, entries);
  Base::write(key_file_of(file), keys);
  const Inspection seen = inspect(file);
  MANUMIT_CHECK(seen.condition == Condition::intact || !seen.problem.next.empty());
  const auto verdict = check_without_key(file, 1, {});
  if (verdict)
    MANUMIT_CHECK(verdict->sound <= verdict->entries);
  return 0;
}
