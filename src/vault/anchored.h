// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <vector>

#include "chain_ends.h"
#include "vault/proof.h"

namespace manumit::vault {

/// Which noted states cover an entry, for proofs: of each witness the earliest, and the earliest
/// line of all where no witness has that one. A state that the chains do not bear out is none.
///
/// For each author that is asked about every noted state is looked at once; then the paths alone.
class Anchored {
 public:
  /// The vault's state must not change meanwhile.
  Anchored(const OpenVault& vault, const WholeChains& all) : vault_(vault), all_(all) {}

  [[nodiscard]] std::vector<AnchoredAt> places_of(const AuthorId& author, std::uint64_t seq);
  /// Those that a place was given in, as the places count them.
  [[nodiscard]] std::vector<ProvedAnchor> used() const;

 private:
  /// One state that holds, and how much of one author's chain it covers.
  struct Step {
    std::uint64_t entries = 0;
    std::size_t state = 0;
    std::int64_t at_ms = 0;
  };
  /// The earliest first; each covers more than all before it.
  using Stairs = std::vector<Step>;
  struct Chain {
    std::map<PublicKey, Stairs> of_witness;
    Stairs of_paper;
  };
  [[nodiscard]] const Chain& chain_of(const AuthorId& author);
  [[nodiscard]] Chain read_chain(const AuthorId& author) const;
  [[nodiscard]] std::vector<Step> borne_out(const AuthorId& author) const;
  [[nodiscard]] AnchoredAt place(const Step& step, bool witnessed, const AuthorId& author,
                                 std::uint64_t seq);

  const OpenVault& vault_;
  const WholeChains& all_;
  std::map<AuthorId, Chain> chains_;
  std::vector<std::pair<std::size_t, bool>> used_;  ///< states, and whether their witness counts
};

}  // namespace manumit::vault
