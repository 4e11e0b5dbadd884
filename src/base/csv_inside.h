// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

/// What both readers of CSV share: so that they tell the same in the same words.
namespace manumit {

inline constexpr std::size_t kCsvChunkBytes = std::size_t{64} << 10;
inline constexpr std::string_view kCsvByteOrderMark = "\xEF\xBB\xBF";

/// The delimiter that stands most often outside quotes in the first line; a comma if none does.
[[nodiscard]] char found_delimiter(std::string_view start);

[[nodiscard]] Error csv_cell_too_large(std::string place, std::size_t most);
[[nodiscard]] Error csv_row_too_large(std::string place, std::size_t most);
[[nodiscard]] Error csv_too_many_columns(std::string place, std::size_t most);
[[nodiscard]] Error csv_never_closed(std::string place, std::uint64_t opened_on);
[[nodiscard]] Error csv_text_after_quote(std::string place);

}  // namespace manumit
