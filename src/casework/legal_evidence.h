// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/day.h"
#include "base/interval.h"
#include "casework/fold.h"
#include "casework/vocabulary.h"
#include "law/evidence.h"
#include "law/library.h"

namespace manumit::casework {

/// The vocabulary as the law engine reads it: facts by their place in `vocabulary.facts()`.
[[nodiscard]] law::FactTable fact_table(const Vocabulary& vocabulary);

/// The laws this program was built with, read against its own vocabulary. Read once, on first use.
[[nodiscard]] const law::Library& built_in_law();

/// What a case holds about one affected person, as the law engine takes it.
struct LegalEvidence {
  law::Evidence evidence;
  /// `Item::statement` and `AgeItem::statement` are places in `Case::statements`; these are the
  /// places of those that say when and where it happened.
  std::vector<std::size_t> dates_from;
  std::vector<std::size_t> places_from;
};

/// Everything live in the case but what is said of other people: what the recruiter is or did to
/// somebody else does not speak for this person, while events, work, debts, papers, journeys and
/// steps of authorities do.
///
/// The time of the facts reaches from the first to the last day of the work, of the journeys and
/// of the events of recruitment, transit and exploitation, and where nothing is told of the end of
/// the work, to the day on which the person asked to go, fled or was freed. A country is taken from
/// `exploitation.country`, else from the work, else from the site. O(statements).
///
/// With `at`, the facts are taken to lie then, whatever the case says: somebody asks what the law
/// of another day would say. The age is reckoned for that time, and `dates_from` is empty.
[[nodiscard]] LegalEvidence evidence_of(const Case& of, const RecordId& person,
                                        const std::optional<Interval<Day>>& at = std::nullopt);

/// The people whose case it is, in the order in which they were entered.
[[nodiscard]] std::vector<RecordId> affected_people(const Case& of);

}  // namespace manumit::casework
