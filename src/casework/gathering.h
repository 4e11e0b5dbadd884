// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "case_row.h"
#include "casework/filing.h"
#include "vault/entry.h"
#include "vault/verdict.h"

namespace manumit::casework {

/// A statement's name in sixteen bytes and a number, without the forty letters of its id.
struct StatementKey {
  std::array<std::uint8_t, 16> entry{};
  std::uint32_t number = 0;  ///< from 1
  auto operator<=>(const StatementKey&) const = default;
};
[[nodiscard]] std::optional<StatementKey> statement_key(std::string_view id);

/// Where an attached file lies, and whose identity it tells.
struct KeptIn {
  RecordId source;
  vault::Compartment compartment;
  RecordId about;  ///< zero: nobody's
  bool operator==(const KeptIn&) const = default;
};
/// Adds one that is not there yet.
void note_kept(std::vector<KeptIn>& all, const KeptIn& one);

/// What the list of cases keeps of one filing; the filing itself is dropped again, so that opening
/// a large vault takes the memory of its rows and not of its words.
struct Gleaned {
  RecordId case_id;
  vault::Compartment compartment;
  bool opens = false;
  std::array<std::uint8_t, 16> entry{};
  std::uint64_t lamport = 0;
  std::int64_t recorded_ms = 0;
  std::uint32_t statements = 0;
  std::vector<Subject> subjects;
  std::vector<std::pair<std::uint32_t, RowStatement>> for_rows;  ///< with their numbers
  std::vector<StatementKey> ended;  ///< statements that this filing replaces or takes back
  std::vector<Source> files;        ///< sources that are imported files
  std::vector<KeptIn> kept;         ///< files that are attached
};

/// Reads a vault entry's body. An entry that is no filing of this version is a damage.
[[nodiscard]] Result<Gleaned> glean(const vault::Entry& entry);

/// All that was gleaned of one case.
struct CaseParts {
  std::vector<vault::Compartment> compartments;  ///< where its filings lie, the home first
  std::vector<Source> files;                     ///< sources that are imported files
  std::vector<KeptIn> kept;                      ///< files that are attached
  RowParts row;
};

/// The parts of a case from its filings in any order: what `parts_of(fold(…))` gives, from less.
/// A property test holds the two against each other.
[[nodiscard]] CaseParts gather(std::vector<Gleaned> filings);

}  // namespace manumit::casework
