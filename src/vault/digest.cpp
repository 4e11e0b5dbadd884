// SPDX-License-Identifier: Apache-2.0
#include "vault/digest.h"

#include <sodium.h>

#include "crypto.h"

namespace manumit::vault {

struct FileHasher::State {
  RunningHash hash{""};
};
FileHasher::FileHasher() {
  start_crypto();
  state_ = std::make_unique<State>();
}
FileHasher::FileHasher(FileHasher&&) noexcept = default;
FileHasher& FileHasher::operator=(FileHasher&&) noexcept = default;
FileHasher::~FileHasher() = default;

void FileHasher::add(ByteView bytes) {
  state_->hash.add(bytes);
}

FileHash FileHasher::value() const {
  return state_->hash.value();
}

struct FileDigest::State {
  FileHasher blake;
  crypto_hash_sha256_state sha{};
};

FileDigest::FileDigest() : state_(std::make_unique<State>()) {
  crypto_hash_sha256_init(&state_->sha);
}
FileDigest::FileDigest(FileDigest&&) noexcept = default;
FileDigest& FileDigest::operator=(FileDigest&&) noexcept = default;
FileDigest::~FileDigest() = default;

void FileDigest::add(ByteView piece) {
  state_->blake.add(piece);
  crypto_hash_sha256_update(&state_->sha, piece.data(), piece.size());
}

FileDigest::Hashes FileDigest::finish() {
  Hashes out;
  out.blake2b = state_->blake.value();
  crypto_hash_sha256_final(&state_->sha, out.sha256.data());
  return out;
}

}  // namespace manumit::vault
