// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "vault/entry.h"

namespace manumit::vault {

constexpr std::size_t kMaxBody = std::size_t{16} << 20;

/// What lies inside the cipher text: kind, time, body, and zeros up to a size class.
struct Envelope {
  EntryKind kind = EntryKind::filing;
  std::int64_t written_ms = 0;
  std::string body;
};

/// The size class of a length: at most 12 % more, and only O(log log n) bits of the length are
/// left to see. Nothing is smaller than 512 bytes, so a short note looks like a longer one.
[[nodiscard]] std::size_t padded_size(std::size_t length);

/// The padded plain text. Wipe it after use: it holds what a person said.
[[nodiscard]] Bytes pack(EntryKind kind, std::int64_t written_ms, std::string_view body);
/// Refuses any other padding than `pack` writes.
[[nodiscard]] std::optional<Envelope> unpack(ByteView plain);

}  // namespace manumit::vault
