// SPDX-License-Identifier: Apache-2.0
// A door, but of a module that was not named.
#include "middle/door.h"

int top_stones();
int top_stones() {
  return middle::two_stones();
}
