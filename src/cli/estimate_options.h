// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "command.h"
#include "estimate/list_file.h"
#include "estimate/settings.h"

namespace manumit::cli {

/// The options of `manumit estimate`, in the order in which help shows them.
[[nodiscard]] std::vector<Option> estimate_options();

/// How the file is to be read.
[[nodiscard]] estimate::ListFileOptions list_file_options(const Args& args,
                                                          const std::string& name);

/// How the estimate is to be made; the population is not among them, as it needs the lists.
[[nodiscard]] estimate::Settings estimate_settings(const Args& args);

/// Reads a file piece by piece, so that a million rows need no memory of their own.
[[nodiscard]] Result<ByteSource> open_bytes(const std::string& name);

}  // namespace manumit::cli
