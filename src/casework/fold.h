// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
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
  std::string replaced_by;       ///< statement id, or empty
  std::string withdrawn_reason;  ///< when withdrawn
  bool operator==(const Told&) const = default;
};

/// One attaching of a file. The same file attached twice, on two laptops at once, is one source
/// with two of these, and either will do.
struct Attached {
  RecordId source;
  vault::Compartment compartment;
  std::optional<RecordId> about;  ///< the person whose identity it tells
  std::string by;                 ///< member's name
  std::int64_t recorded_ms = 0;
  bool operator==(const Attached&) const = default;
};

/// Everything known of one case. Subjects, sources and statements keep the fold's order.
struct Case {
  RecordId id;
  std::int64_t opened_ms = 0;
  std::int64_t touched_ms = 0;
  std::vector<Subject> subjects;  ///< the case itself is subject `id` of kind case_file
  std::vector<Source> sources;
  std::vector<Attached> attached;
  std::vector<Told> statements;
  /// Persons whose identity this vault's member cannot open: no key, or erased. Their names are not
  /// "not recorded": they are out of sight. Set by Casebook; a fold alone cannot know it.
  std::vector<RecordId> sealed;

  /// Live statements of a subject about a fact. Several at once mean that sources differ, or that
  /// two people edited at the same time: both stay until a person settles it.
  [[nodiscard]] std::vector<const Told*> told(const RecordId& subject, std::string_view fact) const;
  [[nodiscard]] const Subject* subject(const RecordId& subject_id) const;
  [[nodiscard]] const Source* source(const RecordId& source_id) const;
  [[nodiscard]] std::vector<const Subject*> of_kind(SubjectKind kind) const;
  bool operator==(const Case&) const = default;
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

/// The same rule, one answer after another.
class MarkTally {
 public:
  void add(AnswerState state);
  [[nodiscard]] std::optional<Mark> mark() const;

 private:
  unsigned seen_ = 0;  ///< one bit for each state
  std::size_t statements_ = 0;
};

inline constexpr std::size_t kIndicators = 11;

/// Which indicator, from 0, a fact belongs to.
[[nodiscard]] std::optional<std::size_t> indicator_of(const Fact& fact);
/// Whether that answer to that fact says something of its indicator.
[[nodiscard]] bool bears_on_indicator(const Fact& fact, AnswerState state);

/// The eleven ILO indicators of a case, in order; empty: not recorded.
///
/// Each is marked by the statements about its own fact (`ilo.debt`) and by every yes and unclear
/// about a fact that supports it (`control.debt_bondage`, `debt.inflated`): what was told once
/// need not be ticked again. A no about a supporting fact says nothing about the indicator. With
/// `about`, those of one person: only the statements about that person.
[[nodiscard]] std::array<std::optional<Mark>, kIndicators> indicators(
    const Case& of, const Vocabulary& vocabulary,
    const std::optional<RecordId>& about = std::nullopt);

}  // namespace manumit::casework
