// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "proof/check_dossier.h"
#include "read_dossier.h"

namespace manumit::proof {

/// What the noted states of a dossier come to: each by itself, and which entries stood in which.
class AnchorCheck {
 public:
  /// Nothing is said of any if the checkpoint does not hold.
  AnchorCheck(const GivenProofs& proofs, const std::optional<vault::SeenCheckpoint>& last,
              std::vector<Finding>& wrong);
  [[nodiscard]] const std::vector<SeenAnchor>& seen() const { return seen_; }
  /// Numbers, from 1 and rising, of those that hold and in which this entry stood.
  [[nodiscard]] const std::vector<std::size_t>& of_entry(std::size_t entry) const {
    return of_entry_[entry];
  }

 private:
  std::vector<SeenAnchor> seen_;
  std::vector<std::vector<std::size_t>> of_entry_;
};

}  // namespace manumit::proof
