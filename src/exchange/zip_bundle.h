// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace manumit::exchange {

struct BundledFile {
  std::string name;
  std::string bytes;
};

/// A zip file that holds these files in this order. The same files give the same bytes: every
/// time inside is 1 January 1980, and nothing tells who packed it.
[[nodiscard]] Result<Bytes> zip_bundle(const std::vector<BundledFile>& files);

}  // namespace manumit::exchange
