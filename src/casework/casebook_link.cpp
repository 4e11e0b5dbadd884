// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "casebook_inside.h"
#include "link_words.h"

namespace manumit::casework {
namespace {

/// The words of a decision, if both halves can be read.
std::optional<std::string> words_in(const vault::Vault& vault,
                                    const std::set<vault::Compartment>& compartments,
                                    const RecordId& words) {
  std::vector<WordsHalf> halves;
  for (const vault::Compartment& compartment : compartments) {
    if (!vault.can_open(compartment))
      continue;
    const auto read = vault.read_sound(compartment);
    if (!read)
      continue;
    for (const vault::Entry& entry : read->entries) {
      if (entry.kind != vault::EntryKind::link_words)
        continue;
      auto half = decode_half(entry.body);
      if (half && half->words == words)
        halves.push_back(std::move(*half));
    }
  }
  if (halves.size() != 2)
    return std::nullopt;
  return join_words(halves[0], halves[1]);
}

std::optional<vault::EntryId> taker_back(const Links& links, const Decided& of) {
  const LinkPair* pair = links.pair(of.said.a.subject, of.said.b.subject);
  for (const std::uint32_t place : links.decisions_of(*pair)) {
    const Decided& one = links.decisions()[place];
    const std::vector<vault::EntryId>& named = one.said.takes_back;
    if (one.live && std::binary_search(named.begin(), named.end(), of.entry))
      return one.entry;
  }
  return std::nullopt;
}

}  // namespace

Result<Decided> decided(const vault::Vault& vault, const vault::Entry& entry) {
  return Decided{.entry = entry.id,
                 .author = entry.author,
                 .by = vault.member_id_of(entry.author),
                 .recorded_ms = entry.written_ms,
                 .lamport = entry.lamport,
                 .said = TRY(decode_decision(entry.body))};
}

std::shared_ptr<const Links> Casebook::links() const {
  const std::shared_lock lock(inside_->state);
  return inside_->links;
}

std::set<vault::Compartment> Casebook::Inside::compartments_of(
    std::initializer_list<RecordRef> records) const {
  std::set<vault::Compartment> out;
  const std::shared_lock lock(state);
  for (const RecordRef& record : records) {
    const CaseState* known = find(record.case_id);
    const KnownSubject* subject = known == nullptr ? nullptr : known->subject(record.subject);
    if (subject != nullptr && subject->identity != vault::Compartment{})
      out.insert(subject->identity);
    else if (known != nullptr)  // one that lost its first filing may have another home since
      out.insert(known->compartments.begin(), known->compartments.end());
  }
  return out;
}

std::vector<ShownDecision> Casebook::decisions_of(const RecordRef& record) const {
  const std::shared_ptr<const Links> links = this->links();
  std::vector<ShownDecision> out;
  for (const std::uint32_t place : links->decisions_of(record.subject)) {
    const Decided& one = links->decisions()[place];
    ShownDecision shown;
    shown.what = one;
    shown.by = inside_->vault.member_of(one.author);
    if (one.said.words) {
      const auto reason = words_in(
          inside_->vault, inside_->compartments_of({one.said.a, one.said.b}), *one.said.words);
      shown.reason_sealed = !reason;
      shown.reason = reason.value_or("");
    }
    if (!one.live)
      shown.taken_back_by = taker_back(*links, one);
    out.push_back(std::move(shown));
  }
  return out;
}

std::vector<StandsIn> Casebook::Inside::also_in(const CaseState& one,
                                                const std::optional<RecordId>& subject) const {
  std::vector<StandsIn> out;
  std::set<std::pair<std::uint32_t, SubjectKind>> told;
  const std::uint32_t here = place_of.at(one.row.id);
  const auto note = [&](const RecordId& of, SubjectKind kind) {
    for (auto at = std::lower_bound(stands.begin(), stands.end(), std::pair(of, 0U));
         at != stands.end() && at->first == of; ++at) {
      if (at->second == here || !told.emplace(at->second, kind).second)
        continue;
      const CaseRow& there = cases[at->second].row;
      out.push_back({there.id, there.number, of, kind});
    }
  };
  for (const KnownSubject& known : one.subjects) {
    if (!can_be_linked(known.kind) || (subject && known.id != *subject))
      continue;
    note(known.id, known.kind);
    if (const LinkGroup* group = links->group_of(known.id)) {
      for (const RecordRef& member : group->members)
        note(member.subject, known.kind);
    }
  }
  return out;
}

void Casebook::Inside::note_subjects(std::uint32_t case_place) {
  for (const KnownSubject& subject : cases[case_place].subjects) {
    if (!can_be_linked(subject.kind))
      continue;
    const std::pair one(subject.id, case_place);
    const auto at = std::lower_bound(stands.begin(), stands.end(), one);
    if (at == stands.end() || *at != one)
      stands.insert(at, one);
  }
}

}  // namespace manumit::casework
