// SPDX-License-Identifier: Apache-2.0
#include "answer.h"

namespace manumit::estimate {

std::string shown_95(const Intervals& intervals) {
  for (const char* kind :
       {"bca_95", "posterior_95", "percentile_95", "profile_95", "lognormal_95", "symmetric_95"}) {
    if (intervals.contains(kind))
      return kind;
  }
  return {};
}

std::string shown_80(const Intervals& intervals) {
  std::string kind = shown_95(intervals);
  if (kind.empty())
    return {};
  kind.replace(kind.size() - 2, 2, "80");
  return intervals.contains(kind) ? kind : std::string();
}

}  // namespace manumit::estimate
