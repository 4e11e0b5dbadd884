// SPDX-License-Identifier: Apache-2.0
#include "envelope.h"

#include <algorithm>
#include <bit>

#include "little_endian.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kFloor = 512;
constexpr std::size_t kFront = 2 + 8 + 4;

}  // namespace

std::size_t padded_size(std::size_t length) {
  if (length <= kFloor)
    return kFloor;
  // Nikitin, Barman, Lueks, Underwood, Hubaux, Ford (2019), "Reducing Metadata Leakage from
  // Encrypted Files and Communication with PURBs", PoPETs 2019(4), pp. 6-33: Padmé, algorithm 1.
  const auto exponent = static_cast<std::size_t>(std::bit_width(length) - 1);
  const auto kept = static_cast<std::size_t>(std::bit_width(exponent));
  const std::size_t mask = (std::size_t{1} << (exponent - kept)) - 1;
  return (length + mask) & ~mask;
}

Bytes pack(EntryKind kind, std::int64_t written_ms, std::string_view body) {
  const std::size_t size = padded_size(kFront + body.size());
  Writer out(size);
  out.number(static_cast<std::uint16_t>(kind)).number(static_cast<std::uint64_t>(written_ms));
  out.number(static_cast<std::uint32_t>(body.size())).text(body);
  Bytes plain = out.take();
  plain.resize(size);
  return plain;
}

std::optional<Envelope> unpack(ByteView plain) {
  Reader in(plain);
  Envelope out;
  out.kind = static_cast<EntryKind>(in.number<std::uint16_t>());
  out.written_ms = static_cast<std::int64_t>(in.number<std::uint64_t>());
  const std::size_t length = in.number<std::uint32_t>();
  if (length > kMaxBody || plain.size() != padded_size(kFront + length))
    return std::nullopt;
  const ByteView body = in.raw(length);
  const ByteView zeros = in.raw(in.left());
  if (!in.sound() || std::any_of(zeros.begin(), zeros.end(), [](auto b) { return b != 0; }))
    return std::nullopt;
  out.body.assign(reinterpret_cast<const char*>(body.data()), body.size());
  return out;
}

}  // namespace manumit::vault
