// SPDX-License-Identifier: Apache-2.0
#include "key_wrap.h"

#include <cstring>

#include "base/check.h"
#include "header.h"
#include "little_endian.h"
#include "slot.h"

namespace manumit::vault {
namespace {

Bytes bound_of(const VaultId& vault, const WrappedKey& row) {
  Writer out(128);
  out.text("MNVK").number(kSuite).raw(vault.bytes).raw(row.compartment.bytes).number(row.epoch);
  return out.raw(row.recipient.bytes).raw(row.ephemeral).take();
}

// libsodium's sealed box would do this too, but it takes no bound bytes, so a row could be moved
// to another compartment or epoch.
bool agree(ByteView secret, const PublicKey& theirs, const PublicKey& ephemeral,
           const PublicKey& member, std::span<std::uint8_t> wrapping) {
  LockedBytes shared(32);
  if (!shared_secret(secret, theirs, shared.span()))
    return false;
  Hash32 key = hash32("mnv1-wrap", {shared.view(), ephemeral, member});
  std::memcpy(wrapping.data(), key.data(), key.size());
  explicit_bzero(key.data(), key.size());
  return true;
}

void close_row(const VaultId& vault, WrappedKey& row, ByteView wrapping, ByteView key,
               const Surroundings& surroundings) {
  surroundings.random(row.nonce);
  seal(wrapping, row.nonce, bound_of(vault, row), key, row.wrapped);
}

}  // namespace

Hash16 row_checksum(const VaultId& vault, const WrappedKey& row) {
  return hash16("mnv1-key", {bound_of(vault, row), row.nonce, row.wrapped});
}

WrappedKey wrap_for_vault(const VaultId& vault, const Compartment& compartment, std::uint32_t epoch,
                          ByteView wrapping_key, ByteView key, const Surroundings& surroundings) {
  WrappedKey row{.compartment = compartment, .epoch = epoch, .recipient = {vault.bytes}};
  close_row(vault, row, wrapping_key, key, surroundings);
  return row;
}

WrappedKey wrap_for_member(const VaultId& vault, const Compartment& compartment,
                           std::uint32_t epoch, const PublicKey& member, ByteView key,
                           const Surroundings& surroundings) {
  WrappedKey row{
      .compartment = compartment, .epoch = epoch, .recipient = {member_of(member).bytes}};
  LockedBytes ephemeral(32);
  surroundings.random(ephemeral.span());
  row.ephemeral = receiving_key(ephemeral.view());
  LockedBytes wrapping(32);
  MANUMIT_CHECK(agree(ephemeral.view(), member, row.ephemeral, member, wrapping.span()));
  close_row(vault, row, wrapping.view(), key, surroundings);
  return row;
}

bool unwrap_for_vault(const VaultId& vault, const WrappedKey& row, ByteView wrapping_key,
                      std::span<std::uint8_t> key) {
  return open_sealed(wrapping_key, row.nonce, bound_of(vault, row), row.wrapped, key);
}

bool unwrap_for_member(const VaultId& vault, const WrappedKey& row, ByteView member_secret,
                       std::span<std::uint8_t> key) {
  LockedBytes wrapping(32);
  const PublicKey member = receiving_key(member_secret);
  return agree(member_secret, row.ephemeral, row.ephemeral, member, wrapping.span()) &&
         open_sealed(wrapping.view(), row.nonce, bound_of(vault, row), row.wrapped, key);
}

}  // namespace manumit::vault
