// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "header.h"
#include "vault/anchor.h"

namespace manumit::vault {

/// Where one author's chain ends, and the tree over all of it (merkle.h): the leaf of entry n is
/// `chain_leaf` of its id, at place n - 1.
struct ChainEnd {
  Head head;
  Hash32 root{};
  bool operator==(const ChainEnd&) const = default;
};

/// What one device says the whole history came to: signed, so that it binds whoever said it.
/// docs/formats/mnv1.md §8.
struct Checkpoint {
  VaultId vault;
  std::int64_t made_ms = 0;      ///< by the device's clock: a claim
  std::vector<ChainEnd> chains;  ///< by author, ascending
  bool operator==(const Checkpoint&) const = default;
};

[[nodiscard]] Bytes encode(const Checkpoint& checkpoint);
/// Only the one canonical form, of at most 10,000 authors.
[[nodiscard]] std::optional<Checkpoint> parse_checkpoint(ByteView body);

/// What a device signs of a checkpoint.
[[nodiscard]] Bytes checkpoint_message(ByteView body);
[[nodiscard]] Hash32 chain_leaf(const EntryId& id);
/// The heads alone, for the head hash.
[[nodiscard]] std::vector<Head> heads_of(const Checkpoint& checkpoint);

/// The line over a checkpoint: salted, so that it tells nothing but the number.
[[nodiscard]] AnchorLine line_over(const Checkpoint& said, ByteView body, ByteView salt);
/// How many entries the chains have together; of a copied device those of one branch.
[[nodiscard]] std::uint64_t entries_in(const Checkpoint& said);
[[nodiscard]] std::uint64_t entries_in(const std::vector<Head>& heads);

}  // namespace manumit::vault
