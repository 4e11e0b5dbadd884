// SPDX-License-Identifier: Apache-2.0
#include "parts.h"

#include <algorithm>

#include "little_endian.h"
#include "merkle.h"

namespace manumit::vault {

Hash32 salt_of(ByteView key, ByteView before, std::uint32_t leaf) {
  Writer number(4);
  number.number(leaf);
  return hash32("mnv1-salt", {before, number.view()}, key);
}

Hash32 part_leaf(const Hash32& salt, ByteView part) {
  return hash32("mnv1-part", {salt, part});
}

Bytes claim_text(EntryKind kind, std::int64_t written_ms) {
  return Writer(10)
      .number(static_cast<std::uint16_t>(kind))
      .number(static_cast<std::uint64_t>(written_ms))
      .take();
}

std::vector<Hash32> commit(ByteView key, ByteView before, const WholeText& whole,
                           std::span<const std::string> parts) {
  std::vector<Hash32> out;
  out.reserve(parts.size() + 2);
  const auto add = [&](ByteView text) {
    out.push_back(part_leaf(salt_of(key, before, static_cast<std::uint32_t>(out.size())), text));
  };
  add(whole.plain);
  for (const std::string& part : parts)
    add(bytes_of(part));
  add(claim_text(whole.kind, whole.written_ms));
  return out;
}

Nonce nonce_of(const Hash32& root, std::uint32_t leaves) {
  Writer number(4);
  number.number(leaves);
  const Hash32 hash = hash32("mnv1-parts", {root, number.view()});
  Nonce out;
  std::copy_n(hash.begin(), out.size(), out.begin());
  return out;
}

Nonce nonce_of(std::span<const Hash32> leaves) {
  return nonce_of(tree_root(leaves), static_cast<std::uint32_t>(leaves.size()));
}

ByteView before_nonce(ByteView header) {
  return header.first(header.size() - kUnboundBytes - Nonce{}.size());
}

}  // namespace manumit::vault
