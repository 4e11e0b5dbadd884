// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/partial_date.h"
#include "base/result.h"
#include "casework/answer.h"
#include "casework/vocabulary.h"
#include "vault/ids.h"

namespace manumit::casework {

/// How sure the one who recorded it is. Not a score: three words.
enum class Certainty : std::uint8_t { certain = 1, likely = 2, doubtful = 3 };

/// "likely", as filings and the interface write it.
[[nodiscard]] std::string_view name_of(Certainty certainty);
[[nodiscard]] std::optional<Certainty> certainty_from(std::string_view name);

/// Where in a source: "page 3, line 12", "cell H7". All optional.
struct Locator {
  std::optional<std::int64_t> page;
  std::optional<std::int64_t> line;
  std::string cell;  ///< of a sheet: "H7"
  auto operator<=>(const Locator&) const = default;
};

/// Where in the vault a source's file is kept, and what its contents show it to be.
struct KeptAs {
  vault::Compartment compartment;  ///< of this file alone
  /// The person whose identity it tells: the source is then kept with that identity.
  std::optional<RecordId> about = {};
  std::string name;        ///< as the file was called; may be empty
  std::uint64_t size = 0;  ///< bytes
  std::string media_type;  ///< "application/pdf", by its contents and not by its name
  std::optional<std::int64_t> pages = {};  ///< as a PDF says of itself
  bool operator==(const KeptAs&) const = default;
};

/// Where statements come from: an interview, a letter, a judgment, an imported file.
struct Source {
  RecordId id;
  std::string kind;  ///< code list "source_kind": interview, call, letter, judgment, press, file …
  std::string title;
  std::string author;  ///< who said or wrote it; may be empty
  std::optional<PartialDate> date;
  std::string file_hash;  ///< hexadecimal BLAKE2b-256 of an imported or attached file
  std::string address;    ///< a public address or shelf mark, as text, never fetched
  /// Only in a source whose id is `bound_source_id`.
  std::optional<KeptAs> kept = {};
  bool operator==(const Source&) const = default;
};

/// Something that statements are about, opened inside a case.
struct Subject {
  RecordId id;
  SubjectKind kind = SubjectKind::person;
  std::string
      role;  ///< code list "role" for persons and organisations: affected, employer, recruiter …
  /// For a person: the compartment of the identity. All zero for other kinds.
  vault::Compartment identity;
  bool operator==(const Subject&) const = default;
};

/// One thing said about one subject. Never changed: a correction is a new statement that replaces.
struct Statement {
  RecordId subject;
  std::string fact;  ///< vocabulary id
  Answer answer;
  std::string said_as;  ///< the words as said, or the cell's text as it stood
  std::optional<RecordId> source;
  Locator at;
  Certainty certainty = Certainty::certain;
  std::optional<PartialDate> when;  ///< when it was so, if told
  /// Ids ("entry-hash:number") of earlier statements that this one corrects.
  std::vector<std::string> replaces;
  bool operator==(const Statement&) const = default;
};

/// A statement taken back without another in its place; it stays visible in the history.
struct Withdrawal {
  std::string statement;
  std::string reason;
  bool operator==(const Withdrawal&) const = default;
};

/// What one person saved in one go in one compartment: the body of one vault entry.
struct Filing {
  RecordId case_id;
  bool opens_case = false;  ///< the first filing of a case
  std::vector<Subject> subjects;
  std::vector<Source> sources;
  std::vector<Statement> statements;
  std::vector<Withdrawal> withdrawals;
  bool operator==(const Filing&) const = default;
};

/// "entry-hash:number" of the statement at `index` (from 0) in the entry's filing: the first 16
/// bytes of the entry's hash in hexadecimal, and the number from 1.
[[nodiscard]] std::string statement_id(const vault::EntryId& entry, std::size_t index);

/// The id of the source that keeps a file in a case. It follows from the file's size and hash, so a
/// citation of it can never come to mean another file, and the same file attached twice is one
/// source. `file_hash` is hexadecimal; zero if it is no hash.
[[nodiscard]] RecordId bound_source_id(const RecordId& case_id, std::string_view file_hash,
                                       std::uint64_t size);
/// Whether the source keeps a file, and is bound to it.
[[nodiscard]] bool keeps_file(const Source& source, const RecordId& case_id);

/// Canonical JSON (docs/formats/filing.md): keys in fixed order, nothing optional written empty.
[[nodiscard]] std::string encode(const Filing& filing);

/// Each statement, source, subject and withdrawal alone, in this order, as the filing of the same
/// case that holds only that one: what a vault can prove to an outsider without the rest. Part i,
/// from 1, of the statements is the statement "entry-hash:i".
[[nodiscard]] std::vector<std::string> parts_of(const Filing& filing);

/// Reads what `encode` writes and refuses all else with the JSON path of the fault. A fact id that
/// this version's vocabulary does not know is kept, so that a newer colleague's statements survive.
[[nodiscard]] Result<Filing> decode(std::string_view json);

/// Whether an answer fits its fact: kind, codes of the list, sizes, no hidden direction marks.
[[nodiscard]] Result<void> check_statement(const Statement& statement,
                                           const Vocabulary& vocabulary);

/// The same for a whole filing: roles and kinds of sources are in their lists, ids are not zero,
/// texts are not too long.
[[nodiscard]] Result<void> check_filing(const Filing& filing, const Vocabulary& vocabulary);

}  // namespace manumit::casework
