// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace manumit::desk {

/// The text as a QR code, drawn as one SVG: black on white with the quiet zone that the standard
/// (ISO/IEC 18004) asks for, so that a telephone reads it from a dark screen and from paper.
/// Error correction M. Refuses more than 2,331 bytes.
[[nodiscard]] Result<std::string> qr_svg(std::string_view text);

}  // namespace manumit::desk
