// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/check.h"
#include "base/parallel.h"
#include "casebook_inside.h"

namespace manumit::casework {
namespace {

using vault::Compartment;

/// "0142": four digits, more when there are more cases.
std::string number_text(std::uint64_t number) {
  std::string out = std::to_string(number);
  return std::string(out.size() < 4 ? 4 - out.size() : 0, '0') + out;
}

/// What a case will be once this saving is done: as known, and what the filings before added.
struct Pending {
  std::vector<Compartment> compartments;  ///< the home first
  bool homeless = true;                   ///< it needs a compartment to be its home
  std::map<RecordId, KnownSubject> subjects;
  std::set<RecordId> unhoused;  ///< persons whose identity needs a compartment
  /// Sources whose file tells a person's identity: whatever is said of them lies with it.
  std::map<RecordId, RecordId> files_about;
  std::vector<Compartment> new_files;
};

/// One filing, cut along the compartments it belongs to.
struct Cut {
  Filing home;
  std::map<Compartment, Filing> identities;
  /// Where each statement of the filing went, in the order given: a compartment (none: the home)
  /// and its place there.
  std::vector<std::pair<std::optional<Compartment>, std::size_t>> went;
};

bool is_empty(const Filing& filing) {
  return !filing.opens_case && filing.subjects.empty() && filing.sources.empty() &&
         filing.statements.empty() && filing.withdrawals.empty();
}

std::string where_in(std::size_t filing) {
  return "filing " + std::to_string(filing + 1);
}

/// Checks and cuts filings into drafts for the vault. Writes nothing.
class Saving {
 public:
  Saving(const std::vector<CaseState>& cases,
         const std::unordered_map<RecordId, std::uint32_t, RecordIdHash>& place_of,
         const vault::Vault& vault, std::uint64_t last_number)
      : cases_(cases), place_of_(place_of), vault_(vault), last_number_(last_number) {}

  [[nodiscard]] Result<void> check(const std::vector<Filing>& filings);
  /// How many new compartments `cut` will take.
  [[nodiscard]] std::size_t compartments_wanted() const { return wanted_; }
  [[nodiscard]] Result<void> cut(std::vector<Filing> filings, std::vector<Compartment> fresh);

  std::vector<vault::Draft> drafts;
  std::map<RecordId, Pending> pending;
  [[nodiscard]] std::vector<std::string> statement_ids(
      const std::vector<vault::EntryId>& entries) const;
  /// The cases that were filed in, with their compartments.
  [[nodiscard]] std::vector<Touched> touched() const {
    std::vector<Touched> out;
    for (const auto& [id, one] : pending)
      out.emplace_back(id, one.compartments);
    return out;
  }

 private:
  [[nodiscard]] Result<Pending*> pending_case(const Filing& filing);
  [[nodiscard]] Result<void> check_subjects(const Filing& filing, Pending& into);
  [[nodiscard]] Result<void> check_files(const Filing& filing, Pending& in) const;
  [[nodiscard]] Result<void> check_abouts(const Filing& filing, const Pending& in) const;
  [[nodiscard]] Result<Cut> cut_one(Filing filing);
  void give_compartments(Filing& filing, Pending& into);
  void number_case(Filing& filing);
  [[nodiscard]] Result<Compartment> home_of(const Withdrawal& withdrawal, const Pending& in) const;
  void draft(const Compartment& compartment, const Filing& filing);

  const std::vector<CaseState>& cases_;
  const std::unordered_map<RecordId, std::uint32_t, RecordIdHash>& place_of_;
  const vault::Vault& vault_;
  std::uint64_t last_number_;
  std::size_t wanted_ = 0;
  std::vector<Compartment> fresh_;
  /// For each statement given: which draft, and its place in it.
  std::vector<std::pair<std::size_t, std::size_t>> statements_;
};

Result<Pending*> Saving::pending_case(const Filing& filing) {
  const auto known = place_of_.find(filing.case_id);
  const auto at = pending.find(filing.case_id);
  const bool exists = known != place_of_.end() || at != pending.end();
  if (filing.opens_case && exists)
    return fail(Error::Kind::bad_input, "this case is open already");
  if (!filing.opens_case && !exists)
    return fail(Error::Kind::not_found, "there is no such case in this vault", {},
                "open the case before filing in it");
  if (at != pending.end())
    return &at->second;
  Pending fresh;
  fresh.subjects.emplace(filing.case_id, KnownSubject{filing.case_id, {}, SubjectKind::case_file});
  if (known != place_of_.end()) {
    const CaseState& state = cases_[known->second];
    fresh.compartments = state.compartments;
    fresh.homeless = state.homeless;
    for (const KnownSubject& subject : state.subjects)
      fresh.subjects.insert_or_assign(subject.id, subject);
    for (const KeptIn& one : state.kept)
      if (!one.about.is_zero())
        fresh.files_about.emplace(one.source, one.about);
  }
  wanted_ += fresh.homeless ? 1 : 0;
  return &pending.emplace(filing.case_id, std::move(fresh)).first->second;
}

Result<void> Saving::check_subjects(const Filing& filing, Pending& into) {
  for (const Subject& subject : filing.subjects) {
    const auto [known, fresh] =
        into.subjects.emplace(subject.id, KnownSubject{subject.id, subject.identity, subject.kind});
    if (known->second.kind != subject.kind)
      return fail(Error::Kind::bad_input, "a subject of a case cannot become another kind");
    const bool has_identity = known->second.identity != Compartment{};
    if (has_identity && subject.kind != SubjectKind::person)
      return fail(Error::Kind::bad_input, "only a person has an identity of its own to be kept");
    if (!has_identity && subject.kind == SubjectKind::person &&
        into.unhoused.insert(subject.id).second)
      ++wanted_;
  }
  return {};
}

Result<void> Saving::check_abouts(const Filing& filing, const Pending& in) const {
  const Vocabulary& vocabulary = built_in_vocabulary();
  for (const Statement& statement : filing.statements) {
    const Fact& fact = *vocabulary.find(statement.fact);
    const auto subject = in.subjects.find(statement.subject);
    if (subject == in.subjects.end())
      return fail(Error::Kind::bad_input, "a statement is about something that is not in its case",
                  fact.id, "add the subject to the filing");
    if (subject->second.kind != fact.about)
      return fail(Error::Kind::bad_input, "the fact {0} is about: {1}", fact.id, {},
                  {fact.id, std::string(name_of(fact.about))});
    const Compartment& identity = subject->second.identity;
    if (fact.identity && identity != Compartment{} && !vault_.can_open(identity))
      return fail(Error::Kind::not_allowed, "this person's identity is sealed for this member",
                  fact.id, "ask a member who holds the key");
  }
  return {};
}

/// A file that tells somebody's identity is kept with it, so that must be there and open.
Result<void> Saving::check_files(const Filing& filing, Pending& in) const {
  for (const Source& source : filing.sources) {
    if (!source.kept)
      continue;
    if (!vault_.is_file(source.kept->compartment))
      return fail(Error::Kind::bad_input, "what a source says of the file it keeps does not fit it",
                  "source");
    in.new_files.push_back(source.kept->compartment);
    if (!source.kept->about)
      continue;
    const auto subject = in.subjects.find(*source.kept->about);
    if (subject == in.subjects.end() || subject->second.kind != SubjectKind::person)
      return fail(Error::Kind::bad_input, "a file is attached to somebody who is not in its case",
                  "source", "choose a person of the case");
    const Compartment& identity = subject->second.identity;
    if (identity != Compartment{} && !vault_.can_open(identity))
      return fail(Error::Kind::not_allowed, "this person's identity is sealed for this member",
                  "source", "ask a member who holds the key");
    in.files_about.emplace(source.id, subject->first);
  }
  return {};
}

Result<void> Saving::check(const std::vector<Filing>& filings) {
  for (std::size_t i = 0; i < filings.size(); ++i) {
    const auto one = [&]() -> Result<void> {
      TRY(check_filing(filings[i], built_in_vocabulary()));
      Pending* const of_case = TRY(pending_case(filings[i]));
      TRY(check_subjects(filings[i], *of_case));
      TRY(check_files(filings[i], *of_case));
      return check_abouts(filings[i], *of_case);
    };
    Result<void> checked = one();
    if (!checked) {
      Error error = std::move(checked).error();
      error.where = error.where.empty() ? where_in(i) : where_in(i) + ", " + error.where;
      return fail(std::move(error));
    }
  }
  return {};
}

/// A new case gets its home, and so does one whose home is not known: what is said of it must not
/// end up with one person's identity. A new person gets a compartment for the identity.
void Saving::give_compartments(Filing& filing, Pending& into) {
  const auto next = [this] {
    const Compartment one = fresh_.back();
    fresh_.pop_back();
    return one;
  };
  if (std::exchange(into.homeless, false))
    into.compartments.insert(into.compartments.begin(), next());
  for (Subject& subject : filing.subjects) {
    KnownSubject& known = into.subjects.at(subject.id);
    if (into.unhoused.erase(subject.id) != 0)
      known.identity = next();
    subject.identity = known.identity;
  }
}

void Saving::number_case(Filing& filing) {
  const auto is_number = [](const Statement& one) { return one.fact == "case.number"; };
  if (!filing.opens_case ||
      std::any_of(filing.statements.begin(), filing.statements.end(), is_number))
    return;
  Statement number;
  number.subject = filing.case_id;
  number.fact = "case.number";
  number.answer = {AnswerState::yes, number_text(++last_number_)};
  filing.statements.push_back(std::move(number));
}

/// In which compartment the statement lies that is taken back: its withdrawal belongs there too,
/// as its reason may speak of what the statement said.
Result<Compartment> Saving::home_of(const Withdrawal& withdrawal, const Pending& in) const {
  const std::optional<StatementKey> key = statement_key(withdrawal.statement);
  for (const Compartment& compartment : in.compartments) {
    if (!key || !vault_.can_open(compartment))
      continue;
    const vault::Vault::SoundEntries read = TRY(vault_.read_sound(compartment));
    for (const vault::Entry& entry : read.entries)
      if (std::equal(key->entry.begin(), key->entry.end(), entry.id.bytes.begin()))
        return compartment;
  }
  return fail(Error::Kind::not_found, "the statement to be taken back is not in this case");
}

Result<Cut> Saving::cut_one(Filing filing) {
  Pending& in = pending.at(filing.case_id);
  give_compartments(filing, in);
  number_case(filing);
  Cut out;
  const auto identity_filing = [&](const Compartment& compartment) -> Filing& {
    Filing& one = out.identities[compartment];
    one.case_id = filing.case_id;
    return one;
  };
  for (Statement& statement : filing.statements) {
    const Compartment compartment = in.subjects.at(statement.subject).identity;
    // A person who came from elsewhere without a compartment is spoken of in the case's own.
    const bool identity =
        built_in_vocabulary().find(statement.fact)->identity && compartment != Compartment{};
    Filing& into = identity ? identity_filing(compartment) : out.home;
    out.went.emplace_back(identity ? std::optional(compartment) : std::nullopt,
                          into.statements.size());
    into.statements.push_back(std::move(statement));
  }
  for (Withdrawal& withdrawal : filing.withdrawals) {
    const Compartment compartment = TRY(home_of(withdrawal, in));
    Filing& into = compartment == in.compartments.front() ? out.home : identity_filing(compartment);
    into.withdrawals.push_back(std::move(withdrawal));
  }
  out.home.case_id = filing.case_id;
  out.home.opens_case = filing.opens_case;
  out.home.subjects = std::move(filing.subjects);
  for (Source& source : filing.sources) {
    const auto about = in.files_about.find(source.id);
    const auto person =
        about == in.files_about.end() ? in.subjects.end() : in.subjects.find(about->second);
    const bool identity = person != in.subjects.end() && person->second.identity != Compartment{};
    Filing& into = identity ? identity_filing(person->second.identity) : out.home;
    into.sources.push_back(std::move(source));
  }
  return out;
}

void Saving::draft(const Compartment& compartment, const Filing& filing) {
  drafts.push_back(vault::Draft{.compartment = compartment,
                                .kind = vault::EntryKind::filing,
                                .body = encode(filing),
                                .parts = parts_of(filing)});
}

Result<void> Saving::cut(std::vector<Filing> filings, std::vector<Compartment> fresh) {
  fresh_ = std::move(fresh);
  for (Filing& filing : filings) {
    const std::size_t given = filing.statements.size();
    const RecordId case_id = filing.case_id;
    const Cut parts = TRY(cut_one(std::move(filing)));
    Pending& in = pending.at(case_id);
    std::map<std::optional<Compartment>, std::size_t> draft_of;
    if (!is_empty(parts.home)) {
      draft_of[std::nullopt] = drafts.size();
      draft(in.compartments.front(), parts.home);
    }
    for (const auto& [compartment, identity] : parts.identities) {
      draft_of[compartment] = drafts.size();
      draft(compartment, identity);
      if (std::find(in.compartments.begin(), in.compartments.end(), compartment) ==
          in.compartments.end())
        in.compartments.push_back(compartment);
    }
    for (std::size_t i = 0; i < given; ++i)
      statements_.emplace_back(draft_of.at(parts.went[i].first), parts.went[i].second);
  }
  return {};
}

std::vector<std::string> Saving::statement_ids(const std::vector<vault::EntryId>& entries) const {
  std::vector<std::string> out;
  out.reserve(statements_.size());
  for (const auto& [draft, place] : statements_)
    out.push_back(statement_id(entries[draft], place));
  return out;
}

}  // namespace

Result<std::vector<std::string>> Casebook::file(std::vector<Filing> filings,
                                                const Progress& progress) {
  const std::lock_guard one_at_a_time(inside_->filing);
  // Nobody else writes the cases while this holds `filing`, so they may be read without a lock.
  Saving saving(inside_->cases, inside_->place_of, inside_->vault, inside_->last_number);
  TRY(saving.check(filings));
  std::vector<vault::Compartment> fresh;
  if (saving.compartments_wanted() > 0)
    fresh = TRY(inside_->vault.new_compartments(saving.compartments_wanted()));
  TRY(saving.cut(std::move(filings), std::move(fresh)));
  // Whoever a case is open to gets the new parts of it before anything is written there.
  for (const auto& [id, one] : saving.pending) {
    std::vector<Compartment> parts = one.compartments;
    parts.insert(parts.end(), one.new_files.begin(), one.new_files.end());
    TRY(inside_->share_new_parts(id, parts));
  }
  const std::vector<vault::EntryId> entries = TRY(inside_->vault.append(saving.drafts, progress));

  // From here on it is saved; what follows only brings memory up to what the vault holds.
  inside_->refresh(saving.touched());
  return saving.statement_ids(entries);
}

/// Folds these cases anew. A case that cannot be read at this moment keeps its old row.
void Casebook::Inside::refresh(const std::vector<Touched>& touched) {
  std::vector<std::optional<CaseState>> states(touched.size());
  const Result<void> all =
      parallel_for(touched.size(), machine_threads(), [&](std::size_t i) -> Result<void> {
        Result<CaseState> read = read_state(touched[i].first, touched[i].second);
        if (read)
          states[i] = std::move(*read);
        return {};
      });
  MANUMIT_CHECK(all.has_value());
  std::vector<std::uint32_t> changed;
  {
    const std::unique_lock lock(state);
    ++savings;
    for (std::size_t i = 0; i < states.size(); ++i) {
      const auto& [id, compartments] = touched[i];
      const CaseState* known = find(id);
      CaseState fallback = known == nullptr ? CaseState{} : *known;
      fallback.row.id = id;
      fallback.compartments = compartments;
      keep(states[i] ? std::move(*states[i]) : std::move(fallback));
      changed.push_back(place_of.at(id));
      note_subjects(changed.back());
    }
  }
  indexer.renew(changed);
}

}  // namespace manumit::casework
