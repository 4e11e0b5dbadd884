// SPDX-License-Identifier: Apache-2.0
#include "checkpoint.h"

#include <algorithm>

#include "little_endian.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kMaxChains = 10'000;

}  // namespace

Bytes encode(const Checkpoint& checkpoint) {
  Writer out;
  out.text("MNVC").number(kSuite).raw(checkpoint.vault.bytes);
  out.number(static_cast<std::uint64_t>(checkpoint.made_ms));
  out.number(static_cast<std::uint32_t>(checkpoint.chains.size()));
  for (const ChainEnd& end : checkpoint.chains)
    out.raw(end.head.author.bytes).number(end.head.seq).raw(end.head.id.bytes).raw(end.root);
  return out.take();
}

std::optional<Checkpoint> parse_checkpoint(ByteView body) {
  Reader in(body);
  if (!in.literal("MNVC") || in.number<std::uint16_t>() != kSuite)
    return std::nullopt;
  Checkpoint out;
  in.into(out.vault.bytes);
  out.made_ms = static_cast<std::int64_t>(in.number<std::uint64_t>());
  const std::size_t chains = in.number<std::uint32_t>();
  if (chains > kMaxChains || in.left() != chains * (kHeadBytes + 32))
    return std::nullopt;
  for (std::size_t i = 0; i < chains; ++i) {
    ChainEnd end;
    in.into(end.head.author.bytes);
    end.head.seq = in.number<std::uint64_t>();
    in.into(end.head.id.bytes);
    in.into(end.root);
    if (end.head.seq == 0 || (i > 0 && end.head.author <= out.chains.back().head.author))
      return std::nullopt;
    out.chains.push_back(end);
  }
  if (!in.at_end())
    return std::nullopt;
  return out;
}

Bytes checkpoint_message(ByteView body) {
  const Hash32 hash = hash32("mnv1-check", {body});
  return Writer().text("mnv1-chk").raw(hash).take();
}

Hash32 chain_leaf(const EntryId& id) {
  return hash32("mnv1-leaf", {id.bytes});
}

std::vector<Head> heads_of(const Checkpoint& checkpoint) {
  std::vector<Head> out;
  for (const ChainEnd& end : checkpoint.chains)
    out.push_back(end.head);
  return out;
}

AnchorLine line_over(const Checkpoint& said, ByteView body, ByteView salt) {
  const Hash32 whole = hash32("mnv1-anchor", {salt, hash32("mnv1-check", {body})});
  AnchorLine out{.entries = entries_in(said)};
  std::copy_n(whole.begin(), out.digest.size(), out.digest.begin());
  return out;
}

std::uint64_t entries_in(const std::vector<Head>& heads) {
  constexpr std::uint64_t kMost = 999'999'999'999'999'999;  // what a line has room for
  std::uint64_t out = 0;
  for (const Head& head : heads)
    out = head.seq > kMost - out ? kMost : out + head.seq;
  return out;
}

std::uint64_t entries_in(const Checkpoint& said) {
  return entries_in(heads_of(said));
}

}  // namespace manumit::vault
