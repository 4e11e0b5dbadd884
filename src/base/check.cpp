// SPDX-License-Identifier: Apache-2.0
#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace manumit::detail {

void broken_promise(const char* condition, const char* file, int line) {
  // A condition is our own source text, never data.
  std::fprintf(stderr,
               "manumit: a promise inside the program was broken (%s, %s:%d). "
               "It stopped before writing anything further.\n",
               condition, file, line);
  std::fflush(stderr);
  std::abort();
}

}  // namespace manumit::detail
