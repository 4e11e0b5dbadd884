// SPDX-License-Identifier: Apache-2.0
#include "bundle.h"

#include <algorithm>

#include "little_endian.h"

namespace manumit::vault {
namespace {

// The first form has no checkpoints, and is still written where there are none.
constexpr std::uint16_t kFirstForm = 1;
constexpr std::uint16_t kForm = 2;
constexpr std::uint32_t kBlank = UINT32_MAX;
constexpr std::size_t kMaxHeader = kHeaderBytes + kMaxHeads * kHeadBytes;
constexpr std::size_t kMaxSlot = 8192;

tl::unexpected<Error> hostile(const char* what) {
  return fail(Error::Kind::bad_input, what, "",
              "nothing was changed; it was made by another program, or to do harm");
}

Bytes signed_part(const Hash32& hash) {
  Writer out(64);
  return out.text("mnv1-bnd").raw(hash).take();
}

}  // namespace

std::size_t weight_of(const CheckpointRow& row) {
  return row.body.size() + row.anchor.size() + 4 + 16 + 64 + 1 + 4;
}

Result<void> write_front(SealedWriter& out, const BundleFront& front) {
  Writer head;
  const std::uint16_t form = front.checkpoints.empty() ? kFirstForm : kForm;
  head.text("BNDL").number(form).raw(front.sender.bytes).raw(front.sender_key);
  head.raw(front.registry.bytes).number(front.entries);
  head.number(static_cast<std::uint32_t>(front.authors.size()));
  head.number(static_cast<std::uint32_t>(front.keys.size()));
  head.number(static_cast<std::uint32_t>(front.passed_on.size()));
  head.number(static_cast<std::uint16_t>(front.slots.size()));
  if (form == kForm)
    head.number(static_cast<std::uint32_t>(front.checkpoints.size()));
  for (const auto& [id, key] : front.authors)
    head.raw(id.bytes).raw(key);
  TRY(out.put(head.view()));
  for (std::size_t i = 0; i < front.keys.size(); ++i) {
    Writer row(32);
    row.raw(front.keys.compartments[i].bytes).number(front.keys.epochs[i]);
    TRY(out.put(row.view()));
    TRY(out.put(front.keys.key(i)));
  }
  for (const WrappedKey& row : front.passed_on) {
    Writer out_row(160);
    out_row.raw(row.compartment.bytes).number(row.epoch).raw(row.recipient.bytes);
    out_row.raw(row.ephemeral).raw(row.nonce).raw(row.wrapped);
    TRY(out.put(out_row.view()));
  }
  for (const Bytes& slot : front.slots) {
    Writer length(8);
    length.number(static_cast<std::uint32_t>(slot.size()));
    TRY(out.put(length.view()));
    TRY(out.put(slot));
  }
  for (const CheckpointRow& row : front.checkpoints) {
    Writer bytes(weight_of(row));
    bytes.number(static_cast<std::uint32_t>(row.body.size())).raw(row.body);
    bytes.raw(row.author.bytes).raw(row.sig).number(row.kind);
    bytes.number(static_cast<std::uint32_t>(row.anchor.size())).raw(row.anchor);
    TRY(out.put(bytes.view()));
  }
  return {};
}

Result<void> write_entry(SealedWriter& out, ByteView header, ByteView sig, bool blank,
                         ByteView ct) {
  Writer row(header.size() + sig.size() + 8);
  row.number(static_cast<std::uint32_t>(header.size())).raw(header).raw(sig);
  row.number(blank ? kBlank : static_cast<std::uint32_t>(ct.size()));
  TRY(out.put(row.view()));
  return blank ? Result<void>{} : out.put(ct);
}

Result<void> write_end(SealedWriter& out, ByteView signing) {
  TRY(out.put(sign(signing, signed_part(out.hash()))));
  return out.finish();
}

namespace {

Result<void> read_authors(SealedReader& in, std::uint32_t count, BundleFront& out) {
  for (std::uint32_t i = 0; i < count; ++i) {
    const AuthorId id{TRY(in.array<16>())};
    const PublicKey key = TRY(in.array<32>());
    if (author_of(key) != id)
      return hostile("a signing key in this bundle does not fit its name");
    out.authors.emplace(id, key);
  }
  return {};
}

Result<void> read_keys(SealedReader& in, std::uint32_t count, BundleFront& out) {
  // Grown piece by piece: a number alone must not claim memory. Growing overwrites what it leaves.
  Secret<Bytes> all;
  for (std::uint32_t i = 0; i < count; ++i) {
    out.keys.compartments.push_back({TRY(in.array<16>())});
    out.keys.epochs.push_back(TRY(in.number<std::uint32_t>()));
    if (all.reveal().size() == all.reveal().capacity()) {
      Bytes wider;
      wider.reserve(std::max<std::size_t>(1024, all.reveal().size() * 2));
      wider.assign(all.reveal().begin(), all.reveal().end());
      all = Secret<Bytes>(std::move(wider));
    }
    const ByteView key = TRY(in.take(32));
    all.reveal().insert(all.reveal().end(), key.begin(), key.end());
  }
  out.keys.keys = std::move(all);
  return {};
}

Result<void> read_passed_on(SealedReader& in, std::uint32_t count, BundleFront& out) {
  for (std::uint32_t i = 0; i < count; ++i) {
    WrappedKey row;
    row.compartment.bytes = TRY(in.array<16>());
    row.epoch = TRY(in.number<std::uint32_t>());
    row.recipient.bytes = TRY(in.array<16>());
    row.ephemeral = TRY(in.array<32>());
    row.nonce = TRY(in.array<24>());
    row.wrapped = TRY(in.array<48>());
    out.passed_on.push_back(row);
  }
  return {};
}

Result<void> read_slots(SealedReader& in, std::uint16_t count, BundleFront& out) {
  for (std::uint16_t i = 0; i < count; ++i) {
    const auto length = TRY(in.number<std::uint32_t>());
    if (length > kMaxSlot)
      return hostile("this bundle asks for more than a bundle may hold");
    const ByteView slot = TRY(in.take(length));
    out.slots.emplace_back(slot.begin(), slot.end());
  }
  return {};
}

Result<void> read_checkpoints(SealedReader& in, std::uint32_t count, BundleFront& out) {
  std::size_t left = kMostCheckpointBytes;
  const auto part = [&]() -> Result<Bytes> {
    const auto length = TRY(in.number<std::uint32_t>());
    if (length > left || length > kMostCheckpointBytes / 64)
      return hostile("this bundle asks for more than a bundle may hold");
    left -= length;
    const ByteView bytes = TRY(in.take(length));
    return Bytes(bytes.begin(), bytes.end());
  };
  for (std::uint32_t i = 0; i < count; ++i) {
    CheckpointRow row;
    row.body = TRY(part());
    row.author.bytes = TRY(in.array<16>());
    row.sig = TRY(in.array<64>());
    row.kind = TRY(in.number<std::uint8_t>());
    row.anchor = TRY(part());
    out.checkpoints.push_back(std::move(row));
  }
  return {};
}

}  // namespace

Result<BundleFront> read_front(SealedReader& in) {
  const ByteView beginning = TRY(in.take(6));
  Reader look(beginning);
  const bool ours = look.literal("BNDL");
  const auto form = look.number<std::uint16_t>();
  if (!ours || (form != kFirstForm && form != kForm))
    return hostile("this bundle has a form that this program does not know");
  BundleFront out;
  out.sender.bytes = TRY(in.array<16>());
  out.sender_key = TRY(in.array<32>());
  out.registry.bytes = TRY(in.array<16>());
  out.entries = TRY(in.number<std::uint32_t>());
  const auto authors = TRY(in.number<std::uint32_t>());
  const auto keys = TRY(in.number<std::uint32_t>());
  const auto passed_on = TRY(in.number<std::uint32_t>());
  const auto slots = TRY(in.number<std::uint16_t>());
  const auto checkpoints = form == kForm ? TRY(in.number<std::uint32_t>()) : 0;
  if (checkpoints > kMostCheckpoints)
    return hostile("this bundle asks for more than a bundle may hold");
  if (out.entries > kMostEntries || authors > kMostAuthors || keys > kMostKeys ||
      passed_on > kMostKeys || slots > kMostSlots || author_of(out.sender_key) != out.sender)
    return hostile("this bundle asks for more than a bundle may hold");
  TRY(read_authors(in, authors, out));
  TRY(read_keys(in, keys, out));
  TRY(read_passed_on(in, passed_on, out));
  TRY(read_slots(in, slots, out));
  TRY(read_checkpoints(in, checkpoints, out));
  return out;
}

Result<BundledEntry> read_entry(SealedReader& in, const VaultId& vault,
                                const std::optional<Compartment>& only) {
  BundledEntry out;
  const auto length = TRY(in.number<std::uint32_t>());
  if (length < kHeaderBytes || length > kMaxHeader)
    return hostile("an entry in this bundle has a header of an impossible size");
  const ByteView header = TRY(in.take(length));
  out.header_bytes.assign(header.begin(), header.end());
  std::optional<Header> parsed = parse_header(out.header_bytes);
  if (!parsed)
    return hostile("the header of an entry in this bundle cannot be read");
  if (parsed->vault != vault)
    return hostile("an entry in this bundle belongs to another vault");
  out.header = std::move(*parsed);
  out.id = id_of(out.header_bytes);
  out.sig = TRY(in.array<64>());
  const auto sealed = TRY(in.number<std::uint32_t>());
  out.blank = sealed == kBlank;
  if (out.blank)
    return out;
  if (sealed != out.header.ct_len || sealed > kMaxSealed)
    return hostile("an entry in this bundle is not as long as it says");
  for (std::size_t left = sealed; left > 0;) {
    const ByteView part = TRY(in.take(std::min(left, kPieceBytes)));
    if (!only || *only == out.header.compartment)
      out.ct.insert(out.ct.end(), part.begin(), part.end());
    left -= part.size();
  }
  return out;
}

Result<void> read_end(SealedReader& in, const PublicKey& sender) {
  const Hash32 hash = in.hash();
  const auto sig = TRY(in.array<64>());
  if (!signed_by(sender, signed_part(hash), sig))
    return hostile("this bundle was not signed by the device that it names");
  return in.expect_end();
}

}  // namespace manumit::vault
