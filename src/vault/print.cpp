// SPDX-License-Identifier: Apache-2.0
#include "print.h"

namespace manumit::vault {

std::string in_groups(ByteView bytes) {
  // Crockford (2002), "Base 32": no I, L, O or U.
  static constexpr char kLetters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string out;
  unsigned kept = 0;
  unsigned bits = 0;
  std::size_t letters = 0;
  for (const std::uint8_t byte : bytes) {
    kept = (kept << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) {
      if (letters > 0 && letters % 4 == 0)
        out += '-';
      out += kLetters[(kept >> (bits - 5)) & 31];
      ++letters;
    }
    kept &= 0xFF;
  }
  return out;
}

std::string fingerprint(const PublicKey& key) {
  const Hash32 whole = hash32("mnv1-print", {key});
  return in_groups(ByteView(whole).first(15));
}

}  // namespace manumit::vault
