// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace manumit::detail {
/// Writes the place, never the data, and ends the program before it can write a wrong record.
[[noreturn]] void broken_promise(const char* condition, const char* file, int line);
}  // namespace manumit::detail

/// A promise that the program makes to itself; on in every build.
#define MANUMIT_CHECK(condition)      \
  ((condition) ? static_cast<void>(0) \
               : ::manumit::detail::broken_promise(#condition, __FILE__, __LINE__))
