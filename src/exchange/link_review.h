// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "casework/link_agreement.h"
#include "casework/link_fold.h"
#include "exchange/vault_linkage.h"
#include "vault/ids.h"

namespace manumit::exchange {

/// A pair of a run as it stands with people now.
struct ReviewedPair {
  link::RecordPair rows;
  double weight = 0;
  const casework::LinkPair* decided = nullptr;  ///< Null where nobody ever said anything of it.
  /// Whether a verdict holds.
  [[nodiscard]] bool is_decided() const { return decided != nullptr && decided->verdict; }
};

/// Which pairs of a run are wanted.
enum class PairsShown : std::uint8_t {
  linked,    ///< both records in one cluster
  doubtful,  ///< between -5 and +5 bits, and no verdict holds
  all,       ///< from -5 bits on
};

/// The heaviest first. Pairs that people have decided on are among "all" and "linked" whatever they
/// weigh and whether or not a rule found them. What they point at is in `links`.
[[nodiscard]] std::vector<ReviewedPair> pairs_of(const VaultLinkage& run,
                                                 const casework::Links& links, PairsShown shown);

/// Pairs that wait for a member's word, what teaches most first. Those are not among them on which
/// a verdict holds, on which people disagree, that are one group already by other pairs, and of
/// which this member has said something in the queue.
[[nodiscard]] std::vector<ReviewedPair> waiting_for(const VaultLinkage& run,
                                                    const casework::Links& links,
                                                    const vault::MemberId& member);
/// Pairs on which people disagree, in the order of the vault's pairs.
[[nodiscard]] std::vector<ReviewedPair> disagreed_in(const VaultLinkage& run,
                                                     const casework::Links& links);

/// How far people have come with a run.
struct ReviewState {
  std::size_t waiting = 0;  ///< for this member
  std::size_t doubtful = 0;
  std::size_t one_said = 0;
  std::size_t disagreed = 0;
  std::size_t agreed = 0;  ///< A verdict holds.
  std::optional<casework::Agreement> agreement;
};
[[nodiscard]] ReviewState review_of(const VaultLinkage& run, const casework::Links& links,
                                    const vault::MemberId& member);

/// A cluster of two records or more, and what speaks for and against it.
struct ProposedCluster {
  std::vector<std::uint32_t> rows;  ///< In their order.
  std::vector<ReviewedPair> edges;  ///< Pairs inside it that were kept or decided on.
};
/// So many from `offset` on, the largest first; `total` is how many there are.
struct ProposedClusters {
  std::size_t total = 0;
  std::vector<ProposedCluster> shown;
};
[[nodiscard]] ProposedClusters clusters_of(const VaultLinkage& run, const casework::Links& links,
                                           std::size_t offset, std::size_t limit);

}  // namespace manumit::exchange
