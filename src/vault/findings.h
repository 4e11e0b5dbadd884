// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "vault/verdict.h"

namespace manumit::vault {

/// A finding at one row, with the sentences that belong to it.
[[nodiscard]] Damage finding(Damage::What what, std::uint64_t row,
                             const std::optional<EntryId>& entry);

/// Findings about the file as a whole.
[[nodiscard]] Damage rolled_back(std::uint64_t missing);
[[nodiscard]] Damage entries_missing(std::uint64_t count);
[[nodiscard]] Damage history_exchanged();
[[nodiscard]] Damage mark_lost();
/// About the anchors in the file, the newest of which was noted then.
[[nodiscard]] Damage anchors_broken(std::uint64_t count);
[[nodiscard]] Damage anchor_not_reached(std::uint64_t missing, std::int64_t noted_ms);
[[nodiscard]] Damage anchor_exchanged(std::int64_t noted_ms);
[[nodiscard]] Damage tables_changed();
[[nodiscard]] Damage outer_database_damaged();
/// One finding for each row between `from` and `to`, both included; a wide gap, which a single
/// false number can make, is one finding altogether.
void note_missing_rows(std::vector<Damage>& findings, std::uint64_t from, std::uint64_t to);
/// The same of rows whose place in the file is damaged.
void note_unreadable_rows(std::vector<Damage>& findings, std::uint64_t from, std::uint64_t to);
[[nodiscard]] Damage author_row_damaged();
[[nodiscard]] Damage keys_torn(std::uint64_t count);
[[nodiscard]] Damage keys_missing(std::uint64_t count);
[[nodiscard]] Damage registry_unreadable(std::uint64_t row, const EntryId& entry);

/// Two readings of one row that were not the same.
[[nodiscard]] Damage reads_differently(std::uint64_t row);

/// An entry that others name and that is nowhere.
[[nodiscard]] Damage entry_not_found(const EntryId& entry);

/// The first eight digits of an id: enough to name it to a person.
[[nodiscard]] std::string short_id(const EntryId& id);

/// What was written is not what lies in the file.
[[nodiscard]] Error reads_back_otherwise(std::uint64_t row);
[[nodiscard]] Error stopped();
/// What a vault says whose keys were dropped.
[[nodiscard]] Error keys_dropped();
/// Saved by all signs, but the vault was locked before it was read back.
[[nodiscard]] Error locked_while_saving();
/// What a vault says that will not be written to.
[[nodiscard]] Error only_for_reading();
[[nodiscard]] Error entries_lacking();
[[nodiscard]] Error device_was_copied();
[[nodiscard]] Error device_was_revoked();
[[nodiscard]] Error device_not_admitted();

}  // namespace manumit::vault
