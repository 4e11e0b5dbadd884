// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <unordered_set>

#include "bundle.h"
#include "chains.h"
#include "open_vault.h"
#include "vault/merge.h"

namespace manumit::vault {

/// Takes entries from elsewhere into the file, within one transaction: each goes to its place if
/// its device is admitted and all that it names is there, and into `waiting` if not. What is here
/// already is passed over, so bundles may come twice and in any order.
class Merging {
 public:
  /// `chains` are those of the file; `registry` is folded from the vault's own entries, the ones
  /// that are about to arrive included.
  Merging(OpenVault& vault, Chains chains, const Registry& registry, const Authors& senders_keys);
  [[nodiscard]] Result<void> begin();
  /// An entry whose id, signature and cipher text's hash hold.
  [[nodiscard]] Result<void> take(BundledEntry&& entry);
  /// Looks again at all that waits, until nothing more finds its place; then notes forks and
  /// counts.
  [[nodiscard]] Result<MergeReport> finish();
  /// Whether it is in the file, or waits.
  [[nodiscard]] bool known(const EntryId& id) const { return known_.count(id) != 0; }
  [[nodiscard]] const PublicKey* key_of(const AuthorId& author) const;
  /// As they are after the last entry.
  [[nodiscard]] const Authors& listed() const { return listed_; }
  [[nodiscard]] std::vector<Head> heads() const { return chains_.heads(); }
  [[nodiscard]] const Chains& chains() const { return chains_; }
  [[nodiscard]] std::uint64_t last_row() const { return next_row_ - 1; }

 private:
  [[nodiscard]] Result<void> read_known();
  [[nodiscard]] bool has_place(const Header& header) const;
  [[nodiscard]] bool fits(const Header& header) const;
  [[nodiscard]] bool proved(const BundledEntry& entry) const;
  [[nodiscard]] bool explained(const BundledEntry& entry) const;
  [[nodiscard]] Result<void> place(BundledEntry&& entry);
  [[nodiscard]] Result<void> wait(const BundledEntry& entry);
  [[nodiscard]] Result<bool> release_waiting();
  [[nodiscard]] Result<void> find_orders() const;
  [[nodiscard]] Result<void> admit_author(const AuthorId& author);
  [[nodiscard]] Result<void> note_fork(const BundledEntry& entry);
  OpenVault* vault_;
  Chains chains_;
  const Registry* registry_;
  const Authors* senders_keys_;
  Authors listed_;
  Authors waiting_keys_;
  std::unordered_set<EntryId, IdHash> known_;
  std::set<Compartment> blanked_;  ///< on orders that were not carried out here yet
  Statement insert_, wait_;
  std::uint64_t next_row_ = 0;
  MergeReport report_;
};

}  // namespace manumit::vault
