// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace manumit {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

/// The bytes of a text, to look at.
[[nodiscard]] ByteView bytes_of(std::string_view text);

/// Lower-case hexadecimal, two digits a byte.
[[nodiscard]] std::string to_hex(ByteView bytes);

/// The bytes written as hexadecimal, upper or lower case. Refuses an odd length or another letter.
[[nodiscard]] Result<Bytes> from_hex(std::string_view hex);

/// RFC 4648 §4 base64 with padding.
[[nodiscard]] std::string to_base64(ByteView bytes);

/// Refuses anything that `to_base64` would not write, line breaks included.
[[nodiscard]] Result<Bytes> from_base64(std::string_view text);

}  // namespace manumit
