// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace manumit::estimate {

/// SHA-256 of the text's bytes, 64 lower-case hexadecimal digits, as `sha256sum` prints it.
[[nodiscard]] std::string sha256_hex(std::string_view text);

}  // namespace manumit::estimate
