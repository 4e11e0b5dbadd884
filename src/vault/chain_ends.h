// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "checkpoint.h"
#include "open_vault.h"

namespace manumit::vault {

/// Where all chains of the vault end, by author ascending, with the tree over each; of a copied
/// device the branch that the head names. A root of zeros stands for a chain of which an entry is
/// missing in the middle: its end vouches for the rest all the same. Reads all headers: about 0.3 s
/// for 100,000 entries.
[[nodiscard]] Result<std::vector<ChainEnd>> chain_ends(const OpenVault& vault);
/// The same of chains that were followed already.
[[nodiscard]] std::vector<ChainEnd> chain_ends(const Chains& chains);

}  // namespace manumit::vault
