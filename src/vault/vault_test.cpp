// SPDX-License-Identifier: Apache-2.0
#include "vault/vault.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <set>
#include <thread>

#include "test_vault.h"

using namespace manumit;
using namespace manumit::vault;
using namespace manumit::vault::testing;

TEST_CASE("a vault gives back what was written, in order, after it was closed") {
  const Folder folder;
  Compartment notes;
  std::vector<EntryId> ids;
  {
    Vault vault = new_vault(folder / "a.mnv");
    notes = vault.new_compartments(1).value().front();
    const std::vector<Draft> drafts{{notes, EntryKind::filing, "first"},
                                    {notes, EntryKind::filing, ""},
                                    {notes, EntryKind::release_spend, "третья"}};
    ids = vault.append(drafts).value();
    CHECK(vault.read(notes).value().size() == 3);
  }
  const Vault vault = must_open(folder / "a.mnv");
  const auto entries = vault.read(notes).value();
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].body == "first");
  CHECK(entries[1].body.empty());
  CHECK(entries[2].body == "третья");
  CHECK(entries[2].kind == EntryKind::release_spend);
  CHECK(entries[1].id == ids[1]);
  CHECK(entries[1].knew == std::vector<EntryId>{ids[0]});
  CHECK(entries[1].author_seq == entries[0].author_seq + 1);
  CHECK(entries[0].lamport < entries[1].lamport);
  CHECK(vault.compartments() == std::vector<Compartment>{notes});
  CHECK(vault.can_open(notes));
  CHECK_FALSE(vault.can_open(Compartment{}));
  CHECK(vault.member_of(entries[0].author) == "Test Member");
  CHECK(vault.member_id_of(entries[0].author) == vault.me());
  CHECK(vault.member_id_of(AuthorId{}) == MemberId{});
  const auto newest = vault.read_newest(notes, 2).value().entries;
  REQUIRE(newest.size() == 2);
  CHECK(newest[0].id == ids[1]);
  CHECK(newest[1].id == ids[2]);
  CHECK(vault.read_newest(notes, 9).value().entries.size() == 3);
  CHECK(vault.entry_count() == 5);  // two of the vault's own: the device and the member
}

TEST_CASE("the vault page's summary names the member, the device and the head") {
  const Folder folder;
  Vault vault = new_vault(folder / "a.mnv");
  const Summary before = vault.summary();
  write_notes(vault, 3);
  const Summary after = vault.summary();
  REQUIRE(after.members.size() == 1);
  REQUIRE(after.devices.size() == 1);
  CHECK(after.members[0].name == "Test Member");
  CHECK(after.members[0].id == vault.me());
  CHECK(after.devices[0].name == "Test Device");
  CHECK(after.devices[0].member == vault.me());
  CHECK(after.devices[0].this_one);
  CHECK(after.devices[0].entries == 5);
  CHECK(after.entries == before.entries + 3);
  CHECK(after.head_hash.size() == 64);
  CHECK(after.head_hash != before.head_hash);
  CHECK(after.bytes > 0);
}

TEST_CASE("a fresh vault verifies, with the keys and without") {
  const Folder folder;
  Vault vault = new_vault(folder / "a.mnv");
  write_notes(vault, 20);
  const Verdict with = vault.verify(2, {}).value();
  CHECK(with.sound_throughout());
  CHECK(with.with_keys);
  CHECK(with.entries == 22);
  CHECK(with.sound == 22);
  CHECK(with.devices == 1);
  CHECK(with.head_hash == vault.summary().head_hash);
  const Verdict open_elsewhere = check_without_key(folder / "a.mnv", 2, {}).value();
  CHECK(open_elsewhere.sound_throughout());
  CHECK(open_elsewhere.entries == 22);
  vault = new_vault(folder / "b.mnv");
  const Verdict without = check_without_key(folder / "a.mnv", 2, {}).value();
  CHECK(without.sound_throughout());
  CHECK_FALSE(without.with_keys);
  CHECK(without.head_hash == with.head_hash);
}

TEST_CASE("a copy of the entries alone can be checked by anybody") {
  const Folder folder;
  {
    Vault vault = new_vault(folder / "a.mnv");
    write_notes(vault, 5);
  }
  std::filesystem::remove(folder / "a.mnk");
  const auto verdict = check_without_key(folder / "a.mnv", 1, {});
  REQUIRE(verdict);
  CHECK(verdict->sound_throughout());
  CHECK(verdict->entries == 7);
}

TEST_CASE("a visitor that stops is handed nothing more, and its own error comes back") {
  const Folder folder;
  Vault vault = new_vault(folder / "a.mnv");
  write_notes(vault, 5);
  for (const unsigned threads : {1U, 4U}) {
    std::size_t seen = 0;
    const auto stopped = vault.for_each(threads, [&](Entry&&) -> Result<void> {
      if (++seen == 3)
        return fail(Error::Kind::unavailable, "the vault was locked");
      return {};
    });
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().what == "the vault was locked");
    CHECK(seen == 3);
  }
}
