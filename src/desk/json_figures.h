// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json_write.h"
#include "base/result.h"
#include "casework/casebook.h"
#include "gap/conflicts.h"

namespace manumit::desk {

/// The figures of the vault with what the definitions fill in, and which of them do not agree.
struct KeptFigures {
  std::shared_ptr<const casework::Figures> kept;
  gap::FigureTable table;  ///< completed
  std::vector<gap::Conflict> conflicts;
};
[[nodiscard]] KeptFigures figures_of(const casework::Casebook& book);

/// Which of them are wanted. Empty fields do not filter.
struct FigureQuery {
  std::string place;
  std::string words;  ///< in measure, population, source or note, in any case
  bool only_conflicts = false;
  std::size_t offset = 0;
  std::size_t limit = 200;
};
void write_figures(JsonWriter& json, const KeptFigures& of, const FigureQuery& query,
                   const casework::Casebook& book);

/// What a file holds, before any of it is kept.
void write_look(JsonWriter& json, const gap::FigureTable& file, const KeptFigures& known);

/// What is to be kept: a file, or one figure typed in, in place of others or not.
struct FigureWish {
  gap::FigureTable table;
  std::string title;  ///< the file's name; empty: typed in
  std::vector<std::string> replaces;
};
[[nodiscard]] Result<FigureWish> read_figure_wish(std::string_view json);
/// {"takes_out": […], "puts_back": […]}: names of figures, put in order.
[[nodiscard]] Result<casework::FigureSheet> read_figure_change(std::string_view json);

}  // namespace manumit::desk
