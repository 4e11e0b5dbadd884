// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "base/check.h"
#include "open_vault.h"
#include "recovery_slot.h"

namespace manumit::vault {
namespace {

// Two copies that open a new epoch at the same time must not take the same number.
std::uint32_t next_epoch(std::uint32_t now, const Surroundings& surroundings) {
  std::array<std::uint8_t, 2> step{};
  surroundings.random(step);
  MANUMIT_CHECK(now < UINT32_MAX - 0x20000);
  return now + 1 + step[0] + (std::uint32_t{step[1]} << 8);
}

/// New keys for these compartments, into the ring.
void renew(OpenVault& vault, std::span<const Compartment> compartments) {
  LockedBytes key(32);
  const std::unique_lock lock(vault.state);
  for (const Compartment& compartment : compartments) {
    const auto now = vault.ring.newest(compartment);
    if (!now)
      continue;
    vault.surroundings.random(key.span());
    vault.ring.add(compartment, next_epoch(now->first, vault.surroundings), key.view());
  }
}

/// The rows that stay as they are: those for members who still may open what they open, and
/// those that nobody here can judge.
std::vector<WrappedKey> rows_kept(const OpenVault& vault, const KeyFile::Keys& keys) {
  std::vector<WrappedKey> out;
  const Recipient whole_vault{vault.id.bytes};
  for (const WrappedKey& row : keys.rows) {
    const MemberId recipient{row.recipient.bytes};
    if (row.compartment == Compartment{} || vault.registry.erased(row.compartment))
      continue;
    // Whose key is not here nobody here can judge, and wraps nobody here can make again.
    const bool foreign = !vault.ring.find(row.compartment, row.epoch) || vault.vault_epoch == 0;
    if (row.recipient == whole_vault) {
      if (foreign)
        out.push_back(row);
      continue;
    }
    const Role role = vault.registry.role_of(recipient);
    const bool dismissed = role == Role::none && vault.registry.members().count(recipient) != 0;
    if (!dismissed && (foreign || recipient == vault.secrets.member ||
                       entitled(vault, recipient, row.compartment)))
      out.push_back(row);
  }
  return out;
}

void wrap_vault_key(const OpenVault& vault, std::vector<WrappedKey>& rows) {
  for (const auto& [id, member] : vault.registry.members()) {
    if (is_person(member.role) && holds_every_key(member.role))
      rows.push_back(wrap_for_member(vault.id, Compartment{}, vault.vault_epoch, member.receiving,
                                     vault.vault_key.view(), vault.surroundings));
  }
}

/// The new keys for those who may open them and hold no vault key.
void wrap_for_entitled(const OpenVault& vault, std::span<const Compartment> fresh,
                       std::vector<WrappedKey>& rows) {
  for (const auto& [id, member] : vault.registry.members()) {
    if (!is_person(member.role) || holds_every_key(member.role))
      continue;
    for (const Compartment& compartment : fresh) {
      const auto key = vault.ring.newest(compartment);
      if (key && entitled(vault, id, compartment))
        rows.push_back(wrap_for_member(vault.id, compartment, key->first, member.receiving,
                                       key->second, vault.surroundings));
    }
  }
}

/// The slots as they are to be: none of dismissed members, and that of the recovery shares for the
/// vault key of now.
Result<std::vector<Bytes>> slots_of_now(const OpenVault& vault) {
  std::vector<Bytes> out;
  for (Bytes& body : TRY(vault.key_file.slots())) {
    if (!is_recovery(body)) {
      const auto slot = parse_slot(body);
      const bool dismissed = slot && slot->member != vault.secrets.member &&
                             vault.registry.members().count(slot->member) != 0 &&
                             vault.registry.role_of(slot->member) == Role::none;
      if (!dismissed)
        out.push_back(std::move(body));
      continue;
    }
    const auto slot = parse_recovery(body);
    if (slot && vault.vault_epoch > 0 && vouched_for(*slot, vault.former_vault_key.view())) {
      out.push_back(
          encode(TRY(renew_recovery(*slot, vault.former_vault_key.view(), vault.vault_key.view(),
                                    vault.secrets.registry, vault.surroundings))));
    } else {
      out.push_back(std::move(body));
    }
  }
  return out;
}

}  // namespace

Result<void> rotate(OpenVault& vault, std::span<const Compartment> fresh) {
  renew(vault, fresh);
  if (vault.vault_epoch == 0)
    return rewrap(vault, fresh);
  LockedBytes key(32);
  vault.surroundings.random(key.span());
  {
    const std::unique_lock lock(vault.state);
    change_vault_key(vault, key.view(), next_epoch(vault.vault_epoch, vault.surroundings));
  }
  return rewrap(vault, fresh);
}

Result<void> rewrap(OpenVault& vault, std::span<const Compartment> fresh) {
  std::vector<WrappedKey> rows = rows_kept(vault, TRY(vault.key_file.keys()));
  if (vault.vault_epoch > 0) {
    wrap_vault_key(vault, rows);
    vault.ring.for_each([&](const Compartment& tag, std::uint32_t epoch, ByteView key) {
      if (vault.closing)
        return;
      rows.push_back(
          wrap_for_vault(vault.id, tag, epoch, vault.wrapping.view(), key, vault.surroundings));
    });
    wrap_for_entitled(vault, fresh, rows);
  }
  // What the orders in the entries ask for is done at the next opening, as after a crash.
  if (vault.closing) {
    vault.read_only = true;
    return fail(stopped());
  }
  const Result<void> written = vault.key_file.rewrite(rows, TRY(slots_of_now(vault)),
                                                      mark_of_now(vault), vault.marking.view());
  // The old file stands, and opens with the old keys; what is in memory must not go on.
  if (!written)
    vault.read_only = true;
  return written;
}

}  // namespace manumit::vault
