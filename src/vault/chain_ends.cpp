// SPDX-License-Identifier: Apache-2.0
#include "chain_ends.h"

#include "anchors.h"

namespace manumit::vault {

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
  // What this vault holds was checked when it was opened or written.
  const Scan scan = TRY(scan_headers(vault, vault.last_row, vault.last_row));
  return chain_ends(scan.chains);
}

}  // namespace manumit::vault
