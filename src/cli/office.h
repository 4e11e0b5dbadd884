// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "casework/casebook.h"
#include "command.h"
#include "vault/vault.h"

namespace manumit::cli {

/// The vault named by VAULT, opened with its passphrase, without reading its cases.
[[nodiscard]] Result<vault::Vault> open_vault(const Args& args, Console& console);
/// The same with its cases, for the commands that speak of one.
[[nodiscard]] Result<casework::Casebook> open_vault_with_cases(const Args& args, Console& console);

/// "case-worker" and the like, as --role takes them.
[[nodiscard]] std::string_view name_of(vault::Role role);
[[nodiscard]] std::vector<std::string_view> role_names();
[[nodiscard]] vault::Role role_called(std::string_view name);

/// By name, or the beginning of a fingerprint where two have one name.
[[nodiscard]] Result<vault::Member> find_member(const vault::Summary& summary,
                                                std::string_view wanted);

/// A day in UTC, "2026-11-30".
[[nodiscard]] std::string day_of(std::int64_t ms);

}  // namespace manumit::cli
