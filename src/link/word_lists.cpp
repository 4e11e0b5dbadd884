// SPDX-License-Identifier: Apache-2.0
#include "word_lists.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "hashing.h"
#include "text/fold.h"
#include "text/word_share.h"

namespace manumit::link {
namespace {

constexpr std::size_t kMostWords = 12;
// A word is common that five records have, and one in ten thousand.
constexpr std::uint32_t kCommonRecords = 5;
constexpr double kCommonShare = 1e-4;
// What is known of names in the world counts as much as so many records of the list, each of so
// many words.
constexpr double kReferenceRecords = 200;
constexpr double kWordsOfName = 2;
constexpr double kUnheardOf = 3e-5;  // The rarest words that the reference has are as rare.

}  // namespace

double strangers_among(double records, double own_records, double own_share) {
  constexpr double kFewest = 0.5;
  return std::max(kFewest,
                  std::min(records - own_records / kRoomForMore, (records - 1) * (1 - own_share)));
}

WordLists WordLists::of(const Values& values, const std::vector<std::uint32_t>& counts,
                        bool names) {
  WordLists lists;
  lists.names_ = names;
  lists.begins_ = {0, 0};
  lists.begins_.reserve(values.count() + 2);
  for (std::uint32_t id = 1; id <= values.count(); ++id)
    lists.add_words_of(values[id]);
  lists.records_.assign(lists.words_.count() + 1, 0);
  for (std::uint32_t id = 1; id <= values.count(); ++id) {
    for (const std::uint32_t word : lists.of_value(id))
      lists.records_[word] += counts[id];
  }
  lists.present_ = static_cast<double>(std::accumulate(counts.begin(), counts.end(), 0ULL));
  lists.common_from_ = std::max(
      kCommonRecords, static_cast<std::uint32_t>(std::ceil(kCommonShare * lists.present_)));
  lists.classes_ = letter_classes(lists.words_);
  lists.packed_ = manumit::link::packed(lists.words_, lists.classes_);
  lists.hashes_.assign(lists.words_.count() + 1, 0);
  for (std::uint32_t word = 1; word <= lists.words_.count(); ++word)
    lists.hashes_[word] = hash_of(lists.words_[word]);
  for (std::uint32_t word = 0; names && word <= lists.words_.count(); ++word)
    lists.refer(word);
  lists.leave_out(kOwnRecords);
  lists.count_initials();
  return lists;
}

/// The words of the value that comes next.
void WordLists::add_words_of(std::string_view value) {
  const std::uint32_t begin = begins_.back();
  for (const std::string_view text : text::folded_words(value)) {
    const std::uint32_t word = words_.id_of(text);
    if (std::find(words_of_.begin() + begin, words_of_.end(), word) != words_of_.end())
      continue;
    words_of_.push_back(word);
    if (words_of_.size() - begin == kMostWords)
      break;
  }
  begins_.push_back(static_cast<std::uint32_t>(words_of_.size()));
}

void WordLists::take_in(const Values& values) {
  for (auto id = static_cast<std::uint32_t>(begins_.size() - 1); id <= values.count(); ++id)
    add_words_of(values[id]);
  for (auto word = static_cast<std::uint32_t>(packed_.size()); word <= words_.count(); ++word) {
    packed_.push_back(manumit::link::packed(words_[word], classes_));
    hashes_.push_back(hash_of(words_[word]));
    records_.push_back(0);
    if (names_)
      refer(word);
    rarity_.push_back(rarity_of(word));
  }
}

/// What the reference knows of the word that comes next.
void WordLists::refer(std::uint32_t word) {
  const double share =
      std::exp2(text::word_share(words_[word]).log2_common.value_or(std::log2(kUnheardOf)));
  reference_.push_back(static_cast<float>(kReferenceRecords * std::min(1.0, kWordsOfName * share)));
}

float WordLists::rarity_of(std::uint32_t word) const {
  double strangers = strangers_among(records_[word], own_records_);
  double present = present_;
  if (names_) {
    strangers += static_cast<double>(reference_[word]);
    present += kReferenceRecords;
  }
  return static_cast<float>(std::max(0.0, std::log2(present / strangers)));
}

void WordLists::leave_out(double own_records) {
  own_records_ = own_records;
  rarity_.assign(words_.count() + 1, 0);
  for (std::uint32_t word = 1; word <= words_.count(); ++word)
    rarity_[word] = rarity_of(word);
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
