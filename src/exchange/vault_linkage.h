// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/surroundings.h"
#include "casework/casebook.h"
#include "casework/link_records.h"
#include "link/draws.h"
#include "link/explain.h"
#include "link/linkage.h"
#include "link/records.h"
#include "link/settings.h"

namespace manumit::exchange {

/// The records of a vault as the table that is linked, row by row in the same order. What each
/// column holds is told and not guessed.
[[nodiscard]] Result<link::RecordTable> table_of(const casework::LinkRecords& records);

/// The people or organisations of a vault, compared with each other, and all that it takes to say
/// of any two why they are thought to be one. In memory alone: it is full of names.
struct VaultLinkage {
  /// Hexadecimal BLAKE2b-256 of the records, the settings and what was decided before: the same
  /// vault gives the same run.
  std::string id;
  std::uint64_t savings = 0;  ///< `Casebook::savings` before it was read.
  casework::LinkRecordsWanted wanted;
  casework::LinkRecords records;                       ///< Those that were compared.
  std::map<casework::RecordId, std::uint32_t> row_of;  ///< By subject.
  link::RecordTable table;
  link::Settings settings;
  link::Linkage linkage;
  /// The kept pairs that are worth a look, the heaviest first: from `kReviewedFrom` on.
  std::vector<link::LinkedPair> pairs;
  /// The same, what a person's word would teach most first (link/review_order.h).
  std::vector<std::pair<link::RecordPair, double>> by_teaching;
  std::optional<link::Explainer> explainer;  ///< Always there once it is made.
  std::optional<link::DrawsFound> drawn;     ///< Not where nobody could be anybody else.
  std::vector<Warning> warnings;
  /// Records that were left out: nothing is recorded of them by which anybody could be told from
  /// others, such as a name, a date of birth, a number, an address. Each stays by itself.
  std::size_t unlinkable = 0;

  VaultLinkage() = default;
  VaultLinkage(const VaultLinkage&) = delete;  // the explainer points at the table
  VaultLinkage& operator=(const VaultLinkage&) = delete;

  /// The row of a subject; nothing if it is not among the records.
  [[nodiscard]] std::optional<std::uint32_t> row(const casework::RecordId& subject) const;
};

/// Pairs that weigh less are one person's once in thirty times at most: nobody is asked of them.
inline constexpr double kReviewedFrom = -5;
/// Between these weights, in bits, a pair is doubtful: from 3 to 97 in a hundred.
inline constexpr double kDoubtfulTo = 5;

/// Reads the records of a vault and links them, with settings that their columns suggest. What
/// people have decided already stands.
///
/// Fewer than two records that can be compared are refused. Other errors are a stop asked for
/// through `progress`, and cases that cannot be read.
[[nodiscard]] Result<std::unique_ptr<VaultLinkage>> link_vault(
    const casework::Casebook& book, const casework::LinkRecordsWanted& wanted,
    const Progress& progress = {});

}  // namespace manumit::exchange
