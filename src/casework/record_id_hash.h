// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstring>

#include "casework/answer.h"

namespace manumit::casework {

struct RecordIdHash {
  std::size_t operator()(const RecordId& id) const {
    std::size_t out = 0;  // the bytes are uniformly random
    std::memcpy(&out, id.bytes.data(), sizeof out);
    return out;
  }
};

}  // namespace manumit::casework
