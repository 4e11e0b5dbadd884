// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/bytes.h"

namespace manumit::exchange {

/// Hexadecimal BLAKE2b-256 of a file's bytes: names the file in every source that came from it.
[[nodiscard]] std::string file_hash(ByteView file);

}  // namespace manumit::exchange
