// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "base/bytes.h"
#include "crypto.h"
#include "vault/ids.h"

namespace manumit::vault {

/// Ed25519, X25519, XChaCha20-Poly1305, BLAKE2b, Argon2id. Another set gets another number.
constexpr std::uint16_t kSuite = 1;

/// How far one author has got: the latest entry of theirs that somebody knew.
struct Head {
  AuthorId author;
  std::uint64_t seq = 0;
  EntryId id;
  auto operator<=>(const Head&) const = default;
};

/// The signed part of an entry, docs/formats/mnv1.md §4.
struct Header {
  VaultId vault;
  AuthorId author;
  std::uint64_t seq = 0;
  EntryId prev;            ///< the author's previous entry; zeros for the first
  std::vector<Head> knew;  ///< other authors' heads, by author ascending
  std::uint64_t lamport = 0;
  Compartment compartment;
  std::uint32_t epoch = 0;
  Hash32 key_commit{};
  Nonce nonce{};
  std::uint32_t ct_len = 0;
  Hash32 ct_hash{};
};

constexpr std::size_t kHeaderBytes = 200;  ///< without known heads
constexpr std::size_t kHeadBytes = 56;
constexpr std::size_t kMaxHeads = 1024;
/// Padmé of the largest body, and the tag: docs/formats/mnv1.md §11.
constexpr std::size_t kMaxSealed = (std::size_t{17} << 20);
/// The last bytes of a header, ct_len and ct_hash, are not bound by the AEAD: they come after it.
constexpr std::size_t kUnboundBytes = 36;

[[nodiscard]] Bytes encode(const Header& header);
/// Only the one canonical form: nothing left over, heads in order, numbers from 1.
[[nodiscard]] std::optional<Header> parse_header(ByteView bytes);
/// What the AEAD binds: the header up to and including the nonce.
[[nodiscard]] ByteView bound_part(ByteView header);

[[nodiscard]] EntryId id_of(ByteView header);
[[nodiscard]] Bytes signed_message(const EntryId& id);
[[nodiscard]] AuthorId author_of(const PublicKey& key);
[[nodiscard]] Hash32 commitment(ByteView compartment_key);
[[nodiscard]] Hash32 sealed_hash(ByteView sealed);
/// The keyless checksum of a stored row; the cipher text is covered by the header.
[[nodiscard]] Hash16 row_checksum(std::uint64_t row, ByteView id, ByteView header, ByteView sig);
/// Over the head vector, sorted by author.
[[nodiscard]] Hash32 head_hash(const VaultId& vault, const std::vector<Head>& sorted);

}  // namespace manumit::vault
