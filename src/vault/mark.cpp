// SPDX-License-Identifier: Apache-2.0
#include "mark.h"

#include "little_endian.h"

namespace manumit::vault {

Bytes encode(const VaultId& vault, const Mark& mark, ByteView mark_key) {
  Writer out;
  out.text("MNVM").number(kSuite).raw(vault.bytes).number(mark.rows);
  out.number(static_cast<std::uint32_t>(mark.heads.size()));
  for (const Head& head : mark.heads)
    out.raw(head.author.bytes).number(head.seq).raw(head.id.bytes);
  const Hash32 mac = hash32("mnv1-mark", {out.view()}, mark_key);
  out.raw(mac);
  const Hash16 check = hash16("mnv1-marksum", {out.view()});
  return out.raw(check).take();
}

std::optional<Mark> parse_mark(const VaultId& vault, ByteView body,
                               std::optional<ByteView> mark_key) {
  constexpr std::size_t kEnd = 32 + 16;
  if (body.size() < kEnd)
    return std::nullopt;
  const ByteView said = body.first(body.size() - kEnd);
  if (!same(body.last(16), hash16("mnv1-marksum", {body.first(body.size() - 16)})))
    return std::nullopt;
  if (mark_key && !same(body.subspan(said.size(), 32), hash32("mnv1-mark", {said}, *mark_key)))
    return std::nullopt;
  Reader in(said);
  VaultId named;
  if (!in.literal("MNVM") || in.number<std::uint16_t>() != kSuite)
    return std::nullopt;
  in.into(named.bytes);
  Mark out;
  out.rows = in.number<std::uint64_t>();
  const std::size_t heads = in.number<std::uint32_t>();
  if (named != vault || in.left() != heads * kHeadBytes)
    return std::nullopt;
  for (std::size_t i = 0; i < heads; ++i) {
    Head head;
    in.into(head.author.bytes);
    head.seq = in.number<std::uint64_t>();
    in.into(head.id.bytes);
    out.heads.push_back(head);
  }
  if (!in.at_end())
    return std::nullopt;
  return out;
}

}  // namespace manumit::vault
