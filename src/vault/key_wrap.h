// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "base/surroundings.h"
#include "crypto.h"
#include "vault/ids.h"

namespace manumit::vault {

/// Whoever can unwrap a key: the vault itself (its id) or a member (theirs).
using Recipient = Id16<struct RecipientTag>;

/// One row of `casekey`: a compartment's key for one recipient. The vault key is wrapped in the
/// same way under the tag of zeros. docs/formats/mnv1.md §7.
struct WrappedKey {
  Compartment compartment;
  std::uint32_t epoch = 1;
  Recipient recipient;
  PublicKey ephemeral{};  ///< zeros when the recipient is the vault
  Nonce nonce{};
  std::array<std::uint8_t, 48> wrapped{};
};

/// Keyless checksum of the row.
[[nodiscard]] Hash16 row_checksum(const VaultId& vault, const WrappedKey& row);

[[nodiscard]] WrappedKey wrap_for_vault(const VaultId& vault, const Compartment& compartment,
                                        std::uint32_t epoch, ByteView wrapping_key, ByteView key,
                                        const Surroundings& surroundings);
[[nodiscard]] WrappedKey wrap_for_member(const VaultId& vault, const Compartment& compartment,
                                         std::uint32_t epoch, const PublicKey& member, ByteView key,
                                         const Surroundings& surroundings);
/// False if the row is not what was wrapped, or for somebody else.
[[nodiscard]] bool unwrap_for_vault(const VaultId& vault, const WrappedKey& row,
                                    ByteView wrapping_key, std::span<std::uint8_t> key);
[[nodiscard]] bool unwrap_for_member(const VaultId& vault, const WrappedKey& row,
                                     ByteView member_secret, std::span<std::uint8_t> key);

}  // namespace manumit::vault
