// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/sentence.h"
#include "gap/period.h"

namespace manumit::gap {

/// Whether a figure counts what is there on a day (a stock) or what comes in a time (a flow).
/// Dividing one by the other gives years, not a share.
enum class Kind : std::uint8_t { not_recorded, stock, flow };
[[nodiscard]] std::string_view name_of(Kind kind);

/// One published number with all that it must not travel without.
struct Figure {
  std::string measure;  ///< "court.convicted_main.127.1"
  std::optional<double> value;
  std::optional<double> low;   ///< with no `high` and equal to the value: "at least"
  std::optional<double> high;  ///< both in the unit of the value
  std::string words;           ///< a rating such as "CC", where the value is no number
  std::string unit;
  std::string population;        ///< who or what was counted; empty: not recorded
  bool population_ours = false;  ///< not in the file: as the definitions have it
  std::string place;             ///< ISO 3166-1 alpha-3, "WLD" for the world, or a region's name
  Period period;
  Kind kind = Kind::not_recorded;
  std::string source;
  std::string source_kind;  ///< "official_statistics"
  std::string vintage;      ///< the edition in which the number stood
  std::string retrieved;
  std::string confidence;  ///< "read", "inferred", "memory": how the number was come by
  std::string note;
  std::uint64_t row = 0;  ///< in its file, as a spreadsheet counts

  /// Said to be at least so much.
  [[nodiscard]] bool is_at_least() const { return value && low && !high && *low == *value; }
  /// The row records that nothing was published. That is no zero.
  [[nodiscard]] bool is_absence() const { return !value && !low && !high && words.empty(); }
};

/// Something in the figures that a reader must know of before using them.
struct Fault {
  std::string code;  ///< "no_unit"
  Sentence what;
  std::string where;  ///< "figures.csv, row 17, column unit"
};

/// What one file of figures holds. A row with a fault is in `faults` and not in `figures`: nothing
/// is reckoned from it.
struct FigureTable {
  std::string file;
  std::vector<Figure> figures;
  std::vector<Fault> faults;
  std::vector<Sentence> notes;  ///< what the whole file lacks, once
};

/// Reads figures as CSV (docs/formats/figures.md). A file that is none (no headings, no column for
/// measure, value or unit, a column twice, more than a quarter of a million rows) is refused; a row
/// that cannot be used is a fault, and the others stay. O(rows).
[[nodiscard]] Result<FigureTable> read_figures(std::string_view text, const std::string& file);

/// The same table as CSV, with every column there is; reading it gives the figures again.
[[nodiscard]] std::string write_figures(const FigureTable& table);

}  // namespace manumit::gap
