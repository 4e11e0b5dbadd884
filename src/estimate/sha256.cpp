// SPDX-License-Identifier: Apache-2.0
#include "sha256.h"

#include <sodium.h>

#include <array>
#include <cstdint>

#include "base/bytes.h"

namespace manumit::estimate {

std::string sha256_hex(std::string_view text) {
  const ByteView bytes = bytes_of(text);
  std::array<std::uint8_t, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), bytes.data(), bytes.size());
  return to_hex(digest);
}

}  // namespace manumit::estimate
