// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "command.h"
#include "estimate/answer.h"
#include "estimate/list_file.h"
#include "estimate/settings.h"

namespace manumit::cli {

/// The options of `manumit estimate`, in the order in which help shows them.
[[nodiscard]] std::vector<Option> estimate_options();

/// How the file is to be read.
[[nodiscard]] estimate::ListFileOptions list_file_options(const Args& args,
                                                          const std::string& name);

/// How the estimate is to be made; the population is not among them, as it needs the lists.
[[nodiscard]] Result<estimate::Settings> estimate_settings(const Args& args);

/// What the person said of the lists.
[[nodiscard]] estimate::About estimate_about(const Args& args);

}  // namespace manumit::cli
