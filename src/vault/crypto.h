// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string_view>

#include "base/bytes.h"
#include "base/secret.h"

namespace manumit::vault {

using Hash16 = std::array<std::uint8_t, 16>;
using Hash32 = std::array<std::uint8_t, 32>;
using Nonce = std::array<std::uint8_t, 24>;
using Signature = std::array<std::uint8_t, 64>;
using PublicKey = std::array<std::uint8_t, 32>;

/// What the AEAD adds to a plain text.
constexpr std::size_t kTagBytes = 16;

/// Bytes in guarded memory that is kept out of swap where the system allows it, and zeroed at the
/// end. Where locking is not allowed (a low RLIMIT_MEMLOCK) the memory is still guarded.
class LockedBytes {
 public:
  explicit LockedBytes(std::size_t size);
  [[nodiscard]] std::span<std::uint8_t> span() { return {bytes_.get(), size_}; }
  [[nodiscard]] ByteView view() const { return {bytes_.get(), size_}; }
  /// Zeros, for good.
  void wipe();

 private:
  struct Free {
    void operator()(std::uint8_t* bytes) const;
  };
  std::unique_ptr<std::uint8_t[], Free> bytes_;
  std::size_t size_ = 0;
};

/// Readies the library; must precede everything else here. Cheap when done already.
void start_crypto();

/// BLAKE2b over the parts one after the other, personalised so that a hash made for one purpose
/// never fits another. With a key it is a MAC.
[[nodiscard]] Hash32 hash32(std::string_view person, std::initializer_list<ByteView> parts,
                            ByteView key = {});
[[nodiscard]] Hash16 hash16(std::string_view person, std::initializer_list<ByteView> parts);
/// hash32 over parts that come one by one.
class RunningHash {
 public:
  explicit RunningHash(std::string_view person);
  void add(ByteView part);
  /// Of what was added so far.
  [[nodiscard]] Hash32 value() const;

 private:
  struct Free {
    void operator()(void* state) const;
  };
  std::unique_ptr<void, Free> state_;
};
/// In constant time.
[[nodiscard]] bool same(ByteView a, ByteView b);
/// The vault key's child for one use: crypto_kdf, BLAKE2b keyed with it.
void derive_child(ByteView vault_key, std::uint64_t number, std::span<std::uint8_t> child);

/// XChaCha20-Poly1305 (IETF): writes cipher text and tag, plain.size() + 16 bytes.
void seal(ByteView key, const Nonce& nonce, ByteView bound, ByteView plain,
          std::span<std::uint8_t> sealed);
/// False when key, nonce, bound bytes or cipher text are not those of the sealing.
[[nodiscard]] bool open_sealed(ByteView key, const Nonce& nonce, ByteView bound, ByteView sealed,
                               std::span<std::uint8_t> plain);

/// Ed25519 from its 32-byte seed. The secret form (64 bytes) goes into `secret`.
[[nodiscard]] PublicKey signing_key(ByteView seed, std::span<std::uint8_t> secret);
[[nodiscard]] Signature sign(ByteView secret, ByteView message);
[[nodiscard]] bool signed_by(const PublicKey& key, ByteView message, ByteView signature);

/// X25519.
[[nodiscard]] PublicKey receiving_key(ByteView secret);
/// False for a point of small order, which would make the shared secret public.
[[nodiscard]] bool shared_secret(ByteView secret, const PublicKey& theirs,
                                 std::span<std::uint8_t> shared);

/// Argon2id 1.3. False when the machine cannot give the memory.
[[nodiscard]] bool stretch(std::string_view passphrase, const Hash16& salt, std::uint64_t passes,
                           std::uint64_t memory_bytes, std::span<std::uint8_t> key);

}  // namespace manumit::vault
