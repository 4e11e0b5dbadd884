// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "gap/figure.h"

namespace manumit::casework {

/// Published figures that were kept in one go, and earlier ones that no longer count, or count
/// again: the body of one vault entry, which says who and when (docs/formats/figure-sheet.md).
///
/// A figure is named as a statement is, "entry-hash:number" (`statement_id`).
struct FigureSheet {
  std::string title;                   ///< what the file was called; empty: typed in
  std::vector<gap::Figure> figures;    ///< as published; `row` is not kept
  std::vector<std::string> takes_out;  ///< Ascending.
  std::vector<std::string> puts_back;  ///< Ascending. One that was taken out before.
};

/// A sheet holds so many figures at most, and so many bytes of them.
inline constexpr std::size_t kSheetFigures = 20'000;
inline constexpr std::size_t kSheetBytes = std::size_t{8} << 20;

/// Canonical JSON; the sheet must be one that `check_sheet` passes.
[[nodiscard]] std::string encode(const FigureSheet& sheet);

/// Reads what `encode` writes and refuses all else with the JSON path of the fault.
[[nodiscard]] Result<FigureSheet> decode_sheet(std::string_view json);

/// Whether people may read every text of it as it is; the place of an error is the column.
[[nodiscard]] Result<void> check_figure(const gap::Figure& figure);

/// Whether it says anything, every figure can be written and read again as it is, and the names
/// are names.
[[nodiscard]] Result<void> check_sheet(const FigureSheet& sheet);

}  // namespace manumit::casework
