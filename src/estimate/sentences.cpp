// SPDX-License-Identifier: Apache-2.0
#include "methods.h"

namespace manumit::estimate {

Error stopped() {
  return {.kind = Error::Kind::unavailable, .what = "the estimate was stopped before its end"};
}

}  // namespace manumit::estimate
