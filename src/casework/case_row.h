// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "casework/casebook.h"
#include "casework/fold.h"

namespace manumit::casework {

/// What a fact does for the list of cases.
enum class RowUse : std::uint8_t {
  none,
  number,
  status,
  full_name,
  first_name,
  middle_name,
  last_name,
  safe_now,
  consent_keep,
  consent_interview,
  consent_imported,
  work_place,
  work_industry,
  work_what,
  exploited_at,
  event_place,
  organisation_name,
  step_what,
  step_due,
  step_time,
  step_done,
  authority,  ///< of a step with an authority
  indicator,  ///< bears on one of the eleven and on nothing else of the row
};

/// The use of each fact of the built-in vocabulary, by its place in `facts()`.
[[nodiscard]] RowUse row_use(std::size_t fact);
/// Which indicator the fact at that place bears on, from 0; kIndicators for none.
[[nodiscard]] std::size_t row_indicator(std::size_t fact);

/// A live statement, as far as the list of cases needs it: some fifty bytes, so that a hundred
/// thousand of them fit in memory while a vault is opened.
struct RowStatement {
  RecordId subject;
  std::uint16_t fact = 0;  ///< place in the built-in vocabulary
  AnswerState state = AnswerState::not_asked;
  std::string text;  ///< the value in short: words, code, place, date as stored
};

/// The statement as a row sees it, or nothing if no row does.
[[nodiscard]] std::optional<RowStatement> for_row(const Statement& statement);

/// What one row is made of: everything in the fold's order.
struct RowParts {
  RecordId id;
  std::vector<Subject> subjects;
  std::vector<RowStatement> live;
  std::int64_t touched_ms = 0;
  std::uint32_t statements = 0;  ///< live ones, of all facts
};

[[nodiscard]] RowParts parts_of(const Case& folded);

/// Something that is still to come: a step that is not done yet, or what is due after a step with
/// an authority.
struct OpenStep {
  RecordId id;
  std::string what;  ///< of a clock the number of the paper, or whose it is; may be empty
  std::optional<PartialDate> due;
  std::string time;
  Due::Kind kind = Due::Kind::step;
};

struct RowAndSteps {
  CaseRow row;
  std::vector<OpenStep> steps;   ///< nearest first
  std::vector<OpenStep> clocks;  ///< that run after steps with authorities
};

[[nodiscard]] RowAndSteps make_row(const RowParts& parts);

/// Dated before undated, earlier before later.
[[nodiscard]] bool sooner(const OpenStep& a, const OpenStep& b);

}  // namespace manumit::casework
