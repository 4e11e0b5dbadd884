// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "header.h"
#include "vault/entry.h"

namespace manumit::vault {

/// What a commitment covers beside the parts: so that no two plain texts share a nonce.
struct WholeText {
  ByteView plain;  ///< padded, as it is sealed
  EntryKind kind = EntryKind::filing;
  std::int64_t written_ms = 0;
};

/// Who makes the salt of a leaf: the compartment's key and the header before the nonce. Revealing
/// one salt says nothing of the others, and without the key nobody can try out what a hidden part
/// might say.
[[nodiscard]] Hash32 salt_of(ByteView key, ByteView before_nonce, std::uint32_t leaf);
[[nodiscard]] Hash32 part_leaf(const Hash32& salt, ByteView part);
/// The text of the last leaf: kind and time as the author claims them.
[[nodiscard]] Bytes claim_text(EntryKind kind, std::int64_t written_ms);

/// The leaves of docs/formats/mnv1.md §4.3: the whole plain text, each part, the claim.
[[nodiscard]] std::vector<Hash32> commit(ByteView key, ByteView before_nonce,
                                         const WholeText& whole,
                                         std::span<const std::string> parts);

/// The nonce that commits to these leaves. It can only be the same for two entries under one key
/// if header and plain text are the same, and then so is the cipher text: the first leaf is a hash
/// of all of it.
[[nodiscard]] Nonce nonce_of(std::span<const Hash32> leaves);
/// The same, from the root of the tree and the number of leaves.
[[nodiscard]] Nonce nonce_of(const Hash32& root, std::uint32_t leaves);

[[nodiscard]] ByteView before_nonce(ByteView header);

}  // namespace manumit::vault
