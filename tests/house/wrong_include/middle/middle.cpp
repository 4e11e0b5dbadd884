// SPDX-License-Identifier: Apache-2.0
#include "ground/door.h"
#include "middle/door.h"

int middle::two_stones() {
  return 2 * ground::stone();
}
