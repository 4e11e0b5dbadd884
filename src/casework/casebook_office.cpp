// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "casebook_inside.h"

namespace manumit::casework {
namespace {

using vault::Compartment;
using vault::MemberId;
using vault::Role;

tl::unexpected<Error> no_such_case() {
  return fail(Error::Kind::not_found, "there is no such case in this vault", {},
              "look for it by a name or a place");
}

/// Which compartments belong to which case. What a filing says of another compartment is only a
/// claim: one that two cases claim is shared and erased with neither.
class Belonging {
 public:
  Belonging(const std::vector<CaseState>& cases, const vault::Vault& vault) {
    for (const CaseState& one : cases) {
      // Nobody can pass off as a file what is none, and of a file that only others open nothing is
      // shared or erased here.
      for (const KeptIn& kept : one.kept)
        if (vault.is_file(kept.compartment))
          note(kept.compartment, one.row.id);
      for (const Compartment& compartment : one.compartments)
        note(compartment, one.row.id);
      for (const KnownSubject& subject : one.subjects) {
        note(subject.identity, one.row.id);
        identities_.insert(subject.identity);
      }
    }
  }
  [[nodiscard]] bool to(const RecordId& id, const Compartment& compartment) const {
    const auto found = of_.find(compartment);
    return found != of_.end() && found->second == id;
  }
  /// Whether nobody else claims it; it may be new.
  [[nodiscard]] bool to_no_other(const RecordId& id, const Compartment& compartment) const {
    return of_.count(compartment) == 0 || to(id, compartment);
  }
  [[nodiscard]] bool is_identity(const Compartment& compartment) const {
    return identities_.count(compartment) != 0;
  }

 private:
  void note(const Compartment& compartment, const RecordId& id) {
    const auto [place, fresh] = of_.try_emplace(compartment, id);
    if (!fresh && place->second != id)
      place->second = RecordId{};
  }
  std::map<Compartment, RecordId> of_;
  std::set<Compartment> identities_;
};

/// The compartment with what happened, and none with somebody's identity: the home alone, since one
/// that no subject names now may have been named before.
std::vector<Compartment> circumstances_of(const CaseState& one, const Belonging& belongs) {
  if (one.homeless || one.compartments.empty())
    return {};
  const Compartment& home = one.compartments.front();
  if (!belongs.to(one.row.id, home) || belongs.is_identity(home))
    return {};
  return {home};
}

/// Everything that belongs to the case, whether there is anything in it yet or not.
std::vector<Compartment> all_of(const CaseState& one, const Belonging& belongs) {
  std::vector<Compartment> out;
  for (const Compartment& compartment : one.compartments) {
    if (belongs.to(one.row.id, compartment))
      out.push_back(compartment);
  }
  for (const KnownSubject& subject : one.subjects) {
    if (subject.identity != Compartment{} && belongs.to(one.row.id, subject.identity) &&
        std::find(out.begin(), out.end(), subject.identity) == out.end())
      out.push_back(subject.identity);
  }
  for (const KeptIn& kept : one.kept) {
    if (belongs.to(one.row.id, kept.compartment))
      out.push_back(kept.compartment);
  }
  return out;
}

std::vector<Compartment> not_yet_open_to(const vault::Vault& vault, const MemberId& member,
                                         std::vector<Compartment> wanted) {
  wanted.erase(std::remove_if(wanted.begin(), wanted.end(),
                              [&](const Compartment& compartment) {
                                return vault.entitled(member, compartment) ||
                                       !vault.can_open(compartment);
                              }),
               wanted.end());
  return wanted;
}

Role role_of(const vault::Vault& vault, const MemberId& id) {
  for (const vault::Member& member : vault.summary().members) {
    if (member.id == id)
      return member.role;
  }
  return Role::none;
}

}  // namespace

bool Casebook::Inside::is_claimed(const Compartment& compartment) const {
  return std::any_of(cases.begin(), cases.end(), [&](const CaseState& one) {
    const auto is_it = [&](const auto& of) { return of == compartment; };
    return std::any_of(one.compartments.begin(), one.compartments.end(), is_it) ||
           std::any_of(
               one.subjects.begin(), one.subjects.end(),
               [&](const KnownSubject& subject) { return subject.identity == compartment; }) ||
           std::any_of(one.kept.begin(), one.kept.end(),
                       [&](const KeptIn& kept) { return kept.compartment == compartment; });
  });
}

/// Decisions on links, which name random ids alone, and published figures.
std::vector<Compartment> Casebook::Inside::common_parts() const {
  std::vector<Compartment> out;
  for (const auto* places : {&link_places, &figure_places}) {
    for (const Compartment& one : *places) {
      if (!is_claimed(one))
        out.push_back(one);
    }
  }
  return out;
}

Result<void> Casebook::share_case(const RecordId& id, const MemberId& member) {
  const std::lock_guard one_at_a_time(inside_->filing);
  std::vector<Compartment> parts;
  {
    const std::shared_lock lock(inside_->state);
    const CaseState* one = inside_->find(id);
    if (one == nullptr)
      return no_such_case();
    const bool analyst = role_of(inside_->vault, member) == Role::analyst;
    const Belonging belongs(inside_->cases, inside_->vault);
    parts = analyst ? circumstances_of(*one, belongs) : all_of(*one, belongs);
  }
  parts = not_yet_open_to(inside_->vault, member, std::move(parts));
  return parts.empty() ? Result<void>{} : inside_->vault.share(member, parts);
}

Result<std::size_t> Casebook::share_circumstances(const MemberId& analyst) {
  const std::lock_guard one_at_a_time(inside_->filing);
  std::vector<Compartment> parts;
  std::size_t cases = 0;
  {
    const std::shared_lock lock(inside_->state);
    parts = not_yet_open_to(inside_->vault, analyst, inside_->common_parts());
    const Belonging belongs(inside_->cases, inside_->vault);
    for (const CaseState& one : inside_->cases) {
      const auto fresh = not_yet_open_to(inside_->vault, analyst, circumstances_of(one, belongs));
      cases += fresh.empty() ? 0U : 1U;
      parts.insert(parts.end(), fresh.begin(), fresh.end());
    }
  }
  if (!parts.empty())
    TRY(inside_->vault.share(analyst, parts));
  return cases;
}

std::vector<MemberId> Casebook::shared_with(const RecordId& id) const {
  const std::shared_lock lock(inside_->state);
  std::vector<MemberId> out;
  const CaseState* one = inside_->find(id);
  if (one == nullptr || one->compartments.empty())
    return out;
  for (const vault::Member& member : inside_->vault.summary().members) {
    if (!vault::holds_every_key(member.role) && member.role != Role::none &&
        inside_->vault.entitled(member.id, one->compartments.front()))
      out.push_back(member.id);
  }
  return out;
}

Result<void> Casebook::Inside::share_new_parts(const RecordId& id,
                                               const std::vector<Compartment>& now) {
  const CaseState* before = find(id);
  if (before == nullptr || before->compartments.empty())
    return {};
  std::optional<Belonging> belongs;
  for (const vault::Member& member : vault.summary().members) {
    // A new part of a case that has a home is somebody's identity, or a file.
    const bool gets_it = !vault::holds_every_key(member.role) && member.role != Role::none &&
                         member.role != Role::analyst && !member.me &&
                         vault.entitled(member.id, before->compartments.front());
    if (!gets_it)
      continue;
    if (!belongs)
      belongs.emplace(cases, vault);
    auto parts = not_yet_open_to(vault, member.id, now);
    parts.erase(
        std::remove_if(parts.begin(), parts.end(),
                       [&](const Compartment& part) { return !belongs->to_no_other(id, part); }),
        parts.end());
    if (!parts.empty())
      TRY(vault.share(member.id, parts));
  }
  return {};
}

Result<vault::Erasure> Casebook::erase_case(const RecordId& id, const std::string& ground) {
  const std::lock_guard one_at_a_time(inside_->filing);
  std::vector<Compartment> parts;
  {
    const std::shared_lock lock(inside_->state);
    const CaseState* one = inside_->find(id);
    if (one == nullptr)
      return no_such_case();
    parts = all_of(*one, Belonging(inside_->cases, inside_->vault));
  }
  parts.erase(
      std::remove_if(parts.begin(), parts.end(),
                     [&](const Compartment& part) { return !inside_->vault.can_open(part); }),
      parts.end());
  return inside_->vault.erase(parts, ground);
}

Result<vault::Erasure> Casebook::erase_person(const RecordId& id, const RecordId& person,
                                              const std::string& ground) {
  const std::lock_guard one_at_a_time(inside_->filing);
  std::vector<Compartment> parts;
  {
    const std::shared_lock lock(inside_->state);
    const CaseState* one = inside_->find(id);
    if (one == nullptr)
      return no_such_case();
    const Belonging belongs(inside_->cases, inside_->vault);
    const KnownSubject* subject = one->subject(person);
    if (subject != nullptr && subject->kind == SubjectKind::person &&
        belongs.to(id, subject->identity)) {
      parts.push_back(subject->identity);
      for (const KeptIn& kept : one->kept)
        if (kept.about == person && belongs.to(id, kept.compartment))
          parts.push_back(kept.compartment);
    }
  }
  if (parts.empty()) {
    return fail(Error::Kind::not_found, "this person has no identity of their own in this case", {},
                "look at the case again, or erase the whole case");
  }
  return inside_->vault.erase(parts, ground);
}

vault::Vault& Casebook::office() {
  return inside_->vault;
}

Result<Casebook> Casebook::afresh(Casebook book, const Progress& progress) {
  std::unique_ptr<Inside> old = std::move(book.inside_);
  Surroundings surroundings = old->surroundings;
  // The thread that reads for the search index must have ended before the vault moves.
  old->indexer.stop();
  vault::Vault vault = std::move(old->vault);
  const std::uint64_t savings = old->savings;
  old.reset();
  Result<Casebook> out = over(std::move(vault), std::move(surroundings), progress);
  // What was reckoned from the cases as they were holds no more.
  if (out)
    out->inside_->savings = savings + 1;
  return out;
}

}  // namespace manumit::casework
