// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "answer.h"
#include "base/result.h"
#include "base/surroundings.h"
#include "list_table.h"
#include "settings.h"

namespace manumit::estimate {

/// Everything about one table: what it can carry, each method, the diagnostics, the summary.
[[nodiscard]] Result<TableAnswer> answer_of(const ListTable& table, const Settings& settings,
                                            const Progress& progress);

/// About how long `answer_of` takes beside other tables, for the progress bar.
[[nodiscard]] double work_of(const ListTable& table, const Settings& settings);

}  // namespace manumit::estimate
