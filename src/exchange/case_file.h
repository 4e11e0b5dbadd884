// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "casework/filing.h"
#include "casework/vocabulary.h"

namespace manumit::exchange {

/// A case file as read: ready to file when there are no problems.
struct CaseFile {
  casework::Filing filing;
  std::string file_hash;        ///< hexadecimal BLAKE2b-256 of the file's bytes
  std::vector<Error> problems;  ///< each with file, line and column; nothing is stored if any
};

/// Reads a case that somebody typed as a TOML file: its sources, the people and events in it, and
/// what is said of each (docs/formats/case-file.md).
///
/// Meant for worked examples, for teaching and for moving single cases by hand: it can be read,
/// corrected and compared line by line without this program. The file itself becomes a source of
/// its own, so that the same bytes are recognised when they come again. All faults are listed, not
/// only the first; a file that is no TOML at all is an error with its line.
/// `new_id` gives a fresh random id at each call.
[[nodiscard]] Result<CaseFile> read_case_file(std::string_view toml, std::string_view file_name,
                                              const casework::Vocabulary& vocabulary,
                                              const std::function<casework::RecordId()>& new_id);

}  // namespace manumit::exchange
