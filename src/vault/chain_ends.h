// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include "checkpoint.h"
#include "merkle.h"
#include "open_vault.h"

namespace manumit::vault {

/// Where all chains of the vault end, by author ascending, with the tree over each; of a copied
/// device the branch that the head names. A root of zeros stands for a chain of which an entry is
/// missing in the middle: its end vouches for the rest all the same. Reads all headers: about 0.3 s
/// for 100,000 entries.
[[nodiscard]] Result<std::vector<ChainEnd>> chain_ends(const OpenVault& vault);
/// The same of chains that were followed already.
[[nodiscard]] std::vector<ChainEnd> chain_ends(const Chains& chains);

/// All of that, with what proofs need besides: the tree under each root, whose leaves are
/// `chain_leaf` of each entry in order, but not of a chain with a hole.
struct WholeChains {
  std::vector<ChainEnd> ends;
  std::map<AuthorId, StandingTree> trees;
};
/// Besides, 64 bytes of memory an entry.
[[nodiscard]] Result<WholeChains> whole_chains(const OpenVault& vault);

}  // namespace manumit::vault
