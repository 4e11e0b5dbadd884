// SPDX-License-Identifier: Apache-2.0
#include "file_hash.h"

#include <sodium.h>

#include <new>

#include "base/check.h"

namespace manumit::exchange {

std::string file_hash(ByteView file) {
  std::array<std::uint8_t, 32> hash{};
  MANUMIT_CHECK(sodium_init() >= 0);
  crypto_generichash(hash.data(), hash.size(), file.data(), file.size(), nullptr, 0);
  return to_hex(hash);
}

FileHash::FileHash()
    : state_(::operator new (crypto_generichash_statebytes(), std::align_val_t{64})) {
  MANUMIT_CHECK(sodium_init() >= 0);
  auto* const state = static_cast<crypto_generichash_state*>(state_.get());
  crypto_generichash_init(state, nullptr, 0, 32);
}

void FileHash::add(ByteView piece) {
  auto* const state = static_cast<crypto_generichash_state*>(state_.get());
  crypto_generichash_update(state, piece.data(), piece.size());
}

std::array<std::uint8_t, 32> FileHash::value() const {
  crypto_generichash_state copy = *static_cast<const crypto_generichash_state*>(state_.get());
  std::array<std::uint8_t, 32> hash{};
  crypto_generichash_final(&copy, hash.data(), hash.size());
  return hash;
}

void FileHash::Free::operator()(void* state) const {
  ::operator delete (state, std::align_val_t{64});
}

}  // namespace manumit::exchange
