// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "casework/casebook.h"
#include "command.h"

namespace manumit::cli {

/// Where the vault lies when none is named: manumit/cases.mnv under XDG_DATA_HOME, or under
/// ~/.local/share.
[[nodiscard]] Result<std::filesystem::path> default_vault();

/// --vault or the default.
[[nodiscard]] Result<std::filesystem::path> chosen_vault(const Args& args);

/// --vault, as every command on cases has it.
[[nodiscard]] Option vault_option();

/// Asks for the passphrase and opens the vault with its cases. Damaged entries are named on
/// standard error and set aside.
[[nodiscard]] Result<casework::Casebook> open_cases(const Args& args, Console& console);

/// At most 64 MiB of a file that a person named, for an import.
[[nodiscard]] Result<std::string> read_whole_file(const std::string& name);

}  // namespace manumit::cli
