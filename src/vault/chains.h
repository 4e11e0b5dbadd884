// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "header.h"
#include "mark.h"
#include "vault/verdict.h"

namespace manumit::vault {

/// Follows every author's chain through the rows in file order. Each entry names its predecessor
/// by hash, so cutting out, reordering or renumbering leaves a break here.
class Chains {
 public:
  /// The next row, whose id is the hash of its header. Nothing if it fits.
  [[nodiscard]] std::optional<Damage::What> follow(const EntryId& id, const Header& header);
  /// Whether its lamport number is not out of all proportion to those before.
  [[nodiscard]] bool tame(const Header& header) const;
  /// Whether it comes after all that it names: what it names is here.
  [[nodiscard]] bool comes_after(const Header& header) const;
  /// A row that cannot be followed because it is damaged or forged itself: the hole that it leaves
  /// in its author's chain is reported once, there, and not again at the next row.
  void excuse() { ++excused_; }

  /// Sorted by author. Of a forked chain the longest branch, and of equally long ones the one
  /// whose last id is the largest: the same in every copy that holds the same entries.
  [[nodiscard]] std::vector<Head> heads() const;
  /// Authors of whom two entries stand under one number.
  [[nodiscard]] std::vector<AuthorId> forked() const;
  [[nodiscard]] bool holds(const Head& head) const;
  /// The author's entries from the first to this one, on its branch; nothing if one of them is not
  /// here.
  [[nodiscard]] std::optional<std::vector<EntryId>> up_to(const Head& head) const;
  /// The entry of this author under this number, on the branch that this file has first.
  [[nodiscard]] std::optional<EntryId> id_at(const AuthorId& author, std::uint64_t seq) const;
  /// Whether the entry of this author and number is one that a damaged row left a hole for.
  [[nodiscard]] bool lost(const Head& head) const;
  /// Whether the end of a chain may be missing, so that writing on would make a fork.
  [[nodiscard]] bool end_in_doubt() const { return excused_ > 0; }
  [[nodiscard]] std::uint64_t excused() const { return excused_; }
  [[nodiscard]] std::uint64_t highest_lamport() const { return highest_; }
  [[nodiscard]] bool has_author(const AuthorId& author) const { return chains_.count(author) != 0; }

 private:
  struct Link {
    EntryId id;
    std::uint64_t lamport = 0;
  };
  struct Branched {
    std::uint64_t seq = 0;
    std::uint64_t lamport = 0;
    EntryId prev;
  };
  /// Which branch of a forked chain is `links` hangs on the order of this file; nothing that is
  /// told of a chain does.
  struct Chain {
    std::vector<Link> links;
    std::unordered_map<EntryId, Branched, IdHash> branches;  ///< the entries of every other branch
  };
  [[nodiscard]] std::optional<Damage::What> place(Chain& chain, const EntryId& id,
                                                  const Header& header);
  [[nodiscard]] std::optional<Damage::What> lengthen(std::vector<Link>& links, const EntryId& id,
                                                     const Header& header);
  [[nodiscard]] bool knew_rightly(const Header& header) const;
  [[nodiscard]] static Head tip_of(const AuthorId& author, const Chain& chain);
  std::map<AuthorId, Chain> chains_;
  std::uint64_t highest_ = 0;
  std::uint64_t excused_ = 0;
  std::uint64_t holes_ = 0;  ///< places kept for entries that are not there
};

}  // namespace manumit::vault
