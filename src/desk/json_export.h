// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "exchange/export.h"

namespace manumit::desk {

/// Reads which cases a page wants written, and as what: {"format","cases","life_critical"}.
[[nodiscard]] Result<exchange::ExportRequest> read_export_request(std::string_view json);

}  // namespace manumit::desk
