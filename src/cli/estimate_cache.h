// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "command.h"
#include "estimate/answer.h"

namespace manumit::cli {

/// Makes the folder where it is missing: found out before, and not after, the answer is reckoned.
[[nodiscard]] Result<void> make_folder(const std::string& folder);

/// The answer that was kept under this record, if there is one. One that is damaged is named on
/// standard error and counts as none.
[[nodiscard]] std::optional<estimate::Answer> find_kept(const std::string& folder,
                                                        const estimate::RunRecord& record,
                                                        Console& console);

/// Keeps an answer in FOLDER/RECORD_HASH.estimate, written whole under another name first.
[[nodiscard]] Result<void> keep(const std::string& folder, const estimate::Answer& answer);

}  // namespace manumit::cli
