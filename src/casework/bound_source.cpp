// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "casework/filing.h"
#include "vault/attachment.h"

namespace manumit::casework {

RecordId bound_source_id(const RecordId& case_id, std::string_view file_hash, std::uint64_t size) {
  const Result<Bytes> bytes = from_hex(file_hash);
  vault::FileHash hash{};
  if (!bytes || bytes->size() != hash.size())
    return {};
  std::copy(bytes->begin(), bytes->end(), hash.begin());
  std::array<std::uint8_t, 24> place{};
  std::copy(case_id.bytes.begin(), case_id.bytes.end(), place.begin());
  for (std::size_t i = 0; i < 8; ++i)
    place[16 + i] = static_cast<std::uint8_t>((size >> (8 * i)) & 0xFF);
  return RecordId{vault::bound_id(place, hash)};
}

bool keeps_file(const Source& source, const RecordId& case_id) {
  return source.kept && !source.id.is_zero() &&
         source.id == bound_source_id(case_id, source.file_hash, source.kept->size);
}

}  // namespace manumit::casework
