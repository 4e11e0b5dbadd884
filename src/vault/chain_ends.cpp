// SPDX-License-Identifier: Apache-2.0
#include "chain_ends.h"

#include <algorithm>

#include "merkle.h"

namespace manumit::vault {
namespace {

struct Link {
  std::uint64_t row = 0;
  EntryId prev;
};
using Links = std::unordered_map<EntryId, Link, IdHash>;

Result<Links> read_links(const OpenVault& vault) {
  Links out;
  const Readers::Loan reader = TRY(vault.readers->borrow());
  RowStream rows = TRY(RowStream::over(reader.database(), false, vault.last_row));
  for (std::vector<StoredRow> block = TRY(rows.next()); !block.empty(); block = TRY(rows.next())) {
    for (const StoredRow& row : block) {
      const RowFinding checked = check_row(row, vault.id, vault.authors, {.checksum = false});
      if (checked.header)
        out.emplace(*checked.id, Link{row.n, checked.header->prev});
    }
  }
  return out;
}

/// From the head back to the first entry; nothing if one between is not here.
std::optional<WholeChain> chain_to(const Head& head, const Links& links) {
  WholeChain out{.head = head, .leaves = std::vector<Hash32>(head.seq)};
  EntryId id = head.id;
  for (std::uint64_t seq = head.seq; seq > 0; --seq) {
    const auto link = links.find(id);
    if (link == links.end())
      return std::nullopt;
    out.leaves[seq - 1] = chain_leaf(id);
    id = link->second.prev;
  }
  return id == EntryId{} ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

Result<WholeChains> whole_chains(const OpenVault& vault) {
  const Links links = TRY(read_links(vault));
  WholeChains out;
  for (const Head& head : vault.heads) {
    // No chain is longer than the file: a head that says so is damaged.
    if (head.seq > links.size())
      continue;
    if (auto chain = chain_to(head, links))
      out.chains.emplace(head.author, std::move(*chain));
  }
  for (const auto& [id, link] : links)
    out.rows.emplace(id, link.row);
  return out;
}

Checkpoint checkpoint_of(const OpenVault& vault, const WholeChains& all) {
  Checkpoint out{.vault = vault.id, .made_ms = vault.surroundings.now_ms(), .chains = {}};
  for (const auto& [author, chain] : all.chains)
    out.chains.push_back({chain.head, tree_root(chain.leaves)});
  return out;
}

}  // namespace manumit::vault
