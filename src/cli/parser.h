// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "command.h"

namespace manumit::cli {

/// A command and what was given to it.
struct Call {
  const Command* command = nullptr;
  Args args;
};
/// Asked for help: about one command, about a group ("vault"), or about all (empty).
struct WantsHelp {
  std::string about;
};
struct WantsVersion {};
struct WantsManualPage {};
/// For which shell.
struct WantsCompletion {
  std::string shell;
};
/// Asked wrongly: why, and where to look.
struct AskedWrongly {
  std::string why;
  std::string help_line;  ///< "manumit vault --help"
};

using Asked =
    std::variant<Call, WantsHelp, WantsVersion, WantsManualPage, WantsCompletion, AskedWrongly>;

/// Understands the words after the program's name by the commands' tables.
[[nodiscard]] Asked parse(const std::vector<std::string>& words,
                          const std::vector<const Command*>& commands);

}  // namespace manumit::cli
