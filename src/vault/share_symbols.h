// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "base/bytes.h"
#include "reed_solomon.h"
#include "vault/recovery.h"

namespace manumit::vault {

/// form | set 2 | index | threshold | total | value 32. docs/formats/mnv1.md §6.
constexpr std::size_t kShareBytes = 1 + 2 + 3 + 32;
/// With the parity: as many words has a share.
constexpr std::size_t kShareSymbols = kShareBytes + kParity;

using ShareSymbols = Secret<std::array<std::uint8_t, kShareSymbols>>;

[[nodiscard]] ShareSymbols symbols_of(const Share& share);
/// The part without the parity.
[[nodiscard]] inline ByteView hashed_part(const ShareSymbols& symbols) {
  return ByteView(symbols.reveal()).first(kShareBytes);
}

/// `text` has been mended. Fails on a later form and on numbers that no share has.
[[nodiscard]] Result<Share> share_of(const ShareSymbols& symbols);

/// Mends in place and says what; `faults` are the places that cannot be read, by place, each once.
/// Nothing if more is wrong than can be mended.
[[nodiscard]] std::optional<std::vector<MendedWord>> mend_share(
    ShareSymbols& symbols, const std::vector<MendedWord>& faults);

}  // namespace manumit::vault
