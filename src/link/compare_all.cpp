// SPDX-License-Identifier: Apache-2.0
#include "compare_all.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>

#include "base/check.h"
#include "base/parallel.h"

namespace manumit::link {
namespace {

constexpr std::size_t kBlocksShown = 10;

Error stopped() {
  return Error{.kind = Error::Kind::unavailable, .what = "linking was stopped before its end"};
}

/// Tells whoever watches, one thread at a time.
class Watch {
 public:
  explicit Watch(const Progress& progress) : progress_(progress) {}

  void begin_rule(std::size_t rule, std::size_t rules, std::size_t pieces) {
    rule_ = rule;
    rules_ = rules;
    pieces_ = std::max<std::size_t>(1, pieces);
    done_ = 0;
  }
  [[nodiscard]] Result<void> tick() {
    if (!progress_)
      return {};
    constexpr std::uint64_t kOfARule = 1000;
    const std::lock_guard lock(mutex_);
    const std::uint64_t of_rule = ++done_ * kOfARule / pieces_;
    if (!progress_(rule_ * kOfARule + of_rule, rules_ * kOfARule))
      return fail(stopped());
    return {};
  }

 private:
  Progress progress_;
  std::mutex mutex_;
  std::size_t rule_ = 0;
  std::size_t rules_ = 1;
  std::size_t pieces_ = 1;
  std::uint64_t done_ = 0;
};

/// What is passed over of a rule's blocks, and what is not.
RuleFound look_at_blocks(const Blocks& blocks, std::uint32_t most, RuleKeys& rule) {
  RuleFound found;
  std::vector<std::uint64_t> keys;
  found.blocks = blocks.blocks().size();
  for (const Block& block : blocks.blocks()) {
    if (block.size() <= most) {
      found.largest = std::max(found.largest, block.size());
      continue;
    }
    keys.push_back(blocks.key(block));
    found.passed_over.push_back({block.size(), block.pairs()});
    ++found.passed_over_blocks;
    found.passed_over_pairs += block.pairs();
  }
  std::sort(found.passed_over.begin(), found.passed_over.end(),
            [](const PassedOver& a, const PassedOver& b) { return a.records > b.records; });
  found.passed_over.resize(std::min(found.passed_over.size(), kBlocksShown));
  rule.pass_over(std::move(keys));
  return found;
}

/// Calls `with(block, first_row, rows)` for each part of the work.
template <typename With>
void for_blocks(const Fields& fields, const Blocks& blocks, const PairWork& work, With with) {
  const std::uint32_t end = work.first_block + work.blocks;
  for (std::uint32_t i = work.first_block; i < end; ++i) {
    const std::span<const Keyed> block = blocks.records(blocks.blocks()[i]);
    if (end - i > Blocks::kAhead)
      blocks.fetch(fields, blocks.blocks()[i + Blocks::kAhead]);
    if (work.rows > 0)
      with(block, work.first_row, work.rows);
    else
      with(block, 0, block.size());
  }
}

/// All in one, in their order. Each part goes as soon as it is taken over, so that nearly no memory
/// is needed twice.
ScoredPairs joined(std::vector<ScoredPairs> parts) {
  std::size_t edges = 0;
  for (const ScoredPairs& part : parts)
    edges += part.edges.size();
  ScoredPairs all;
  all.edges.reserve(edges);
  for (ScoredPairs& part : parts) {
    all.compared += part.compared;
    all.edges.insert(all.edges.end(), part.edges.begin(), part.edges.end());
    part.edges = {};
  }
  return all;
}

/// Scores the blocks of one rule after the other.
class Scoring {
 public:
  Scoring(const Engine& engine, const Scorer& scorer, const Settings& settings,
          const Progress& progress, WorkPart part)
      : engine_(engine),
        scorer_(scorer),
        tables_(bound_tables(scorer)),
        most_in_block_(settings.most_in_block),
        threads_(settings.threads),
        watch_(progress),
        part_(part) {}

  [[nodiscard]] Result<ScoredPairs> score(std::size_t rule, const Blocks& blocks, double floor) {
    const std::vector<PairWork> work = own_part(rule, blocks.work(most_in_block_));
    watch_.begin_rule(rule, engine_.rules.size(), work.size());
    std::vector<ScoredPairs> pieces = TRY(parallel_map<ScoredPairs>(
        work.size(), threads_, [&](std::size_t piece) -> Result<ScoredPairs> {
          ScoredPairs scored;
          BlockScorer pairs(scorer_, tables_, floor);
          PairFilter filter(engine_.fields, engine_.rules, rule);
          for_blocks(engine_.fields, blocks, work[piece],
                     [&](std::span<const Keyed> block, std::size_t first, std::size_t rows) {
                       pairs.score(block, filter, first, rows, scored);
                     });
          TRY(watch_.tick());
          return scored;
        }));
    return joined(std::move(pieces));
  }

 private:
  [[nodiscard]] std::vector<PairWork> own_part(std::size_t rule, std::vector<PairWork> all) const {
    if (part_.of == 1)
      return all;
    std::vector<PairWork> own;
    for (std::size_t piece = 0; piece < all.size(); ++piece) {
      if ((piece + rule) % part_.of == part_.number)
        own.push_back(all[piece]);
    }
    return own;
  }

  const Engine& engine_;
  const Scorer& scorer_;
  std::vector<BoundTable> tables_;
  std::uint32_t most_in_block_;
  unsigned threads_;
  Watch watch_;
  WorkPart part_;
};

}  // namespace

ScoreRule scoring(const Engine& engine, const Scorer& scorer, const Settings& settings,
                  const Progress& progress, WorkPart part) {
  // Shared, since a function must be one that can be copied.
  const auto shared = std::make_shared<Scoring>(engine, scorer, settings, progress, part);
  return [shared](std::size_t rule, const Blocks& blocks, double floor) {
    return shared->score(rule, blocks, floor);
  };
}

Result<Compared> compare_all(Engine& engine, const Settings& settings, double floor,
                             const ScoreRule& score) {
  Compared compared;
  Blocks blocks;
  std::vector<ScoredPairs> scored;
  scored.reserve(engine.rules.size());
  for (std::size_t rule = 0; rule < engine.rules.size(); ++rule) {
    blocks.find(engine.fields, engine.rules[rule], settings.threads);
    RuleFound found = look_at_blocks(blocks, settings.most_in_block, engine.rules[rule]);
    found.keys = written(settings.rules[rule]);
    scored.push_back(TRY(score(rule, blocks, floor)));
    found.pairs = scored.back().compared;
    EvidenceCounts counts;
    for (const Edge& edge : scored.back().edges)
      counts.add(static_cast<double>(edge.evidence));
    compared.counts.add(counts);
    compared.counts_by_rule.push_back(counts);
    compared.rules.push_back(std::move(found));
  }
  ScoredPairs all = joined(std::move(scored));
  compared.pairs = all.compared;
  compared.edges = std::move(all.edges);
  return compared;
}

std::uint64_t count_pairs(const Fields& fields, std::vector<RuleKeys>& rules,
                          std::uint32_t most_in_block, unsigned threads, Blocks& blocks) {
  std::atomic<std::uint64_t> pairs = 0;
  for (std::size_t rule = 0; rule < rules.size(); ++rule) {
    blocks.find(fields, rules[rule], threads);
    // All pairs of a block hold the rule, however many they are.
    pairs += look_at_blocks(blocks, most_in_block, rules[rule]).passed_over_pairs;
    const std::vector<PairWork> work = blocks.work(most_in_block);
    const auto done = parallel_for(work.size(), threads, [&](std::size_t piece) -> Result<void> {
      PairFilter filter(fields, rules, rule);
      std::vector<std::uint8_t> known;
      std::uint64_t belong = 0;
      for_blocks(fields, blocks, work[piece],
                 [&](std::span<const Keyed> block, std::size_t first, std::size_t rows) {
                   known.resize(std::max(known.size(), block.size()));
                   filter.begin(block);
                   for (std::size_t row = first; row < first + rows; ++row)
                     belong += filter.mark(row, known);
                 });
      pairs += belong;
      return {};
    });
    MANUMIT_CHECK(done.has_value());
  }
  return pairs;
}

}  // namespace manumit::link
