// SPDX-License-Identifier: Apache-2.0
#include "sounds.h"

#include <unordered_set>

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
  std::unordered_set<std::string> seen;
  std::erase_if(words, [&seen](const std::string& word) { return !seen.insert(word).second; });
}

}  // namespace manumit::text
