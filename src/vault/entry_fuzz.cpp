// SPDX-License-Identifier: Apache-2.0
//
// Every structure of the format that is read from bytes: whatever comes, reading ends, and what is
// accepted is the one canonical form.
#include "base/check.h"
#include "envelope.h"
#include "header.h"
#include "mark.h"
#include "registry.h"
#include "slot.h"

using namespace manumit;
using namespace manumit::vault;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  start_crypto();
  const ByteView bytes(data, size);
  const Bytes whole(data, data + size);
  if (const auto header = parse_header(bytes))
    MANUMIT_CHECK(encode(*header) == whole);
  if (const auto said = unpack(bytes))
    MANUMIT_CHECK(pack(said->kind, said->written_ms, said->body) == whole);
  if (const auto slot = parse_slot(bytes))
    MANUMIT_CHECK(encode(*slot) == whole);
  static_cast<void>(parse_mark(VaultId{}, bytes, std::nullopt));
  // A checksum keeps noise out of the parsers behind it, so they also get the noise with one.
  if (size < (1 << 16)) {
    Bytes summed = whole;
    const Hash16 slot_sum = hash16("mnv1-slot", {bytes});
    summed.insert(summed.end(), slot_sum.begin(), slot_sum.end());
    if (const auto slot = parse_slot(summed))
      MANUMIT_CHECK(encode(*slot) == summed);
    summed = whole;
    const Hash16 mark_sum = hash16("mnv1-marksum", {bytes});
    summed.insert(summed.end(), mark_sum.begin(), mark_sum.end());
    static_cast<void>(parse_mark(VaultId{}, summed, std::nullopt));
  }
  // A founder, and then these bytes as each kind of the vault's own entries.
  const PublicKey own{};
  std::vector<OwnEntry> entries(1);
  entries[0] = {.row = 1,
                .author = author_of(own),
                .seq = 1,
                .readable = true,
                .kind = EntryKind::admit_device,
                .body = encode(AdmitDevice{own, {}, "device"})};
  for (std::uint16_t kind = 1; kind <= 8; ++kind) {
    OwnEntry entry = entries[0];
    entry.row = entry.seq = 1U + kind;
    entry.kind = static_cast<EntryKind>(kind);
    entry.body.assign(reinterpret_cast<const char*>(data), size);
    entries.push_back(std::move(entry));
  }
  static_cast<void>(Registry::fold(entries, {.own = own, .founder = author_of(own)}));
  return 0;
}
