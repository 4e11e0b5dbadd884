// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/surroundings.h"
#include "casework/authority_ledger.h"
#include "casework/casebook.h"
#include "gap/tables.h"

namespace manumit::casework {

/// The steps with authorities of one case, and the clocks after them.
struct StepsOfCase {
  RecordId case_id;
  std::string case_number;
  std::vector<AuthorityStep> steps;
  /// By the steps: how each office is called; empty: not recorded. Never a person's name.
  std::vector<std::string> offices;
  std::vector<Clock> clocks;
  RefusalCounts counts;
  std::vector<std::string> countries;  ///< ISO 3166-1 alpha-2: where its people were exploited

  /// The clock after the step at this place; null where none runs.
  [[nodiscard]] const Clock* clock_after(std::size_t step) const;
};

/// An authority, an official or a place of work in all the cases in which it stands.
///
/// Records are one where a link between them holds, or where several cases hold the same record.
/// An authority that is no record, only words on a paper, is one wherever those words are the
/// same, letter by letter; another spelling is another row. Nothing is joined by likeness.
struct InCases {
  RecordId id;  ///< of the group of links, else of the record; all zero: words alone
  std::vector<std::string> names;  ///< every spelling, the first case's first; empty: not recorded
  std::vector<std::string> roles;  ///< codes of the list "role", each once
  std::size_t sealed = 0;          ///< records of it whose identity is out of sight
  std::vector<std::size_t> cases;  ///< places in `AllAuthorities::cases`, ascending
  /// Of an authority and of an official, the steps that are theirs; of a place of work, all steps
  /// of the cases in which it stands.
  RefusalCounts counts;

  [[nodiscard]] bool recurs() const { return cases.size() > 1; }
  [[nodiscard]] bool is_words_alone() const { return id.is_zero(); }
};

/// What was asked for and what was put in its place, with the cases.
struct LesserCharge {
  std::string asked;
  std::string article;
  std::size_t steps = 0;
  std::vector<std::size_t> cases;
};

/// A clock of one case: places in `AllAuthorities::cases` and in its `clocks`.
struct ClockIn {
  std::size_t of_case = 0;
  std::size_t clock = 0;
};

/// What authorities did in all cases of a vault. Counts of steps with papers, not of people.
struct AllAuthorities {
  Day today{};
  std::vector<StepsOfCase> cases;  ///< every case, by number, those without a step too
  std::size_t cases_with_steps = 0;
  RefusalCounts counts;                ///< the sum over all cases
  std::size_t steps_of_no_office = 0;  ///< nobody recorded whose they are
  /// In most cases first, then with most refusals.
  std::vector<InCases> authorities;
  std::vector<InCases> officials;  ///< who signed, and who stands in a case as an official
  std::vector<InCases> premises;   ///< organisations that are neither authorities nor helpers
  std::vector<LesserCharge> lesser;
  std::vector<ClockIn> decided;  ///< clocks of authorities that ended, in the order of the cases
  std::vector<ClockIn> overdue;  ///< those that did not, the longest first; "maybe" among them
};

/// The same of one case alone.
[[nodiscard]] StepsOfCase steps_of_case(const Case& of, std::string number, Day today);

/// Reads every case once, on all cores, as `evidence_of_all` does. `today` is the day on the
/// reader's calendar. It is full of names: to be kept in memory alone.
[[nodiscard]] Result<AllAuthorities> authorities_of_all(const Casebook& book, Day today,
                                                        const Progress& progress = {});

/// The steps of all cases as the gap takes them (docs/formats/claims.md), so that nobody is shown:
/// an office and never a person, no number of a case or a paper, no words of a complaint; in the
/// order of their days, those of no day last, so that no order of cases shows either. An office's
/// own name as somebody wrote it stands there: it may itself say too much, and is to be read before
/// it leaves.
///
/// A step that is two things is two rows, as `refusals_in` counts it: an opening that was decided
/// on the paper of the complaint, say. What the gap has no word for keeps the vocabulary's.
///
/// With a country (ISO 3166-1 alpha-2), of cases alone whose people were exploited there as far as
/// is recorded. Each case is a matter of its own, numbered from 1 in the order of the cases.
[[nodiscard]] std::vector<gap::Step> gap_steps(const AllAuthorities& all,
                                               std::string_view country = {});

}  // namespace manumit::casework
