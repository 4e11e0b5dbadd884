// SPDX-License-Identifier: Apache-2.0
//
// A small vault with stretches of it overwritten, cut short, and with what is left of a log beside
// it: whatever comes, a salvage ends, and what it writes is sound by itself or has a finding. The
// input is where to cut (two bytes), then a list of changes: one byte for the length, two for the
// place, then the bytes; what comes after a change of no length is the log.
#include "vault/salvage.h"

#include <unistd.h>

#include <algorithm>
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
  std::string entries;

  Base() {
    const auto above = access("/dev/shm", W_OK) == 0 ? std::filesystem::path("/dev/shm")
                                                     : std::filesystem::temp_directory_path();
    folder = above / ("manumit-fuzz-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    const auto file = folder / "base.mnv";
    {
      auto vault = Vault::create(file, Passphrase(std::string("four invented fuzzing words")),
                                 {"m", "d"}, KdfProfile::for_tests, test_surroundings(1));
      MANUMIT_CHECK(vault.has_value());
      const auto notes = vault->new_compartments(2);
      MANUMIT_CHECK(notes.has_value());
      for (const std::size_t length : {1U, 10U, 6000U, 20U}) {
        const Draft draft{notes->front(), EntryKind::filing, std::string(length, 'x')};
        MANUMIT_CHECK(vault->append({&draft, 1}).has_value());
      }
    }
    std::ifstream in(file, std::ios::binary);
    entries = {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  Base(const Base&) = delete;
  Base& operator=(const Base&) = delete;
  ~Base() { std::filesystem::remove_all(folder); }
};

void write(const std::filesystem::path& to, std::string_view bytes) {
  std::ofstream out(to, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// What is left of the input is the log.
ByteView apply(ByteView changes, std::string& entries) {
  while (changes.size() > 3 && changes[0] != 0) {
    const std::size_t at = (changes[1] + std::size_t{256} * changes[2]) % entries.size();
    const std::size_t length =
        std::min({std::size_t{changes[0]}, changes.size() - 3, entries.size() - at});
    for (std::size_t i = 0; i < length; ++i)
      entries[at + i] = static_cast<char>(changes[3 + i]);
    changes = changes.subspan(3 + length);
  }
  return changes.empty() ? changes : changes.subspan(1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Base base;
  if (size < 2)
    return 0;
  std::string entries = base.entries;
  const ByteView log = apply(ByteView(data + 2, size - 2), entries);
  const std::size_t cut = data[0] + std::size_t{256} * data[1];
  if (cut > 0)
    entries.resize(std::min(entries.size(), cut));
  const auto file = base.folder / "changed.mnv";
  const auto target = base.folder / "saved.mnv";
  write(file, entries);
  std::filesystem::remove(file.string() + "-wal");
  if (!log.empty())
    write(file.string() + "-wal", {reinterpret_cast<const char*>(log.data()), log.size()});
  std::filesystem::remove(target);
  const auto saved = salvage({.damaged = file, .target = target});
  if (!saved)
    return 0;
  MANUMIT_CHECK(saved->entries == saved->verdict.entries);
  MANUMIT_CHECK(saved->entries <= 6);
  MANUMIT_CHECK(saved->entries + saved->lost.size() >= 1);
  return 0;
}
