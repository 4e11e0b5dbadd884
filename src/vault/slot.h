// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "base/surroundings.h"
#include "crypto.h"
#include "vault/ids.h"

namespace manumit::vault {

/// What one passphrase opens: the secrets of one member on one device.
struct MemberSecrets {
  MemberId member;
  LockedBytes receiving{32};     ///< X25519: compartment keys and the vault key are wrapped for it
  LockedBytes signing_seed{32};  ///< Ed25519: this device writes with it
  Compartment registry;          ///< where the vault's own entries lie
};

/// How dear the key derivation is.
struct KdfCost {
  std::uint64_t passes = 0;
  std::uint64_t memory_bytes = 0;
};
/// Above this a header is hostile and is refused before any memory is taken; below, no version
/// ever wrote it and someone lowered it.
constexpr KdfCost kDearest{10, std::uint64_t{1} << 30};
constexpr KdfCost kCheapest{1, std::uint64_t{8} << 20};

/// One row of `slot` but those for recovery: secrets wrapped under a passphrase.
/// docs/formats/mnv1.md §6.
struct Slot {
  enum class Opens : std::uint8_t { passphrase = 1, device = 2, recovery = 3 };
  Opens kind = Opens::passphrase;
  VaultId vault;
  MemberId member;
  KdfCost cost;
  Hash16 salt{};
  Nonce nonce{};
  Bytes wrapped = {};
};

/// Why a row is no slot for a passphrase.
enum class SlotTrouble {
  torn,      ///< its keyless checksum or its shape is wrong
  hostile,   ///< it asks for a cost that no version writes
  recovery,  ///< a sound row of another kind, which shares open (recovery_slot.h)
};

[[nodiscard]] Bytes encode(const Slot& slot);
[[nodiscard]] tl::expected<Slot, SlotTrouble> parse_slot(ByteView bytes);

[[nodiscard]] Result<Slot> close_slot(const VaultId& vault, const MemberSecrets& secrets,
                                      std::string_view passphrase, const KdfCost& cost,
                                      const Surroundings& surroundings);
/// Nothing if the passphrase is not this slot's. Takes the memory and the time of the slot's cost.
[[nodiscard]] Result<std::optional<MemberSecrets>> open_slot(const Slot& slot,
                                                             std::string_view passphrase);

/// The member's name in the files: made from the public key, so nobody can take another's.
[[nodiscard]] MemberId member_of(const PublicKey& receiving);

}  // namespace manumit::vault
