// SPDX-License-Identifier: Apache-2.0
#include "file_hash.h"

#include "vault/digest.h"

namespace manumit::exchange {

std::string file_hash(ByteView file) {
  vault::FileHasher hash;
  hash.add(file);
  return to_hex(hash.value());
}

}  // namespace manumit::exchange
