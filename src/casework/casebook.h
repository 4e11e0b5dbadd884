// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/secret.h"
#include "base/surroundings.h"
#include "casework/figures.h"
#include "casework/filing.h"
#include "casework/fold.h"
#include "casework/link_fold.h"
#include "casework/use_log.h"
#include "vault/vault.h"

namespace manumit::casework {

/// Where else a person or an organisation of a case stands: under the same id, or linked to it.
struct StandsIn {
  RecordId case_id;
  std::string case_number;
  RecordId subject;  ///< as that case holds it
  SubjectKind kind = SubjectKind::person;
  bool operator==(const StandsIn&) const = default;
};

/// One row of the list of cases: held in memory for every case, so it is small.
struct CaseRow {
  RecordId id;
  std::string number;               ///< "0142", or empty before one is given
  std::vector<std::string> people;  ///< names of the affected, as recorded; "not recorded" is empty
  std::string place;                ///< where the work or exploitation was
  std::string work;                 ///< code of the industry, or the work in words
  std::string state;  ///< code list "case_status": Active, FollowUp, Closed, ClosedReferred
  std::optional<AnswerState> safe_now;
  std::optional<AnswerState> consent;
  std::string next_step;  ///< words of the nearest open step
  std::optional<PartialDate> next_due;
  std::string next_time;  ///< "12:00", as written
  std::int64_t touched_ms = 0;
  std::uint32_t statements = 0;
  /// The eleven ILO indicators: 0 not recorded, else AnswerState; 9 contradicted.
  std::array<std::uint8_t, 11> indicators{};
  /// Other cases in which somebody of this one stands too, each once for people and once for
  /// organisations. Made when the row is asked for.
  std::vector<StandsIn> also_in;
};

/// What the list is asked for. Empty fields do not filter.
struct CaseQuery {
  std::string state;
  std::string place;
  std::string work;
  std::string words;             ///< search within: names, places, words, number
  std::string sort = "touched";  ///< touched, number, people, place, work, state, next
  bool descending = true;
  std::size_t offset = 0;
  std::size_t limit = 200;
};
struct CasePage {
  std::vector<CaseRow> rows;
  std::size_t found = 0;  ///< before offset and limit
  std::size_t all = 0;
  struct Facet {
    std::string value;
    std::size_t cases = 0;
  };
  std::vector<Facet> states, places, works;
};

/// One find: which case and subject, and why it matched.
struct Hit {
  RecordId case_id;
  std::string case_number;
  RecordId subject;
  SubjectKind kind = SubjectKind::person;
  std::string title;    ///< name or first words, as recorded
  std::string fact;     ///< where it matched
  std::string excerpt;  ///< the words around it
  enum class How { exact, same_sound, spelt_alike } how = How::exact;
  std::vector<StandsIn> also_in;  ///< the other cases of a person or an organisation
};

/// A link decision to be written. Its `words` are made from the reason; `people`, if left at 0,
/// from the number of members (`people_to_agree`); the two records may stand in either order.
struct NewDecision {
  LinkDecision said;
  std::string reason;  ///< in words, or empty
};

/// A link decision as people read it.
struct ShownDecision {
  Decided what;
  std::string by;  ///< member's name
  std::string reason;
  /// There are words, and this member cannot read both of the records, or one was erased.
  bool reason_sealed = false;
  std::optional<vault::EntryId> taken_back_by;
};

/// A file that is to be attached, and what is said of it.
struct FileToAttach {
  RecordId case_id;
  std::string name;   ///< as it was called
  std::string title;  ///< in words, or empty
  std::string kind;   ///< code list "source_kind", or empty: letter, photo, judgment …
  std::string author;
  std::optional<PartialDate> date;
  /// Whose identity the file tells: then its name and title lie with that person's, and it goes
  /// when the person is erased. Otherwise they lie with what happened, where an analyst reads them;
  /// the file itself an analyst never opens.
  std::optional<RecordId> about;
};

/// A file on its way in. Not bound to a casebook, which may be read anew meanwhile.
class Attaching {
 public:
  Attaching(Attaching&&) noexcept;
  Attaching& operator=(Attaching&&) noexcept;
  ~Attaching();
  [[nodiscard]] std::uint64_t size() const;  ///< bytes so far

 private:
  friend class Casebook;
  struct State;
  explicit Attaching(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// What became of it.
struct AttachedFile {
  Source source;
  /// The very same file was in the case before: what came now is pieces of no file.
  bool before = false;
};

/// Files that nothing names: broken off, attached twice, or of a case that is not here.
struct StrayFiles {
  std::size_t files = 0;
  std::uint64_t pieces = 0;  ///< of 1 MiB at most
};

/// What became of figures that were to be kept.
struct NewFigures {
  std::vector<std::string> ids;  ///< names of those that were not kept before
  std::size_t kept_before = 0;   ///< how many were, or stood twice
};

/// An open step, or what is due after a step with an authority, for Today.
struct Due {
  enum class Kind : std::uint8_t {
    step,
    answer,   ///< an authority must act
    deadline  ///< a person must act in time
  };
  RecordId case_id;
  std::string case_number;
  RecordId step;
  std::string what;
  std::optional<PartialDate> due;
  std::string time;
  enum class Group { overdue, today, later, undated } group = Group::later;
  Kind kind = Kind::step;
};

/// The cases in an open vault: checks what is filed, folds, finds.
///
/// Holds the rows and the search index in memory and reads a case's statements from the vault when
/// it is opened, so 10,000 cases of 10 entries fit in 128 MiB. Reading is safe from several
/// threads; filing takes a lock.
class Casebook {
 public:
  [[nodiscard]] static Result<Casebook> create(const std::filesystem::path& file,
                                               const Passphrase& passphrase,
                                               const vault::Vault::Founder& founder,
                                               vault::KdfProfile profile,
                                               Surroundings surroundings);
  /// Opens the vault and reads every case once: about 0.8 s for 100,000 entries beyond the key
  /// derivation. Damaged entries are set aside and listed in `damages`, never hidden.
  [[nodiscard]] static Result<Casebook> open(const std::filesystem::path& file,
                                             const Passphrase& passphrase,
                                             Surroundings surroundings,
                                             const Progress& progress = {});
  /// The same over a vault that is open already.
  [[nodiscard]] static Result<Casebook> over(vault::Vault vault, Surroundings surroundings,
                                             const Progress& progress = {});
  Casebook(Casebook&&) noexcept;
  Casebook& operator=(Casebook&&) noexcept;
  ~Casebook();

  /// A fresh random id for a case, person, source …
  [[nodiscard]] RecordId new_id();

  /// Checks every filing against the vocabulary, splits identity statements into the persons' own
  /// compartments, gives a new case its number, and appends all in one transaction: all or
  /// nothing. Returns the ids of the statements in the order given.
  [[nodiscard]] Result<std::vector<std::string>> file(std::vector<Filing> filings,
                                                      const Progress& progress = {});

  /// Writes link decisions, all in one transaction and read back, or none: on records that are in
  /// their cases, two people or two organisations; one decision at most for a pair. Refuses a
  /// second word of the same person on a pair that others must share, the taking back of what was
  /// taken back, and to settle what one said oneself where there is a third member. No case is
  /// changed by it.
  [[nodiscard]] Result<std::vector<vault::EntryId>> decide(std::vector<NewDecision> decisions,
                                                           const Progress& progress = {});
  /// What all decisions come to. Shared, since a page may still read it when the next one comes.
  [[nodiscard]] std::shared_ptr<const Links> links() const;
  /// Everything that was decided about a record, the oldest first, with names and reasons.
  [[nodiscard]] std::vector<ShownDecision> decisions_of(const RecordRef& record) const;

  /// Keeps published figures, takes some out or puts some back, all in one entry that is read back,
  /// or nothing. What is kept already is left out. Refuses to take out what is not in, and to put
  /// back what was not taken out.
  [[nodiscard]] Result<NewFigures> keep_figures(FigureSheet sheet);
  /// What all sheets come to. Shared, since a page may still read it when the next one comes.
  [[nodiscard]] std::shared_ptr<const Figures> figures() const;

  /// Notes what was done with records apart from writing in them, in a log of this device's own
  /// that outlives them. One look at a case in twelve hours is noted once. Where the vault is only
  /// for reading nothing is noted, and that is no error.
  [[nodiscard]] Result<void> note(const Use& use);
  /// As far as this member can read it: whoever holds every key reads everybody's.
  [[nodiscard]] UsePage uses(const UseQuery& query) const;

  [[nodiscard]] CasePage cases(const CaseQuery& query) const;
  /// The row of one case, without reading it; nothing if there is no such case.
  [[nodiscard]] std::optional<CaseRow> row(const RecordId& id) const;
  [[nodiscard]] Result<Case> open_case(const RecordId& id) const;
  /// The same before it is folded: what was filed, with the entry that each filing is.
  [[nodiscard]] Result<std::vector<Filed>> filings_of(const RecordId& id) const;
  /// By number ("0142", "142") or hexadecimal id or an unambiguous beginning of it.
  [[nodiscard]] Result<RecordId> find_case(std::string_view number_or_id) const;
  /// Names, places and words in any script, transliterated or misspelt: 50 ms among 100,000 people.
  [[nodiscard]] std::vector<Hit> search(std::string_view words, std::size_t limit = 50) const;
  /// Why `search` and the words of `cases` may miss what is there; nothing if the index is whole.
  /// To be asked after a search, before it is said that nothing was found. Also in `damages`.
  [[nodiscard]] std::optional<Error> search_trouble() const;
  /// Open steps by date, nearest first. `today` is the day in the reader's own time zone.
  [[nodiscard]] std::vector<Due> due(Day today, std::size_t limit = 200) const;

  /// Sources already imported, by file hash: to say "this file was imported on …".
  [[nodiscard]] std::optional<Source> source_of_file(std::string_view file_hash) const;

  /// Attaches a file, its bytes as they come, 2 GiB at most. Pieces are saved meanwhile; the file
  /// is in the case only when `finish_file` has filed it as a source. Stopping is letting go.
  [[nodiscard]] Result<Attaching> begin_file(FileToAttach file);
  [[nodiscard]] Result<void> put_file(Attaching& file, ByteView bytes);
  [[nodiscard]] Result<AttachedFile> finish_file(Attaching file);
  /// The file that a source of the case keeps, every byte of it checked against its hash first:
  /// about 2 s for 500 MB.
  [[nodiscard]] Result<vault::KeptFile> open_file(const RecordId& id, const RecordId& source,
                                                  const Progress& progress = {}) const;
  /// The source under which this very file is in the case, whole; nothing if it is not.
  [[nodiscard]] Result<std::optional<Source>> kept_before(const RecordId& id,
                                                          const vault::FileFacts& facts) const;
  [[nodiscard]] StrayFiles stray_files() const;

  /// Opens a case to a member: all of it, or, for an analyst, its circumstances and nobody's
  /// identity. What is filed in it later opens to them too.
  [[nodiscard]] Result<void> share_case(const RecordId& id, const vault::MemberId& member);
  /// Opens the circumstances of every case to an analyst, as far as that was not done before.
  /// Gives the number of cases.
  [[nodiscard]] Result<std::size_t> share_circumstances(const vault::MemberId& analyst);
  /// Who may open a case without holding every key.
  [[nodiscard]] std::vector<vault::MemberId> shared_with(const RecordId& id) const;
  /// Destroys a case, or the identity of one person in it, for good: vault.h, `erase`. The casebook
  /// must be read anew afterwards.
  [[nodiscard]] Result<vault::Erasure> erase_case(const RecordId& id, const std::string& ground);
  [[nodiscard]] Result<vault::Erasure> erase_person(const RecordId& id, const RecordId& person,
                                                    const std::string& ground);

  [[nodiscard]] const vault::Vault& vault() const;
  /// For what is not about cases: members, recovery, bundles. After a merge or an erasure the
  /// casebook must be read anew.
  [[nodiscard]] vault::Vault& office();
  /// Reads everything anew from the same open vault.
  [[nodiscard]] static Result<Casebook> afresh(Casebook book, const Progress& progress = {});
  /// What of the vault could not be read, and what keeps the search from finding.
  [[nodiscard]] const std::vector<vault::Damage>& damages() const;
  [[nodiscard]] std::size_t case_count() const;
  /// How many savings have become visible since the vault was opened: what was reckoned from all
  /// cases holds for as long as this stays the same. Ask before reading.
  [[nodiscard]] std::uint64_t savings() const;

 private:
  struct Inside;
  explicit Casebook(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace manumit::casework
