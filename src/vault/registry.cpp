// SPDX-License-Identifier: Apache-2.0
#include "registry.h"

#include <algorithm>
#include <tuple>

namespace manumit::vault {
namespace {

using Why = RefusedOwn::Why;

}  // namespace

/// What one pass over the entries gathers besides the registry.
struct Registry::Pass {
  Revocations counted;
};

bool folds_before(const OwnEntry& a, const OwnEntry& b) {
  return std::tie(a.lamport, a.author, a.seq, a.id) < std::tie(b.lamport, b.author, b.seq, b.id);
}

Registry::Fold Registry::fold(std::span<const OwnEntry> entries, const PublicKey& own,
                              const MemberId& me) {
  // A revocation may void an admission, or another revocation, that stands before it: so the
  // entries are folded with the revocations of the round before until these stay the same. Each
  // round settles at least the next of them in the fold's order.
  Revocations known;
  for (std::size_t round = 0;; ++round) {
    Fold out;
    Pass pass;
    if (entries.empty())
      out.registry.trust(own, me);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const OwnEntry& entry = entries[i];
      const bool first = out.registry.devices_.empty();
      const bool founds = first && entry.readable && entry.kind == EntryKind::admit_device;
      if (!entry.readable || (first && !founds))
        out.registry.trust(own, me);
      // Whose device the founder's is, its next entry tells: it admits its own member.
      if (first && !entry.readable && entry.author != AuthorId{})
        out.registry.devices_.try_emplace(entry.author);
      if (!entry.readable)
        continue;
      if (const auto why = out.registry.take(entry, known, pass))
        out.refused.push_back({i, *why});
    }
    if (pass.counted == known || round > entries.size()) {
      for (auto& [author, device] : out.registry.devices_) {
        if (const auto last = known.find(author); last != known.end())
          device.last_seq = last->second;
      }
      return out;
    }
    known = std::move(pass.counted);
  }
}

std::optional<Why> Registry::take(const OwnEntry& entry, const Revocations& known, Pass& pass) {
  if (devices_.empty()) {
    // The very first admits the device that signs it; no other may stand there.
    const auto founder = parse_admit_device(entry.body);
    if (!founder || author_of(founder->signing) != entry.author)
      return Why::not_understood;
    devices_.emplace(entry.author, Device{founder->signing, founder->member, founder->name, {}});
    return std::nullopt;
  }
  if (devices_.count(entry.author) == 0)
    return Why::not_admitted;
  const Role role = role_of(entry.author);
  if (entry.kind == EntryKind::erase && may_erase(role)) {
    if (const auto erase = parse_erase(entry.body))
      ordered_.insert(erase->compartment);
  }
  // Of revocations only those that stand before this one can void it.
  const Revocations& in_force = entry.kind == EntryKind::revoke_device ? pass.counted : known;
  const auto revoked = in_force.find(entry.author);
  if (revoked != in_force.end() && entry.seq > revoked->second)
    return std::nullopt;  // in quarantine, which is no fault of the file
  if (entry.kind == EntryKind::admit_device || entry.kind == EntryKind::admit_member)
    return take_admission(entry, role);
  return take_change(entry, role, pass);
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
      author_of(body->signing), Device{body->signing, body->member, body->name, {}});
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
    const auto [place, fresh] = pass.counted.try_emplace(body->author, body->last_seq);
    place->second = std::min(place->second, body->last_seq);
  } else if (entry.kind == EntryKind::erase) {
    const auto body = parse_erase(entry.body);
    if (!body)
      return Why::not_understood;
    if (!may_erase(role))
      return Why::not_entitled;
    erased_.try_emplace(body->compartment, entry.id);
  } else if (entry.kind == EntryKind::set_role) {
    const auto body = parse_set_role(entry.body);
    const auto member = body ? members_.find(body->member) : members_.end();
    if (member == members_.end() || body->role == Role::vault)
      return Why::not_understood;
    if (!may_admit(role))
      return Why::not_entitled;
    member->second.role = body->role;
  } else if (entry.kind == EntryKind::upkeep) {
    const auto body = parse_upkeep(entry.body);
    if (!body)
      return Why::not_understood;
    upkeep_.push_back(*body);
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

void Registry::trust(const PublicKey& signing, const MemberId& member) {
  devices_.try_emplace(author_of(signing),
                       Device{.signing = signing, .member = member, .name = {}, .last_seq = {}});
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

std::string in_groups(ByteView bytes) {
  // Crockford (2002), "Base 32": no I, L, O or U.
  static constexpr char kLetters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string out;
  unsigned kept = 0;
  unsigned bits = 0;
  std::size_t letters = 0;
  for (const std::uint8_t byte : bytes) {
    kept = (kept << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) {
      if (letters > 0 && letters % 4 == 0)
        out += '-';
      out += kLetters[(kept >> (bits - 5)) & 31];
      ++letters;
    }
    kept &= 0xFF;
  }
  return out;
}

std::string fingerprint(const PublicKey& key) {
  const Hash32 whole = hash32("mnv1-print", {key});
  return in_groups(ByteView(whole).first(15));
}

}  // namespace manumit::vault
