// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/day.h"
#include "registry.h"
#include "vault/backup.h"

namespace manumit::vault {

/// When the last copy of the keys is to be destroyed, as far as the vault was told of copies:
/// whoever has one of them opens until then what is erased now. 0 without any.
[[nodiscard]] std::int64_t last_key_backup_expires(const Registry& registry);

/// How long copies of the keys that were made on this day are kept; nothing if none was noted.
[[nodiscard]] std::optional<std::int64_t> key_backup_kept_until(const Registry& registry, Day made);

/// What the lines of upkeep come to at this moment.
[[nodiscard]] BackupsKnown backups_known(const Registry& registry, const AuthorId& me,
                                         std::int64_t now_ms);

}  // namespace manumit::vault
