// SPDX-License-Identifier: Apache-2.0
// Two doors of two modules that were named: this compiles.
#include "ground/door.h"
#include "middle/door.h"

int top_stones();
int top_stones() {
  return ground::stone() + middle::two_stones();
}
