// SPDX-License-Identifier: Apache-2.0
#include "vault/harden.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <sstream>

#include "fake_frames.h"
#include "test_inside.h"

using namespace manumit;
using namespace manumit::vault;
using namespace manumit::vault::testing;

namespace {

constexpr std::uint8_t kMask = 0xA5;

/// Secrets to look for, kept under a mask so that the list is not found itself.
using Masked = std::vector<std::array<std::uint8_t, 32>>;

void note_masked(Masked& list, ByteView secret) {
  std::array<std::uint8_t, 32> masked{};
  for (std::size_t i = 0; i < masked.size(); ++i)
    masked[i] = static_cast<std::uint8_t>(secret[i] ^ kMask);
  list.push_back(masked);
}

bool begins_with(const std::uint8_t* place, const std::array<std::uint8_t, 32>& masked) {
  for (std::size_t i = 0; i < masked.size(); ++i) {
    if ((place[i] ^ kMask) != masked[i])
      return false;
  }
  return true;
}

/// How many of the secrets lie in one stretch of memory.
std::size_t found_in(const Bytes& stretch, const Masked& list) {
  std::size_t found = 0;
  for (const auto& masked : list) {
    const auto first = static_cast<std::uint8_t>(masked[0] ^ kMask);
    const std::uint8_t* at = stretch.data();
    const std::uint8_t* end = stretch.data() + stretch.size() - masked.size() + 1;
    while (at < end && (at = static_cast<const std::uint8_t*>(
                            std::memchr(at, first, static_cast<std::size_t>(end - at)))) != nullptr)
      found += begins_with(at++, masked) ? 1 : 0;
  }
  return found;
}

/// All memory that this process can write to, its stack and heap among it.
std::size_t found_in_own_memory(const Masked& list) {
  std::ifstream maps("/proc/self/maps");
  const int memory = open("/proc/self/mem", O_RDONLY);
  REQUIRE(memory >= 0);
  std::size_t found = 0;
  std::string line;
  while (std::getline(maps, line)) {
    unsigned long from = 0;
    unsigned long to = 0;
    char rights[5] = {};
    if (sscanf(line.c_str(), "%lx-%lx %4s", &from, &to, rights) != 3)
      continue;
    if (rights[0] != 'r' || rights[1] != 'w' || to - from > (64UL << 20))
      continue;
    Bytes stretch(to - from);
    const ssize_t got = pread(memory, stretch.data(), stretch.size(), static_cast<off_t>(from));
    if (got < 64)
      continue;
    stretch.resize(static_cast<std::size_t>(got));
    // Its own buffer is one of the stretches to come, so it is emptied before the next.
    found += found_in(stretch, list);
    explicit_bzero(stretch.data(), stretch.size());
  }
  close(memory);
  return found;
}

}  // namespace

TEST_CASE("a hardened process leaves no core and cannot be read by others") {
  const pid_t child = fork();
  if (child == 0) {
    harden_process();
    rlimit limit{};
    getrlimit(RLIMIT_CORE, &limit);
    _exit(limit.rlim_max == 0 && prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("a warning about swap says what to do") {
  const auto warning = swap_warning();
  if (warning)
    CHECK_FALSE(warning->next.empty());
}

TEST_CASE("when a vault is closed no key of it is left in memory") {
  if (manumit::testing::frames_outlive_their_calls()) {
    MESSAGE("judged by the test vault_memory, where the stack is a plain one");
    return;
  }
  const Folder folder;
  const auto file = folder / "a.mnv";
  Compartment notes;
  {
    Vault vault = new_vault(file);
    notes = write_notes(vault, 3);
  }
  Masked secrets;
  {
    const auto inside = open_inside(file, test_surroundings(3));
    note_masked(secrets, inside->vault_key.view());
    note_masked(secrets, inside->wrapping.view());
    note_masked(secrets, inside->secrets.receiving.view());
    note_masked(secrets, inside->secrets.signing_seed.view());
    note_masked(secrets, *inside->ring.find(notes, 1));
    // The search finds them while they are there.
    CHECK(found_in_own_memory(secrets) >= 5);
  }
  {
    Vault vault = must_open(file);
    write_notes(vault, 3);
    CHECK(vault.read(notes).value().size() == 3);
  }
  CHECK(found_in_own_memory(secrets) == 0);
  // The same while it is still there, and only its keys were dropped.
  Vault vault = must_open(file);
  write_notes(vault, 3);
  vault.drop_keys();
  CHECK(found_in_own_memory(secrets) == 0);
}
