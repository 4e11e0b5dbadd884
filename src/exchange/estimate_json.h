// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/json_write.h"
#include "base/result.h"
#include "estimate/answer.h"

namespace manumit::exchange {

/// The members of docs/formats/estimate.md, into an object that the caller has opened and may add
/// to. The same answer gives the same bytes.
void write_estimate(JsonWriter& json, const estimate::Answer& answer);

/// An answer as it is kept for later: its JSON in one line and, before it, a hash of that line, so
/// that a file which was changed or cut short is noticed.
[[nodiscard]] std::string kept_estimate(const estimate::Answer& answer);

/// Reads what `kept_estimate` gave. Refused as damaged: other bytes than were kept, and an answer
/// of another record than the one asked for.
[[nodiscard]] Result<estimate::Answer> read_kept_estimate(std::string_view text,
                                                          const estimate::RunRecord& record,
                                                          const std::string& file);

}  // namespace manumit::exchange
