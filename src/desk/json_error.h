// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/json_write.h"
#include "base/result.h"

namespace manumit::desk {

/// The error with its sentence, place, advice and fills.
void write(JsonWriter& json, const Error& error);

/// "bad_input".
[[nodiscard]] std::string_view kind_name(Error::Kind kind);

}  // namespace manumit::desk
