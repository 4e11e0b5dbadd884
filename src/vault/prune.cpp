// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "backup_names.h"
#include "look.h"
#include "schema.h"
#include "upkeep.h"
#include "vault_inside.h"

namespace manumit::vault {
namespace {

/// Whether it is a copy of this vault's keys. One that was broken off while it was written may not
/// say so itself; its name then must.
bool of_this_vault(const OpenVault& vault, const std::filesystem::path& file,
                   const KeyBackupName& name) {
  const Result<Database> database = Database::open(file, Database::Mode::untouched);
  if (database) {
    const Preamble preamble = read_preamble(*database, FileKind::keys);
    if (preamble.state == Preamble::State::sound)
      return preamble.vault == vault.id;
  }
  return name.broken_off && name.vault_name == vault.file.stem().string();
}

bool day_has_come(const OpenVault& vault, Day made, std::int64_t now_ms) {
  if (const auto until = key_backup_kept_until(vault.registry, made))
    return now_ms > *until;
  return day_at(now_ms) > made + kKeyBackupDays;
}

/// The files of a folder whose names are those of copies of keys, in the order of their names.
Result<std::vector<std::filesystem::path>> candidates(const std::filesystem::path& folder) {
  std::error_code trouble;
  std::filesystem::directory_iterator place(folder, trouble);
  if (trouble) {
    return fail(Error::Kind::not_found, "the folder with the backups cannot be read", "",
                "put the stick in, or choose another folder");
  }
  std::vector<std::filesystem::path> out;
  for (; place != std::filesystem::directory_iterator(); place.increment(trouble)) {
    const bool file = place->is_regular_file(trouble) && !place->is_symlink(trouble);
    if (file && parse_key_backup(place->path()))
      out.push_back(place->path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

Result<KeyBackupsPruned> Vault::prune_key_backups(const std::filesystem::path& folder) {
  OpenVault& vault = *inside_;
  const std::lock_guard one_at_a_time(vault.writing);
  const std::int64_t now_ms = vault.surroundings.now_ms();
  KeyBackupsPruned out;
  for (const std::filesystem::path& file : TRY(candidates(folder))) {
    std::error_code trouble;
    // Never opened here: closing a second handle would drop the lock of the first.
    if (std::filesystem::equivalent(file, key_file_of(vault.file), trouble))
      continue;
    const std::optional<KeyBackupName> name = parse_key_backup(file);
    if (!day_has_come(vault, name->day, now_ms) || has_journal(file) ||
        !of_this_vault(vault, file, *name))
      continue;
    (wipe_and_remove(file) ? out.removed : out.left).push_back(file);
  }
  return out;
}

}  // namespace manumit::vault
