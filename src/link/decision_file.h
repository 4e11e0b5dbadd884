// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/csv.h"
#include "link/link.h"
#include "link/records.h"

namespace manumit::link {

/// Reads what people decided about pairs of rows: CSV with the columns source_a, row_a, source_b,
/// row_b and decision, as `--pairs` writes it with a column added by hand. A decision is "same",
/// "not_same", "cannot_tell" or nothing; the last two bind nobody. Other columns may stand there.
///
/// Refuses a list or a row that is not there, a record paired with itself, another word for a
/// decision, with file and row; two decisions on one pair that say different things.
[[nodiscard]] Result<Decisions> read_decisions(ByteSource bytes, const std::string& file,
                                               const RecordTable& table);

}  // namespace manumit::link
