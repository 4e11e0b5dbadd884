// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <vector>

#include "anchors.h"
#include "header.h"
#include "key_wrap.h"
#include "sealed_file.h"

namespace manumit::vault {

/// Limits on what a bundle may ask for; docs/formats/mnv1.md §17.
constexpr std::uint32_t kMostEntries = 1'000'000;
constexpr std::uint32_t kMostAuthors = 10'000;
constexpr std::uint32_t kMostKeys = 4'000'000;
constexpr std::uint16_t kMostSlots = 16;
/// Of all checkpoints together.
constexpr std::size_t kMostCheckpointBytes = std::size_t{64} << 20;

/// What a bundle says before its entries.
struct BundleFront {
  AuthorId sender;
  PublicKey sender_key{};
  Compartment registry;
  std::uint32_t entries = 0;
  std::map<AuthorId, PublicKey> authors;
  struct Keys {
    std::vector<Compartment> compartments;
    std::vector<std::uint32_t> epochs;
    Secret<Bytes> keys;  ///< 32 bytes each
    [[nodiscard]] std::size_t size() const { return compartments.size(); }
    [[nodiscard]] ByteView key(std::size_t i) const {
      return ByteView(keys.reveal()).subspan(i * 32, 32);
    }
  } keys;
  /// Keys that members without the vault key wrapped for the vault: whoever carries them on cannot
  /// open them.
  std::vector<WrappedKey> passed_on;
  std::vector<Bytes> slots;  ///< of recovery
  std::vector<CheckpointRow> checkpoints;
};

/// One entry in a bundle.
struct BundledEntry {
  EntryId id;
  Header header;
  Bytes header_bytes;
  Signature sig{};
  bool blank = false;
  Bytes ct;
};

/// How much of that one of them takes.
[[nodiscard]] std::size_t weight_of(const CheckpointRow& row);

[[nodiscard]] Result<void> write_front(SealedWriter& out, const BundleFront& front);
[[nodiscard]] Result<void> write_entry(SealedWriter& out, ByteView header, ByteView sig, bool blank,
                                       ByteView ct);
/// The signature over all that stands before it, and the end.
[[nodiscard]] Result<void> write_end(SealedWriter& out, ByteView signing);

[[nodiscard]] Result<BundleFront> read_front(SealedReader& in);
/// With `only`, the contents of entries of other compartments are passed over.
[[nodiscard]] Result<BundledEntry> read_entry(SealedReader& in, const VaultId& vault,
                                              const std::optional<Compartment>& only);
/// Fails unless the sender signed what was read.
[[nodiscard]] Result<void> read_end(SealedReader& in, const PublicKey& sender);

}  // namespace manumit::vault
