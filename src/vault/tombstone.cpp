// SPDX-License-Identifier: Apache-2.0
#include "tombstone.h"

#include "crypto.h"
#include "header.h"
#include "little_endian.h"

namespace manumit::vault {

Bytes encode(const Tombstone& stone) {
  Writer out;
  out.text("MNVD").number(kSuite).raw(stone.vault.bytes);
  out.number(static_cast<std::uint64_t>(stone.at_ms));
  const Hash16 check = hash16("mnv1-gone", {out.view()});
  return out.raw(check).take();
}

std::optional<Tombstone> parse_tombstone(ByteView bytes) {
  Reader in(bytes);
  Tombstone out;
  if (!in.literal("MNVD") || in.number<std::uint16_t>() != kSuite)
    return std::nullopt;
  in.into(out.vault.bytes);
  out.at_ms = static_cast<std::int64_t>(in.number<std::uint64_t>());
  Hash16 check{};
  in.into(check);
  if (!in.at_end() || check != hash16("mnv1-gone", {bytes.first(bytes.size() - check.size())}))
    return std::nullopt;
  return out;
}

}  // namespace manumit::vault
