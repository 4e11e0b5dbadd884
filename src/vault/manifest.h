// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/bytes.h"

namespace manumit::vault {

/// What a device signs of a dossier's list of files: docs/formats/dossier.md.
[[nodiscard]] Bytes manifest_message(ByteView manifest);

}  // namespace manumit::vault
