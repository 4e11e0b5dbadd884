// SPDX-License-Identifier: Apache-2.0
#include "vault/vault_for_tests.h"

#include "crypto.h"
#include "little_endian.h"

namespace manumit::vault {
namespace {

struct CountedBytes {
  std::uint64_t seed = 0;
  std::uint64_t calls = 0;
  void operator()(std::span<std::uint8_t> place) {
    start_crypto();
    ++calls;
    for (std::uint64_t block = 0; !place.empty(); ++block) {
      Writer numbers(24);
      numbers.number(seed).number(calls).number(block);
      const Hash32 bytes = hash32("mnv1-test", {numbers.view()});
      const std::size_t part = std::min(place.size(), bytes.size());
      std::memcpy(place.data(), bytes.data(), part);
      place = place.subspan(part);
    }
  }
};

}  // namespace

Surroundings test_surroundings(std::uint64_t seed) {
  return {.now_ms = TestClock{}, .random = CountedBytes{.seed = seed}};
}

}  // namespace manumit::vault
