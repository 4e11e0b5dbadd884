// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "shard_bytes.h"
#include "shards.h"

/// Any bytes are the result of a shard, and are written again as they were, or they are refused; so
/// with a plan.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace manumit;
  using namespace manumit::link;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  if (const auto shard = read_shard(text, "fuzz"))
    MANUMIT_CHECK(bytes_of_shard(shard->whose, shard->rules) == text);
  if (const auto plan = read_plan(text, "fuzz.toml"))
    MANUMIT_CHECK(read_plan(written(*plan), "fuzz.toml").has_value());
  return 0;
}
