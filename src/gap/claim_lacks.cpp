// SPDX-License-Identifier: Apache-2.0
#include "claim.h"

namespace manumit::gap {
namespace {

bool is_meant(const Meant& meant) {
  return !meant.measures.empty() || !meant.role.empty();
}

}  // namespace

std::string_view lacks(const Claim& claim) {
  const bool has_value = claim.value.has_value();
  switch (claim.kind) {
    case ClaimKind::value:
      return has_value ? "" : "value";
    case ClaimKind::steps:
      return !has_value ? "value" : claim.step.empty() ? "step" : "";
    case ClaimKind::change:
      return !claim.from ? "from" : has_value ? "" : "value";
    case ClaimKind::in_force:
      return claim.law.empty() ? "law" : "";
    case ClaimKind::ratio:
    case ClaimKind::sources:
      break;
  }
  return !is_meant(claim.meant) ? "measure" : is_meant(claim.other) ? "" : "other.measure";
}

}  // namespace manumit::gap
