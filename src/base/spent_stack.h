// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace manumit {

/// Overwrites what calls that have returned left on this thread's stack, 256 KiB deep. A short text
/// lies inside of its string and so on the stack, where nothing is freed and nothing wiped; a
/// thread that waits would keep it for hours. To be called from as far out as the work was called
/// from. Costs some microseconds.
void wipe_spent_stack() noexcept;

}  // namespace manumit
