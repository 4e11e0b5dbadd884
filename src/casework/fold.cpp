// SPDX-License-Identifier: Apache-2.0
#include "casework/fold.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace manumit::casework {
namespace {

/// Causes before consequences; what nobody can order is ordered by the entry's hash, which is the
/// same in every copy of the vault.
bool before(const Filed& a, const Filed& b) {
  if (a.lamport != b.lamport)
    return a.lamport < b.lamport;
  return a.entry < b.entry;
}

/// Later words about the same subject or source take the place of earlier ones.
template <typename T>
void keep(std::vector<T>& all, std::map<RecordId, std::size_t>& places, T one) {
  const auto [at, fresh] = places.emplace(one.id, all.size());
  if (fresh)
    all.push_back(std::move(one));
  else
    all[at->second] = std::move(one);
}

void keep_subject(std::vector<Subject>& all, std::map<RecordId, std::size_t>& places, Subject one) {
  const auto known = places.find(one.id);
  if (known != places.end()) {
    // A role may be put right; what somebody is, and where the name is kept, may not.
    const Subject& first = all[known->second];
    one.kind = first.kind;
    if (first.identity != vault::Compartment{})
      one.identity = first.identity;
  }
  keep(all, places, std::move(one));
}

/// The words about a source may be put right; which file it is may not. A claim to keep a file that
/// the id is not bound to counts for nothing.
void keep_source(std::vector<Source>& all, std::map<RecordId, std::size_t>& places, Source one,
                 const RecordId& case_id) {
  if (!keeps_file(one, case_id))
    one.kept.reset();
  const auto known = places.find(one.id);
  if (known != places.end() && all[known->second].kept) {
    one.file_hash = all[known->second].file_hash;
    one.kept = std::move(all[known->second].kept);
  }
  keep(all, places, std::move(one));
}

/// Gathers the parts of a case, filing by filing in the fold's order.
class Folder {
 public:
  explicit Folder(const std::vector<Filed>& filings) {
    std::size_t statements = 0;
    for (const Filed& filed : filings)
      statements += filed.filing.statements.size();
    out_.statements.reserve(statements);
    known_.reserve(statements);
  }

  void take(Filed&& filed) {
    if (out_.statements.empty() && subjects_.empty()) {
      out_.id = filed.filing.case_id;
      keep_subject(
          out_.subjects, subjects_,
          Subject{.id = out_.id, .kind = SubjectKind::case_file, .role = {}, .identity = {}});
    }
    note_times(filed);
    for (Subject& subject : filed.filing.subjects)
      keep_subject(out_.subjects, subjects_, std::move(subject));
    for (Source& source : filed.filing.sources) {
      note_attached(source, filed);
      keep_source(out_.sources, sources_, std::move(source), out_.id);
    }
    // Only what stood before this entry can be ended by it, so two statements can never end each
    // other.
    for (Withdrawal& withdrawal : filed.filing.withdrawals)
      withdraw(std::move(withdrawal));
    take_statements(filed);
  }

  [[nodiscard]] Case finish() { return std::move(out_); }

 private:
  void note_attached(const Source& source, const Filed& filed) {
    if (!keeps_file(source, out_.id))
      return;
    const auto same = [&](const Attached& one) {
      return one.source == source.id && one.compartment == source.kept->compartment;
    };
    if (std::none_of(out_.attached.begin(), out_.attached.end(), same))
      out_.attached.push_back(
          {source.id, source.kept->compartment, source.kept->about, filed.by, filed.recorded_ms});
  }

  void note_times(const Filed& filed) {
    const bool opens = filed.filing.opens_case;
    if (!timed_ || (opens && !opened_) || (opens == opened_ && filed.recorded_ms < out_.opened_ms))
      out_.opened_ms = filed.recorded_ms;
    out_.touched_ms = timed_ ? std::max(out_.touched_ms, filed.recorded_ms) : filed.recorded_ms;
    timed_ = true;
    opened_ = opened_ || opens;
  }

  void take_statements(Filed& filed) {
    std::size_t index = 0;
    for (const Statement& statement : filed.filing.statements) {
      const std::string id = statement_id(filed.entry, index++);
      for (const std::string& earlier : statement.replaces)
        replace(earlier, id);
    }
    index = 0;
    for (Statement& statement : filed.filing.statements) {
      std::string id = statement_id(filed.entry, index++);
      known_.emplace(id, out_.statements.size());
      out_.statements.push_back(Told{.id = std::move(id),
                                     .said = std::move(statement),
                                     .by = filed.by,
                                     .recorded_ms = filed.recorded_ms,
                                     .live = true,
                                     .replaced_by = {},
                                     .withdrawn_reason = {}});
    }
  }

  /// The statement stands no more; nothing if there is none.
  Told* end(const std::string& statement) {
    const auto at = known_.find(statement);
    if (at == known_.end())
      return nullptr;
    out_.statements[at->second].live = false;
    return &out_.statements[at->second];
  }

  void replace(const std::string& earlier, const std::string& by) {
    if (Told* told = end(earlier); told != nullptr && told->replaced_by.empty())
      told->replaced_by = by;
  }

  void withdraw(Withdrawal withdrawal) {
    if (Told* told = end(withdrawal.statement); told != nullptr && told->withdrawn_reason.empty())
      told->withdrawn_reason = std::move(withdrawal.reason);
  }

  Case out_;
  std::map<RecordId, std::size_t> subjects_;
  std::map<RecordId, std::size_t> sources_;
  std::unordered_map<std::string, std::size_t> known_;
  bool timed_ = false;
  bool opened_ = false;
};

}  // namespace

Case fold(std::vector<Filed> filings) {
  std::sort(filings.begin(), filings.end(), before);
  // The same entry may come from two copies of a vault.
  filings.erase(std::unique(filings.begin(), filings.end(),
                            [](const Filed& a, const Filed& b) { return a.entry == b.entry; }),
                filings.end());
  Folder folder(filings);
  for (Filed& filed : filings)
    folder.take(std::move(filed));
  return folder.finish();
}

std::vector<const Told*> Case::told(const RecordId& subject_id, std::string_view fact) const {
  std::vector<const Told*> out;
  for (const Told& one : statements)
    if (one.live && one.said.subject == subject_id && one.said.fact == fact)
      out.push_back(&one);
  return out;
}

const Subject* Case::subject(const RecordId& subject_id) const {
  const auto at = std::find_if(subjects.begin(), subjects.end(),
                               [&](const Subject& one) { return one.id == subject_id; });
  return at == subjects.end() ? nullptr : &*at;
}

const Source* Case::source(const RecordId& source_id) const {
  const auto at = std::find_if(sources.begin(), sources.end(),
                               [&](const Source& one) { return one.id == source_id; });
  return at == sources.end() ? nullptr : &*at;
}

std::vector<const Subject*> Case::of_kind(SubjectKind kind) const {
  std::vector<const Subject*> out;
  for (const Subject& one : subjects)
    if (one.kind == kind)
      out.push_back(&one);
  return out;
}

std::optional<Mark> mark(const std::vector<const Told*>& told) {
  MarkTally tally;
  for (const Told* one : told)
    tally.add(one->said.answer.state);
  return tally.mark();
}

void MarkTally::add(AnswerState state) {
  seen_ |= 1U << static_cast<unsigned>(state);
  ++statements_;
}

std::optional<Mark> MarkTally::mark() const {
  if (statements_ == 0)
    return std::nullopt;
  const auto saw = [this](AnswerState state) {
    return (seen_ & (1U << static_cast<unsigned>(state))) != 0;
  };
  Mark out{.state = AnswerState::not_asked, .contradicted = false, .statements = statements_};
  if (saw(AnswerState::yes) && saw(AnswerState::no)) {
    out.state = AnswerState::unclear;
    out.contradicted = true;
    return out;
  }
  for (const AnswerState state :
       {AnswerState::yes, AnswerState::unclear, AnswerState::no, AnswerState::refused}) {
    if (saw(state)) {
      out.state = state;
      break;
    }
  }
  return out;
}

}  // namespace manumit::casework
