// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstddef>

#include "base/encoding.h"

namespace manumit {
namespace {

// A sample may be cut in the middle of a letter of up to four bytes.
constexpr std::size_t kCutLetter = 3;

/// How common each byte is, in parts of a thousand; 0 for what hardly occurs.
using Weights = std::array<std::uint8_t, 256>;

struct LetterWeight {
  std::uint8_t byte;
  std::uint8_t per_thousand;
};

// Letters of Russian by how often they occur, rounded from common tables: only their order of
// size matters here. Bytes of windows-1251, lower case; capitals lie 0x20 below.
constexpr std::array<LetterWeight, 32> kRussian = {{
    {0xEE, 110}, {0xE5, 85}, {0xE0, 80}, {0xE8, 74}, {0xED, 67}, {0xF2, 63}, {0xF1, 55}, {0xF0, 47},
    {0xE2, 45},  {0xEB, 44}, {0xEA, 35}, {0xEC, 32}, {0xE4, 30}, {0xEF, 28}, {0xF3, 26}, {0xFF, 20},
    {0xFB, 19},  {0xFC, 17}, {0xE3, 17}, {0xE7, 17}, {0xE1, 16}, {0xF7, 15}, {0xE9, 12}, {0xF5, 10},
    {0xE6, 9},   {0xF8, 7},  {0xFE, 6},  {0xF6, 5},  {0xF9, 4},  {0xFD, 3},  {0xF4, 3},  {0xFA, 1},
}};

// Letters of Arabic, likewise. Bytes of windows-1256.
constexpr std::array<LetterWeight, 30> kArabic = {{
    {0xC7, 125}, {0xE1, 118}, {0xED, 66}, {0xE3, 65}, {0xE6, 60}, {0xE4, 57},
    {0xD1, 42},  {0xCA, 40},  {0xC8, 39}, {0xDA, 37}, {0xCF, 31}, {0xE5, 30},
    {0xD3, 28},  {0xDD, 26},  {0xDF, 24}, {0xDE, 24}, {0xC9, 23}, {0xCD, 20},
    {0xCC, 14},  {0xD4, 11},  {0xD5, 11}, {0xCE, 10}, {0xC3, 20}, {0xEC, 10},
    {0xD6, 7},   {0xD2, 6},   {0xCB, 6},  {0xD8, 9},  {0xC1, 6},  {0xDB, 5},
}};

template <std::size_t N>
constexpr Weights weights_of(const std::array<LetterWeight, N>& letters, bool has_capitals) {
  Weights weights{};
  for (const LetterWeight& letter : letters) {
    weights[letter.byte] = letter.per_thousand;
    if (has_capitals)
      weights[letter.byte - 0x20U] = letter.per_thousand;
  }
  return weights;
}

constexpr Weights kRussianWeights = weights_of(kRussian, true);
constexpr Weights kArabicWeights = weights_of(kArabic, false);

std::size_t weight(std::string_view sample, const Weights& weights) {
  std::size_t sum = 0;
  for (const char c : sample)
    sum += weights[static_cast<unsigned char>(c)];
  return sum;
}

/// UTF-16 without a mark shows by its zero bytes: every second one in Latin text and figures.
std::optional<Encoding> unmarked_utf16(std::string_view sample) {
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (sample[i] == '\0')
      ++zeros[i % 2];
  }
  if (zeros[0] == zeros[1])
    return std::nullopt;
  return zeros[1] > zeros[0] ? Encoding::utf16_le : Encoding::utf16_be;
}

/// Whether a sample is UTF-8, perhaps cut inside its last letter. A sample that has no other
/// letter beyond ASCII than the cut one could be anything.
bool is_utf8(std::string_view sample) {
  const auto bad = first_bad_utf8(sample);
  if (!bad)
    return true;
  const std::string_view cut = sample.substr(*bad);
  const bool could_go_on = cut.size() <= kCutLetter && static_cast<unsigned char>(cut[0]) >= 0xC2 &&
                           std::all_of(cut.begin() + 1, cut.end(), [](char c) {
                             return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
                           });
  const std::string_view whole = sample.substr(0, *bad);
  const bool has_letters =
      std::any_of(whole.begin(), whole.end(), [](char c) { return (c & 0x80) != 0; });
  return could_go_on && has_letters;
}

}  // namespace

EncodingGuess guess_encoding(std::string_view sample) {
  if (sample.starts_with("\xEF\xBB\xBF"))
    return {Encoding::utf8, true};
  if (sample.starts_with("\xFF\xFE"))
    return {Encoding::utf16_le, true};
  if (sample.starts_with("\xFE\xFF"))
    return {Encoding::utf16_be, true};
  if (const auto wide = unmarked_utf16(sample))
    return {*wide, false};
  if (is_utf8(sample))
    return {Encoding::utf8, true};
  const bool is_arabic = weight(sample, kArabicWeights) > weight(sample, kRussianWeights);
  return {is_arabic ? Encoding::windows_1256 : Encoding::windows_1251, false};
}

}  // namespace manumit
