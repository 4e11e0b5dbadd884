// SPDX-License-Identifier: Apache-2.0
#include "header.h"

#include "little_endian.h"

namespace manumit::vault {
namespace {

constexpr std::string_view kLetters = "MNV1";

Head read_head(Reader& in) {
  Head head;
  in.into(head.author.bytes);
  head.seq = in.number<std::uint64_t>();
  in.into(head.id.bytes);
  return head;
}

bool canonical(const Header& header) {
  const bool first = header.seq == 1;
  const bool without_prev = header.prev == EntryId{};
  if (header.seq == 0 || header.lamport == 0 || header.epoch == 0 || first != without_prev)
    return false;
  if (header.ct_len <= kTagBytes || header.ct_len > kMaxSealed)
    return false;
  for (std::size_t i = 0; i < header.knew.size(); ++i) {
    const Head& head = header.knew[i];
    if (head.seq == 0 || head.author == header.author)
      return false;
    if (i > 0 && !(header.knew[i - 1].author < head.author))
      return false;
  }
  return true;
}

}  // namespace

Bytes encode(const Header& header) {
  Writer out(kHeaderBytes + header.knew.size() * kHeadBytes);
  out.text(kLetters).number(kSuite).raw(header.vault.bytes).raw(header.author.bytes);
  out.number(header.seq).raw(header.prev.bytes);
  out.number(static_cast<std::uint16_t>(header.knew.size()));
  for (const Head& head : header.knew)
    out.raw(head.author.bytes).number(head.seq).raw(head.id.bytes);
  out.number(header.lamport).raw(header.compartment.bytes).number(header.epoch);
  out.raw(header.key_commit).raw(header.nonce).number(header.ct_len).raw(header.ct_hash);
  return out.take();
}

std::optional<Header> parse_header(ByteView bytes) {
  Reader in(bytes);
  Header out;
  if (!in.literal(kLetters) || in.number<std::uint16_t>() != kSuite)
    return std::nullopt;
  in.into(out.vault.bytes);
  in.into(out.author.bytes);
  out.seq = in.number<std::uint64_t>();
  in.into(out.prev.bytes);
  const std::size_t heads = in.number<std::uint16_t>();
  if (heads > kMaxHeads || bytes.size() != kHeaderBytes + heads * kHeadBytes)
    return std::nullopt;
  out.knew.reserve(heads);
  for (std::size_t i = 0; i < heads; ++i)
    out.knew.push_back(read_head(in));
  out.lamport = in.number<std::uint64_t>();
  in.into(out.compartment.bytes);
  out.epoch = in.number<std::uint32_t>();
  in.into(out.key_commit);
  in.into(out.nonce);
  out.ct_len = in.number<std::uint32_t>();
  in.into(out.ct_hash);
  if (!in.at_end() || !canonical(out))
    return std::nullopt;
  return out;
}

ByteView bound_part(ByteView header) {
  return header.first(header.size() - kUnboundBytes);
}

EntryId id_of(ByteView header) {
  return {hash32("mnv1-entry", {header})};
}

Bytes signed_message(const EntryId& id) {
  return Writer(40).text("mnv1-sig").raw(id.bytes).take();
}

AuthorId author_of(const PublicKey& key) {
  return {hash16("mnv1-author", {key})};
}

Hash32 commitment(ByteView compartment_key) {
  return hash32("mnv1-commit", {compartment_key});
}

Hash32 sealed_hash(ByteView sealed) {
  return hash32("mnv1-ct", {sealed});
}

Hash16 row_checksum(std::uint64_t row, ByteView id, ByteView header, ByteView sig) {
  Writer numbers(12);
  numbers.number(row).number(static_cast<std::uint32_t>(header.size()));
  return hash16("mnv1-row", {numbers.view(), id, header, sig});
}

Hash32 head_hash(const VaultId& vault, const std::vector<Head>& sorted) {
  Writer out(32 + sorted.size() * kHeadBytes);
  out.raw(vault.bytes).number(static_cast<std::uint32_t>(sorted.size()));
  for (const Head& head : sorted)
    out.raw(head.author.bytes).number(head.seq).raw(head.id.bytes);
  return hash32("mnv1-heads", {out.view()});
}

}  // namespace manumit::vault
