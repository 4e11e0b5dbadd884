// SPDX-License-Identifier: Apache-2.0
#include "em.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "model.h"

namespace manumit::link {
namespace {

// The prior counts as so many pairs of one person a comparison.
constexpr double kPriorPairs = 4;
// Shares are kept off 0 and 1, where a logarithm ends.
constexpr double kLeastShare = 1e-9;
constexpr double kStillMoving = 1e-4;

double clamped(double share) {
  return std::clamp(share, kLeastShare, 1 - kLeastShare);
}

/// Weights in bits, by comparison and level; those not taught weigh nothing.
std::vector<std::vector<double>> weights_of(const std::vector<Learned>& comparisons,
                                            const LevelShares& m, const LevelShares& u,
                                            const std::vector<bool>& taught) {
  std::vector<std::vector<double>> weights(comparisons.size());
  for (std::size_t i = 0; i < comparisons.size(); ++i) {
    weights[i].assign(comparisons[i].levels, 0);
    for (std::size_t level = 0; taught[i] && level < comparisons[i].levels; ++level)
      weights[i][level] = weight_of(comparisons[i], level, m[i][level], u[i][level]);
  }
  return weights;
}

/// The ratio of m to u must not rise from a level to the next: pools neighbours that do (Ayer and
/// others 1955, "pool adjacent violators"), which keeps the sum of m.
void put_in_order(std::vector<double>& m, const std::vector<double>& u) {
  struct Pool {
    double m = 0;
    double u = 0;
    std::size_t levels = 0;
  };
  std::vector<Pool> pools;
  for (std::size_t level = 0; level < m.size(); ++level) {
    pools.push_back({m[level], u[level], 1});
    while (pools.size() > 1) {
      const Pool& last = pools.back();
      Pool& before = pools[pools.size() - 2];
      if (before.m * last.u >= last.m * before.u)
        break;
      before.m += last.m;
      before.u += last.u;
      before.levels += last.levels;
      pools.pop_back();
    }
  }
  std::size_t level = 0;
  for (const Pool& pool : pools) {
    for (std::size_t i = 0; i < pool.levels; ++i, ++level)
      m[level] = pool.m * u[level] / pool.u;
  }
}

/// Winkler (1993), Proceedings of the Section on Survey Research Methods of the ASA, pp. 274-279,
/// keeps EM within bounds in this way.
void keep_below(double most_different, std::vector<double>& m) {
  const double different = m.back();
  if (different <= most_different)
    return;
  for (std::size_t level = 0; level + 1 < m.size(); ++level)
    m[level] *= (1 - most_different) / (1 - different);
  m.back() = most_different;
}

/// One round: who is one person by the present m, and the m that this makes.
class Round {
 public:
  Round(const PatternTable& table, const std::vector<Learned>& comparisons, const LevelShares& u,
        const std::vector<bool>& taught, std::vector<double> pairs)
      : table_(table),
        comparisons_(comparisons),
        u_(u),
        taught_(taught),
        pairs_(std::move(pairs)),
        usual_(usual_m(comparisons)) {}

  /// Gives by how much the farthest share has moved.
  double run(LevelShares& m, double& share) {
    const auto weights = weights_of(comparisons_, m, u_, taught_);
    LevelShares counts = usual_;
    for (auto& levels : counts) {
      for (double& each : levels)
        each *= kPriorPairs;
    }
    const double prior = log2_odds(clamped(share));
    matches = 0;
    double all = 0;
    for (std::size_t p = 0; p < table_.patterns.size(); ++p) {
      const Pattern& pattern = table_.patterns[p];
      if (!says_something(pattern))
        continue;
      const double one = pairs_[p] * probability_of(prior + bits_of(pattern, weights));
      matches += one;
      all += pairs_[p];
      for (std::size_t i = 0; i < comparisons_.size(); ++i) {
        if (taught_[i] && pattern.level[i] != kNoEvidence)
          counts[i][pattern.level[i]] += one;
      }
    }
    share = all > 0 ? matches / all : share;
    return move(m, counts);
  }

  double matches = 0;

 private:
  /// Pairs that have nothing in common to compare teach nothing, of the share neither.
  [[nodiscard]] bool says_something(const Pattern& pattern) const {
    for (std::size_t i = 0; i < comparisons_.size(); ++i) {
      if (taught_[i] && pattern.level[i] != kNoEvidence)
        return true;
    }
    return false;
  }

  [[nodiscard]] double bits_of(const Pattern& pattern,
                               const std::vector<std::vector<double>>& weights) const {
    double bits = 0;
    bool has_bits = false;
    for (std::size_t i = 0; i < comparisons_.size(); ++i) {
      if (!taught_[i] || pattern.level[i] == kNoEvidence)
        continue;
      bits += weights[i][pattern.level[i]];
      has_bits = has_bits || comparisons_[i].by_rarity;
    }
    return has_bits ? bits + pattern.bits : bits;
  }

  double move(LevelShares& m, LevelShares& counts) const {
    double farthest = 0;
    for (std::size_t i = 0; i < comparisons_.size(); ++i) {
      if (!taught_[i])
        continue;
      const double sum = std::accumulate(counts[i].begin(), counts[i].end(), 0.0);
      for (double& each : counts[i])
        each /= sum;
      keep_below(comparisons_[i].most_different, counts[i]);
      if (comparisons_[i].ordered)
        put_in_order(counts[i], u_[i]);
      for (std::size_t level = 0; level < m[i].size(); ++level) {
        farthest = std::max(farthest, std::fabs(counts[i][level] - m[i][level]));
        m[i][level] = counts[i][level];
      }
    }
    return farthest;
  }

  const PatternTable& table_;
  const std::vector<Learned>& comparisons_;
  const LevelShares& u_;
  const std::vector<bool>& taught_;
  std::vector<double> pairs_;
  LevelShares usual_;
};

std::vector<double> weighted_pairs(const PatternTable& table, const GroupWeights& groups) {
  std::vector<double> pairs;
  for (const Pattern& pattern : table.patterns) {
    double sum = 0;
    for (std::size_t group = 0; group < kGroups; ++group)
      sum += groups[group] * pattern.pairs[group];
    pairs.push_back(sum);
  }
  return pairs;
}

}  // namespace

GroupWeights each_once() {
  GroupWeights weights;
  weights.fill(1);
  return weights;
}

double weight_of(const Learned& comparison, std::size_t level, double m, double u) {
  const bool chance_is_in_bits = comparison.by_rarity && level + 1 < comparison.levels;
  return std::log2(clamped(m)) - (chance_is_in_bits ? 0 : std::log2(clamped(u)));
}

LevelShares usual_m(const std::vector<Learned>& comparisons) {
  LevelShares m;
  for (const Learned& comparison : comparisons) {
    std::vector<double> levels(comparison.levels, 0);
    if (comparison.by_rarity) {
      // Most names agree in most words; none of the levels is out of the question.
      for (std::size_t level = 0; level < levels.size(); ++level)
        levels[level] = level == 0 ? 4 : 1;
    } else {
      // Three of four agree entirely, one of eight differs, the rest lies between.
      for (std::size_t level = 0; level < levels.size(); ++level)
        levels[level] = level == 0 ? 6 : 1 / static_cast<double>(levels.size() - 1);
      levels.back() += 1;
    }
    const double sum = std::accumulate(levels.begin(), levels.end(), 0.0);
    for (double& each : levels)
      each /= sum;
    m.push_back(std::move(levels));
  }
  return m;
}

Taught learn(const PatternTable& table, const std::vector<Learned>& comparisons,
             const LevelShares& u, const Start& start, std::vector<bool> taught,
             const GroupWeights& groups, std::uint32_t most_rounds) {
  Taught lesson{.m = start.m, .taught = std::move(taught), .share = start.share};
  Round round(table, comparisons, u, lesson.taught, weighted_pairs(table, groups));
  double farthest = 1;
  while (lesson.rounds < most_rounds && farthest > kStillMoving) {
    farthest = round.run(lesson.m, lesson.share);
    ++lesson.rounds;
  }
  lesson.matches = round.matches;
  return lesson;
}

LevelShares joined(const std::vector<Taught>& lessons, const std::vector<Learned>& comparisons) {
  LevelShares m = usual_m(comparisons);
  for (std::size_t i = 0; i < comparisons.size(); ++i) {
    std::vector<double> sum(comparisons[i].levels, 0);
    double weight = 0;
    for (const Taught& lesson : lessons) {
      if (!lesson.taught[i])
        continue;
      const double counts = lesson.matches + kPriorPairs;
      weight += counts;
      for (std::size_t level = 0; level < sum.size(); ++level)
        sum[level] += counts * lesson.m[i][level];
    }
    for (std::size_t level = 0; weight > 0 && level < sum.size(); ++level)
      m[i][level] = sum[level] / weight;
  }
  return m;
}

}  // namespace manumit::link
