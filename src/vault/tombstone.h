// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "base/bytes.h"
#include "vault/ids.h"

namespace manumit::vault {

/// A row of `slot` that is no way in: it says that the ways in were destroyed, and when by the
/// clock of this computer; 0 if that is not known. docs/formats/mnv1.md §6.3.
struct Tombstone {
  VaultId vault;
  std::int64_t at_ms = 0;
};

[[nodiscard]] Bytes encode(const Tombstone& stone);
[[nodiscard]] std::optional<Tombstone> parse_tombstone(ByteView bytes);

}  // namespace manumit::vault
