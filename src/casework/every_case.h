// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "casework/casebook.h"

namespace manumit::casework {

/// The rows of all cases, by number.
[[nodiscard]] inline std::vector<CaseRow> every_case(const Casebook& book) {
  CaseQuery everything;
  everything.sort = "number";
  everything.descending = false;
  everything.limit = book.case_count();
  return book.cases(everything).rows;
}

}  // namespace manumit::casework
