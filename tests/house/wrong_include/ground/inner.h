// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ground {
inline constexpr int kStone = 1;
}
