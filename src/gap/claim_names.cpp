// SPDX-License-Identifier: Apache-2.0
#include "claim.h"

namespace manumit::gap {

std::string_view name_of(ClaimKind kind) {
  switch (kind) {
    case ClaimKind::value:
      return "value";
    case ClaimKind::change:
      return "change";
    case ClaimKind::ratio:
      return "ratio";
    case ClaimKind::in_force:
      return "in_force";
    case ClaimKind::steps:
      return "steps";
    case ClaimKind::sources:
      break;
  }
  return "sources";
}

std::string_view name_of(Bound bound) {
  switch (bound) {
    case Bound::about:
      return "about";
    case Bound::at_least:
      return "at_least";
    case Bound::at_most:
      return "at_most";
    case Bound::exactly:
      break;
  }
  return "exactly";
}

std::string_view name_of(Direction direction) {
  switch (direction) {
    case Direction::up:
      return "up";
    case Direction::down:
      return "down";
    case Direction::not_said:
      break;
  }
  return "";
}

std::string_view name_of(Answer answer) {
  switch (answer) {
    case Answer::supported:
      return "supported";
    case Answer::not_shown:
      return "not_shown";
    case Answer::contradicted:
      return "contradicted";
    case Answer::no_source:
      break;
  }
  return "no_source";
}

}  // namespace manumit::gap
