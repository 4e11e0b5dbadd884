// SPDX-License-Identifier: Apache-2.0
//
// A disk or a memory that turns a bit of what is written to NAME.mnk and says nothing: no key is
// lost by it, and what was refused is not there.
#include <algorithm>

#include "faulty_disk.h"
#include "test_office.h"

namespace manumit::vault {
namespace {

using namespace testing;

/// A vault of some compartments, closed.
struct Base {
  Folder folder;
  std::filesystem::path file = folder / "base.mnv";
  std::vector<Compartment> kept;
  Compartment gone;

  Base() {
    Vault vault = new_vault(file);
    for (int i = 0; i < 5; ++i)
      kept.push_back(write_notes(vault, 2));
    gone = write_notes(vault, 1, "gone");
  }
  void must_hold_all(const Vault& vault) const {
    for (const Compartment& compartment : kept)
      REQUIRE(texts(vault, compartment).size() == 2);
    REQUIRE(vault.verify(1, {}).value().sound_throughout());
  }
};

/// Somewhere in what is new on this page.
std::optional<std::size_t> bit_of_what_is_new(std::mt19937& dice, std::string_view before,
                                              std::string_view now, std::size_t from = 0) {
  std::vector<std::size_t> fresh;
  for (std::size_t i = from; i < now.size(); ++i) {
    if (before[i] != now[i])
      fresh.push_back(i);
  }
  if (fresh.empty())
    return std::nullopt;
  return fresh[dice() % fresh.size()] * 8 + dice() % 8;
}

TEST_CASE(
    "one bit of a new key file turns at any write: refused, and the old one stands and opens") {
  const Base base;
  FaultyDisk disk;
  std::mt19937 dice(31);
  const int bits = long_tests() ? 200 : 4;
  int runs = 0;
  int refused = 0;
  bool turned = true;
  for (int call = 1; turned; ++call) {
    for (int bit = 0; bit < bits; ++bit) {
      const auto file = copy_vault(base.file, base.folder, "copy");
      std::string before;
      bool said = false;
      int left = call;
      turned = false;
      disk.fail_at(0);
      {
        Vault vault = must_open(file, static_cast<std::uint64_t>(100 + runs));
        before = contents(key_file_of(file));
        disk.turn_bits([&](const std::string& path, std::int64_t, std::string_view there,
                           std::string_view now) -> std::optional<std::size_t> {
          if (!path.ends_with(".mnk.new") || --left != 0)
            return std::nullopt;
          turned = true;
          return bit_of_what_is_new(dice, there, now);
        });
        const auto erased = vault.erase({&base.gone, 1}, "on request");
        disk.turn_bits({});
        said = erased.has_value();
        if (!erased) {
          CHECK(erased.error().kind == Error::Kind::damaged);
          CHECK_FALSE(erased.error().next.empty());
        }
      }
      CHECK_FALSE(std::filesystem::exists(key_file_of(file).string() + ".new"));
      if (!said)
        CHECK(contents(key_file_of(file)) == before);
      ++runs;
      refused += said ? 0 : 1;
      const Vault vault = must_open(file, static_cast<std::uint64_t>(10'000 + runs));
      REQUIRE(vault.found_at_opening().empty());
      base.must_hold_all(vault);
      CHECK_FALSE(vault.can_open(base.gone));
    }
  }
  MESSAGE(runs, " key files with one bit turned: ", refused, " refused, no key lost");
  CHECK(refused > runs / 8);
}

TEST_CASE(
    "a key of a new compartment that does not read back is refused, and the next one is kept") {
  // What stands before tells where the rows of the page are.
  constexpr std::size_t kRows = 256;
  const Base base;
  FaultyDisk disk;
  std::mt19937 dice(32);
  const int runs = long_tests() ? 2'000 : 60;
  for (int run = 0; run < runs; ++run) {
    const auto file = copy_vault(base.file, base.folder, "copy");
    bool turned = false;
    Compartment after;
    disk.fail_at(0);
    {
      Vault vault = must_open(file, static_cast<std::uint64_t>(100 + run));
      disk.turn_bits([&](const std::string& path, std::int64_t at, std::string_view there,
                         std::string_view now) -> std::optional<std::size_t> {
        if (turned || !path.ends_with(".mnk") || at == 0)
          return std::nullopt;
        const auto bit = bit_of_what_is_new(dice, there, now, kRows);
        turned = bit.has_value();
        return bit;
      });
      const auto fresh = vault.new_compartments(1);
      disk.turn_bits({});
      REQUIRE(turned);
      REQUIRE_FALSE(fresh);
      CHECK(fresh.error().kind == Error::Kind::damaged);
      CHECK_FALSE(fresh.error().next.empty());
      after = write_notes(vault, 2);
    }
    const Vault vault = must_open(file, static_cast<std::uint64_t>(10'000 + run));
    REQUIRE(vault.found_at_opening().empty());
    base.must_hold_all(vault);
    REQUIRE(texts(vault, after).size() == 2);
  }
}

}  // namespace
}  // namespace manumit::vault
