// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "open_vault.h"

namespace manumit::vault {
namespace {

using Persons = std::set<MemberId>;

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

/// Whether the person could open it at any time: by having written there, by a grant of somebody
/// who held every key, or by one of somebody who could open it.
bool could_open(const OpenVault& vault, const MemberId& person, const Compartment& compartment,
                Persons& asked) {
  if (!asked.insert(person).second)
    return false;
  if (has_written(vault, person, compartment))
    return true;
  for (const auto& [id, record] : vault.registry.members()) {
    const auto granted = record.granted.find(compartment);
    if (record.person != person || granted == record.granted.end())
      continue;
    for (const MemberId& granter : granted->second) {
      if (granter == MemberId{})
        return true;
      const auto member = vault.registry.members().find(granter);
      if (member != vault.registry.members().end() &&
          could_open(vault, member->second.person, compartment, asked))
        return true;
    }
  }
  return false;
}

}  // namespace

bool entitled(const OpenVault& vault, const MemberId& member, const Compartment& compartment) {
  const auto found = vault.registry.members().find(member);
  if (found == vault.registry.members().end() || found->second.role == Role::none ||
      vault.registry.erased(compartment))
    return false;
  if (holds_every_key(found->second.role) || compartment == vault.secrets.registry)
    return true;
  Persons asked;
  return could_open(vault, found->second.person, compartment, asked);
}

}  // namespace manumit::vault
