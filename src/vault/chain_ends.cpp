// SPDX-License-Identifier: Apache-2.0
#include "chain_ends.h"

#include "anchors.h"

namespace manumit::vault {
namespace {

/// What this vault holds was checked when it was opened or written.
Result<Scan> followed(const OpenVault& vault) {
  return scan_headers(vault, vault.last_row, vault.last_row);
}

}  // namespace

std::vector<ChainEnd> chain_ends(const Chains& chains) {
  std::vector<ChainEnd> out;
  for (const Head& head : chains.heads()) {
    ChainEnd end{head, {}};
    if (const auto ids = chains.up_to(head))
      end.root = root_over(*ids);
    out.push_back(end);
  }
  return out;
}

Result<std::vector<ChainEnd>> chain_ends(const OpenVault& vault) {
  return chain_ends(TRY(followed(vault)).chains);
}

Result<WholeChains> whole_chains(const OpenVault& vault) {
  const Scan scan = TRY(followed(vault));
  WholeChains out;
  for (const Head& head : scan.chains.heads()) {
    ChainEnd& end = out.ends.emplace_back(ChainEnd{head, {}});
    const auto ids = scan.chains.up_to(head);
    if (!ids)
      continue;
    std::vector<Hash32> leaves;
    leaves.reserve(ids->size());
    for (const EntryId& id : *ids)
      leaves.push_back(chain_leaf(id));
    const StandingTree& tree =
        out.trees.emplace(head.author, StandingTree(std::move(leaves))).first->second;
    end.root = tree.root(tree.leaves().size());
  }
  return out;
}

}  // namespace manumit::vault
