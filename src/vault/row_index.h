// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unordered_map>
#include <vector>

#include "header.h"

namespace manumit::vault {

/// Which rows make up each compartment, in the fold's order: 32 bytes an entry, nothing else of
/// it is kept in memory.
class RowIndex {
 public:
  struct Row {
    std::uint32_t n = 0;
    std::uint32_t author = 0;
    std::uint64_t seq = 0;
    std::uint64_t lamport = 0;
    std::uint64_t tie =
        0;  ///< the first bytes of its id: of two under one number, which comes first
  };
  void add(std::uint64_t n, const EntryId& id, const Header& header);
  /// Puts every compartment into the fold's order: lamport, then author, then sequence, then id.
  /// Since an entry's lamport is larger than that of every entry its author knew, this keeps causes
  /// before effects.
  void sort();
  [[nodiscard]] const std::vector<Row>* rows_of(const Compartment& compartment) const;
  /// In the order of their first entry.
  [[nodiscard]] const std::vector<Compartment>& compartments() const { return order_; }
  [[nodiscard]] const AuthorId& author(std::uint32_t place) const { return authors_[place]; }
  [[nodiscard]] std::uint64_t rows() const { return rows_; }

 private:
  [[nodiscard]] std::uint32_t place_of(const AuthorId& author);
  std::unordered_map<Compartment, std::uint32_t, IdHash> places_;
  std::vector<Compartment> order_;
  std::vector<std::vector<Row>> by_compartment_;
  std::vector<AuthorId> authors_;
  std::uint64_t rows_ = 0;
};

}  // namespace manumit::vault
