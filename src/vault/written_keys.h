// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "key_wrap.h"

namespace manumit::vault {

/// All that a key file is to hold.
struct KeysToWrite {
  std::span<const WrappedKey> rows;  ///< of two under one place the later one
  std::span<const Bytes> slots;
  Bytes mark;
};

/// Whether the file, which nobody has open, holds this and nothing else, as it lies on the disk: a
/// key that was written wrongly costs all that was said under it, and is noticed while the one it
/// replaces is still there, or never.
[[nodiscard]] bool lies_as_written(const std::filesystem::path& file, const VaultId& vault,
                                   const KeysToWrite& wanted);

/// Sorted by their places, of two under one the later: what stays of them when they are written.
[[nodiscard]] std::vector<const WrappedKey*> by_place(std::span<const WrappedKey> rows);

[[nodiscard]] bool same_row(const WrappedKey& a, const WrappedKey& b);

}  // namespace manumit::vault
