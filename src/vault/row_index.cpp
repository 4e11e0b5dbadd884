// SPDX-License-Identifier: Apache-2.0
#include "row_index.h"

#include <algorithm>
#include <tuple>

#include "base/check.h"

namespace manumit::vault {

std::uint32_t RowIndex::place_of(const AuthorId& author) {
  const auto found = std::find(authors_.begin(), authors_.end(), author);
  if (found != authors_.end())
    return static_cast<std::uint32_t>(found - authors_.begin());
  authors_.push_back(author);
  return static_cast<std::uint32_t>(authors_.size() - 1);
}

void RowIndex::add(std::uint64_t n, const EntryId& id, const Header& header) {
  MANUMIT_CHECK(n <= UINT32_MAX);
  const auto [place, fresh] =
      places_.try_emplace(header.compartment, static_cast<std::uint32_t>(by_compartment_.size()));
  if (fresh) {
    order_.push_back(header.compartment);
    by_compartment_.emplace_back();
  }
  std::uint64_t tie = 0;
  for (std::size_t i = 0; i < sizeof tie; ++i)
    tie = (tie << 8) | id.bytes[i];
  by_compartment_[place->second].push_back(
      {static_cast<std::uint32_t>(n), place_of(header.author), header.seq, header.lamport, tie});
  ++rows_;
}

void RowIndex::sort() {
  for (auto& rows : by_compartment_) {
    std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
      return std::tie(a.lamport, authors_[a.author], a.seq, a.tie) <
             std::tie(b.lamport, authors_[b.author], b.seq, b.tie);
    });
  }
}

const std::vector<RowIndex::Row>* RowIndex::rows_of(const Compartment& compartment) const {
  const auto place = places_.find(compartment);
  return place == places_.end() ? nullptr : &by_compartment_[place->second];
}

}  // namespace manumit::vault
