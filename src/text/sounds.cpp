// SPDX-License-Identifier: Apache-2.0
#include "sounds.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace manumit::text {

void Readings::add(const Reading& reading) {
  const std::size_t before = words_.size();
  for (std::size_t way = 1; way < reading.count; ++way) {
    for (std::size_t i = 0; i < before && words_.size() < most_; ++i) {
      words_.push_back(words_[i] + std::string(reading.sounds[way]));
    }
  }
  for (std::size_t i = 0; i < before; ++i)
    words_[i] += reading.sounds[0];
}

void keep_different(std::vector<std::string>& words) {
  // Most lists are short; in a long text each comparison with all before would add up.
  constexpr std::size_t kShortList = 24;
  if (words.size() > kShortList) {
    std::unordered_set<std::string> seen;
    std::erase_if(words, [&seen](const std::string& word) { return !seen.insert(word).second; });
    return;
  }
  auto kept = words.begin();
  for (auto each = words.begin(); each != words.end(); ++each) {
    if (std::find(words.begin(), kept, *each) != kept)
      continue;
    if (kept != each)
      *kept = std::move(*each);
    ++kept;
  }
  words.erase(kept, words.end());
}

}  // namespace manumit::text
