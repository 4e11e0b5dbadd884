// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace manumit::casework {

/// What a fact is about. Filings write the name.
enum class SubjectKind : std::uint8_t {
  case_file = 1,
  person = 2,  ///< anybody: affected person, employer, recruiter, witness, official
  organisation = 3,
  event = 4,           ///< something that happened: a chapter of the story
  work = 5,            ///< a job or exploitation at one place
  debt = 6,            ///< a claim, advance, charge, payment: one line of money
  document = 7,        ///< a paper of the person: passport, contract
  authority_step = 8,  ///< a complaint, an answer, a refusal, an appeal
  need = 9,            ///< help needed or given
  step = 10,           ///< what we do next, with a clock
  movement = 11,       ///< a leg of a journey
};

/// How a fact is answered. Every kind may also be answered no, not asked, refused or unclear.
enum class FactKind : std::uint8_t {
  yes_no,
  code,
  codes,
  text,
  long_text,
  number,
  money,
  date,
  place,
  language,
  country,
  countries,
  person,
  organisation,
};

/// Who may ever see it. Class 4 is never exported unless a person names it.
enum class Sensitivity : std::uint8_t {
  aggregate = 0,
  internal = 1,
  personal = 2,
  case_file = 3,
  life_critical = 4
};

struct Code {
  std::string id;     ///< "ForcedLabour"
  std::string htcds;  ///< the standard's own code, if it has one
  std::string label;  ///< the standard's English label, to recognise it in imports
};
struct CodeList {
  std::string id;
  std::vector<Code> codes;
  [[nodiscard]] const Code* find(std::string_view code) const;
};

/// A fact's counterparts elsewhere; empty where there is none ("cannot be expressed").
struct Counterparts {
  /// "vic_TypeOfExploitation"; "vic_MethodsOfControl=DebtBondage" where a yes puts that code into
  /// the field; for an address five fields: country, state, city, street, postal code.
  std::string htcds;
  std::string ilo;  ///< number of the ILO indicator, "1" … "11"
  std::string ctdc;
  std::string esf;
};

/// One fact that the program can hold. Its words for people are in i18n: `fact.ID`, `fact.ID.why`,
/// `fact.ID.ask`, `code.LIST.CODE`.
struct Fact {
  std::string id;  ///< "means.deception"
  SubjectKind about = SubjectKind::case_file;
  FactKind kind = FactKind::text;
  std::string why;  ///< why it is asked, in English; the catalogue holds the translations
  /// The question as it can be said aloud to the person, or for papers and authorities to the case
  /// worker. In English, as `why`. Empty where the fact is filled in and never asked.
  std::string ask;
  Sensitivity sensitivity = Sensitivity::case_file;
  bool identity = false;    ///< kept in the person's own compartment
  bool many = false;        ///< several answers side by side are natural and no contradiction
  bool deprecated = false;  ///< still read and shown, no longer asked
  std::string code_list;    ///< for code and codes
  std::string tab;          ///< page of the case: people, story, work, papers, authorities …
  Counterparts in;
};

/// definitions/vocabulary.toml, read and checked. Immutable.
class Vocabulary {
 public:
  /// Names line and column of what is wrong: an unknown kind, a doubled id, a missing reason.
  [[nodiscard]] static Result<Vocabulary> parse(std::string_view toml, std::string_view file_name);

  /// Null if this vocabulary does not know the id. Facts are looked up for every statement that is
  /// read, so this takes one step and not O(log n).
  [[nodiscard]] const Fact* find(std::string_view id) const;
  /// Its place in `facts()`.
  [[nodiscard]] std::optional<std::size_t> place_of(std::string_view id) const;
  [[nodiscard]] const std::vector<Fact>& facts() const { return facts_; }
  [[nodiscard]] const CodeList* code_list(std::string_view id) const;
  [[nodiscard]] const std::vector<CodeList>& code_lists() const { return lists_; }

 private:
  std::vector<Fact> facts_;
  std::vector<CodeList> lists_;
  std::vector<std::uint32_t> fact_slots_;  ///< places in facts_ from 1, by the hash of the id
  std::vector<std::size_t> lists_by_id_;   ///< places in lists_, sorted by id
};

/// "case_file", as the vocabulary, filings and the interface's catalogue write it.
[[nodiscard]] std::string_view name_of(SubjectKind kind);
[[nodiscard]] std::optional<SubjectKind> subject_kind_from(std::string_view name);
/// "yes_no".
[[nodiscard]] std::string_view name_of(FactKind kind);

/// The vocabulary this program was built with. Parsed on first use, some milliseconds.
[[nodiscard]] const Vocabulary& built_in_vocabulary();

}  // namespace manumit::casework
