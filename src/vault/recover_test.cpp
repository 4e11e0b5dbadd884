// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "test_office.h"

namespace manumit::vault {
namespace {

using namespace testing;

std::vector<Share> some_of(const std::vector<Share>& all,
                           std::initializer_list<std::size_t> which) {
  std::vector<Share> out;
  for (const std::size_t i : which) {
    const auto read = read_share(to_print(all[i]).words_en.reveal());
    REQUIRE(read);
    Share share;
    share.set = read->share.set;
    share.index = read->share.index;
    share.threshold = read->share.threshold;
    share.total = read->share.total;
    share.value.reveal() = read->share.value.reveal();
    out.push_back(std::move(share));
  }
  return out;
}

Result<Vault> recover(const std::filesystem::path& file, std::span<const Share> shares,
                      std::uint64_t seed) {
  return Vault::recover(file, shares, passphrase("another four new words"),
                        {"Test Member", "new laptop"}, KdfProfile::for_tests,
                        test_surroundings(seed));
}

TEST_CASE("a lost passphrase: any three of five papers open the vault, and two do not") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  Compartment notes;
  std::vector<Share> shares;
  {
    Vault vault = new_vault(file);
    notes = write_notes(vault, 3);
    auto made = vault.issue_shares(3, 5);
    REQUIRE_MESSAGE(made.has_value(), (made ? "" : in_english(made.error())));
    shares = std::move(*made);
    write_note(vault, notes, "after the shares");
  }
  CHECK_FALSE(recover(file, some_of(shares, {0, 4}), 70));
  auto vault = recover(file, some_of(shares, {4, 0, 2}), 71);
  REQUIRE_MESSAGE(vault.has_value(), (vault ? "" : in_english(vault.error())));
  CHECK(vault->found_at_opening().empty());
  CHECK_FALSE(vault->read_only());
  CHECK(texts(*vault, notes).back() == "after the shares");
  write_note(*vault, notes, "and on");
  CHECK(vault->verify(1, {}).value().sound_throughout());
  // Whoever came back directs: new shares can be made, and then the old ones open nothing.
  const auto again = vault->issue_shares(2, 3);
  REQUIRE_MESSAGE(again.has_value(), (again ? "" : in_english(again.error())));
  static_cast<void>(Vault(std::move(*vault)));
  CHECK_FALSE(recover(file, some_of(shares, {0, 1, 2}), 72));
  CHECK(recover(file, some_of(*again, {1, 2}), 73));
}

TEST_CASE("papers are undecided until some were made, or a director wrote that there are none") {
  Office office;
  Vault director = office.found();
  CHECK(director.shares_undecided());
  Vault lead = office.admit(director, "lead", Role::lead);
  CHECK_FALSE(lead.shares_undecided());
  CHECK_FALSE(lead.go_without_shares());
  static_cast<void>(Vault(std::move(lead)));
  {
    // Whoever may make none decides nothing by a program of their own either.
    const auto own = open_inside(office.file_of("lead"), test_surroundings(90));
    REQUIRE(
        write_own(*own, EntryKind::upkeep, encode(Upkeep{Upkeep::What::shares_declined, 1, 0})));
  }
  Vault again = Vault::open(office.file_of("lead"), passphrase(), test_surroundings(91)).value();
  CHECK(office.carry(again, director).added > 0);
  CHECK(director.shares_undecided());
  REQUIRE(director.go_without_shares());
  CHECK_FALSE(director.shares_undecided());
  Vault second = office.admit(director, "second", Role::director);
  CHECK_FALSE(second.shares_undecided());
}

TEST_CASE("papers that were made on one computer are not asked for again on another") {
  Office office;
  Vault director = office.found();
  REQUIRE(director.issue_shares(2, 3));
  CHECK_FALSE(director.shares_undecided());
  Vault second = office.admit(director, "second", Role::director);
  CHECK_FALSE(second.shares_undecided());
}

TEST_CASE("erasing and dismissing change the vault's key, and the papers stay good") {
  Office office;
  std::vector<Share> shares;
  Compartment gone;
  Compartment kept;
  {
    Vault director = office.found();
    shares = director.issue_shares(2, 3).value();
    gone = write_notes(director, 2, "gone");
    kept = write_notes(director, 2, "kept");
    Vault anna = office.admit(director, "anna", Role::lead);
    REQUIRE(director.erase({&gone, 1}, "she asked for it"));
    REQUIRE(director.dismiss(member_called(director, "anna"), "left"));
    REQUIRE(director.drill_shares(some_of(shares, {0, 2})));
    CHECK_FALSE(director.drill_shares(some_of(shares, {1})));
  }
  auto vault = recover(office.file_of("director"), some_of(shares, {0, 1}), 80);
  REQUIRE_MESSAGE(vault.has_value(), (vault ? "" : in_english(vault.error())));
  CHECK(texts(*vault, kept).size() == 2);
  CHECK_FALSE(vault->can_open(gone));
}

TEST_CASE("shares that were made on one laptop open the other's copy") {
  Office office;
  std::vector<Share> shares;
  Compartment notes;
  {
    Vault director = office.found();
    Vault lead = office.admit(director, "lead", Role::lead);
    notes = write_notes(director, 2, "notes");
    shares = director.issue_shares(2, 3).value();
    office.carry(director, lead);
    CHECK(texts(lead, notes).size() == 2);
  }
  auto vault = recover(office.file_of("lead"), some_of(shares, {2, 1}), 90);
  REQUIRE_MESSAGE(vault.has_value(), (vault ? "" : in_english(vault.error())));
  CHECK(texts(*vault, notes).size() == 2);
}

TEST_CASE("papers: what is known of the set without any of them, and when it was last tried") {
  const Folder folder;
  Vault vault = new_vault(folder / "a.mnv");
  CHECK_FALSE(vault.recovery_set().value().has_value());
  const auto shares = vault.issue_shares(2, 3);
  REQUIRE(shares);
  const auto set = vault.recovery_set().value();
  REQUIRE(set);
  CHECK(set->name == set_name(shares->front()));
  CHECK(set->threshold == 2);
  CHECK(set->total == 3);
  CHECK_FALSE(set->drilled_ms);
  CHECK_FALSE(vault.drill_shares(some_of(*shares, {1})));
  CHECK_FALSE(vault.recovery_set().value()->drilled_ms);
  CHECK(vault.drill_shares(some_of(*shares, {1, 2})));
  CHECK(vault.recovery_set().value()->drilled_ms.value() > set->made_ms);
  // The drill of a former set says nothing of the new one.
  REQUIRE(vault.issue_shares(2, 2));
  CHECK_FALSE(vault.recovery_set().value()->drilled_ms);
}

}  // namespace
}  // namespace manumit::vault
