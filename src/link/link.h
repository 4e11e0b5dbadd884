// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "base/surroundings.h"
#include "link/linkage.h"
#include "link/records.h"
#include "link/settings.h"

namespace manumit::link {

/// What people have decided, which no reckoning overrules.
struct Decisions {
  std::vector<RecordPair> same = {};       ///< One person.
  std::vector<RecordPair> different = {};  ///< Two people.
};

struct LinkOptions {
  Decisions decisions = {};
  /// Pairs of at least this weight are kept; nothing: those that can link.
  std::optional<double> pairs_from = {};
};

/// Finds which records speak of the same person or organisation: learns the weights from the
/// records themselves, compares the pairs that the rules find, and makes clusters of them.
///
/// The same records, settings and decisions give the same result with any number of threads; the
/// order of the records changes their numbers and nothing else. Errors are settings that do not fit
/// the table, decisions that contradict each other, and a stop asked for through `progress`.
///
/// Memory: some 60 bytes a record and 12 a pair that is kept; no other pair is stored.
[[nodiscard]] Result<Linkage> link(const RecordTable& table, const Settings& settings,
                                   const LinkOptions& options = {}, const Progress& progress = {});

/// All pairs of records that could be one person's: not two of a list on which nobody stands twice.
[[nodiscard]] double pairs_in(const RecordTable& table);

}  // namespace manumit::link
