// SPDX-License-Identifier: Apache-2.0
//
// A disk that takes nothing more in the middle of work: the system has made it read-only, or it is
// full. From each call on in turn: what was acknowledged stays, what was refused is not there by
// halves, reading goes on, and the sentence says what to do.
#include <optional>

#include "faulty_disk.h"
#include "place.h"
#include "test_office.h"

namespace manumit::vault {
namespace {

using namespace testing;

constexpr int kSavings = 4;

struct Said {
  std::vector<Compartment> saved;     ///< acknowledged, two entries each
  std::optional<Compartment> unsure;  ///< refused: both entries or none
  std::optional<Error> refused;
};

/// Ordinary work until the first refusal: notes in compartments of their own, a noted state, an
/// erasure.
Said work(Vault& vault, const Compartment& to_erase) {
  Said out;
  for (int i = 0; i < kSavings; ++i) {
    const auto fresh = vault.new_compartments(1);
    if (!fresh) {
      out.refused = fresh.error();
      return out;
    }
    const Draft drafts[] = {{fresh->front(), EntryKind::filing, "first"},
                            {fresh->front(), EntryKind::filing, std::string(9000, 'x')}};
    if (const auto written = vault.append(drafts); !written) {
      out.unsure = fresh->front();
      out.refused = written.error();
      return out;
    }
    out.saved.push_back(fresh->front());
  }
  if (const auto noted = vault.note_state(); !noted)
    out.refused = noted.error();
  else if (const auto erased = vault.erase({&to_erase, 1}, "on request"); !erased)
    out.refused = erased.error();
  return out;
}

void must_be_there(const Vault& vault, const Said& said, const Compartment& before) {
  REQUIRE(texts(vault, before).size() == 3);
  for (const Compartment& compartment : said.saved) {
    const auto there = texts(vault, compartment);
    REQUIRE(there.size() == 2);
    REQUIRE(there.front() == "first");
  }
}

/// How many entries of a saving that was refused are there.
std::size_t half_there(const Vault& vault, const Said& said) {
  if (!said.unsure)
    return 0;
  const auto there = vault.read(*said.unsure);
  return there ? there->size() : 0;
}

/// While the disk refuses. Where a saving was begun with a rollback journal it must be taken back
/// before anything is read; that is then said, and nothing is called damaged.
bool can_be_read(const Vault& vault, Disk where, const Said& said, const Compartment& before) {
  if (const auto there = vault.read(before); !there && where == Disk::removable) {
    CHECK((is_half_saved(there.error()) || is_busy(there.error())));
    return false;
  }
  must_be_there(vault, said, before);
  return true;
}

struct Counts {
  int unread = 0;
  int runs = 0;
  int refused = 0;
  std::size_t acknowledged = 0;
};

/// `code_of` tells by which code the disk refuses from that call on.
Counts refuse_from_each_call(Disk where, int (*code_of)(std::uint64_t),
                             void (*judge)(const Error&)) {
  const PretendedDisk there(where);
  const Folder folder;
  const auto base = folder / "base.mnv";
  Compartment before, to_erase;
  {
    Vault vault = new_vault(base);
    before = write_notes(vault, 3);
    to_erase = write_notes(vault, 2, "gone");
  }
  FaultyDisk disk;
  Counts out;
  for (std::uint64_t call = 1;; ++call) {
    const auto file = copy_vault(base, folder, "copy");
    Said said;
    {
      disk.fail_at(0);
      Vault vault = must_open(file, 100 + call);
      disk.refuse_from(call, code_of(call));
      said = work(vault, to_erase);
      if (!disk.dead()) {
        CHECK_FALSE(said.refused);
        CHECK(out.runs > 50);
        disk.heal();
        return out;
      }
      ++out.runs;
      CAPTURE(call);
      if (said.refused) {
        ++out.refused;
        judge(*said.refused);
        CHECK_FALSE(said.refused->next.empty());
      }
      out.unread += can_be_read(vault, where, said, before) ? 0 : 1;
      const Draft draft{before, EntryKind::filing, "one more"};
      const auto more = vault.append({&draft, 1});
      REQUIRE_FALSE(more);
      CHECK_FALSE(more.error().next.empty());
      can_be_read(vault, where, said, before);
      disk.heal();
      must_be_there(vault, said, before);
    }
    Vault vault = must_open(file, 10'000 + call);
    CHECK(vault.found_at_opening().empty());
    must_be_there(vault, said, before);
    const std::size_t unsure = half_there(vault, said);
    CHECK((unsure == 0 || unsure == 2));
    CHECK(vault.verify(1, {}).value().sound_throughout());
    write_note(vault, before, "and on it goes");
    out.acknowledged += said.saved.size();
  }
}

void tell(const Counts& counts) {
  MESSAGE(counts.runs, " runs, one for each call, ", counts.refused, " refusals told, ",
          counts.acknowledged, " acknowledged savings, 0 lost; ", counts.unread,
          " times nothing could be read before the disk took writes again");
}

TEST_CASE("the disk is made read-only at any call: nothing acknowledged is lost, reading goes on") {
  // Linux answers EROFS, which SQLite passes on as an error of the disk; where it notices itself
  // that a file may not be written to, it says so.
  // With a rollback journal the writes are to the file itself, where Linux has the first answer
  // only.
  const auto judge = [](const Error& error) { CHECK(error.kind != Error::Kind::not_allowed); };
  tell(refuse_from_each_call(
      Disk::fixed,
      [](std::uint64_t call) { return call % 2 == 0 ? SQLITE_READONLY : SQLITE_IOERR_WRITE; },
      judge));
  tell(refuse_from_each_call(
      Disk::removable, [](std::uint64_t) { return SQLITE_IOERR_WRITE; }, judge));
}

TEST_CASE("the disk is full from any call on: nothing acknowledged is lost, reading goes on") {
  for (const Disk where : {Disk::fixed, Disk::removable}) {
    const Counts counts = refuse_from_each_call(
        where, [](std::uint64_t) { return SQLITE_FULL; },
        [](const Error& error) { CHECK(error.kind == Error::Kind::unavailable); });
    tell(counts);
  }
}

}  // namespace
}  // namespace manumit::vault
