// SPDX-License-Identifier: Apache-2.0
#include "word_list.h"

#include <algorithm>

#include "base/check.h"

namespace manumit::casework {
namespace {

// Numbers are written seven bits to a byte, the lowest first; the eighth bit says that more follow.
constexpr std::uint32_t kSevenBits = 0x7F;
constexpr std::uint32_t kMore = 0x80;

void write_number(std::string& out, std::uint32_t number) {
  for (; number > kSevenBits; number >>= 7U)
    out += static_cast<char>((number & kSevenBits) | kMore);
  out += static_cast<char>(number);
}

std::uint32_t read_number(std::string_view& from) {
  std::uint32_t out = 0;
  for (unsigned shift = 0; !from.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(from.front());
    from.remove_prefix(1);
    out |= (byte & kSevenBits) << shift;
    if ((byte & kMore) == 0)
      break;
  }
  return out;
}

}  // namespace

std::uint32_t WordList::letters_in(std::string_view word) {
  std::uint32_t out = 0;
  for (const char letter : word)
    out |= 1U << (static_cast<unsigned char>(letter) & 31U);
  return out;
}

std::uint32_t WordList::hold(const std::string& word) {
  const auto known = number_of_.find(word);
  if (known != number_of_.end()) {
    ++words_[known->second].rows;
    return known->second;
  }
  std::uint32_t number = static_cast<std::uint32_t>(words_.size());
  if (free_.empty()) {
    words_.emplace_back();
  } else {
    number = free_.back();
    free_.pop_back();
  }
  words_[number] = Word{.letters = word, .holds = letters_in(word), .rows = 1};
  number_of_.emplace(words_[number].letters, number);
  return number;
}

void WordList::release(const std::string& word) {
  const auto known = number_of_.find(word);
  MANUMIT_CHECK(known != number_of_.end());
  const std::uint32_t number = known->second;
  if (--words_[number].rows > 0)
    return;
  number_of_.erase(known);
  words_[number] = Word{};
  free_.push_back(number);
}

void WordList::hold_all(const std::vector<std::string>& words, std::string& packed) {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(words.size());
  for (const std::string& word : words)
    numbers.push_back(hold(word));
  std::sort(numbers.begin(), numbers.end());
  write_number(packed, static_cast<std::uint32_t>(numbers.size()));
  std::uint32_t before = 0;
  for (const std::uint32_t number : numbers) {
    write_number(packed, number - before);
    before = number;
  }
}

std::vector<std::string> WordList::unpack(std::string_view& packed) const {
  std::vector<std::string> out(read_number(packed));
  std::uint32_t number = 0;
  for (std::string& word : out) {
    number += read_number(packed);
    word = words_[number].letters;
  }
  return out;
}

}  // namespace manumit::casework
