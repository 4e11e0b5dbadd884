// SPDX-License-Identifier: Apache-2.0
//
// What people type for a share, and the row that the shares open: whatever comes, reading ends, and
// what is accepted is a share that is printed and read back as the same.
#include "base/check.h"
#include "recovery_slot.h"
#include "share_symbols.h"

using namespace manumit;
using namespace manumit::vault;

namespace {

void check_text(std::string_view text) {
  const auto read = read_share(text);
  if (!read) {
    MANUMIT_CHECK(!read.error().what.empty() && !read.error().next.empty());
    return;
  }
  MANUMIT_CHECK(read->mended.size() <= kMendable);
  const RecoveryShare printed = to_print(read->share);
  for (const auto* form : {&printed.words_en, &printed.words_ru, &printed.code}) {
    const auto again = read_share(form->reveal());
    MANUMIT_CHECK(again.has_value() && again->mended.empty());
    MANUMIT_CHECK(symbols_of(again->share).reveal() == symbols_of(read->share).reveal());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  start_crypto();
  check_text({reinterpret_cast<const char*>(data), size});
  const ByteView bytes(data, size);
  if (const auto slot = parse_recovery(bytes))
    MANUMIT_CHECK(encode(*slot) == Bytes(data, data + size));
  // A checksum keeps noise out of the parser behind it, so it also gets the noise with one.
  if (size < (1 << 16)) {
    Bytes summed(data, data + size);
    const Hash16 sum = hash16("mnv1-recslot", {bytes});
    summed.insert(summed.end(), sum.begin(), sum.end());
    if (const auto slot = parse_recovery(summed))
      MANUMIT_CHECK(encode(*slot) == summed);
  }
  return 0;
}
