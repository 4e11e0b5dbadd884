// SPDX-License-Identifier: Apache-2.0
#include "crypto.h"

#include <sodium.h>

#include <cstring>

#include "base/check.h"

namespace manumit::vault {
namespace {

/// BLAKE2b's personalisation is 16 bytes; ours are shorter and end in zeros.
std::array<unsigned char, crypto_generichash_blake2b_PERSONALBYTES> padded(
    std::string_view person) {
  std::array<unsigned char, crypto_generichash_blake2b_PERSONALBYTES> out{};
  MANUMIT_CHECK(person.size() <= out.size());
  std::memcpy(out.data(), person.data(), person.size());
  return out;
}

void hash_into(std::span<std::uint8_t> out, std::string_view person,
               std::initializer_list<ByteView> parts, ByteView key) {
  crypto_generichash_blake2b_state state;
  const auto personal = padded(person);
  MANUMIT_CHECK(crypto_generichash_blake2b_init_salt_personal(
                    &state, key.empty() ? nullptr : key.data(), key.size(), out.size(), nullptr,
                    personal.data()) == 0);
  for (const ByteView part : parts)
    crypto_generichash_blake2b_update(&state, part.data(), part.size());
  crypto_generichash_blake2b_final(&state, out.data(), out.size());
  if (!key.empty())
    sodium_memzero(&state, sizeof state);
}

}  // namespace

LockedBytes::LockedBytes(std::size_t size) : size_(size) {
  // Guarded memory is the first thing that anybody asks for, on whatever way they come.
  start_crypto();
  bytes_.reset(static_cast<std::uint8_t*>(sodium_malloc(size)));
  MANUMIT_CHECK(bytes_ != nullptr);
  sodium_memzero(bytes_.get(), size);
}

void LockedBytes::wipe() {
  if (bytes_ != nullptr)
    sodium_memzero(bytes_.get(), size_);
}

void LockedBytes::Free::operator()(std::uint8_t* bytes) const {
  sodium_free(bytes);
}

void start_crypto() {
  MANUMIT_CHECK(sodium_init() >= 0);
}

Hash32 hash32(std::string_view person, std::initializer_list<ByteView> parts, ByteView key) {
  Hash32 out;
  hash_into(out, person, parts, key);
  return out;
}

Hash16 hash16(std::string_view person, std::initializer_list<ByteView> parts) {
  Hash16 out;
  hash_into(out, person, parts, {});
  return out;
}

RunningHash::RunningHash(std::string_view person)
    : state_(sodium_malloc(sizeof(crypto_generichash_blake2b_state))) {
  MANUMIT_CHECK(state_ != nullptr);
  const auto personal = padded(person);
  auto* state = static_cast<crypto_generichash_blake2b_state*>(state_.get());
  MANUMIT_CHECK(crypto_generichash_blake2b_init_salt_personal(state, nullptr, 0, sizeof(Hash32),
                                                              nullptr, personal.data()) == 0);
}

void RunningHash::Free::operator()(void* state) const {
  sodium_free(state);
}

void RunningHash::add(ByteView part) {
  auto* state = static_cast<crypto_generichash_blake2b_state*>(state_.get());
  crypto_generichash_blake2b_update(state, part.data(), part.size());
}

Hash32 RunningHash::value() const {
  crypto_generichash_blake2b_state state =
      *static_cast<const crypto_generichash_blake2b_state*>(state_.get());
  Hash32 out;
  crypto_generichash_blake2b_final(&state, out.data(), out.size());
  return out;
}

bool same(ByteView a, ByteView b) {
  return a.size() == b.size() && (a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

void derive_child(ByteView vault_key, std::uint64_t number, std::span<std::uint8_t> child) {
  MANUMIT_CHECK(vault_key.size() == crypto_kdf_KEYBYTES && child.size() == 32);
  crypto_kdf_derive_from_key(child.data(), child.size(), number, "mnv1-sub", vault_key.data());
}

void seal(ByteView key, const Nonce& nonce, ByteView bound, ByteView plain,
          std::span<std::uint8_t> sealed) {
  MANUMIT_CHECK(key.size() == 32 && sealed.size() == plain.size() + kTagBytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, plain.data(), plain.size(),
                                             bound.data(), bound.size(), nullptr, nonce.data(),
                                             key.data());
}

bool open_sealed(ByteView key, const Nonce& nonce, ByteView bound, ByteView sealed,
                 std::span<std::uint8_t> plain) {
  if (sealed.size() < kTagBytes)
    return false;
  MANUMIT_CHECK(key.size() == 32 && plain.size() == sealed.size() - kTagBytes);
  return crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, sealed.data(),
                                                    sealed.size(), bound.data(), bound.size(),
                                                    nonce.data(), key.data()) == 0;
}

PublicKey signing_key(ByteView seed, std::span<std::uint8_t> secret) {
  MANUMIT_CHECK(seed.size() == crypto_sign_SEEDBYTES &&
                secret.size() == crypto_sign_SECRETKEYBYTES);
  PublicKey out;
  crypto_sign_seed_keypair(out.data(), secret.data(), seed.data());
  return out;
}

Signature sign(ByteView secret, ByteView message) {
  MANUMIT_CHECK(secret.size() == crypto_sign_SECRETKEYBYTES);
  Signature out;
  crypto_sign_detached(out.data(), nullptr, message.data(), message.size(), secret.data());
  return out;
}

bool signed_by(const PublicKey& key, ByteView message, ByteView signature) {
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                     key.data()) == 0;
}

PublicKey receiving_key(ByteView secret) {
  MANUMIT_CHECK(secret.size() == crypto_scalarmult_SCALARBYTES);
  PublicKey out;
  MANUMIT_CHECK(crypto_scalarmult_base(out.data(), secret.data()) == 0);
  return out;
}

bool shared_secret(ByteView secret, const PublicKey& theirs, std::span<std::uint8_t> shared) {
  MANUMIT_CHECK(secret.size() == crypto_scalarmult_SCALARBYTES && shared.size() == 32);
  return crypto_scalarmult(shared.data(), secret.data(), theirs.data()) == 0;
}

bool stretch(std::string_view passphrase, const Hash16& salt, std::uint64_t passes,
             std::uint64_t memory_bytes, std::span<std::uint8_t> key) {
  return crypto_pwhash(key.data(), key.size(), passphrase.data(), passphrase.size(), salt.data(),
                       passes, memory_bytes, crypto_pwhash_ALG_ARGON2ID13) == 0;
}

}  // namespace manumit::vault
