// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "casework/figure_sheet.h"
#include "vault/ids.h"

namespace manumit::casework {

/// A sheet of figures together with what its vault entry says of who and when.
struct FiguresKept {
  vault::EntryId entry;
  vault::AuthorId author;        ///< the device
  std::int64_t recorded_ms = 0;  ///< the author's clock
  std::uint64_t lamport = 0;
  FigureSheet sheet;
};

/// Where a figure of the vault comes from.
struct FigureOrigin {
  /// Its names, the first kept first: two people who kept the same figure are one figure.
  std::vector<std::string> ids;
  std::string title;  ///< of the file; empty: typed in
  vault::AuthorId author;
  std::int64_t recorded_ms = 0;
};

/// What all sheets of a vault together say: a pure function of their set, whatever order they come
/// in. Immutable. O(n log n) in the figures.
struct Figures {
  /// Those that count, as they were kept, each once; rows are numbered as `gap::write_figures`
  /// writes them. Nothing is filled in from the definitions.
  gap::FigureTable table;
  std::vector<FigureOrigin> origins;  ///< one for each figure of the table
  gap::FigureTable taken_out;         ///< those that no longer count
  std::vector<FigureOrigin> taken_out_origins;
};

/// Later words stand over earlier ones: by lamport number, then by entry, each entry once.
[[nodiscard]] Figures fold_figures(std::vector<FiguresKept> sheets);

/// Which of these say what is not kept yet, each once.
[[nodiscard]] std::vector<gap::Figure> not_kept_yet(std::vector<gap::Figure> figures,
                                                    const Figures& kept);

/// Whether two figures say the same of the same, down to the source and the note.
[[nodiscard]] bool same_figure(const gap::Figure& a, const gap::Figure& b);

}  // namespace manumit::casework
