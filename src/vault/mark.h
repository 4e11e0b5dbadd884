// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "header.h"

namespace manumit::vault {

/// What this device has verified: so many rows, ending in these heads. Because every id covers
/// the one before, a file whose chains still pass through these heads needs no signature checked
/// again, and a file that does not reach them was rolled back.
struct Mark {
  std::uint64_t rows = 0;
  std::vector<Head> heads;  ///< sorted by author
};

/// With a MAC under a child of the vault key, and a checksum for those without it.
[[nodiscard]] Bytes encode(const VaultId& vault, const Mark& mark, ByteView mark_key);
/// Without a key only the checksum is tested: then it is a hint and no proof.
[[nodiscard]] std::optional<Mark> parse_mark(const VaultId& vault, ByteView body,
                                             std::optional<ByteView> mark_key);

}  // namespace manumit::vault
