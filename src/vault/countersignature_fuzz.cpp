// SPDX-License-Identifier: Apache-2.0
//
// What a witness hands over and what somebody types for a line: whatever comes, reading ends, and
// what is accepted is written again to the same bytes.
#include "anchors.h"
#include "base/check.h"

using namespace manumit;
using namespace manumit::vault;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  start_crypto();
  const ByteView bytes(data, size);
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto line = read_anchor_line(text))
    MANUMIT_CHECK(read_anchor_line(text_of(*line)) == *line);
  static_cast<void>(parse_countersignature(bytes));
  if (const auto said = parse_checkpoint(bytes))
    MANUMIT_CHECK(encode(*said) == Bytes(data, data + size));
  // A signature keeps noise out of the parser behind it, so it also gets the noise with one.
  if (size <= kMostCountersignature) {
    Bytes seed(32, 7);
    Bytes secret(64);
    const PublicKey key = signing_key(seed, secret);
    Countersignature said{.at_ms = 1, .line = {}, .witness = key, .name = std::string(text)};
    std::copy_n(data, std::min(size, said.line.digest.size()), said.line.digest.begin());
    const auto again = parse_countersignature(encode(said, secret));
    MANUMIT_CHECK(again.has_value() && again->line == said.line);
    MANUMIT_CHECK(encode(*again, secret) == encode(said, secret));
  }
  return 0;
}
