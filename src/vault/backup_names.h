// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/day.h"
#include "vault/backup.h"

namespace manumit::vault {

/// NAME-2026-11-30.mnv and .mnk of a vault NAME.mnv, in these folders; with -2, -3 … behind the day
/// where the name is taken. Without a folder for the keys their name is empty.
[[nodiscard]] Result<BackupFiles> free_names(const std::filesystem::path& vault_file, Day day,
                                             const BackupWish& wish);

/// What the name of a copy of keys tells.
struct KeyBackupName {
  std::string vault_name;
  Day day;
  bool broken_off = false;  ///< it bears its working name still
};
[[nodiscard]] std::optional<KeyBackupName> parse_key_backup(const std::filesystem::path& file);

}  // namespace manumit::vault
