// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/filing.h"
#include "vault/entry.h"

namespace manumit::casework {

/// A filing together with what its vault entry says of who and when.
struct Filed {
  vault::EntryId entry;
  std::string by;                ///< member's name
  std::int64_t recorded_ms = 0;  ///< the author's clock
  std::uint64_t lamport = 0;
  Filing filing;
};

/// A statement in a folded case.
struct Told {
  std::string id;  ///< "entry-hash:number", first 16 bytes of the hash in hexadecimal
  Statement said;
  std::string by;
  std::int64_t recorded_ms = 0;
  /// Corrected or withdrawn: kept for the history, left out of everything else.
  bool live = true;
  std::string replaced_by;      ///< statement id, or empty
  std::string withdrawn_reason; ///< when withdrawn
};

/// Everything known of one case. Subjects, sources and statements keep the fold's order.
struct Case {
  RecordId id;
  std::int64_t opened_ms = 0;
  std::int64_t touched_ms = 0;
  std::vector<Subject> subjects;  ///< the case itself is subject `id` of kind case_file
  std::vector<Source> sources;
  std::vector<Told> statements;

  /// Live statements of a subject about a fact. Several at once mean that sources differ, or that
  /// two people edited at the same time: both stay until a person settles it.
  [[nodiscard]] std::vector<const Told*> told(const RecordId& subject, std::string_view fact) const;
  [[nodiscard]] const Subject* subject(const RecordId& subject_id) const;
  [[nodiscard]] const Source* source(const RecordId& source_id) const;
  [[nodiscard]] std::vector<const Subject*> of_kind(SubjectKind kind) const;
};

/// The state of a case: a pure function of the set of its filings. Any order of the same filings
/// gives the same case. O(n log n).
[[nodiscard]] Case fold(std::vector<Filed> filings);

/// One mark for a yes-no fact over all live statements: yes beats unclear beats no beats refused
/// beats not asked only where they do not contradict; yes beside no is `unclear` with
/// `contradicted` set. Empty: not recorded.
struct Mark {
  AnswerState state = AnswerState::not_asked;
  bool contradicted = false;
  std::size_t statements = 0;
};
[[nodiscard]] std::optional<Mark> mark(const std::vector<const Told*>& told);

}  // namespace manumit::casework
