// SPDX-License-Identifier: Apache-2.0
#include "findings.h"
#include "vault_inside.h"

namespace manumit::vault {
namespace {

/// The mark of now, made while its key is there; nothing where none is to be written.
Bytes last_mark(const OpenVault& vault) {
  if (vault.read_only || vault.unmarked == 0 || !vault.key_file.in_place())
    return {};
  return encode(vault.id, mark_of_now(vault), vault.marking.view());
}

}  // namespace

void Vault::drop_keys() {
  OpenVault& vault = *inside_;
  vault.closing = true;
  {
    const std::lock_guard lock(vault.trying);
    for (Vault* copy : vault.tried)
      copy->inside_->closing = true;
  }
  const std::lock_guard one_at_a_time(vault.writing);
  Bytes mark;
  {
    const std::unique_lock lock(vault.state);
    mark = last_mark(vault);
    vault.ring = {};
    for (LockedBytes* key :
         {&vault.secrets.receiving, &vault.secrets.signing_seed, &vault.signing, &vault.vault_key,
          &vault.former_vault_key, &vault.wrapping, &vault.marking, &vault.vault_receiving})
      key->wipe();
    vault.vault_epoch = 0;
    vault.why_read_only = keys_dropped();
    vault.read_only = true;
  }
  // After its own keys: a copy that is just being opened may wait for a slow stick.
  {
    const std::lock_guard lock(vault.trying);
    for (Vault* copy : vault.tried)
      copy->drop_keys();
  }
  // After the keys: this waits for the disk. Without it the next opening only takes longer.
  if (!mark.empty())
    static_cast<void>(vault.key_file.put_mark(mark));
}

bool Vault::key_file_replaced() const {
  // Who is writing may just be exchanging it; it is looked again soon.
  const std::unique_lock writing(inside_->writing, std::try_to_lock);
  return writing.owns_lock() && !inside_->key_file.in_place();
}

}  // namespace manumit::vault
