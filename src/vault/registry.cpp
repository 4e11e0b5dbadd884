// SPDX-License-Identifier: Apache-2.0
#include "registry.h"

#include <algorithm>
#include <tuple>

namespace manumit::vault {
namespace {

using Why = RefusedOwn::Why;

}  // namespace

/// What one pass over the entries goes by, and what it finds.
struct Registry::Pass {
  Compartment registry;
  Cuts known;
  std::map<std::size_t, Cuts> found;  ///< by the rank of who cut
};

bool folds_before(const OwnEntry& a, const OwnEntry& b) {
  return std::tie(a.lamport, a.author, a.seq, a.id) < std::tie(b.lamport, b.author, b.seq, b.id);
}

Registry::Fold Registry::fold(std::span<const OwnEntry> entries, const Ground& ground) {
  Fold out = fold(entries, ground, entries.empty());
  const bool gaps = !out.registry.founding_read_ ||
                    std::any_of(entries.begin(), entries.end(),
                                [](const auto& entry) { return !entry.readable; });
  // Only where it is needed: anybody can write an entry that cannot be read, and say that it was
  // there before all others.
  const bool known = out.registry.devices_.count(author_of(ground.own)) != 0;
  return known || !gaps ? out : fold(entries, ground, true);
}

Registry::Fold Registry::fold(std::span<const OwnEntry> entries, const Ground& ground,
                              bool trusting) {
  // Rank by rank: what one of higher rank has cut is known before anything of those below counts,
  // and is not undone by them. So many passes as there are ranks that revoked somebody, and one.
  Cuts known;
  std::optional<std::size_t> settled;
  while (true) {
    Fold out;
    Pass pass{.registry = ground.registry, .known = known, .found = {}};
    if (entries.empty())
      out.registry.trust(ground);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (trusting && !entries[i].readable)
        out.registry.trust(ground);
      out.registry.begin(entries[i], ground, trusting);
      if (!entries[i].readable)
        continue;
      if (const auto why = out.registry.take(entries[i], pass))
        out.refused.push_back({i, *why});
    }
    const auto next = settled ? pass.found.upper_bound(*settled) : pass.found.begin();
    if (next == pass.found.end()) {
      for (const auto& [author, last] : known) {
        if (const auto device = out.registry.devices_.find(author);
            device != out.registry.devices_.end())
          device->second.last_seq = last;
      }
      return out;
    }
    settled = next->first;
    for (const auto& [author, last] : next->second) {
      const auto [place, fresh] = known.try_emplace(author, last);
      place->second = std::min(place->second, last);
    }
  }
}

/// Who counts as admitted before there is any admission: the founder, from the first of their
/// entries on.
void Registry::begin(const OwnEntry& entry, const Ground& ground, bool trusting) {
  if (founded_ || entry.author != ground.founder || entry.author == AuthorId{})
    return;
  founded_ = true;
  const auto body = entry.readable && entry.kind == EntryKind::admit_device
                        ? parse_admit_device(entry.body)
                        : std::nullopt;
  founding_read_ = body && author_of(body->signing) == entry.author;
  if (founding_read_) {
    devices_.try_emplace(entry.author,
                         Device{body->signing, body->member, body->name, {}, 0, {}, 0});
    return;
  }
  if (trusting || entry.author == author_of(ground.own))
    trust(ground);
  // Whose device the founder's is, its next entry tells: it admits its own member.
  devices_.try_emplace(entry.author);
}

std::optional<Why> Registry::take(const OwnEntry& entry, Pass& pass) {
  if (devices_.count(entry.author) == 0)
    return Why::not_admitted;
  const auto cut = pass.known.find(entry.author);
  if (cut != pass.known.end() && entry.seq > cut->second)
    return std::nullopt;  // in quarantine, which is no fault of the file
  const Role role = role_of(entry.author);
  if (entry.kind == EntryKind::admit_device || entry.kind == EntryKind::admit_member)
    return take_admission(entry, role);
  return take_change(entry, role, pass);
}

/// Nobody cuts off the branch on which they sit: the entries of a device by which whoever revokes
/// it was admitted themselves, or who admitted them, stay.
std::uint64_t Registry::last_that_stays(const AuthorId& revoked, std::uint64_t last,
                                        const AuthorId& by) const {
  std::uint64_t out = last;
  AuthorId at = by;
  for (std::size_t steps = 0; steps <= devices_.size(); ++steps) {
    const auto device = devices_.find(at);
    if (device == devices_.end() || device->second.admitted_seq == 0)
      break;
    at = device->second.admitted_by;
    if (at == revoked)
      out = std::max(out, device->second.admitted_seq);
  }
  return out;
}

std::size_t Registry::rank_of(const AuthorId& author) const {
  // Papers stand above everybody: they are what is left when a director's computer is stolen.
  if (role_of(author) == Role::recovery)
    return 0;
  const auto device = devices_.find(author);
  return device == devices_.end() ? SIZE_MAX : device->second.rank + 1;
}

std::optional<Why> Registry::take_admission(const OwnEntry& entry, Role role) {
  if (entry.kind == EntryKind::admit_member) {
    auto body = parse_admit_member(entry.body);
    if (!body)
      return Why::not_understood;
    const bool only_receives = body->role == Role::vault;
    if (only_receives ? !holds_every_key(role) : !may_admit(role))
      return Why::not_entitled;
    const MemberId id = member_of(body->receiving);
    if (body->role == Role::vault)
      vault_ = id;
    Device& by = devices_.at(entry.author);
    if (by.member == MemberId{})
      by.member = id;
    const auto first = body->person ? members_.find(*body->person) : members_.end();
    const MemberId person = first == members_.end() ? id : first->second.person;
    members_.try_emplace(id,
                         Member{body->receiving, body->role, std::move(body->name), person, {}});
    return std::nullopt;
  }
  auto body = parse_admit_device(entry.body);
  if (!body)
    return Why::not_understood;
  if (!may_admit(role))
    return Why::not_entitled;
  const auto [known, fresh] = devices_.try_emplace(
      author_of(body->signing),
      Device{
          body->signing, body->member, body->name, {}, devices_.size(), entry.author, entry.seq});
  // One that was trusted unseen gets its name when its admission turns up.
  if (!fresh && known->second.name.empty())
    known->second.name = std::move(body->name);
  return std::nullopt;
}

std::optional<Why> Registry::take_change(const OwnEntry& entry, Role role, Pass& pass) {
  const MemberId by = devices_.at(entry.author).member;
  if (entry.kind == EntryKind::revoke_device) {
    const auto body = parse_revoke_device(entry.body);
    const auto device = body ? devices_.find(body->author) : devices_.end();
    if (device == devices_.end())
      return Why::not_understood;
    if (!may_admit(role) && device->second.member != by)
      return Why::not_entitled;
    const std::uint64_t last = last_that_stays(body->author, body->last_seq, entry.author);
    Cuts& found = pass.found[rank_of(entry.author)];
    const auto [place, fresh] = found.try_emplace(body->author, last);
    place->second = std::min(place->second, last);
  } else if (entry.kind == EntryKind::erase) {
    const auto body = parse_erase(entry.body);
    if (!body)
      return Why::not_understood;
    const bool forbidden = body->compartment == pass.registry || body->compartment == Compartment{};
    if (!may_erase(role) || forbidden)
      return Why::not_entitled;
    erased_.try_emplace(body->compartment, entry.id);
  } else if (entry.kind == EntryKind::set_role) {
    return take_role(entry, role);
  } else if (entry.kind == EntryKind::upkeep) {
    const auto body = parse_upkeep(entry.body);
    if (!body)
      return Why::not_understood;
    upkeep_.push_back({*body, entry.author});
  } else if (entry.kind == EntryKind::witnessed) {
    auto body = parse_witnessed(entry.body);
    if (!body)
      return Why::not_understood;
    witnessed_.push_back({std::move(body->line), std::move(body->of), body->at_ms, entry.author});
  } else if (entry.kind == EntryKind::grant) {
    const auto body = parse_grant(entry.body);
    const auto member = body ? members_.find(body->member) : members_.end();
    if (member == members_.end())
      return Why::not_understood;
    const MemberId granter = holds_every_key(role) ? MemberId{} : by;
    for (const Compartment& compartment : body->compartments)
      member->second.granted[compartment].insert(granter);
  }
  // A key epoch says nothing that the keys themselves do not; later kinds are for later versions.
  return std::nullopt;
}

/// What a member could do beyond others is not taken back by an order that their own entries can
/// claim to precede: whoever holds every key is dismissed, by number, and admitted anew. So is
/// whoever has seen identities and is to see none.
std::optional<Why> Registry::take_role(const OwnEntry& entry, Role role) {
  const auto body = parse_set_role(entry.body);
  const auto member = body ? members_.find(body->member) : members_.end();
  if (member == members_.end() || !may_be_given(body->role))
    return Why::not_understood;
  const bool lowers = loses_keys(member->second.role, body->role);
  // Nor does anybody come back by it: the keys of a dismissed record may be in other hands.
  const bool returns = member->second.role == Role::none && body->role != Role::none;
  if (!may_admit(role) || lowers || returns)
    return Why::not_entitled;
  member->second.role = body->role;
  if (body->role != Role::none)
    member->second.last_role = body->role;
  return std::nullopt;
}

void Registry::trust(const Ground& ground) {
  const AuthorId own = author_of(ground.own);
  // Nobody stands before the founder, whenever they are trusted.
  const std::size_t rank = own == ground.founder ? 0 : std::max<std::size_t>(devices_.size(), 1);
  devices_.try_emplace(own, Device{.signing = ground.own,
                                   .member = ground.me,
                                   .name = {},
                                   .last_seq = {},
                                   .rank = rank,
                                   .admitted_by = {},
                                   .admitted_seq = 0});
}

Registry::Standing Registry::standing(const AuthorId& author, std::uint64_t seq) const {
  const auto device = devices_.find(author);
  if (device == devices_.end())
    return Standing::unknown;
  const bool counts = !device->second.last_seq || seq <= *device->second.last_seq;
  return counts ? Standing::admitted : Standing::revoked;
}

Role Registry::role_of(const AuthorId& author) const {
  const auto device = devices_.find(author);
  if (device == devices_.end())
    return Role::none;
  // The founder's device writes before its member is admitted: it is what admits them.
  return members_.empty() ? Role::director : role_of(device->second.member);
}

Role Registry::role_of(const MemberId& member) const {
  const auto found = members_.find(member);
  return found == members_.end() ? Role::none : found->second.role;
}

bool Registry::same_person(const MemberId& a, const MemberId& b) const {
  const auto one = members_.find(a);
  const auto other = members_.find(b);
  if (one == members_.end() || other == members_.end())
    return a == b;
  return one->second.person == other->second.person;
}

const Registry::Member* Registry::vault_itself() const {
  return vault_ ? &members_.at(*vault_) : nullptr;
}

}  // namespace manumit::vault
