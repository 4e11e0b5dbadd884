// SPDX-License-Identifier: Apache-2.0
#include "vault/digest.h"

#include <sodium.h>

#include "crypto.h"

namespace manumit::vault {

struct FileDigest::State {
  // libsodium asks for this alignment, which `new` of a plain struct gives by the type itself.
  crypto_generichash_blake2b_state blake{};
  crypto_hash_sha256_state sha{};
};

FileDigest::FileDigest() : state_(std::make_unique<State>()) {
  start_crypto();
  crypto_generichash_blake2b_init(&state_->blake, nullptr, 0, 32);
  crypto_hash_sha256_init(&state_->sha);
}
FileDigest::FileDigest(FileDigest&&) noexcept = default;
FileDigest& FileDigest::operator=(FileDigest&&) noexcept = default;
FileDigest::~FileDigest() = default;

void FileDigest::add(ByteView piece) {
  crypto_generichash_blake2b_update(&state_->blake, piece.data(), piece.size());
  crypto_hash_sha256_update(&state_->sha, piece.data(), piece.size());
}

FileDigest::Hashes FileDigest::finish() {
  Hashes out;
  crypto_generichash_blake2b_final(&state_->blake, out.blake2b.data(), out.blake2b.size());
  crypto_hash_sha256_final(&state_->sha, out.sha256.data());
  return out;
}

}  // namespace manumit::vault
