// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "casework/fold.h"
#include "htcds_fields.h"

namespace manumit::exchange {

/// How values are written: the CSV bundle holds the standard's codes, the workbook holds what its
/// drop-down lists hold.
enum class ValueStyle : std::uint8_t { codes, labels };

/// What goes into one cell.
struct FieldValue {
  std::string text;        ///< empty: nothing to say
  std::optional<Day> day;  ///< set for an exact day
};

/// The fields of the standard for one folded case, and an account of which statements went into
/// them, so that what could not be said is counted and never dropped in silence.
class CaseValues {
 public:
  CaseValues(const casework::Case& of, const casework::Vocabulary& vocabulary,
             const Meanings& meanings, ValueStyle style);

  /// A field for the subject that it is about. `person` is the person of the row; fields about
  /// the case or a job find their own subject.
  [[nodiscard]] FieldValue value(const HtcdsField& field, const casework::RecordId& person);

  /// For fields that may be said several times (comments): one text for each statement.
  [[nodiscard]] std::vector<std::string> all_texts(const HtcdsField& field,
                                                   const casework::RecordId& subject);

  /// Persons of a role, in the case's order; with an empty role all.
  [[nodiscard]] std::vector<casework::RecordId> persons(std::string_view role = {}) const;
  [[nodiscard]] std::vector<casework::RecordId> of_kind(casework::SubjectKind kind) const;

  /// Live statements by fact that went into no field; class 4 is counted in `held_back` instead
  /// unless it may be named.
  struct Account {
    std::size_t said = 0;
    std::size_t held_back = 0;
    std::map<std::string, std::size_t> unsaid;
  };
  [[nodiscard]] Account account(bool life_critical) const;

 private:
  using Told = casework::Told;
  [[nodiscard]] const casework::RecordId& subject_for(const casework::Fact& fact,
                                                      const casework::RecordId& person) const;
  [[nodiscard]] FieldValue one_fact(const HtcdsField& field, const Meaning& meaning,
                                    const casework::RecordId& subject);
  [[nodiscard]] FieldValue codes_as_facts(const HtcdsField& field, const Meaning& meaning,
                                          const casework::RecordId& subject);
  [[nodiscard]] FieldValue written(const HtcdsField& field, const Meaning& meaning,
                                   const casework::Answer& answer);
  [[nodiscard]] std::string codes_text(const HtcdsField& field, const casework::CodeList& list,
                                       const std::vector<std::string>& codes) const;
  [[nodiscard]] std::string name_of_record(const casework::RecordId& record);
  void add_whole_name(const HtcdsField& field, const casework::RecordId& person, FieldValue& out);

  const casework::Case& case_;
  const casework::Vocabulary& vocabulary_;
  const Meanings& meanings_;
  ValueStyle style_;
  std::multimap<std::pair<casework::RecordId, std::string>, const Told*> live_;
  std::set<const Told*> used_;
};

}  // namespace manumit::exchange
