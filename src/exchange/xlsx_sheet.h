// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "exchange/workbook.h"
#include "xlsx_package.h"
#include "xlsx_styles.h"

namespace manumit::exchange {

/// A text that cells name by number; one beyond the limit keeps its beginning only.
struct SharedString {
  std::string text;
  bool too_long = false;
};

/// What all sheets of a workbook share, and what they have used up together of the limits.
struct SheetContext {
  std::vector<SharedString> shared_strings;
  std::vector<NumberStyle> styles;
  bool from_1904 = false;
  WorkbookLimits limits;
  std::size_t cells_left = 0;
  std::size_t text_left = 0;
};

/// The texts that cells name by number; phonetic guides over East Asian names are left out.
[[nodiscard]] Result<std::vector<SharedString>> read_shared_strings(const Package& package,
                                                                    const std::string& part,
                                                                    const WorkbookLimits& limits);

/// One sheet's cells. Formulas are never reckoned: their last result is taken and marked.
[[nodiscard]] Result<Sheet> read_sheet(const Package& package, const std::string& part,
                                       std::string sheet_name, SheetContext& context);

/// The first letters of a text that is too long to keep, cut between letters of UTF-8.
void cut_to_beginning(std::string& text);

}  // namespace manumit::exchange
