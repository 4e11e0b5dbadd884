// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "open_vault.h"

namespace manumit::vault {
namespace {

/// Whom it was looked at for already: a person, or one record of an analyst.
using Asked = std::set<std::pair<MemberId, bool>>;

MemberId person_of(const OpenVault& vault, const AuthorId& author) {
  const auto device = vault.registry.devices().find(author);
  if (device == vault.registry.devices().end())
    return {};
  const auto member = vault.registry.members().find(device->second.member);
  return member == vault.registry.members().end() ? MemberId{} : member->second.person;
}

/// Whether the person has written an entry there that opens: only who holds the key can. An entry
/// that merely names the compartment proves nothing, since its tag lies open in every header.
bool wrote_there(const OpenVault& vault, const MemberId& person, const Compartment& compartment) {
  constexpr int kMostTried = 8;
  const auto* rows = vault.index.rows_of(compartment);
  if (rows == nullptr)
    return false;
  int tried = 0;
  for (const RowIndex::Row& place : *rows) {
    if (person_of(vault, vault.index.author(place.author)) != person)
      continue;
    if (++tried > kMostTried)
      break;
    auto reader = vault.readers->borrow();
    if (!reader)
      return false;
    const Opened opened = open_entry(vault, reader->row(place.n), &place);
    if (opened.state == Opened::State::readable)
      return true;
  }
  return false;
}

bool has_written(const OpenVault& vault, const MemberId& person, const Compartment& compartment) {
  {
    const std::lock_guard lock(vault.proving);
    const auto known = vault.proofs.find({person, compartment});
    if (known != vault.proofs.end())
      return known->second;
  }
  const bool found = wrote_there(vault, person, compartment);
  const std::lock_guard lock(vault.proving);
  vault.proofs[{person, compartment}] = found;
  return found;
}

bool could_open(const OpenVault& vault, const MemberId& member, const Compartment& compartment,
                Asked& asked);

/// By somebody who held every key, or by one who could open it. What an analyst was granted by
/// another record of theirs does not count.
bool granted_rightly(const OpenVault& vault, const Registry::Member& record,
                     const Compartment& compartment, Asked& asked) {
  const auto granted = record.granted.find(compartment);
  if (granted == record.granted.end())
    return false;
  const auto counts = [&](const MemberId& granter) {
    if (granter == MemberId{})
      return true;
    const auto by = vault.registry.members().find(granter);
    if (by == vault.registry.members().end())
      return false;
    const bool to_oneself = by->second.person == record.person && record.is_analysts();
    return !to_oneself && could_open(vault, granter, compartment, asked);
  };
  return std::any_of(granted->second.begin(), granted->second.end(), counts);
}

/// Whether the person could open it at any time: by having written there, by a grant of somebody
/// who held every key, or by one of somebody who could open it.
bool person_could_open(const OpenVault& vault, const MemberId& person,
                       const Compartment& compartment, Asked& asked) {
  if (has_written(vault, person, compartment))
    return true;
  const auto& members = vault.registry.members();
  return std::any_of(members.begin(), members.end(), [&](const auto& one) {
    return one.second.person == person && granted_rightly(vault, one.second, compartment, asked);
  });
}

/// An analyst is to know no identity, and may have known some before they became one: as a case
/// worker, or as somebody else to the list. An old key still writes an entry that opens. So for
/// their record counts what was granted to that record, and nothing else.
bool could_open(const OpenVault& vault, const MemberId& member, const Compartment& compartment,
                Asked& asked) {
  const auto found = vault.registry.members().find(member);
  if (found == vault.registry.members().end())
    return false;
  const Registry::Member& record = found->second;
  const bool alone = record.is_analysts();
  if (!asked.emplace(alone ? member : record.person, alone).second)
    return false;
  return alone ? granted_rightly(vault, record, compartment, asked)
               : person_could_open(vault, record.person, compartment, asked);
}

}  // namespace

bool entitled(const OpenVault& vault, const MemberId& member, const Compartment& compartment) {
  const auto found = vault.registry.members().find(member);
  if (found == vault.registry.members().end() || found->second.role == Role::none ||
      vault.registry.erased(compartment))
    return false;
  if (holds_every_key(found->second.role) || compartment == vault.secrets.registry)
    return true;
  Asked asked;
  return could_open(vault, member, compartment, asked);
}

}  // namespace manumit::vault
