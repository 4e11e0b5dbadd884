// SPDX-License-Identifier: Apache-2.0
// One large file into a vault and out again, and what it costs in memory; beside the bare price of
// the same bytes in SQLite, and beside what the opening of the vault takes with and without it.
//
//   manumit_bench_files FOLDER MIB
//
// Writes into FOLDER and leaves nothing there. Prints one line of JSON for each measurement.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bare.h"
#include "base/check.h"
#include "measure.h"
#include "vault/vault.h"
#include "vault/vault_for_tests.h"

namespace manumit::bench {
namespace {

using vault::Vault;

constexpr std::size_t kStep = std::size_t{4} << 20;
constexpr std::size_t kNotes = 2000;

Passphrase passphrase() {
  return Passphrase(std::string("a passphrase for measuring"));
}

/// The most that this process ever held, in KiB, since it was last set back.
std::uint64_t peak_kib() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    if (word != "VmHWM:")
      continue;
    std::uint64_t kib = 0;
    status >> kib;
    return kib;
  }
  return 0;
}

/// Time, and how much more memory was held at most than before.
void measure(const char* what, std::uint64_t bytes, const std::function<void()>& work) {
  std::ofstream("/proc/self/clear_refs") << "5";
  const std::uint64_t before = peak_kib();
  const Taken taken = timed(work);
  const std::uint64_t extra = std::max(peak_kib(), before) - before;
  std::printf(
      "{\"what\": \"%s\", \"amount\": %llu, \"wall_s\": [%.6f], \"cpu_s\": [%.6f], "
      "\"extra_kib\": %llu}\n",
      what, static_cast<unsigned long long>(bytes), taken.wall_s, taken.cpu_s,
      static_cast<unsigned long long>(extra));
  std::fflush(stdout);
}

void fill(Bytes& step, std::uint64_t at) {
  for (std::size_t i = 0; i < step.size(); i += 64)
    step[i] = static_cast<std::uint8_t>((at + i) >> 6);
}

vault::FileFacts attach(Vault& vault, std::uint64_t bytes, vault::Compartment& where) {
  vault::FileWriter writer = must(vault::FileWriter::begin(vault));
  Bytes step(kStep, 7);
  for (std::uint64_t at = 0; at < bytes; at += kStep) {
    fill(step, at);
    must(writer.put(vault, step));
  }
  where = writer.compartment();
  return must(writer.finish(vault));
}

std::size_t read_everything(const Vault& vault) {
  std::size_t seen = 0;
  static_cast<void>(must(vault.for_each(2, [&seen](vault::Entry&&) -> Result<void> {
    ++seen;
    return {};
  })));
  return seen;
}

void measure_all(const std::filesystem::path& folder, std::uint64_t bytes) {
  const std::filesystem::path file = folder / "files.mnv";
  std::optional<Vault> vault =
      must(Vault::create(file, passphrase(), {"Member", "Device"}, vault::KdfProfile::for_tests,
                         vault::test_surroundings(1)));
  const auto notes = must(vault->new_compartments(1));
  const std::vector<vault::Draft> drafts(
      kNotes, {notes.front(), vault::EntryKind::filing, std::string(900, 'n')});
  static_cast<void>(must(vault->append(drafts)));
  const auto reopen = [&] {
    vault.reset();
    vault = must(Vault::open(file, passphrase(), vault::test_surroundings(2)));
    MANUMIT_CHECK(read_everything(*vault) == kNotes + 2);
  };
  measure("open and read all, without the file", kNotes, reopen);
  vault::Compartment where;
  vault::FileFacts facts;
  measure("attach", bytes, [&] { facts = attach(*vault, bytes, where); });
  {
    BareTable bare(folder / "bare.sqlite");
    measure("attach, bare SQLite", bytes, [&] {
      for (std::uint64_t at = 0; at < bytes; at += kStep) {
        bare.begin();
        for (std::size_t piece = 0; piece < 4; ++piece)
          bare.insert(kStep / 4);
        bare.commit();
      }
    });
  }
  measure("open and read all, with the file", kNotes, reopen);
  std::optional<vault::KeptFile> kept;
  measure("check against the hash", bytes, [&] { kept = must(vault->check_file(where, facts)); });
  measure("read in ranges", bytes, [&] {
    for (std::uint64_t at = 0; at < bytes; at += kStep)
      static_cast<void>(must(vault->read_file(*kept, at, kStep)));
  });
}

}  // namespace
}  // namespace manumit::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "Usage: manumit_bench_files FOLDER MIB\n");
    return 2;
  }
  const auto folder = std::filesystem::path(argv[1]) / "bench-files";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  manumit::bench::measure_all(folder, std::strtoull(argv[2], nullptr, 10) << 20);
  std::filesystem::remove_all(folder);
  return 0;
}
