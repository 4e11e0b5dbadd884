// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "casework/filing.h"

namespace manumit::bench {

/// How large an invented case is.
struct CaseShape {
  std::size_t people = 1;
  /// How many vault entries it makes: the opening one, one for each person's identity, and the
  /// rest of one filing each. At least `people` + 1.
  std::size_t entries = 10;
};

/// Case `number` (from 0): the same number gives the same case. Nobody in it exists.
///
/// The filings are such as an interview and the weeks after it leave behind: people with names in
/// Cyrillic (six of ten), Latin (two), Arabic and Chinese letters, work and pay, an event told in
/// a few sentences, indicators, papers, a debt, a step with a date. Some six statements each.
[[nodiscard]] std::vector<casework::Filing> invented_case(std::uint64_t number,
                                                          const CaseShape& shape = {});

/// The name of person `which` (from 0) of that case, as filed.
[[nodiscard]] std::string invented_name(std::uint64_t number, std::uint64_t which);

/// A case of one person whom `links` statements link to others: one event for every four.
[[nodiscard]] std::vector<casework::Filing> invented_hub(std::size_t links);
[[nodiscard]] casework::RecordId hub_id();

}  // namespace manumit::bench
