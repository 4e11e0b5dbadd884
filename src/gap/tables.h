// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "gap/period.h"

namespace manumit::gap {

/// A day of a law: from when to when it was in force, or when it was adopted or came to bind.
struct LawDate {
  std::string law;    ///< "ru.uk.127_1"
  std::string place;  ///< for whom, ISO 3166-1 alpha-3; empty: wherever it is law
  std::string event;  ///< "in_force", "adopted", "binds"
  Period period;      ///< for "in_force" and "binds" all days from the first to the last
  bool open = false;  ///< it goes on; the period's last day is then the last that there is
  std::string source;
};

/// One step that an authority took or was asked to take, as a paper shows it.
struct Step {
  Period date;
  std::string authority;  ///< an office, never a person
  std::string kind;       ///< "complaint", "refusal", "opening" …
  std::string about;
  std::string source;
  std::string confidence;
  std::string matter;  ///< which steps belong together; empty in all: one matter
  std::uint64_t row = 0;
};

/// How many elements of the agreed definition a law has.
struct LawFit {
  std::string law;
  std::string place;
  double present = 0;
  double of = 0;
};

/// Reads steps as CSV with the columns date, authority, kind and, if they are there, about, source,
/// confidence, matter (docs/formats/claims.md). A row that cannot be read refuses the file.
[[nodiscard]] Result<std::vector<Step>> read_steps(std::string_view text, const std::string& file);

/// Reads days of laws as CSV: law, event, from, and if they are there to, place, source.
[[nodiscard]] Result<std::vector<LawDate>> read_law_dates(std::string_view text,
                                                          const std::string& file);

}  // namespace manumit::gap
