// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/surroundings.h"
#include "casework/casebook.h"

namespace manumit::exchange {

/// What to write.
enum class Format : std::uint8_t {
  htcds_csv,                 ///< zip of one CSV for each section of the standard
  htcds_excel,               ///< the v2.0 layout with headings corrected
  htcds_excel_as_published,  ///< the v2.0 layout with its two heading rows out of step, as
                             ///< published
  dump,  ///< JSON lines: everything, for tools/read_dump.py and for whoever comes after us
};

struct ExportRequest {
  Format format = Format::htcds_csv;
  std::vector<casework::RecordId> cases;  ///< empty: all
  /// Facts of class 4 go out only when a person says so; a dump of a vault's owner says so.
  bool life_critical = false;
};

/// What went out, and what could not be said in that format.
struct ExportReport {
  std::size_t cases = 0, statements = 0;
  /// "14 × debt.claimed cannot be expressed": fact id and how many, never dropped in silence.
  std::vector<std::pair<std::string, std::size_t>> cannot_express;
  std::size_t held_back = 0;  ///< class 4 statements left out
  std::string file_name;  ///< a suggestion without anybody's name: "manumit-htcds-2026-11-23.zip"
  std::string media_type;
  std::array<std::uint8_t, 32> file{};  ///< BLAKE2b-256 of all that was written
};

/// Writes to `sink` piece by piece. Text that a spreadsheet would run as a formula is made
/// harmless in CSV and stays text in Excel. Same cases, same bytes (times inside zips are fixed).
[[nodiscard]] Result<ExportReport> write_export(const ExportRequest& request,
                                                const casework::Casebook& casebook,
                                                const std::function<Result<void>(ByteView)>& sink,
                                                const Progress& progress = {});

/// What the use log says of it.
[[nodiscard]] casework::Use use_of(const ExportRequest& request, const ExportReport& report);
/// The same of a text that names nobody: "figures_csv", "gap_report". It must be whole by then.
[[nodiscard]] casework::Use use_of(std::string form, std::string_view whole);

}  // namespace manumit::exchange
