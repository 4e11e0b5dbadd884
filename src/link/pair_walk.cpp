// SPDX-License-Identifier: Apache-2.0
#include "pair_walk.h"

#include <algorithm>

#include "lane_bounds.h"

namespace manumit::link {

PairFilter::PairFilter(const Fields& fields, std::span<const RuleKeys> rules, std::size_t which)
    : fields_(fields), earlier_(rules.first(which)), rule_(rules[which]), keys_(which) {
  for (const Source& source : fields.table().sources())
    has_strict_lists_ = has_strict_lists_ || source.deduplicated;
  has_lists_of_keys_ =
      std::any_of(rules.begin(), rules.begin() + static_cast<std::ptrdiff_t>(which) + 1,
                  [](const RuleKeys& rule) { return rule.many(); });
}

bool PairFilter::on_same_strict_list(std::size_t a, std::size_t b) const {
  const RecordTable& table = fields_.table();
  const std::size_t list = table.source_of(a);
  return list == table.source_of(b) && table.sources()[list].deduplicated;
}

void PairFilter::begin(std::span<const Keyed> block) {
  block_ = block;
  for (std::size_t rule = 0; rule < earlier_.size(); ++rule) {
    if (earlier_[rule].many())
      continue;
    keys_[rule].resize(block.size());
    for (std::size_t i = 0; i < block.size(); ++i)
      keys_[rule][i] = earlier_[rule].finding_key(fields_, fields_.row(block[i].record));
  }
  if (!has_strict_lists_)
    return;
  lists_.resize(block.size());
  for (std::size_t i = 0; i < block.size(); ++i)
    lists_[i] = static_cast<std::uint32_t>(fields_.table().source_of(block[i].record));
}

/// Whether a rule of several keys found the pair, or this one will in another block.
bool PairFilter::found_by_lists_of_keys(std::uint64_t key, const RecordRow& a,
                                        const RecordRow& b) const {
  for (const RuleKeys& earlier : earlier_) {
    if (earlier.many() && earlier.finds(fields_, a, b))
      return true;
  }
  return rule_.many() && rule_.shared_key(fields_, a, b) != key;
}

std::uint64_t PairFilter::mark(std::size_t row, std::vector<std::uint8_t>& known) {
  static const MarkSameKey kMarkSameKey = mark_same_key();
  const std::size_t size = block_.size();
  std::fill(known.begin() + static_cast<std::ptrdiff_t>(row) + 1,
            known.begin() + static_cast<std::ptrdiff_t>(size), std::uint8_t{0});
  for (std::size_t rule = 0; rule < earlier_.size(); ++rule) {
    if (!earlier_[rule].many() && keys_[rule][row] != 0)
      kMarkSameKey(keys_[rule].data(), size, row, row + 1, known.data());
  }
  if (has_strict_lists_ && fields_.table().sources()[lists_[row]].deduplicated) {
    for (std::size_t j = row + 1; j < size; ++j)
      known[j] = static_cast<std::uint8_t>(known[j] | (lists_[j] == lists_[row] ? 1 : 0));
  }
  std::uint64_t belong = 0;
  const RecordRow here = fields_.row(block_[row].record);
  for (std::size_t j = row + 1; j < size; ++j) {
    if (has_lists_of_keys_ && known[j] == 0 &&
        found_by_lists_of_keys(block_[row].key, here, fields_.row(block_[j].record)))
      known[j] = 1;
    belong += known[j] == 0 ? 1 : 0;
  }
  return belong;
}

bool PairFilter::belongs(std::uint64_t key, const RecordRow& a, const RecordRow& b) const {
  if (has_strict_lists_ && on_same_strict_list(a.record, b.record))
    return false;
  for (const RuleKeys& earlier : earlier_) {
    if (!earlier.many() && earlier.finds(fields_, a, b))
      return false;
  }
  return !has_lists_of_keys_ || !found_by_lists_of_keys(key, a, b);
}

}  // namespace manumit::link
