// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/interval.h"
#include "base/result.h"
#include "casework/fold.h"
#include "casework/vocabulary.h"

namespace manumit::exchange {

/// Answers about one person, as another program writes them: ready for the laws when there are no
/// problems.
struct AssessInput {
  /// A case of one affected person, never stored. `Told::id` is the caller's own reference.
  casework::Case of;
  casework::RecordId person;
  std::optional<Interval<Day>> facts_at;  ///< when it happened, if the file says so
  std::vector<std::string> places;        ///< where, if the file says so
  std::vector<Error> problems;            ///< each with file, line, column and JSON path
};

/// Reads docs/formats/assess-input.md, so that somebody who keeps cases elsewhere can ask what the
/// laws say without a vault. Answers are held to the vocabulary as in a case file.
///
/// All faults are listed, not only the first; a file that is no JSON at all is an error with its
/// line. At most 1 MiB and 10,000 items.
[[nodiscard]] Result<AssessInput> read_assess_input(std::string_view json,
                                                    std::string_view file_name,
                                                    const casework::Vocabulary& vocabulary);

}  // namespace manumit::exchange
