// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "vault/ids.h"

namespace manumit::vault {

/// How much of the vault a bundle is to hold.
enum class BundleReach : std::uint8_t {
  everything,
  what_they_lack,
};

/// What a bundle that was made holds.
struct BundleMade {
  std::uint64_t entries = 0;
  std::uint64_t had = 0;         ///< not sent, as its receiver's computer said that it has them
  std::uint64_t their_last = 0;  ///< the number of that computer's entry that says so; 0 if none
  std::uint64_t left_out = 0;    ///< damaged here, so not passed on
  std::uint64_t keys = 0;        ///< that its receiver may hold
  std::uint64_t bytes = 0;
};

/// What became of the entries of a bundle.
struct MergeReport {
  std::string from;           ///< the member whose device made it, as this vault knows them
  std::uint64_t entries = 0;  ///< in the bundle
  std::uint64_t added = 0;
  std::uint64_t known = 0;        ///< were here already
  std::uint64_t waiting = 0;      ///< all that wait now for an entry or a device that is not here
  std::uint64_t released = 0;     ///< had waited from an earlier bundle, and have their place now
  std::uint64_t erased = 0;       ///< belong to something erased: kept without their contents
  std::uint64_t quarantined = 0;  ///< by a revoked device, after its last number that counts
  std::uint64_t keys = 0;         ///< that are new here
  std::uint64_t anchors = 0;      ///< noted on other computers, or witnessed, and new here
  std::vector<AuthorId> forked;   ///< devices found to have been copied
};

}  // namespace manumit::vault
