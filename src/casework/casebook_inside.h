// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <thread>
#include <unordered_map>

#include "case_row.h"
#include "casework/casebook.h"
#include "gathering.h"
#include "record_id_hash.h"
#include "search_index.h"

namespace manumit::casework {

/// What is known of a subject without reading its case: enough to check what is filed about it.
struct KnownSubject {
  RecordId id;
  vault::Compartment identity;
  SubjectKind kind = SubjectKind::person;
};

/// What is held in memory of one case.
struct CaseState {
  CaseRow row;
  std::vector<vault::Compartment> compartments;  ///< where its filings lie, the home first
  /// The filing that opened it cannot be read, so nobody knows which of them is its home.
  bool homeless = false;
  std::vector<KnownSubject> subjects;
  std::vector<KeptIn> kept;  ///< files that are attached
  std::vector<OpenStep> steps;
  std::vector<OpenStep> clocks;
  std::vector<Source> files;  ///< emptied when the case is kept: the casebook has one list
  [[nodiscard]] const KnownSubject* subject(const RecordId& id) const;
};
[[nodiscard]] CaseState state_of(CaseParts parts);

/// Whether it is of a kind that can be the same in two cases.
[[nodiscard]] inline bool can_be_linked(SubjectKind kind) {
  return kind == SubjectKind::person || kind == SubjectKind::organisation;
}

/// A decision out of its entry; an entry that holds none of this version is a damage.
[[nodiscard]] Result<Decided> decided(const vault::Vault& vault, const vault::Entry& entry);

/// A sheet of figures out of its entry.
[[nodiscard]] Result<FiguresKept> figures_kept(const vault::Entry& entry);

/// A line of the use log out of its entry.
[[nodiscard]] Result<Used> used(const vault::Entry& entry);

/// Keeps the search index up to date on a thread of its own, so that neither opening a vault nor
/// saving waits for it; a search waits until it is done.
class Indexer {
 public:
  using ReadCase = std::function<Result<std::vector<Findable>>(std::uint32_t case_place)>;

  [[nodiscard]] Result<void> start(ReadCase read);
  ~Indexer() { stop(); }
  /// Ends the thread; searches find nothing from here on.
  void stop();
  /// Cases whose findables have changed.
  void renew(const std::vector<std::uint32_t>& case_places);
  [[nodiscard]] std::vector<Found> find(std::string_view words, std::size_t limit) const;
  /// Why searches may miss what is there: a case could not be read, or there was no memory for the
  /// index. The first that happened; nothing if all is well. It stays until the vault is opened
  /// again.
  [[nodiscard]] const Error* trouble() const;
  [[nodiscard]] SearchIndex::Size size() const;

 private:
  void work();
  void wait_until_done() const;
  void note(const Error& why) const;
  void give_up(const Error& why) const;
  [[nodiscard]] Result<void> index(const std::vector<std::uint32_t>& batch);

  ReadCase read_;
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::deque<std::uint32_t> waiting_;
  bool busy_ = false;
  bool leaving_ = false;
  mutable std::mutex reading_;                  ///< over index_
  mutable std::unique_ptr<SearchIndex> index_;  ///< none once it was given up
  mutable std::mutex noting_;
  mutable Error trouble_;  ///< written once, before failed_ is set
  mutable std::atomic<bool> failed_ = false;
  std::thread worker_;
};

/// A case that was filed in, and the compartments of its filings.
using Touched = std::pair<RecordId, std::vector<vault::Compartment>>;

struct Casebook::Inside {
  Inside(vault::Vault opened, Surroundings around)
      : vault(std::move(opened)), surroundings(std::move(around)) {}

  /// Reads every filing once, on all cores, and lists the cases in the order in which the vault
  /// first spoke of them.
  [[nodiscard]] Result<void> read_all(const Progress& progress);
  /// Reads a case from the vault. What is damaged is left out: it is listed in `damages`.
  [[nodiscard]] Result<Case> read(const RecordId& id,
                                  const std::vector<vault::Compartment>& compartments) const;
  [[nodiscard]] Result<CaseState> read_state(
      const RecordId& id, const std::vector<vault::Compartment>& compartments) const;
  [[nodiscard]] Result<std::vector<Findable>> read_findables(std::uint32_t case_place) const;
  [[nodiscard]] const CaseState* find(const RecordId& id) const;
  /// The other cases of one of its subjects, or of all; for all, each case once for each kind.
  [[nodiscard]] std::vector<StandsIn> also_in(
      const CaseState& one, const std::optional<RecordId>& subject = std::nullopt) const;
  /// Where the words of decisions about these records may lie.
  [[nodiscard]] std::set<vault::Compartment> compartments_of(
      std::initializer_list<RecordRef> records) const;
  [[nodiscard]] CaseRow shown_row(const CaseState& one) const {
    CaseRow out = one.row;
    out.also_in = also_in(one);
    return out;
  }
  /// A case that is being filed in is open to others: they get what compartments are new in it.
  [[nodiscard]] Result<void> share_new_parts(const RecordId& id,
                                             const std::vector<vault::Compartment>& now);
  /// Whether this member looked at the same case a short while ago.
  [[nodiscard]] bool looked_lately(const Use& use) const;
  void note_subjects(std::uint32_t case_place);
  void keep(CaseState state);
  [[nodiscard]] Result<void> take_decisions(const vault::Compartment& where, std::size_t count);
  /// What belongs to no case and is for whoever counts them, whichever device began it.
  [[nodiscard]] std::vector<vault::Compartment> common_parts() const;
  /// Whether a case says that it is its own. What a filing says of a compartment is only a claim.
  [[nodiscard]] bool is_claimed(const vault::Compartment& compartment) const;
  [[nodiscard]] Result<vault::Compartment> place_for(const std::set<vault::Compartment>& places);
  [[nodiscard]] Figures figures_without(const std::vector<std::string>& names) const;
  [[nodiscard]] Result<void> take_sheet(const vault::Compartment& where);
  void refresh(const std::vector<Touched>& touched);
  /// Where this file of the case may lie: in one place, or in two if it was attached twice.
  [[nodiscard]] std::vector<vault::Compartment> places_of_file(const RecordId& id,
                                                               const RecordId& source) const;

  vault::Vault vault;
  Surroundings surroundings;
  mutable std::shared_mutex state;  ///< over everything below
  std::mutex filing;                ///< one saving at a time
  std::vector<CaseState> cases;
  std::unordered_map<RecordId, std::uint32_t, RecordIdHash> place_of;
  std::unordered_map<std::string, Source> files;  ///< imported files by hash
  std::vector<vault::Damage> damages;             ///< of the vault; stays as it is once all is read
  std::vector<vault::Damage> damages_and_search;  ///< made once, when the search has trouble too
  std::once_flag search_told;
  /// Which people and organisations stand in which cases. Sorted.
  std::vector<std::pair<RecordId, std::uint32_t>> stands;
  std::shared_ptr<const Links> links = std::make_shared<Links>();
  std::set<vault::Compartment> link_places;  ///< where decisions lie
  std::vector<FiguresKept> sheets;           ///< of figures
  std::shared_ptr<const Figures> figures = std::make_shared<const Figures>();
  std::set<vault::Compartment> figure_places;         ///< where they lie
  std::vector<Used> uses;                             ///< in the order of the file
  std::optional<vault::Compartment> use_compartment;  ///< where this device notes its own
  std::uint64_t last_number = 0;
  std::uint64_t savings = 0;
  Indexer indexer;  ///< last, so that its thread ends before what it reads
};

/// The number in "0142", if it is one.
[[nodiscard]] std::optional<std::uint64_t> number_in(std::string_view text);

}  // namespace manumit::casework
