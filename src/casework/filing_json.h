// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace manumit::casework {

/// The version that stands first in every filing (docs/formats/filing.md).
constexpr std::int64_t kFilingVersion = 1;
/// Of a filing in which a source keeps a file; an older program says that it is too new for it.
constexpr std::int64_t kWithFilesVersion = 2;

/// The words in quotation marks, escaped as little as JSON allows: \" \\ \n \r \t and \u00xx for
/// the other control characters. One text has one form.
void append_json_text(std::string& out, std::string_view words);

/// The shortest text that reads back as the same number, always with a point or an exponent, so
/// that it is never mistaken for a whole number.
[[nodiscard]] std::string json_double(double number);

}  // namespace manumit::casework
