// SPDX-License-Identifier: Apache-2.0
#include "spelling_counts.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "letter_chances.h"

namespace manumit::learn {
namespace {

// How many sightings a level weighs against the one before it. Chosen on a tenth of the train rows
// that was held out; between 1 and 5 nothing changes much.
constexpr double kShrink = 3;
// The chance of a piece by its length before anything is known: names have few long ones.
constexpr std::array<double, 7> kLengths = {0.25, 0.45, 0.2, 0.07, 0.02, 0.008, 0.002};
constexpr double kAlphabet = 26;
// Sightings below this do not change a table.
constexpr double kLeast = 0.01;
// At first every pair is believed; then those that look like two different names count less.
constexpr int kBelievingRounds = 2;
constexpr double kNoiseAtFirst = 0.05;

double before_anything(std::size_t length) {
  return kLengths[length] * std::pow(kAlphabet, -static_cast<double>(length));
}

/// In the first rounds a letter is learned without its neighbours: with all of them at once every
/// wrong cut would be learned by heart.
std::size_t levels_in_round(int round) {
  if (round < 3)
    return 1;
  return round < 5 ? 2 : text::SpellingContext::kMostLevels;
}

/// The table of one pair: all ways to cut the Latin word into pieces for the letters.
class Lattice {
 public:
  Lattice(const Pair& pair, const SpellingCounts& counts, std::size_t levels, std::size_t longest)
      : pair_(pair),
        letters_(pair.word.letters.size()),
        width_(pair.latin.size() + 1),
        longest_(longest),
        forward_((letters_ + 1) * width_),
        chances_(letters_ * width_ * (longest + 1)) {
    forward_[0] = 1;
    for (std::size_t i = 0; i < letters_; ++i) {
      const SpellingCounts::Levels rows = counts.levels_of(pair.contexts[i], levels);
      for (std::size_t j = 0; j < width_; ++j)
        step(i, j, rows);
    }
  }

  [[nodiscard]] double chance() const { return forward_.back(); }

  /// Adds what the pair teaches, times how far it is believed.
  void teach(SpellingCounts& counts, double belief) const {
    std::vector<double> backward((letters_ + 1) * width_);
    backward.back() = 1;
    for (std::size_t i = letters_; i-- > 0;) {
      for (std::size_t j = 0; j < width_; ++j)
        backward[i * width_ + j] = back(i, j, backward, counts, belief);
    }
  }

 private:
  [[nodiscard]] std::size_t at(std::size_t i, std::size_t j, std::size_t length) const {
    return (i * width_ + j) * (longest_ + 1) + length;
  }
  [[nodiscard]] std::size_t most(std::size_t j) const { return std::min(longest_, width_ - 1 - j); }

  void step(std::size_t i, std::size_t j, const SpellingCounts::Levels& rows) {
    const double here = forward_[i * width_ + j];
    if (here <= 0)
      return;
    for (std::size_t length = 0; length <= most(j); ++length) {
      const std::size_t letters_to_come = (letters_ - i - 1) * longest_;
      if (width_ - 1 - j - length > letters_to_come)
        continue;
      const std::string_view piece = std::string_view(pair_.latin).substr(j, length);
      const double chance = SpellingCounts::chance(rows, piece);
      chances_[at(i, j, length)] = chance;
      forward_[(i + 1) * width_ + j + length] += here * chance;
    }
  }

  double back(std::size_t i, std::size_t j, const std::vector<double>& backward,
              SpellingCounts& counts, double belief) const {
    const double here = forward_[i * width_ + j];
    double sum = 0;
    for (std::size_t length = 0; here > 0 && length <= most(j); ++length) {
      const double through = chances_[at(i, j, length)] * backward[(i + 1) * width_ + j + length];
      sum += through;
      const double times = here * through / chance() * belief;
      if (times > kLeast)
        counts.add(pair_.contexts[i], piece_of(std::string_view(pair_.latin).substr(j, length)),
                   times);
    }
    return sum;
  }

  const Pair& pair_;
  std::size_t letters_;
  std::size_t width_;
  std::size_t longest_;
  std::vector<double> forward_;
  std::vector<double> chances_;
};

}  // namespace

Piece piece_of(std::string_view letters) {
  Piece piece = 1;
  for (const char c : letters)
    piece = piece * 32 + static_cast<Piece>(c - 'a' + 1);
  return piece;
}

std::string letters_of(Piece piece) {
  std::string letters;
  for (; piece > 1; piece /= 32)
    letters.insert(letters.begin(), static_cast<char>('a' + piece % 32 - 1));
  return letters;
}

void SpellingCounts::add(const text::SpellingContext& context, Piece piece, double times) {
  for (const std::uint64_t key : context.keys) {
    if (key == 0)
      continue;
    Row& row = rows_[key];
    row.total += times;
    row.pieces[piece] += times;
  }
}

SpellingCounts::Levels SpellingCounts::levels_of(const text::SpellingContext& context,
                                                 std::size_t most) const {
  Levels levels{};
  for (std::size_t level = 0; level < most && context.keys[level] != 0; ++level) {
    const auto row = rows_.find(context.keys[level]);
    if (row == rows_.end())
      break;
    levels[level] = &row->second;
  }
  return levels;
}

double SpellingCounts::chance(const Levels& levels, std::string_view letters) {
  double chance = before_anything(letters.size());
  const Piece piece = piece_of(letters);
  for (const Row* row : levels) {
    if (row == nullptr)
      break;
    const auto found = row->pieces.find(piece);
    const double times = found == row->pieces.end() ? 0 : found->second;
    chance = (times + kShrink * chance) / (row->total + kShrink);
  }
  return chance;
}

SpellingCounts learn(const std::vector<Pair>& pairs, const SpellingCounts& before,
                     const Learning& learning, std::string& said) {
  LetterChances any_word;
  for (const Pair& pair : pairs)
    any_word.add(pair.latin, pair.weight);
  SpellingCounts counts = before;
  double noise = kNoiseAtFirst;
  for (int round = 0; round < learning.rounds; ++round) {
    SpellingCounts next = before;
    double bits = 0;
    double doubted = 0;
    double weight = 0;
    for (const Pair& pair : pairs) {
      const Lattice lattice(pair, counts, levels_in_round(round), learning.longest);
      const double same = (1 - noise) * lattice.chance();
      const double strangers = noise * std::exp2(any_word.log2_of(pair.latin));
      const double belief = round < kBelievingRounds ? 1 : same / (same + strangers);
      bits += pair.weight * std::log2(same + strangers);
      doubted += pair.weight * (1 - belief);
      weight += pair.weight;
      if (same > 0)
        lattice.teach(next, belief * pair.weight);
    }
    if (round >= kBelievingRounds)
      noise = std::clamp(doubted / weight, 0.001, 0.5);
    counts = std::move(next);
    std::array<char, 120> line{};
    static_cast<void>(std::snprintf(
        line.data(), line.size(), "round %d: %.3f bits for a pair, %.1f%% doubted, %zu rows\n",
        round, -bits / weight, 100 * doubted / weight, counts.rows().size()));
    said += line.data();
  }
  return counts;
}

}  // namespace manumit::learn
