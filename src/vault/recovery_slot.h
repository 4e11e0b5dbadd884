// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/surroundings.h"
#include "crypto.h"
#include "vault/ids.h"
#include "vault/recovery.h"

namespace manumit::vault {

/// A row of `slot` that opens the vault for whoever brings enough shares. docs/formats/mnv1.md §6.
///
/// The shares give a secret, and the secret a receiving key, for which the vault key is wrapped as
/// for a member. So after the vault key was changed, as at each erasure, the row can be written
/// anew without the shares, and the papers stay valid.
struct RecoverySlot {
  VaultId vault;
  std::array<std::uint8_t, 2> set{};
  std::uint8_t threshold = 0;
  std::uint8_t total = 0;
  std::int64_t made_ms = 0;
  PublicKey receiving{};
  std::vector<Hash16> shares;  ///< hash of each, by index: so that a wrong one is named
  /// By the vault key, over all the above: shows that the set was made by one who had it, and which
  /// vault key the row holds.
  Hash32 voucher{};
  PublicKey ephemeral{};
  Nonce nonce{};
  std::array<std::uint8_t, 2 + 32 + 16 + kTagBytes> wrapped{};
};

enum class RecoveryTrouble { torn, newer };

[[nodiscard]] Bytes encode(const RecoverySlot& slot);
/// Whether a row of `slot` begins like one for recovery, whole or not.
[[nodiscard]] bool is_recovery(ByteView bytes);
/// `torn`: its keyless checksum or its shape is wrong. `newer`: of a later form, or a suite that
/// this version does not know.
[[nodiscard]] tl::expected<RecoverySlot, RecoveryTrouble> parse_recovery(ByteView bytes);

struct Recovery {
  RecoverySlot slot;
  PublicKey signer{};  ///< of the set: the registry admits it as a device that may admit others
  std::vector<Share> shares;
};
/// A new set of `total` shares, any `threshold` of which open the vault. Refuses numbers that make
/// no sense (shamir.h).
[[nodiscard]] Result<Recovery> make_recovery(const VaultId& vault, ByteView vault_key,
                                             const Compartment& registry, unsigned threshold,
                                             unsigned total, const Surroundings& surroundings);

/// As the row lists it.
[[nodiscard]] Hash16 share_hash(const Share& share);

/// Whether the row was made under this vault key and nothing of its set was changed. A row that
/// this denies opens another vault, an older state of this one, or nothing: never renew it.
[[nodiscard]] bool vouched_for(const RecoverySlot& slot, ByteView vault_key);
/// The same set of shares for a new vault key. Refused unless the old key vouches for the row: else
/// whoever can write the file could have the new key wrapped for themselves.
[[nodiscard]] Result<RecoverySlot> renew_recovery(const RecoverySlot& slot, ByteView old_vault_key,
                                                  ByteView vault_key, const Compartment& registry,
                                                  const Surroundings& surroundings);

struct Recovered {
  LockedBytes vault_key{32};
  LockedBytes receiving{32};     ///< X25519, the set's own
  LockedBytes signing_seed{32};  ///< Ed25519, the set's own: it admits whoever comes back
  Compartment registry;
};
/// Opens with any `threshold` or more shares of the set. Each is looked at by itself first, so one
/// that was altered, stands twice or belongs to another set is named by the number it says.
[[nodiscard]] Result<Recovered> open_recovery(const RecoverySlot& slot,
                                              std::span<const Share> shares);

}  // namespace manumit::vault
