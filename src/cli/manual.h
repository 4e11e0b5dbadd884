// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "command.h"

namespace manumit::cli {

/// "manumit vault create [OPTIONS] VAULT".
[[nodiscard]] std::string usage_of(const Command& command);

/// What `--help` prints: about one command, about the commands of a group, or about all.
[[nodiscard]] std::string help_text(std::string_view about,
                                    const std::vector<const Command*>& commands);

/// manumit(1) in roff, as `man` reads it.
[[nodiscard]] std::string manual_page(const std::vector<const Command*>& commands,
                                      std::string_view version);

/// A completion script for "bash" or "zsh".
[[nodiscard]] std::string completion(std::string_view shell,
                                     const std::vector<const Command*>& commands);

}  // namespace manumit::cli
