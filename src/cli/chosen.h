// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/result.h"
#include "casework/fold.h"

namespace manumit::cli {

/// The person of the case whose id begins so.
[[nodiscard]] Result<casework::RecordId> person_in(const casework::Case& of,
                                                   const std::string& wanted);
/// The source that keeps a file: by its number in `manumit case show`, or by how its id or its
/// file's hash begins.
[[nodiscard]] Result<casework::Source> file_in(const casework::Case& of, const std::string& wanted);

/// "41 MiB", "12 KiB".
[[nodiscard]] std::string size_in_words(std::uint64_t bytes);

}  // namespace manumit::cli
