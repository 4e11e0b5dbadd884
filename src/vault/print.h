// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "crypto.h"

namespace manumit::vault {

/// To read aloud: groups of four letters and digits, none of which is mistaken for another.
[[nodiscard]] std::string in_groups(ByteView bytes);
[[nodiscard]] std::string fingerprint(const PublicKey& key);

}  // namespace manumit::vault
