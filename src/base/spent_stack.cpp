// SPDX-License-Identifier: Apache-2.0
#include "base/spent_stack.h"

#include <string.h>  // explicit_bzero

namespace manumit {
namespace {

constexpr unsigned kDeep = 256U << 10;

}  // namespace

// In a frame of its own, so that its array lies where the frames of the others lay; and nothing
// lies in that frame above it, no zone of a sanitizer and no guard.
__attribute__((noinline, no_sanitize_address, no_stack_protector)) void
wipe_spent_stack() noexcept {
  unsigned char spent[kDeep];
  explicit_bzero(spent, sizeof spent);
}

}  // namespace manumit
