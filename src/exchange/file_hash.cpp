// SPDX-License-Identifier: Apache-2.0
#include "file_hash.h"

#include <sodium.h>

#include <array>

#include "base/check.h"

namespace manumit::exchange {

std::string file_hash(ByteView file) {
  std::array<std::uint8_t, 32> hash{};
  MANUMIT_CHECK(sodium_init() >= 0);
  crypto_generichash(hash.data(), hash.size(), file.data(), file.size(), nullptr, 0);
  return to_hex(hash);
}

}  // namespace manumit::exchange
