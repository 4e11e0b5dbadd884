// SPDX-License-Identifier: Apache-2.0
// The vault by itself, beside what SQLite and libsodium take for the same bytes in the same run.
//
//   manumit_bench_vault FOLDER ENTRIES THREADS
//
// Writes into FOLDER and leaves nothing there. Prints one line of JSON for each measurement.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
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

// The mean of the filings of the invented cases. Padded it takes 960 bytes, sealed 976.
constexpr std::size_t kBodyBytes = 930;
constexpr std::size_t kSealedBytes = 976;
constexpr std::size_t kEntriesPerCase = 10;
constexpr int kRuns = 5;
constexpr std::size_t kDurable = 300;

Passphrase passphrase() {
  return Passphrase(std::string("a passphrase for measuring"));
}

/// One vault in a folder of its own, removed at the end.
class Place {
 public:
  explicit Place(const std::filesystem::path& folder) : folder_(folder / "bench-vault") {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    std::error_code trouble;
    std::filesystem::remove_all(folder_, trouble);
  }
  [[nodiscard]] std::filesystem::path file(const char* name) const { return folder_ / name; }

 private:
  std::filesystem::path folder_;
};

Vault make_vault(const std::filesystem::path& file) {
  return must(Vault::create(file, passphrase(), {"Invented Member", "Invented Device"},
                            vault::KdfProfile::for_tests, vault::test_surroundings(1)));
}

Vault open_vault(const std::filesystem::path& file) {
  return must(Vault::open(file, passphrase(), vault::test_surroundings(2)));
}

std::vector<vault::Draft> drafts(const std::vector<vault::Compartment>& compartments,
                                 std::size_t count) {
  std::vector<vault::Draft> out;
  out.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    out.push_back({compartments[i / kEntriesPerCase], vault::EntryKind::filing,
                   std::string(kBodyBytes, static_cast<char>('a' + i % 26))});
  }
  return out;
}

/// One entry at a time, each durable before the next; in turns with bare inserts, so that both
/// meet the same disk.
void measure_durable(const Place& place) {
  Vault vault = make_vault(place.file("durable.mnv"));
  BareTable bare(place.file("durable.sqlite"));
  const auto compartments = must(vault.new_compartments(kDurable / kEntriesPerCase));
  const std::vector<vault::Draft> all = drafts(compartments, kDurable);
  std::vector<Taken> ours;
  std::vector<Taken> theirs;
  for (int run = 0; run < kRuns; ++run) {
    ours.push_back(timed([&] {
      for (const vault::Draft& draft : all)
        static_cast<void>(must(vault.append(std::span(&draft, 1))));
    }));
    theirs.push_back(timed([&] {
      for (std::size_t i = 0; i < kDurable; ++i)
        bare.insert(kSealedBytes);
    }));
  }
  tell("durable append", kDurable, ours);
  tell("durable append, bare SQLite", kDurable, theirs);
}

/// Many entries in one transaction, keys of new compartments included.
void measure_import(const Place& place, std::size_t entries) {
  std::vector<Taken> ours;
  std::vector<Taken> theirs;
  for (int run = 0; run < kRuns; ++run) {
    const std::string name = "import" + std::to_string(run);
    Vault vault = make_vault(place.file((name + ".mnv").c_str()));
    BareTable bare(place.file((name + ".sqlite").c_str()));
    ours.push_back(timed([&] {
      const std::size_t cases = (entries + kEntriesPerCase - 1) / kEntriesPerCase;
      const auto compartments = must(vault.new_compartments(cases));
      static_cast<void>(must(vault.append(drafts(compartments, entries))));
    }));
    theirs.push_back(timed([&] {
      bare.begin();
      for (std::size_t i = 0; i < entries; ++i)
        bare.insert(kSealedBytes);
      bare.commit();
    }));
  }
  tell("import", entries, ours);
  tell("import, bare SQLite", entries, theirs);
}

void measure_reading(const Place& place, std::size_t entries, unsigned threads) {
  const std::filesystem::path file = place.file("reading.mnv");
  {
    Vault vault = make_vault(file);
    const auto compartments = must(vault.new_compartments(entries / kEntriesPerCase + 1));
    static_cast<void>(must(vault.append(drafts(compartments, entries))));
  }
  const BareCrypto bare(entries, kSealedBytes);
  std::vector<Taken> opening;
  std::vector<Taken> reading;
  std::vector<Taken> verifying;
  std::vector<Taken> wrong;
  std::vector<Taken> bare_opening;
  std::vector<Taken> bare_verifying;
  for (int run = 0; run < kRuns; ++run) {
    std::optional<Vault> vault;
    opening.push_back(timed([&] { vault = open_vault(file); }));
    std::size_t read = 0;
    reading.push_back(timed([&] {
      const auto damages = must(vault->for_each(threads, [&read](vault::Entry&&) -> Result<void> {
        ++read;
        return {};
      }));
      MANUMIT_CHECK(damages.empty());
    }));
    MANUMIT_CHECK(read >= entries);
    bare_opening.push_back(timed([&] { MANUMIT_CHECK(bare.open_all(threads)); }));
    verifying.push_back(
        timed([&] { MANUMIT_CHECK(must(vault->verify(threads, {})).sound_throughout()); }));
    bare_verifying.push_back(timed([&] { MANUMIT_CHECK(bare.verify_all(threads)); }));
    vault.reset();
    wrong.push_back(timed([&] {
      const auto refused = Vault::open(file, Passphrase(std::string("not the passphrase")),
                                       vault::test_surroundings(3));
      MANUMIT_CHECK(!refused && refused.error().kind == Error::Kind::not_allowed);
    }));
  }
  tell("open", entries, opening);
  tell("read all", entries, reading);
  tell("read all, bare libsodium", entries, bare_opening);
  tell("verify", entries, verifying);
  tell("verify, bare libsodium", entries, bare_verifying);
  tell("refuse a wrong passphrase", entries, wrong);
}

/// A second laptop that has nothing yet takes in all that the first one wrote; beside it the bare
/// price of its signatures. Then one that has all takes in the same once more.
void measure_merge(const Place& place, std::size_t entries, unsigned threads) {
  const std::filesystem::path bundle = place.file("all.mnb");
  Vault first = make_vault(place.file("first.mnv"));
  const auto compartments = must(first.new_compartments(entries / kEntriesPerCase + 1));
  static_cast<void>(must(first.append(drafts(compartments, entries))));
  const BareCrypto bare(entries, kSealedBytes);
  std::vector<Taken> making;
  std::vector<Taken> merging;
  std::vector<Taken> again;
  std::vector<Taken> bare_verifying;
  for (int run = 0; run < kRuns; ++run) {
    const std::string name = "lead" + std::to_string(run);
    const std::filesystem::path file = place.file((name + ".mnv").c_str());
    const std::filesystem::path request = place.file((name + ".mnj").c_str());
    static_cast<void>(must(Vault::ask_to_join(
        file, request, passphrase(), {name, "Invented Device"}, vault::KdfProfile::for_tests,
        vault::test_surroundings(static_cast<unsigned>(100 + run)))));
    const vault::MemberId lead =
        must(first.admit(must(vault::read_join_request(request)), vault::Role::lead));
    std::filesystem::remove(bundle);
    making.push_back(timed([&] { static_cast<void>(must(first.make_bundle(bundle, lead))); }));
    std::optional<Vault> second;
    merging.push_back(timed([&] {
      second = must(Vault::join(file, bundle, passphrase(),
                                vault::test_surroundings(static_cast<unsigned>(200 + run))));
    }));
    MANUMIT_CHECK(second->entry_count() >= entries);
    again.push_back(timed([&] { MANUMIT_CHECK(must(second->take_bundle(bundle)).added == 0); }));
    bare_verifying.push_back(timed([&] { MANUMIT_CHECK(bare.verify_all(threads)); }));
  }
  tell("make a bundle", entries, making);
  tell("merge", entries, merging);
  tell("merge, bare libsodium", entries, bare_verifying);
  tell("merge what is known", entries, again);
}

/// A case erased on request, and a member dismissed, among all the others.
void measure_erasure(const Place& place, std::size_t entries) {
  Vault vault = make_vault(place.file("erase.mnv"));
  const auto compartments = must(vault.new_compartments(entries / kEntriesPerCase + 1));
  static_cast<void>(must(vault.append(drafts(compartments, entries))));
  std::vector<Taken> erasing;
  for (std::size_t run = 0; run < kRuns; ++run) {
    erasing.push_back(timed([&] {
      static_cast<void>(must(vault.erase({&compartments[run], 1}, "she asked for it")));
    }));
  }
  tell("erase a case among", entries, erasing);
}

}  // namespace
}  // namespace manumit::bench

int main(int argc, char** argv) {
  using namespace manumit::bench;
  if (argc != 4) {
    std::fprintf(stderr, "Usage: manumit_bench_vault FOLDER ENTRIES THREADS\n");
    return 2;
  }
  const Place place{argv[1]};
  const std::size_t entries = std::strtoul(argv[2], nullptr, 10);
  const auto threads = static_cast<unsigned>(std::strtoul(argv[3], nullptr, 10));
  measure_durable(place);
  measure_import(place, entries);
  measure_reading(place, entries, threads);
  measure_merge(place, entries, threads);
  measure_erasure(place, entries);
  return 0;
}
