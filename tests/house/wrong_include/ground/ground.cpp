// SPDX-License-Identifier: Apache-2.0
#include "ground/door.h"
#include "inner.h"

int ground::stone() {
  return kStone;
}
