// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "casework/casebook.h"
#include "desk.h"
#include "exchange/estimate_words.h"
#include "gap/figure.h"
#include "gap/report.h"
#include "gap/tables.h"

namespace manumit::desk {

/// The figures kept in the vault, with what the definitions say of them. Empty where there are
/// none.
[[nodiscard]] gap::FigureTable completed_figures(const casework::Casebook& book);

/// The words of the reader's language, and those of the definitions.
[[nodiscard]] exchange::EstimateWords gap_words(const DeskOptions& options,
                                                std::string_view language);

/// How many figures there are of a place.
struct PlaceFigures {
  std::string place;
  std::size_t figures = 0;
};
/// Those that figures name, the one with most figures first.
[[nodiscard]] std::vector<PlaceFigures> places_of(const gap::FigureTable& table);

/// What is asked of the figures of the vault.
struct MeasureWish {
  std::string place;
  std::optional<int> year;
  Day today;
};
/// The gap of one place, with the laws of the program and the steps of the cases beside it.
[[nodiscard]] Result<gap::GapReport> measure_vault(const casework::Casebook& book,
                                                   gap::FigureTable table, const MeasureWish& wish,
                                                   const Progress& progress);

}  // namespace manumit::desk
