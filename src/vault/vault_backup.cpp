// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include "backup_names.h"
#include "base/parallel.h"
#include "findings.h"
#include "look.h"
#include "schema.h"
#include "upkeep.h"
#include "vault_inside.h"
#include "working_file.h"

namespace manumit::vault {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

/// What went wrong at the copy, told of the copy and not of the vault.
Error at_the_copy(Error trouble) {
  if (is_disk_full(trouble)) {
    return {Error::Kind::unavailable, "there is not enough room for the backup", "",
            "make room there or take another stick; nothing was left there, and the vault is "
            "untouched"};
  }
  if (trouble.what == stopped().what || trouble.kind == Error::Kind::not_allowed)
    return trouble;
  return {Error::Kind::unavailable,
          "the backup could not be written: the stick was taken out, or it is failing", "",
          "put it in again or take another one; what was begun there does not count as a backup, "
          "and the vault is untouched"};
}

Error copy_differs() {
  return {Error::Kind::damaged,
          "the backup does not read back as it was written: the stick or the memory of this "
          "computer is failing",
          "", "take another stick; nothing was left on this one, and the vault is untouched"};
}

// SQLite's file header says at offset 18 how the file is written: 2 is by a log beside it, which a
// copy does not have (https://www.sqlite.org/fileformat2.html §1.3.3).
bool mark_as_without_log(const std::filesystem::path& file) {
  const int handle = ::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
  if (handle < 0)
    return false;
  const std::array<char, 2> rollback{1, 1};
  const bool written = ::pwrite(handle, rollback.data(), rollback.size(), 18) == 2;
  return (::close(handle) == 0) && written;
}

/// Down to the disk, and out of memory, so that what is read back is what lies there.
bool settle_on_disk(const std::filesystem::path& file) {
  if (!mark_as_without_log(file) || !sync_file(file))
    return false;
  forget_cached(file);
  return true;
}

bool same_keys(const KeyFile::Keys& a, const KeyFile::Keys& b, const VaultId& vault) {
  return a.torn == b.torn && a.unreadable == b.unreadable &&
         std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(),
                    [&](const WrappedKey& one, const WrappedKey& other) {
                      return row_checksum(vault, one) == row_checksum(vault, other);
                    });
}

/// Each wrapped key, slot and the mark, held against those of the vault.
Result<void> check_keys(const OpenVault& vault, const std::filesystem::path& file) {
  const KeyFile copy = TRY(KeyFile::look(file, vault.id));
  const KeyFile::Keys theirs = TRY(copy.keys());
  const KeyFile::Keys ours = TRY(vault.key_file.keys());
  if (!same_keys(theirs, ours, vault.id) || TRY(copy.slots()) != TRY(vault.key_file.slots()) ||
      TRY(copy.mark()) != TRY(vault.key_file.mark()))
    return fail(copy_differs());
  return {};
}

/// The keys as they are now, checked, under a working name. The caller keeps writers out.
Result<WorkingFile> copy_keys(const OpenVault& vault, const std::filesystem::path& real) {
  WorkingFile working = TRY(WorkingFile::make(real));
  TRY(vault.key_file.copy_to(working.path()));
  if (!settle_on_disk(working.path()))
    return fail(copy_differs());
  TRY(check_keys(vault, working.path()));
  return working;
}

Result<WorkingFile> copy_entries(const Database& source, const std::filesystem::path& real,
                                 const Progress& progress) {
  WorkingFile working = TRY(WorkingFile::make(real));
  {
    Database copy = TRY(Database::open(working.path(), Database::Mode::write));
    TRY(copy.run("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=NORMAL"));
    const bool whole = TRY(source.copy_pages(copy, [&](std::uint64_t done, std::uint64_t total) {
      return !progress || progress(done, 2 * total);
    }));
    if (!whole)
      return fail(stopped());
  }
  if (!settle_on_disk(working.path()))
    return fail(copy_differs());
  return working;
}

/// A reader that sees the vault as it is at this moment.
Result<Database> hold_still(const std::filesystem::path& file) {
  Database out = TRY(Database::open(file, Database::Mode::read));
  TRY(out.run("BEGIN"));
  static_cast<void>(TRY(out.ask("SELECT count(*) FROM meta")));
  return out;
}

/// Before the copying: a copy that is broken off may have got as far as the stick.
Result<void> note_keys(OpenVault& vault, const BackupMade& made) {
  if (vault.read_only)
    return {};
  TRY(write_own(vault, EntryKind::upkeep,
                encode(Upkeep{Upkeep::What::keys_backed_up, made.made_ms, made.keys_until_ms})));
  // So that whoever opens the copy sees whether the entries that belong to it are all there.
  return write_mark(vault);
}

/// Both parts under their working names, of one moment.
struct Copies {
  std::optional<WorkingFile> keys;
  WorkingFile entries;
};

Result<Copies> copy_both(OpenVault& vault, const BackupMade& made, const Progress& progress) {
  std::unique_lock writing(vault.writing);
  if (!made.files.keys.empty())
    TRY(note_keys(vault, made));
  const Database source = TRY(hold_still(vault.file));
  std::optional<WorkingFile> keys;
  if (!made.files.keys.empty()) {
    auto copied = copy_keys(vault, made.files.keys);
    if (!copied)
      return fail(at_the_copy(std::move(copied.error())));
    keys.emplace(std::move(*copied));
  }
  // Without a log a reader keeps writers out of the file itself; then they wait here.
  if (TRY(vault.writer.ask("PRAGMA journal_mode")) == "wal")
    writing.unlock();
  auto entries = copy_entries(source, made.files.entries, progress);
  if (!entries)
    return fail(at_the_copy(std::move(entries.error())));
  return Copies{std::move(keys), std::move(*entries)};
}

/// Every row of the copy, as anybody could check it.
Result<Verdict> check_entries(const std::filesystem::path& copy, const Progress& progress) {
  auto checked =
      check_without_key(copy, machine_threads(), [&](std::uint64_t done, std::uint64_t total) {
        return !progress || progress(total + done, 2 * total);
      });
  if (!checked)
    return fail(at_the_copy(std::move(checked.error())));
  return checked;
}

bool among(const std::vector<Damage>& damages, const Damage& one) {
  return std::any_of(damages.begin(), damages.end(), [&](const Damage& other) {
    return other.what == one.what && other.row == one.row;
  });
}

Result<void> stand(Copies& copies) {
  Result<void> standing = copies.entries.stand();
  if (standing && copies.keys)
    standing = copies.keys->stand();
  if (!standing)
    return fail(at_the_copy(std::move(standing.error())));
  return {};
}

std::uint64_t bytes_of(const BackupFiles& files) {
  std::uint64_t out = 0;
  for (const auto& file : {files.entries, files.keys}) {
    std::error_code trouble;
    const auto size = std::filesystem::file_size(file, trouble);
    out += trouble ? 0 : size;
  }
  return out;
}

}  // namespace

Result<BackupMade> Vault::back_up(const BackupWish& wish, const Progress& progress) {
  OpenVault& vault = *inside_;
  BackupMade out;
  out.made_ms = vault.surroundings.now_ms();
  out.files = TRY(free_names(vault.file, day_at(out.made_ms), wish));
  if (wish.keys_folder)
    out.keys_until_ms = out.made_ms + wish.key_days * kDayMs;
  Copies copies = TRY(copy_both(vault, out, progress));
  Verdict checked = TRY(check_entries(copies.entries.path(), progress));
  // Of a damaged vault the copy is as damaged; what is damaged in the copy alone is its own.
  if (!checked.sound_throughout()) {
    const Verdict own = TRY(verify(machine_threads(), progress));
    const bool inherited =
        std::all_of(checked.damages.begin(), checked.damages.end(),
                    [&](const Damage& damage) { return among(own.damages, damage); });
    if (!inherited)
      return fail(copy_differs());
  }
  TRY(stand(copies));
  out.entries = checked.entries;
  out.damages = std::move(checked.damages);
  out.bytes = bytes_of(out.files);
  const std::lock_guard one_at_a_time(vault.writing);
  out.noted =
      !vault.read_only && write_own(vault, EntryKind::upkeep,
                                    encode(Upkeep{Upkeep::What::entries_backed_up, out.made_ms, 0}))
                              .has_value();
  return out;
}

}  // namespace manumit::vault
