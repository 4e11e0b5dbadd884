// SPDX-License-Identifier: Apache-2.0
// Compiles as it stands; the build file is what is wrong here.
#include "ground/door.h"
#include "middle/door.h"

int top_stones();
int top_stones() {
  return ground::stone() + middle::two_stones();
}
