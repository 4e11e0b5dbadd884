// SPDX-License-Identifier: Apache-2.0
#include <string.h>  // explicit_bzero

#include <cstring>
#include <set>

#include "findings.h"
#include "open_vault.h"

namespace manumit::vault {
namespace {

tl::unexpected<Error> keys_unusable() {
  return fail(Error::Kind::damaged,
              "the passphrase is right, but the vault's own key in NAME.mnk is damaged", "",
              "the entries are safe in NAME.mnv; restore NAME.mnk from a backup");
}

/// False if a vault key that was wrapped for this member cannot be unwrapped.
bool take_vault_key(OpenVault& vault, const KeyFile::Keys& keys) {
  const Recipient me{vault.secrets.member.bytes};
  const WrappedKey* newest = nullptr;
  for (const WrappedKey& row : keys.rows) {
    if (row.recipient == me && row.compartment == Compartment{} &&
        (newest == nullptr || row.epoch > newest->epoch))
      newest = &row;
  }
  vault.vault_epoch = newest == nullptr ? 0 : newest->epoch;
  if (newest == nullptr) {
    own_marking(vault);
    return true;
  }
  if (!unwrap_for_member(vault.id, *newest, vault.secrets.receiving.view(), vault.vault_key.span()))
    return false;
  derive_children(vault);
  return true;
}

/// The key of one row that is not the vault key, if it is for us.
bool unwrap_row(const OpenVault& vault, const WrappedKey& row, const Recipient& vault_pair,
                std::span<std::uint8_t> key) {
  if (row.recipient == Recipient{vault.secrets.member.bytes})
    return unwrap_for_member(vault.id, row, vault.secrets.receiving.view(), key);
  if (row.recipient == vault_pair)
    return unwrap_for_member(vault.id, row, vault.vault_receiving.view(), key);
  return unwrap_for_vault(vault.id, row, vault.wrapping.view(), key);
}

}  // namespace

void own_marking(OpenVault& vault) {
  Hash32 marking = hash32("mnv1-markkey", {}, vault.secrets.receiving.view());
  std::memcpy(vault.marking.span().data(), marking.data(), marking.size());
  explicit_bzero(marking.data(), marking.size());
}

void change_vault_key(OpenVault& vault, ByteView key, std::uint32_t epoch) {
  std::memcpy(vault.former_vault_key.span().data(), vault.vault_key.view().data(), 32);
  std::memcpy(vault.vault_key.span().data(), key.data(), 32);
  vault.vault_epoch = epoch;
  derive_children(vault);
}

void derive_children(OpenVault& vault) {
  derive_child(vault.vault_key.view(), 1, vault.wrapping.span());
  derive_child(vault.vault_key.view(), 4, vault.marking.span());
  derive_child(vault.vault_key.view(), 7, vault.vault_receiving.span());
}

Result<Strays> unwrap_keys(OpenVault& vault) {
  const KeyFile::Keys keys = TRY(vault.key_file.keys());
  if (!take_vault_key(vault, keys))
    return keys_unusable();
  const bool all = vault.vault_epoch > 0;
  const Recipient me{vault.secrets.member.bytes};
  const Recipient whole_vault{vault.id.bytes};
  Recipient vault_pair{};
  if (all)
    vault_pair.bytes = member_of(receiving_key(vault.vault_receiving.view())).bytes;
  Strays strays;
  std::set<std::pair<Compartment, std::uint32_t>> torn;
  LockedBytes key(32);
  vault.ring.expect(keys.rows.size());
  const auto take_rows_of = [&](const Recipient& recipient) {
    for (const WrappedKey& row : keys.rows) {
      if (vault.closing)
        return;
      if (row.compartment == Compartment{} || row.recipient != recipient)
        continue;
      // Anybody can wrap for the pair: of that only the first key of what is not known otherwise.
      if (recipient == vault_pair && (row.epoch != 1 || vault.ring.newest(row.compartment)))
        continue;
      if (!unwrap_row(vault, row, vault_pair, key.span())) {
        // Of what others wrapped for the pair, a row that does not open is theirs and no damage.
        if (recipient != vault_pair)
          torn.emplace(row.compartment, row.epoch);
        continue;
      }
      if (!vault.ring.find(row.compartment, row.epoch))
        vault.ring.add(row.compartment, row.epoch, key.view());
      if (all && row.recipient != whole_vault)
        strays.emplace_back(row.compartment, row.epoch);
    }
  };
  if (all)
    take_rows_of(whole_vault);
  take_rows_of(me);
  if (all)
    take_rows_of(vault_pair);
  if (vault.closing)
    return fail(keys_dropped());
  for (const auto& [compartment, epoch] : torn) {
    if (!vault.ring.find(compartment, epoch))
      vault.torn.insert(compartment);
  }
  vault.torn.insert(keys.torn.begin(), keys.torn.end());
  const std::size_t lost = vault.torn.size() + keys.unreadable;
  if (lost > 0)
    vault.troubles.push_back(keys_torn(lost));
  if (!all && !vault.ring.newest(vault.secrets.registry))
    return keys_unusable();
  return strays;
}

}  // namespace manumit::vault
