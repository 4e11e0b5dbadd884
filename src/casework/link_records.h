// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/surroundings.h"
#include "casework/casebook.h"

namespace manumit::casework {

/// What is compared with each other: people of any role, or organisations and premises.
enum class LinkedKind : std::uint8_t { people = 1, organisations = 2 };

struct LinkRecordsWanted {
  LinkedKind kind = LinkedKind::people;
  /// Codes of the list "role": `affected`, `employer` …; empty: all.
  std::set<std::string> roles = {};
  /// Hashes of imported files on which nobody stands twice, as whoever made them says.
  std::set<std::string> deduplicated = {};
  /// Only what stands in these cases; empty: all of them.
  std::set<RecordId> cases = {};
};

/// The people or organisations of a vault as plain rows, to be linked. In memory alone: it is full
/// of names.
struct LinkRecords {
  struct Column {
    std::string_view name;
    std::string_view role;  ///< What it holds, as `link.toml` calls it: "full_name", "birth_date".
  };
  /// Where records come from: an imported file, or the cases that were taken down here.
  struct List {
    std::string name;       ///< The file's title; empty for the own cases.
    std::string file_hash;  ///< Likewise.
    bool deduplicated = false;
    std::size_t first = 0;  ///< Its first row …
    std::size_t count = 0;  ///< … and how many there are.
  };
  struct Row {
    RecordRef record;
    std::string role;                 ///< In its case: `affected`, `employer` …
    std::vector<std::string> values;  ///< One for each column; empty: not recorded.
  };
  std::vector<Column> columns;
  std::vector<List> lists;  ///< The own cases first, then the files in the order of their hashes.
  std::vector<Row> rows;    ///< List by list, in the order of the cases' numbers.
  std::size_t sealed = 0;   ///< People of whom this member sees no name.
};

/// Reads every case once, on all cores.
///
/// A record's list is the file that its first statement came from. Of several answers to one
/// question the last counts, and earlier names stand among the other names; "no", "refused" and
/// "unclear" are not recorded. A date of birth is as precise as it was told: a day, a month, a
/// year, else the words. A paper belongs to a person only where one affected person stands in the
/// case. Facts of class 4 are not among them.
[[nodiscard]] Result<LinkRecords> link_records(const Casebook& book,
                                               const LinkRecordsWanted& wanted,
                                               const Progress& progress = {});

/// What is decided already, by the numbers of the rows, the smaller first: bound together, or held
/// apart. A "not the same" within a group holds nothing apart here: people see it with the group.
struct DecidedRows {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> same;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> different;
};
[[nodiscard]] DecidedRows decided_rows(const LinkRecords& records, const Links& links);

/// A list as CSV with headings: the columns, and `record` (subject, a blank, case) in front.
[[nodiscard]] std::string as_csv(const LinkRecords& records, const LinkRecords::List& list);

}  // namespace manumit::casework
