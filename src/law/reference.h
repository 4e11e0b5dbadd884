// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace manumit::law {

/// The instrument whose elements others are compared with: the Palermo Protocol.
inline constexpr std::string_view kReference = "un.palermo.2000";

}  // namespace manumit::law
