// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "crypto.h"
#include "vault/anchor.h"

namespace manumit::vault {

/// What a witness signs: that they had this line at this time. docs/formats/mnv1.md §8.
struct Countersignature {
  std::int64_t at_ms = 0;
  AnchorLine line;
  PublicKey witness{};
  std::string name;
};
constexpr std::size_t kMostWitnessName = 200;
/// The longest that there can be, with room to spare.
constexpr std::size_t kMostCountersignature = 1024;

/// Signed by the witness's key in its long form.
[[nodiscard]] Bytes encode(const Countersignature& said, ByteView signing);
/// Only the one canonical form, and only if the key that stands in it signed it.
[[nodiscard]] std::optional<Countersignature> parse_countersignature(ByteView bytes);

}  // namespace manumit::vault
