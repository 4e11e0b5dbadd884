// SPDX-License-Identifier: Apache-2.0
//
// The body of a piece of a file, as whoever holds the file's key can make it: either refused, or
// exactly what would be written.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "file_piece.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  if (const auto piece = manumit::vault::parse_piece(body)) {
    MANUMIT_CHECK(manumit::vault::encode_piece(piece->index, piece->last,
                                               manumit::bytes_of(piece->bytes)) == body);
  }
  return 0;
}
