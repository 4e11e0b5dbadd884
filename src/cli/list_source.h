// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/csv.h"

namespace manumit::cli {

/// The text of a file that a person named, in UTF-8 whatever its encoding, which is guessed from
/// its beginning as on the desk. One in UTF-8 is read as it comes, in memory that does not grow
/// with it; one in another encoding is read whole.
[[nodiscard]] Result<ByteSource> open_text(const std::string& name);

}  // namespace manumit::cli
