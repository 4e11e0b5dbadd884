// SPDX-License-Identifier: Apache-2.0
#include "learning.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "base/parallel.h"
#include "chance.h"
#include "compare_all.h"
#include "hashing.h"
#include "link.h"
#include "patterns.h"
#include "spread.h"
#include "ties.h"

namespace manumit::link {
namespace {

// Whoever shares a key with more than so many others shares what many people have: such blocks
// teach what strangers in the same place and year are like, not what one person's records are.
constexpr std::uint32_t kMostInTraining = 64;
constexpr std::uint32_t kMostRounds = 50;
constexpr std::uint32_t kResampledRounds = 8;  // Each resample starts where all pairs have led.
// Before anything is known: one pair in so many records is one person's.
constexpr double kPairsEach = 0.3;
constexpr std::uint64_t kBootstrap = 0x626F6F74;  // Purposes of random numbers.
constexpr std::uint64_t kChanceNoise = 0x6E6F6973;

// Nearly every pair would match.
constexpr double kNoPrior = 0.5;

/// A share that is neither 0 nor 1, and never more than half: then nearly every pair would match.
double sensible_share(double share, double pairs) {
  return std::clamp(share, 0.1 / std::max(1.0, pairs), kNoPrior);
}

/// How likely each group is drawn how often, with as many draws as there are groups.
GroupWeights resampled_groups(std::uint64_t seed, std::uint64_t resample, std::uint64_t rule) {
  GroupWeights weights{};
  for (std::size_t i = 0; i < kGroups; ++i) {
    const std::uint64_t draw =
        random_number(seed, kBootstrap + rule, resample * kGroups + i) % kGroups;
    weights[draw] += 1;
  }
  return weights;
}

class Learning {
 public:
  Learning(Engine& engine, const Settings& settings)
      : engine_(engine),
        settings_(settings),
        learned_(engine.learned()),
        pairs_(pairs_in(engine.fields.table())) {}

  Lesson learn_all() {
    draw_chance();
    Lesson lesson;
    lesson.model.prior = prior(lesson);
    allow_for_own_records(lesson.model.prior.share);
    find_patterns();
    learn_from(usual_m(learned_), lesson);
    // Once more, now that it is known how many pairs are one person's, and what they add to chance.
    if (allow_for_own_records(lesson.model.prior.share))
      find_patterns();
    learn_from(m_, lesson);
    lesson.model.own_records = own_records_;
    describe(lesson);
    warn(lesson);
    return lesson;
  }

 private:
  void draw_chance() {
    chance_ = chance_of(engine_.fields, engine_.comparators, settings_.seed,
                        settings_.training.random_pairs, settings_.threads);
    for (std::size_t i = 0; i < learned_.size(); ++i) {
      if (learned_[i].by_rarity)
        engine_.comparators[i].learn_nearness(chance_[i].near);
    }
  }

  void learn_from(const LevelShares& start, Lesson& lesson) {
    u_ = u_for(start, lesson.model.prior.share);
    taught_ = lessons(start, u_);
    m_ = joined(taught_, learned_);
    if (lesson.prior_is_guess)
      lesson.model.prior.share = guessed_share();
  }

  /// Tells the comparators how many records a person has. True if that is so much news that pairs
  /// must be looked at again.
  bool allow_for_own_records(double share) {
    constexpr double kNews = 1.5;
    const auto records = std::max(1.0, static_cast<double>(engine_.fields.records()));
    const double own = std::max(kOwnRecords, kRoomForMore * (1 + 2 * share * pairs_ / records));
    const bool news = own > own_records_ * kNews || own < own_records_ / kNews;
    own_records_ = own;
    bool any = false;
    for (Comparator& comparator : engine_.comparators) {
      comparator.learn_own_records(own);
      any = any || comparator.words();
    }
    return any && news;
  }

  void find_patterns() {
    tables_.clear();
    teaches_.clear();
    for (const RuleSetting& rule : settings_.training.rules) {
      const RuleKeys keys = RuleKeys::of(engine_.fields, rule, KeysBy::text);
      std::vector<bool> taught;
      for (const Comparator& comparator : engine_.comparators) {
        const auto& columns = engine_.fields.wanted(comparator.field()).columns;
        taught.push_back(std::none_of(columns.begin(), columns.end(), [&](std::size_t column) {
          return keys.uses_column(engine_.fields, column);
        }));
      }
      tables_.push_back(patterns_of(engine_.fields, engine_.comparators, keys, taught,
                                    settings_.training.pairs, kMostInTraining, settings_.threads,
                                    blocks_));
      teaches_.push_back(std::move(taught));
    }
  }

  PriorModel prior(Lesson& lesson) {
    PriorModel prior{.share = 0, .share_95 = {}, .pairs = pairs_, .by = "told"};
    if (settings_.prior.share) {
      prior.share = *settings_.prior.share;
    } else if (!settings_.prior.rules.empty()) {
      std::vector<RuleKeys> rules;
      for (const RuleSetting& rule : settings_.prior.rules)
        rules.push_back(RuleKeys::of(engine_.fields, rule, KeysBy::number));
      const auto found = static_cast<double>(
          count_pairs(engine_.fields, rules, settings_.most_in_block, settings_.threads, blocks_));
      prior.share = found / (settings_.prior.recall * std::max(1.0, pairs_));
      prior.by = "rules";
    } else {
      const auto records = static_cast<double>(engine_.fields.records());
      prior.share = kPairsEach * records / std::max(1.0, pairs_);
      prior.by = "reckoned";
      lesson.prior_is_guess = true;
    }
    if (prior.share >= kNoPrior && prior.by == "rules")
      lesson.warnings.push_back({"prior_too_large",
                                 {"the rules of the prior find half of all pairs or more, so "
                                  "nearly everybody would be one "
                                  "person: choose rules that hold for almost no two strangers",
                                  {}}});
    prior.share = sensible_share(prior.share, pairs_);
    return prior;
  }

  /// The rule that found most of one person's pairs found some of them; how many is a guess that
  /// the comparison of all pairs puts right.
  [[nodiscard]] double guessed_share() const {
    double most = 0;
    for (std::size_t i = 0; i < taught_.size(); ++i) {
      most = std::max(most, taught_[i].share * static_cast<double>(tables_[i].all_pairs));
    }
    return sensible_share(std::max(1.0, most) / std::max(1.0, pairs_), pairs_);
  }

  [[nodiscard]] LevelShares u_for(const LevelShares& m, double share) const {
    LevelShares u;
    for (std::size_t i = 0; i < chance_.size(); ++i)
      u.push_back(without_matches(chance_[i], share, m[i]));
    return u;
  }

  /// Before anything is known: so many pairs a record are one person's, and the rule finds them; of
  /// the pairs of a rule that finds few, no more than this share.
  [[nodiscard]] double start_share(const PatternTable& table) const {
    constexpr double kMostAtStart = 0.3;
    const auto records = static_cast<double>(engine_.fields.records());
    const double pairs = std::max(1.0, static_cast<double>(table.all_pairs));
    return std::clamp(kPairsEach * records / pairs, 0.1 / pairs, kMostAtStart);
  }

  [[nodiscard]] std::vector<Taught> lessons(const LevelShares& start, const LevelShares& u) const {
    std::vector<Taught> taught;
    for (std::size_t i = 0; i < tables_.size(); ++i)
      taught.push_back(learn(tables_[i], learned_, u, {start, start_share(tables_[i])}, teaches_[i],
                             each_once(), kMostRounds));
    return taught;
  }

  void describe(Lesson& lesson) {
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      lesson.rules.push_back({.keys = written(settings_.training.rules[i]),
                              .pairs = tables_[i].pairs,
                              .share = taught_[i].share,
                              .rounds = taught_[i].rounds});
    }
    for (std::size_t i = 0; i < learned_.size(); ++i)
      lesson.model.comparisons.push_back(described(i, lesson.model.prior.share));
    lesson.model.ties =
        find_ties(engine_.fields, engine_.comparators, m_, u_, lesson.model.prior.share * pairs_);
    if (settings_.training.bootstrap > 1)
      add_intervals(lesson);
  }

  [[nodiscard]] double own_share(std::size_t i, double share) const {
    const double own = share * m_[i].front();
    const double strangers = (1 - share) * u_[i].front();
    return own / std::max(own + strangers, 1e-300);
  }

  [[nodiscard]] ComparisonModel described(std::size_t i, double share) const {
    const Comparator& comparator = engine_.comparators[i];
    const ComparisonSetting& setting = comparator.setting();
    ComparisonModel model{.name = setting.name,
                          .columns = setting.columns,
                          .how = setting.how,
                          .term_frequency = setting.term_frequency,
                          .by_rarity = learned_[i].by_rarity,
                          .own_share = own_share(i, share),
                          .slip_bits = comparator.near_bits().slip,
                          .common_slip_bits = comparator.near_bits().common_slip,
                          .alike_bits = comparator.near_bits().alike,
                          .common_alike_bits = comparator.near_bits().common_alike,
                          .levels = {}};
    for (std::size_t level = 0; level < comparator.levels(); ++level) {
      LevelModel each{.name = comparator.level_name(level),
                      .m = m_[i][level],
                      .u = u_[i][level],
                      .weight = weight_of(learned_[i], level, m_[i][level], u_[i][level]),
                      .weight_95 = {},
                      .seen = {}};
      each.weight_95 = {each.weight, each.weight};
      if (chance_[i].drawn > 0 && (level > 0 || learned_[i].by_rarity))
        each.seen = chance_[i].seen[level];
      model.levels.push_back(std::move(each));
    }
    return model;
  }

  /// u with the doubt of having drawn so many pairs and no more: what was seen s times could have
  /// been seen a few times more or fewer.
  [[nodiscard]] LevelShares doubted_u(std::uint64_t resample) const {
    LevelShares u = u_;
    for (std::size_t i = 0; i < u.size(); ++i) {
      for (std::size_t level = 0; level < u[i].size() && chance_[i].drawn > 0; ++level) {
        if (level == 0 && !learned_[i].by_rarity)
          continue;
        const double seen = std::max(0.5, static_cast<double>(chance_[i].seen[level]));
        const double normal =
            nearly_normal(settings_.seed, kChanceNoise + i, resample * 16 + level);
        u[i][level] *= std::exp(normal / std::sqrt(seen));
      }
    }
    return u;
  }

  /// What a resample of the pairs, with other luck in drawing chance, teaches.
  struct Resampled {
    LevelShares weights;
    double matches = 0;
  };
  [[nodiscard]] Resampled resampled(std::uint64_t resample) const {
    const LevelShares u = doubted_u(resample);
    Resampled drawn;
    std::vector<Taught> taught;
    for (std::size_t rule = 0; rule < tables_.size(); ++rule) {
      taught.push_back(learn(tables_[rule], learned_, u, {m_, taught_[rule].share}, teaches_[rule],
                             resampled_groups(settings_.seed, resample, rule), kResampledRounds));
      drawn.matches += taught.back().matches;
    }
    drawn.weights = joined(taught, learned_);
    for (std::size_t i = 0; i < u.size(); ++i) {
      for (std::size_t level = 0; level < u[i].size(); ++level)
        drawn.weights[i][level] =
            weight_of(learned_[i], level, drawn.weights[i][level], u[i][level]);
    }
    return drawn;
  }

  void add_intervals(Lesson& lesson) const {
    const auto drawn = parallel_map<Resampled>(
        settings_.training.bootstrap, settings_.threads,
        [&](std::size_t resample) -> Result<Resampled> { return resampled(resample); });
    MANUMIT_CHECK(drawn.has_value());
    const auto spread_of = [&](auto value_of) {
      std::vector<double> values;
      for (const Resampled& each : *drawn)
        values.push_back(value_of(each));
      return Spread::of(std::move(values));
    };
    for (std::size_t i = 0; i < learned_.size(); ++i) {
      for (std::size_t level = 0; level < learned_[i].levels; ++level) {
        const Spread spread =
            spread_of([&](const Resampled& each) { return each.weights[i][level]; });
        lesson.model.comparisons[i].levels[level].weight_95 = {spread.low, spread.high};
      }
    }
    const Spread matches = spread_of([](const Resampled& each) { return each.matches; });
    if (matches.middle > 0)
      lesson.prior_spread = {matches.low / matches.middle, matches.high / matches.middle};
  }

  /// What a person should hear of what could not be learned.
  void warn(Lesson& lesson) const {
    constexpr double kFewMatches = 20;
    double matches = 0;
    for (const Taught& taught : taught_)
      matches += taught.matches;
    if (matches < kFewMatches) {
      lesson.warnings.push_back(
          {"little_learned",
           {"the weights could be learned from about {0} pairs of one person only; they are mostly "
            "the usual ones, which are a guess",
            {std::to_string(std::lround(matches))}}});
    }
    for (std::size_t i = 0; i < learned_.size(); ++i) {
      if (tables_.empty() || std::any_of(teaches_.begin(), teaches_.end(),
                                         [&](const auto& taught) { return taught[i]; }))
        continue;
      lesson.warnings.push_back(
          {"not_learned",
           {"no training rule can teach how {0} agrees, as each of them asks for it; the usual "
            "weights stand in",
            {engine_.comparators[i].setting().name}}});
    }
  }

  Engine& engine_;
  const Settings& settings_;
  std::vector<Learned> learned_;
  double pairs_;
  double own_records_ = kOwnRecords;
  Blocks blocks_;  ///< Of one rule after the other.
  std::vector<Chance> chance_;
  std::vector<PatternTable> tables_;
  std::vector<std::vector<bool>> teaches_;
  std::vector<Taught> taught_;
  LevelShares m_;
  LevelShares u_;
};

}  // namespace

Lesson learn_weights(Engine& engine, const Settings& settings) {
  return Learning(engine, settings).learn_all();
}

}  // namespace manumit::link
