// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <random>
#include <set>
#include <thread>

#include "place.h"
#include "test_vault.h"

using namespace manumit;
using namespace manumit::vault;
using namespace manumit::vault::testing;

namespace {

/// Appends without end and reports each acknowledged entry as one byte; never returns.
[[noreturn]] void write_until_killed(const std::filesystem::path& file, const Compartment& notes,
                                     int pipe_end, int begin) {
  auto vault =
      Vault::open(file, passphrase(), test_surroundings(static_cast<std::uint64_t>(begin)));
  if (!vault)
    _exit(3);
  for (int i = begin;; ++i) {
    const Draft draft{notes, EntryKind::filing, "note " + std::to_string(i)};
    if (!vault->append({&draft, 1}))
      _exit(4);
    const char said = '.';
    if (write(pipe_end, &said, 1) != 1)
      _exit(5);
  }
}

/// Lets a child write and kills it after so many acknowledged entries; gives how many it said.
int run_and_kill(const std::filesystem::path& file, const Compartment& notes, int begin, int after,
                 std::chrono::microseconds delay) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  if (child == 0)
    write_until_killed(file, notes, ends[1], begin);
  close(ends[1]);
  int acknowledged = 0;
  char said = 0;
  while (acknowledged < after && read(ends[0], &said, 1) == 1)
    ++acknowledged;
  std::this_thread::sleep_for(delay);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(WIFSIGNALED(status));
  while (read(ends[0], &said, 1) == 1)
    ++acknowledged;
  close(ends[0]);
  return acknowledged;
}

void kill_while_saving(Disk disk) {
  const PretendedDisk there(disk);
  const Folder folder;
  const auto file = folder / "a.mnv";
  Compartment notes;
  {
    Vault vault = new_vault(file);
    notes = vault.new_compartments(1).value().front();
  }
  std::mt19937 dice(5);
  std::size_t stored = 0;
  const int rounds = long_tests() ? 300 : 15;
  for (int round = 0; round < rounds; ++round) {
    const int acknowledged =
        run_and_kill(file, notes, static_cast<int>(stored) + 1, static_cast<int>(dice() % 12),
                     std::chrono::microseconds(dice() % 3000));
    const Vault vault = must_open(file, 5000 + static_cast<std::uint64_t>(round));
    CHECK(vault.found_at_opening().empty());
    const auto entries = vault.read(notes);
    REQUIRE(entries);
    // One more may be there: written, but its acknowledgement did not get out.
    CHECK(entries->size() >= stored + static_cast<std::size_t>(acknowledged));
    CHECK(entries->size() <= stored + static_cast<std::size_t>(acknowledged) + 1);
    stored = entries->size();
    for (std::size_t i = 0; i < stored; ++i)
      REQUIRE((*entries)[i].body == "note " + std::to_string(i + 1));
    CHECK(vault.verify(1, {}).value().sound_throughout());
  }
  MESSAGE(std::string(disk == Disk::fixed ? "fixed disk" : "stick"), ": killed ", rounds,
          " times, ", stored, " entries, 0 lost");
}

}  // namespace

TEST_CASE("a process killed at any moment loses no acknowledged entry") {
  kill_while_saving(Disk::fixed);
  kill_while_saving(Disk::removable);
}

TEST_CASE("two files are left when a vault is closed, readable by their owner alone") {
  const Folder folder;
  {
    Vault vault = new_vault(folder / "a.mnv");
    write_notes(vault, 3);
  }
  std::set<std::string> names;
  for (const auto& left : std::filesystem::directory_iterator(folder.path())) {
    names.insert(left.path().filename().string());
    struct stat about {};
    REQUIRE(stat(left.path().c_str(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);
  }
  CHECK(names == std::set<std::string>{"a.mnk", "a.mnv"});
}

TEST_CASE("a second writer is refused with a sentence, in this process and in another") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  Vault vault = new_vault(file);
  const auto second = open_again(file);
  REQUIRE_FALSE(second);
  CHECK(second.error().what == "this vault is already open in another window or program");
  const pid_t child = fork();
  if (child == 0) {
    const auto there = open_again(file);
    _exit(!there && there.error().what == second.error().what ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  // The refused ones took nothing with them: the first goes on writing and keeps its lock.
  write_notes(vault, 2);
  CHECK_FALSE(open_again(file));
}

TEST_CASE("a full disk is said in a sentence, stores nothing by halves and leaves all readable") {
  const Folder folder;
  const auto place = folder / "small";
  std::filesystem::create_directory(place);
  if (mount("tmpfs", place.c_str(), "tmpfs", 0, "size=4m") != 0) {
    MESSAGE("skipped: making a small file system needs root");
    return;
  }
  {
    Vault vault = new_vault(place / "a.mnv");
    const Compartment notes = vault.new_compartments(1).value().front();
    const Draft draft{notes, EntryKind::filing, std::string(20'000, 'x')};
    std::size_t saved = 0;
    Result<std::vector<EntryId>> last = std::vector<EntryId>{};
    while (saved < 1000 && last) {
      last = vault.append({&draft, 1});
      saved += last ? 1 : 0;
    }
    REQUIRE_FALSE(last);
    CHECK(last.error().kind == Error::Kind::unavailable);
    CHECK(last.error().what == "the disk is full");
    CHECK(saved > 10);
    CHECK(vault.read(notes).value().size() == saved);
    CHECK(vault.verify(1, {}).value().sound_throughout());
  }
  {
    const Vault vault = must_open(place / "a.mnv");
    CHECK(vault.found_at_opening().empty());
    CHECK(vault.verify(1, {}).value().sound_throughout());
  }
  umount(place.c_str());
}

TEST_CASE("two threads read while a third writes") {
  const Folder folder;
  Vault vault = new_vault(folder / "a.mnv");
  const Compartment notes = write_notes(vault, 50);
  std::atomic<bool> stop = false;
  std::atomic<int> troubles = 0;
  const auto read = [&] {
    std::size_t most = 50;
    while (!stop) {
      const auto entries = vault.read(notes);
      if (!entries || entries->size() < most)
        ++troubles;
      if (entries)
        most = entries->size();
      if (!vault.can_open(notes) || vault.summary().entries < most)
        ++troubles;
    }
  };
  std::thread first(read);
  std::thread second(read);
  for (int i = 0; i < 100; ++i) {
    const auto fresh = vault.new_compartments(3);
    const Draft drafts[] = {{notes, EntryKind::filing, "more"},
                            {fresh->front(), EntryKind::filing, "elsewhere"}};
    if (!vault.append(drafts))
      ++troubles;
  }
  stop = true;
  first.join();
  second.join();
  CHECK(troubles == 0);
  CHECK(vault.read(notes).value().size() == 150);
}
