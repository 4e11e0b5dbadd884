// SPDX-License-Identifier: Apache-2.0
// A module that was named needs ground; that gives no right to its doors.
#include "ground/door.h"

int top_stones();
int top_stones() {
  return ground::stone();
}
