// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/result.h"
#include "base/surroundings.h"
#include "vault/verdict.h"

namespace manumit::vault {

struct SalvageWish {
  std::filesystem::path damaged;  ///< NAME.mnv
  /// Other copies of the same vault, sound or not: what is lost in the damaged one may be in them.
  std::vector<std::filesystem::path> others = {};
  std::filesystem::path target;  ///< a new NAME.mnv; its keys go beside it
};

/// What a salvage brought together, and what not.
struct Salvaged {
  std::uint64_t entries = 0;
  std::uint64_t waiting = 0;  ///< for their predecessor, as before
  std::uint64_t devices = 0;
  std::uint64_t erasures = 0;
  std::uint64_t checkpoints = 0;
  std::uint64_t forks = 0;
  /// Entries whose device's key is lost: kept, though nobody can tell any more who signed them.
  std::uint64_t unproved = 0;
  /// Entries that are known to have been there and could not be saved: row and id as far as known,
  /// and why. The row is that in the damaged file.
  std::vector<Damage> lost;
  std::uint64_t entries_lost = 0;  ///< of a wide gap `lost` has one line
  Verdict verdict;                 ///< of the new file, without a key
  bool keys_copied = false;        ///< NAME.mnk lay beside the damaged file, and is copied as it is
};

/// Copies every sound entry of a damaged vault into a new one beside it, in the order of causes and
/// effects and numbered anew. Needs no key; the damaged file is not changed, and is better kept.
///
/// It reads the pages one by one and not through the tree that leads to them, so it works where a
/// page that leads to others is lost, and on a file cut short. An entry is taken if its hashes hold
/// and its author signed it; one whose predecessor is lost too: the new file then has a hole, which
/// every check reports until the lost entry comes back. A salvage of a file into which it came back
/// by a bundle puts all in order again. Nobody may have the vault open. About 20 s for 100,000
/// entries.
[[nodiscard]] Result<Salvaged> salvage(const SalvageWish& wish, const Progress& progress = {});

}  // namespace manumit::vault
