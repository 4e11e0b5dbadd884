// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>

#include "base/surroundings.h"
#include "command.h"
#include "link/link.h"
#include "link/record_file.h"

namespace manumit::cli {

/// The lists that were named, read, and the settings that hold.
struct LinkInput {
  link::ReadRecords read;
  link::Settings settings;
  bool guessed = false;  ///< The settings were guessed from the columns.
};
[[nodiscard]] Result<LinkInput> link_input(const Args& args,
                                           const std::optional<link::Settings>& told);

/// The weight from which pairs are kept for all that was asked for.
[[nodiscard]] double kept_from(const Args& args, const link::Settings& settings);

/// Links as `link_them` does, and writes and prints what was asked for.
using LinkThem = std::function<Result<link::Linkage>(const link::LinkOptions& options,
                                                     const Progress& progress)>;
[[nodiscard]] Result<void> link_and_tell(const Args& args, const LinkInput& input, Console& console,
                                         const LinkThem& link_them);

}  // namespace manumit::cli
