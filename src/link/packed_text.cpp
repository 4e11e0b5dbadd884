// SPDX-License-Identifier: Apache-2.0
#include "packed_text.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace manumit::link {
namespace {

constexpr std::size_t kClasses = 32;

// Winkler (1990): a shared prefix of at most four letters counts a tenth each.
constexpr unsigned kPrefixLetters = 4;
constexpr double kPrefixWeight = 0.1;

/// Where a letter stands in a text, a bit for each place.
std::uint32_t places_of(const PackedText& text, char letter) {
#ifdef __SSE2__
  const __m128i all = _mm_load_si128(reinterpret_cast<const __m128i*>(text.letters.data()));
  const auto found =
      static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(all, _mm_set1_epi8(letter))));
#else
  std::uint32_t found = 0;
  for (std::size_t i = 0; i < kPackedLetters; ++i)
    found |= static_cast<std::uint32_t>(text.letters[i] == letter) << i;
#endif
  return found & ((1U << text.size) - 1U);
}

unsigned shared_prefix(const PackedText& a, const PackedText& b) {
  const std::uint32_t different = a.first_four ^ b.first_four;
  const unsigned same =
      different == 0 ? kPrefixLetters : static_cast<unsigned>(__builtin_ctz(different)) / 8;
  return std::min({same, static_cast<unsigned>(a.size), static_cast<unsigned>(b.size)});
}

/// The letters that Jaro (1989) pairs: the same letter within a window, each taken once.
struct Paired {
  std::uint32_t in_a = 0;
  std::uint32_t in_b = 0;
};

Paired paired_letters(const PackedText& a, const PackedText& b) {
  const int longest = std::max(a.size, b.size);
  const int window = std::max(0, longest / 2 - 1);
  Paired paired;
  for (int i = 0; i < a.size; ++i) {
    const int first = std::max(0, i - window);
    const std::uint32_t within = (((2U << (i + window - first)) - 1U) << first);
    const std::uint32_t free =
        places_of(b, a.letters[static_cast<std::size_t>(i)]) & within & ~paired.in_b;
    paired.in_b |= free & (~free + 1U);
    paired.in_a |= static_cast<std::uint32_t>(free != 0) << i;
  }
  return paired;
}

/// Paired letters that stand in another order.
unsigned out_of_order(const PackedText& a, const PackedText& b, Paired paired) {
  unsigned different = 0;
  while (paired.in_a != 0) {
    const auto i = static_cast<std::size_t>(__builtin_ctz(paired.in_a));
    const auto k = static_cast<std::size_t>(__builtin_ctz(paired.in_b));
    different += a.letters[i] != b.letters[k] ? 1 : 0;
    paired.in_a &= paired.in_a - 1;
    paired.in_b &= paired.in_b - 1;
  }
  return different;
}

bool goes_second(const PackedText& a, const PackedText& b) {
  return a.size != b.size ? a.size > b.size : a.letters > b.letters;
}

}  // namespace

LetterClasses letter_classes(const Values& values) {
  std::array<std::uint64_t, 256> seen{};
  for (std::uint32_t id = 1; id <= values.count(); ++id) {
    for (const char letter : values[id])
      ++seen[static_cast<unsigned char>(letter)];
  }
  std::array<std::size_t, 256> order{};
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return seen[a] > seen[b]; });
  LetterClasses classes{};
  for (std::size_t rank = 0; rank < order.size(); ++rank)
    classes[order[rank]] = static_cast<std::uint8_t>(std::min(rank, kClasses - 1));
  return classes;
}

PackedText packed(std::string_view text, const LetterClasses& classes) {
  PackedText out;
  out.fits = text.size() <= kPackedLetters && std::none_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) >= 0x80 || c == '\0';
             });
  if (!out.fits)
    return out;
  out.size = static_cast<std::uint8_t>(text.size());
  std::copy(text.begin(), text.end(), out.letters.begin());
  std::memcpy(&out.first_four, out.letters.data(), sizeof out.first_four);
  for (const char letter : text) {
    const std::uint32_t bit = 1U << classes[static_cast<unsigned char>(letter)];
    if ((out.once & bit) == 0)
      out.once |= bit;
    else if ((out.twice & bit) == 0)
      out.twice |= bit;
    else
      ++out.more;
  }
  return out;
}

std::vector<PackedText> packed(const Values& values, const LetterClasses& classes) {
  std::vector<PackedText> all(values.count() + 1);
  for (std::uint32_t id = 1; id <= values.count(); ++id)
    all[id] = packed(values[id], classes);
  return all;
}

double packed_similarity(const PackedText& first, const PackedText& second) {
  if (first.size == 0 || second.size == 0)
    return 0;
  // Which letters are paired may depend on the side from which one looks, so the side is fixed.
  const bool turned = goes_second(first, second);
  const PackedText& a = turned ? second : first;
  const PackedText& b = turned ? first : second;
  const Paired paired = paired_letters(a, b);
  if (paired.in_a == 0)
    return 0;
  const double matches = bits_in(paired.in_a);
  const double exchanged = out_of_order(a, b, paired) / 2;
  const double jaro = (matches / a.size + matches / b.size + (matches - exchanged) / matches) / 3;
  return jaro + kPrefixWeight * shared_prefix(a, b) * (1 - jaro);
}

int packed_distance(const PackedText& a, const PackedText& b, bool exchanges) {
  if (a.size == 0 || b.size == 0)
    return std::max(a.size, b.size);
  // Hyyrö (2003), Nordic Journal of Computing 10(1), pp. 29-39: a column of the table of distances
  // in bits, one where it rises and one where it falls.
  std::uint32_t rises = ~0U;
  std::uint32_t falls = 0;
  std::uint32_t diagonal = 0;
  std::uint32_t before = 0;
  const std::uint32_t last = 1U << (a.size - 1);
  int distance = a.size;
  for (std::size_t i = 0; i < b.size; ++i) {
    const std::uint32_t same = places_of(a, b.letters[i]);
    const std::uint32_t exchanged = exchanges ? (((~diagonal & same) << 1) & before) : 0;
    diagonal = (((same & rises) + rises) ^ rises) | same | falls | exchanged;
    std::uint32_t across_rises = falls | ~(diagonal | rises);
    std::uint32_t across_falls = diagonal & rises;
    distance += (across_rises & last) != 0 ? 1 : 0;
    distance -= (across_falls & last) != 0 ? 1 : 0;
    across_rises = (across_rises << 1) | 1U;
    across_falls <<= 1;
    rises = across_falls | ~(diagonal | across_rises);
    falls = across_rises & diagonal;
    before = same;
  }
  return distance;
}

}  // namespace manumit::link
