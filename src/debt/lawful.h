// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "hourly.h"

namespace manumit::debt {

/// Wages that fell due on a day.
struct DueWage {
  Day due;
  int month = 1;
  Amount wages;
};

/// A debt that the law allows to be taken from wages, within a cap.
struct LawfulDebt {
  Day on;
  bool opening = false;
  std::size_t cap = 0;  ///< Into WageRules::caps.
  Amount amount;
};

struct Flow {
  Day on;
  Amount amount;
};

/// What is left of the evidence when the law has been applied to it.
struct LawfulView {
  std::vector<Entry> entries;  ///< In the order of posting.
  std::vector<DueWage> wages;
  std::vector<LawfulDebt> debts;
  std::vector<Flow> payments;  ///< That count against the wage.
  std::vector<Flow> repayments;
  std::vector<Flow> ransoms;
  std::vector<HourlyWage> hours;
};

/// Applies the rules: the wage is at least the minimum, and by hours with overtime, nights and rest
/// days where hours are in evidence; what may not be set against it counts nothing and says why.
/// `evidenced` are the entries that the evidence tells.
[[nodiscard]] Result<LawfulView> lawful_view(const Account& account, const Frame& frame,
                                             const WageRules& rules,
                                             const std::vector<Entry>& evidenced, Reasons& reasons,
                                             Warnings& warnings);

}  // namespace manumit::debt
