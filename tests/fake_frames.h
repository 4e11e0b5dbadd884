// SPDX-License-Identifier: Apache-2.0
#pragma once

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#endif

namespace manumit::testing {

/// Under this option of the address sanitizer every frame lies in memory of its own that outlives
/// it, so what a plain stack overwrites is found again. ctest runs such tests once more without it.
inline bool frames_outlive_their_calls() {
#if defined(__SANITIZE_ADDRESS__)
  return __asan_get_current_fake_stack() != nullptr;
#else
  return false;
#endif
}

}  // namespace manumit::testing
