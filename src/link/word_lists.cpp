// SPDX-License-Identifier: Apache-2.0
#include "word_lists.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "hashing.h"
#include "text/fold.h"

namespace manumit::link {
namespace {

constexpr std::size_t kMostWords = 12;
// A word is common that five records have, and one in ten thousand.
constexpr std::uint32_t kCommonRecords = 5;
constexpr double kCommonShare = 1e-4;

}  // namespace

double strangers_among(double records, double own_records) {
  constexpr double kFewest = 0.5;
  return std::max(kFewest, records - own_records / kRoomForMore);
}

WordLists WordLists::of(const Values& values, const std::vector<std::uint32_t>& counts) {
  WordLists lists;
  lists.begins_.assign(values.count() + 2, 0);
  for (std::uint32_t id = 1; id <= values.count(); ++id) {
    lists.begins_[id] = static_cast<std::uint32_t>(lists.words_of_.size());
    for (const std::string_view text : text::folded_words(values[id])) {
      const std::uint32_t word = lists.words_.id_of(text);
      const auto begin = lists.words_of_.begin() + lists.begins_[id];
      if (std::find(begin, lists.words_of_.end(), word) != lists.words_of_.end())
        continue;
      lists.words_of_.push_back(word);
      if (lists.words_of_.size() - lists.begins_[id] == kMostWords)
        break;
    }
  }
  lists.begins_[values.count() + 1] = static_cast<std::uint32_t>(lists.words_of_.size());
  lists.records_.assign(lists.words_.count() + 1, 0);
  for (std::uint32_t id = 1; id <= values.count(); ++id) {
    for (const std::uint32_t word : lists.of_value(id))
      lists.records_[word] += counts[id];
  }
  lists.present_ = static_cast<double>(std::accumulate(counts.begin(), counts.end(), 0ULL));
  lists.common_from_ = std::max(
      kCommonRecords, static_cast<std::uint32_t>(std::ceil(kCommonShare * lists.present_)));
  lists.packed_ = manumit::link::packed(lists.words_);
  lists.hashes_.assign(lists.words_.count() + 1, 0);
  for (std::uint32_t word = 1; word <= lists.words_.count(); ++word)
    lists.hashes_[word] = hash_of(lists.words_[word]);
  lists.leave_out(kOwnRecords);
  lists.count_initials();
  return lists;
}

void WordLists::leave_out(double own_records) {
  rarity_.assign(words_.count() + 1, 0);
  for (std::uint32_t word = 1; word <= words_.count(); ++word)
    rarity_[word] = static_cast<float>(
        std::max(0.0, std::log2(present_ / strangers_among(records_[word], own_records))));
}

/// How rare it is that a record has a word with this first letter.
void WordLists::count_initials() {
  std::array<std::uint64_t, 256> begin{};
  for (std::uint32_t word = 1; word <= words_.count(); ++word) {
    const std::string_view text = words_[word];
    if (text.size() < 2)
      continue;
    begin[static_cast<unsigned char>(text.front())] += records_[word];
  }
  for (std::size_t letter = 0; letter < begin.size(); ++letter) {
    if (begin[letter] > 0)
      initials_[letter] = static_cast<float>(
          std::max(0.0, std::log2(present_ / static_cast<double>(begin[letter]))));
  }
}

}  // namespace manumit::link
