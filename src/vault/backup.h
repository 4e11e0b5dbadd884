// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "vault/ids.h"
#include "vault/verdict.h"

namespace manumit::vault {

/// How long a copy of the keys is kept. Whoever has an older one and a passphrase opens what was
/// erased since: so keys are kept for a short time, and entries, which nobody reads without keys,
/// for ever.
constexpr int kKeyBackupDays = 35;

/// Where a backup goes. Both folders may be one; better are two sticks that lie in two places.
struct BackupWish {
  std::filesystem::path entries_folder;
  std::optional<std::filesystem::path> keys_folder = {};  ///< without it the entries alone
  int key_days = kKeyBackupDays;
};

/// The two parts of one backup: NAME-2026-11-30.mnv and NAME-2026-11-30.mnk.
struct BackupFiles {
  std::filesystem::path entries;
  std::filesystem::path keys;
};

struct BackupMade {
  BackupFiles files;  ///< `keys` is empty if they were not asked for
  std::int64_t made_ms = 0;
  std::int64_t keys_until_ms = 0;  ///< when the copy of the keys is to be destroyed; 0 without one
  std::uint64_t entries = 0;
  std::uint64_t bytes = 0;
  /// What is wrong with the vault itself, and so with its copy.
  std::vector<Damage> damages;
  bool noted = false;  ///< the vault says that it was made; a vault open for reading only cannot
};

/// What became of copies of the keys whose day had come.
struct KeyBackupsPruned {
  std::vector<std::filesystem::path> removed;
  std::vector<std::filesystem::path> left;  ///< that could not be removed
};

/// How far one device's history goes beyond a copy.
struct Behind {
  AuthorId author;
  std::string member;  ///< whose device it is; empty if unknown
  std::uint64_t entries = 0;
};

/// What a drill found: whether this copy would bring the vault back.
struct BackupDrill {
  Verdict verdict;                ///< of the copy, opened with its own keys
  std::vector<Behind> behind;     ///< written since, and so not in the copy
  std::uint64_t unknown = 0;      ///< devices of whom the copy has an entry that is not here
  std::uint64_t closed = 0;       ///< compartments whose key is not in the copy
  std::uint64_t opens_again = 0;  ///< compartments erased here whose keys the copy still holds
  bool noted = false;
};

/// How long a backup counts as fresh, and a drill as held: a week's work is the most that a lost
/// computer may cost, and a stick that failed should be found out within the month.
constexpr int kBackupEveryDays = 7;
constexpr int kDrillEveryDays = 31;

/// What the vault was told of its backups. Lines that a clock dates more than a day ahead of this
/// computer's count for nothing: such a date would hide for ever that none was made since.
struct BackupsKnown {
  struct Done {
    std::int64_t at_ms = 0;
    std::int64_t until_ms = 0;  ///< when the copy of the keys is to be destroyed; 0 without one
    std::string member;         ///< empty if unknown
    std::string device;
    bool here = false;  ///< on this computer: what was written here before is in it
  };
  std::optional<Done> entries = {};  ///< the newest backup that was finished, with keys or without
  std::optional<Done> keys = {};     ///< the newest with keys
  std::optional<Done> drill = {};    ///< the last time a backup was opened and found sound
  std::optional<Done> scrub = {};    ///< the last day whose part was read here and found sound
  std::int64_t keys_until_ms = 0;    ///< the last day of any copy of the keys; 0 if none is kept
  bool backup_due = true;            ///< none within kBackupEveryDays
  bool keys_due = true;              ///< no finished copy of the keys is within its days
  bool drill_due = true;             ///< none within kDrillEveryDays
  bool scrub_due = true;             ///< today's part was not read yet
};

/// One day's part of the rolling check, or of several days.
struct Scrubbed {
  std::uint64_t rows = 0;
  std::uint64_t sound = 0;
  std::vector<Damage> damages;
  /// The last of them, since 1970: row n is looked at on the days d with d % 30 = n % 30.
  std::int32_t day = 0;
  std::uint32_t days = 1;
  bool noted = false;  ///< only if all was sound: else it is looked at again
};
constexpr std::uint32_t kScrubDays = 30;

}  // namespace manumit::vault
