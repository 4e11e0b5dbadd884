// SPDX-License-Identifier: Apache-2.0
#include "compare_words.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "text/misspelling.h"

namespace manumit::link {
namespace {

// Below it two words of names are rather two words than one with slips in it.
constexpr double kAlike = 0.85;
// Two words of three letters are one slip apart too often for it to mean anything.
constexpr std::size_t kShortest = 4;
constexpr std::size_t kMostWords = 12;

constexpr std::array<const char*, kWordLevels> kNames = {
    "several words agree, none disagrees",
    "a word agrees, the others have a slip",
    "a word agrees, the others are alike",
    "several words agree, others disagree",
    "the only word agrees",
    "a word agrees, another has a slip, others disagree",
    "a word agrees, another is alike, others disagree",
    "a word agrees, others disagree",
    "all words have a slip",
    "all words are alike",
    "a word has a slip, others disagree",
    "a word is alike, others disagree",
    "no word agrees"};

/// Some words of a value.
struct Some {
  std::array<std::uint32_t, kMostWords> words{};
  std::size_t count = 0;
  void add(std::uint32_t word) { words[count++] = word; }
};

/// By how much words that agree tell less together than one by one: along the tree of their
/// strongest ties (Chow and Liu 1968, IEEE Transactions on Information Theory 14(3), pp. 462-467).
double told_twice(const WordPairs& pairs, const Some& words) {
  std::array<float, kMostWords> strongest{};  // The strongest tie of each word to the tree.
  std::uint32_t in_tree = 1;
  double twice = 0;
  for (std::size_t last = 0, i = 1; i < words.count; ++i) {
    std::size_t next = 0;
    float tie = -1;
    for (std::size_t k = 1; k < words.count; ++k) {
      if ((in_tree >> k & 1U) != 0)
        continue;
      strongest[k] = std::max(strongest[k], pairs.excess(words.words[last], words.words[k]));
      if (strongest[k] > tie) {
        tie = strongest[k];
        next = k;
      }
    }
    in_tree |= 1U << next;
    twice += static_cast<double>(tie);
    last = next;
  }
  return twice;
}

/// What the words that agree tell together.
double rarity_of(const WordBook& book, Some& agreeing) {
  double rarity = 0;
  for (std::size_t i = 0; i < agreeing.count; ++i)
    rarity += static_cast<double>(book.lists.rarity(agreeing.words[i]));
  if (agreeing.count < 2)
    return rarity;
  // In an order that the words alone decide: numbers that are added or multiplied in another order
  // may differ in their last digit.
  std::sort(
      agreeing.words.begin(), agreeing.words.begin() + agreeing.count,
      [&](std::uint32_t a, std::uint32_t b) { return book.lists.hash(a) < book.lists.hash(b); });
  const double in_groups = book.groups.rarity({agreeing.words.data(), agreeing.count});
  return std::max(0.0, std::min(rarity - told_twice(book.pairs, agreeing), in_groups));
}

/// Takes the words that stand on both sides, and leaves the rest.
Some take_agreeing(const WordBook& book, std::uint32_t a, std::uint32_t b, SharedWords& shared,
                   Some& rest_a, Some& rest_b) {
  const auto of_a = book.lists.of_value(a);
  const auto of_b = book.lists.of_value(b);
  Some agreeing;
  std::uint32_t taken = 0;
  for (const std::uint32_t word : of_a) {
    const auto found = std::find(of_b.begin(), of_b.end(), word);
    if (found == of_b.end()) {
      rest_a.add(word);
      continue;
    }
    taken |= 1U << (found - of_b.begin());
    agreeing.add(word);
  }
  for (std::size_t i = 0; i < of_b.size(); ++i) {
    if ((taken >> i & 1U) == 0)
      rest_b.add(of_b[i]);
  }
  shared.agree = agreeing.count;
  shared.rarity = rarity_of(book, agreeing);
  return agreeing;
}

/// How near two different words are, the nearest first.
enum class Nearness : std::uint8_t { slip, alike, initial, none };

struct Near {
  Nearness nearness = Nearness::none;
  double likeness = 0;
  std::uint64_t order = 0;  ///< Settles what is equally alike, by the words alone.
  std::size_t a = 0;
  std::size_t b = 0;
};

bool is_initial(std::string_view one, std::string_view word) {
  return one.size() == 1 && word.size() > 1 && one.front() == word.front();
}

/// Words too long or too foreign to be packed.
Near near_by_text(std::string_view a, std::string_view b) {
  if (a.size() > b.size() || (a.size() == b.size() && a > b))
    std::swap(a, b);
  const double likeness = text::name_similarity(a, b);
  if (a.size() >= kShortest && text::edit_distance(a, b, 1))
    return {.nearness = Nearness::slip, .likeness = likeness};
  return {.nearness = likeness >= kAlike ? Nearness::alike : Nearness::none, .likeness = likeness};
}

Near near_by_packed(const PackedText& a, const PackedText& b) {
  const unsigned shared = most_shared(a, b);
  const auto most = static_cast<double>(shared);
  const unsigned longest = std::max(a.size, b.size);
  // Even if all letters that both have stood in their places, and four of them in front: too few.
  const double jaro = (most / a.size + most / b.size + 1) / 3;
  if (shared + 1 < longest && jaro + 0.4 * (1 - jaro) < kAlike)
    return {};
  const double likeness = packed_similarity(a, b);
  if (shared + 1 >= longest && std::min(a.size, b.size) >= kShortest &&
      packed_distance(a, b, true) <= 1)
    return {.nearness = Nearness::slip, .likeness = likeness};
  return {.nearness = likeness >= kAlike ? Nearness::alike : Nearness::none, .likeness = likeness};
}

Near nearness_of(const WordLists& lists, std::uint32_t a, std::uint32_t b) {
  const std::string_view one = lists.text(a);
  const std::string_view other = lists.text(b);
  if (is_initial(one, other) || is_initial(other, one))
    return {.nearness = Nearness::initial, .likeness = 0};
  const PackedText& packed_a = lists.packed(a);
  const PackedText& packed_b = lists.packed(b);
  return packed_a.fits && packed_b.fits ? near_by_packed(packed_a, packed_b)
                                        : near_by_text(one, other);
}

void count(const WordLists& lists, std::uint32_t a, std::uint32_t b, Nearness nearness,
           SharedWords& shared) {
  if (nearness == Nearness::initial) {
    ++shared.initials;
    // An initial tells no more than the whole word would.
    const std::uint32_t whole = lists.text(a).size() > lists.text(b).size() ? a : b;
    shared.rarity += static_cast<double>(
        std::min(lists.initial_rarity(lists.text(a).front()), lists.rarity(whole)));
    return;
  }
  const std::size_t common = lists.is_common(a) && lists.is_common(b) ? 1 : 0;
  if (nearness == Nearness::slip) {
    ++shared.slips;
    shared.common_slips += common;
  } else {
    ++shared.alike;
    shared.common_alike += common;
  }
}

std::uint32_t commoner(const WordLists& lists, std::uint32_t a, std::uint32_t b) {
  if (lists.records(a) != lists.records(b))
    return lists.records(a) > lists.records(b) ? a : b;
  return lists.hash(a) < lists.hash(b) ? a : b;
}

/// Takes the nearest of what is left, then the nearest of what is left then. Whoever has a word is
/// near it too, so to be near is never rarer than to be the same: of two near words the commoner
/// one is added to those that `met`.
void take_near(const WordLists& lists, const Some& rest_a, const Some& rest_b, SharedWords& shared,
               Some& met) {
  std::array<Near, kMostWords * kMostWords> found;
  std::size_t near = 0;
  for (std::size_t i = 0; i < rest_a.count; ++i) {
    for (std::size_t k = 0; k < rest_b.count; ++k) {
      Near each = nearness_of(lists, rest_a.words[i], rest_b.words[k]);
      if (each.nearness == Nearness::none)
        continue;
      each.order = lists.hash(rest_a.words[i]) ^ lists.hash(rest_b.words[k]);
      each.a = i;
      each.b = k;
      found[near++] = each;
    }
  }
  std::sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(near),
            [](const Near& x, const Near& y) {
              if (x.nearness != y.nearness)
                return x.nearness < y.nearness;
              return x.likeness != y.likeness ? x.likeness > y.likeness : x.order < y.order;
            });
  std::uint32_t taken_a = 0;
  std::uint32_t taken_b = 0;
  for (std::size_t i = 0; i < near; ++i) {
    if ((taken_a >> found[i].a & 1U) != 0 || (taken_b >> found[i].b & 1U) != 0)
      continue;
    taken_a |= 1U << found[i].a;
    taken_b |= 1U << found[i].b;
    const std::uint32_t one = rest_a.words[found[i].a];
    const std::uint32_t other = rest_b.words[found[i].b];
    count(lists, one, other, found[i].nearness, shared);
    if (found[i].nearness != Nearness::initial)
      met.add(commoner(lists, one, other));
  }
}

/// log2 of the number of ways to choose.
double log2_choose(std::size_t from, std::size_t choose) {
  double ways = 1;
  for (std::size_t i = 0; i < choose; ++i)
    ways = ways * static_cast<double>(from - i) / static_cast<double>(i + 1);
  return std::log2(ways);
}

}  // namespace

const char* name_of(WordLevel level) {
  return kNames[static_cast<std::size_t>(level)];
}

void WordBook::leave_out(double own_records) {
  lists.leave_out(own_records);
  pairs.leave_out(own_records);
  groups.take_rarities(lists);
}

SharedWords shared_words(const WordBook& book, std::uint32_t a, std::uint32_t b) {
  SharedWords shared;
  Some rest_a;
  Some rest_b;
  Some words = take_agreeing(book, a, b, shared, rest_a, rest_b);
  const double of_agreeing = shared.rarity;
  if (rest_a.count > 0 && rest_b.count > 0)
    take_near(book.lists, rest_a, rest_b, shared, words);
  shared.most = shared.rarity;
  if (words.count > shared.agree)
    shared.most += std::max(0.0, rarity_of(book, words) - of_agreeing);
  const std::size_t fewer = std::min(book.lists.of_value(a).size(), book.lists.of_value(b).size());
  const std::size_t met = shared.agree + shared.slips + shared.alike + shared.initials;
  shared.disagree = fewer - met;
  if (shared.disagree > 0)
    shared.ways = log2_choose(fewer, met);
  return shared;
}

WordLevel level_of(const SharedWords& shared) {
  const bool more = shared.disagree > 0;
  const bool loose = shared.alike + shared.initials > 0;
  const bool near = loose || shared.slips > 0;
  if (shared.agree >= 2)
    return more ? WordLevel::several_agree_of_more : WordLevel::several_agree;
  if (shared.agree == 1 && !near)
    return more ? WordLevel::one_agrees_of_more : WordLevel::only_word_agrees;
  if (shared.agree == 1 && loose)
    return more ? WordLevel::agree_alike_of_more : WordLevel::agree_and_alike;
  if (shared.agree == 1)
    return more ? WordLevel::agree_slip_of_more : WordLevel::agree_and_slip;
  if (loose)
    return more ? WordLevel::alike_of_more : WordLevel::all_alike;
  if (near)
    return more ? WordLevel::slip_of_more : WordLevel::all_slip;
  return WordLevel::none;
}

}  // namespace manumit::link
