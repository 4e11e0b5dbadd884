// SPDX-License-Identifier: Apache-2.0
#include "draws.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "average_linkage.h"
#include "base/check.h"
#include "base/parallel.h"
#include "engine.h"
#include "hashing.h"
#include "pair_judge.h"
#include "scorer.h"
#include "spread.h"
#include "union_find.h"

namespace manumit::link {
namespace {

// All pairs of a group are weighed and kept. A larger group is parted along its weakest links.
constexpr std::size_t kMostTogether = 300;
constexpr double kStricter = 1;  // Bit by bit.
constexpr std::uint64_t kPriorPurpose = 0x7072696F72;
constexpr std::uint64_t kJoinPurpose = 0x6A6F696E;

struct Group {
  std::vector<std::uint32_t> records;  ///< In an order that what they say decides.
  std::vector<std::uint64_t> hashes;
  PairWeights weights{0};
};

/// Records that hang together by pairs of at least this weight, each group small enough.
void add_groups(const std::vector<LinkedPair>& pairs, const Decisions& decisions,
                std::size_t records, std::vector<std::vector<std::uint32_t>>& groups) {
  std::vector<bool> open(records, true);
  bool any_large = true;
  for (double from = kDrawsFrom; any_large; from += kStricter) {
    UnionFind together(records);
    for (const LinkedPair& pair : pairs) {
      if (static_cast<double>(pair.weight) >= from && open[pair.a] && open[pair.b])
        together.join(pair.a, pair.b);
    }
    for (const RecordPair& pair : decisions.same)
      together.join(pair.a, pair.b);
    std::map<std::uint32_t, std::vector<std::uint32_t>> members;
    for (std::uint32_t record = 0; record < records; ++record) {
      if (open[record])
        members[together.find(record)].push_back(record);
    }
    any_large = false;
    // At weights beyond all evidence only decisions hold a group together, and they are not parted.
    const bool last = from > 200;
    for (auto& [name, group] : members) {
      if (group.size() > kMostTogether && !last) {
        any_large = true;
        continue;
      }
      for (const std::uint32_t record : group)
        open[record] = false;
      if (group.size() > 1)
        groups.push_back(std::move(group));
    }
  }
}

}  // namespace

struct ClusterDraws::Inside {
  Engine engine;
  Scorer scorer;
  Decisions decisions;
  std::optional<PairJudge> judge;
  std::vector<Group> groups;
  double prior_spread = 0;  ///< Of the prior, in bits.
  std::uint64_t seed = 0;
  ClusterMethod method = ClusterMethod::average;
  unsigned threads = 1;

  void weigh(Group& group) const {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
    for (const std::uint32_t record : group.records)
      order.emplace_back(engine.fields.hash(record), record);
    std::sort(order.begin(), order.end());
    group.weights = PairWeights(order.size());
    std::uint64_t alike = 0;
    for (std::size_t a = 0; a < order.size(); ++a) {
      group.records[a] = order[a].second;
      // Records that say the same are still two, and each pair of them has a chance of its own.
      const bool as_before = a > 0 && order[a].first == order[a - 1].first;
      alike = as_before ? alike + 1 : 0;
      group.hashes.push_back(mixed(order[a].first, alike));
      for (std::size_t b = 0; b < a; ++b)
        group.weights.set(a, b, judge->weight(order[a].second, order[b].second));
    }
  }

  /// Whether two groups become one in a draw.
  [[nodiscard]] bool joins(const Group& group, const Meeting& meeting, std::uint32_t draw,
                           double prior_shift) const {
    // Between two records alone stands all that speaks against them.
    const double weight =
        meeting.pairs == 1 ? judge->weight_alone(group.records[meeting.a], group.records[meeting.b])
                           : meeting.average;
    const std::uint64_t key = mixed(group.hashes[meeting.a], group.hashes[meeting.b]);
    return unit_real(random_number(seed ^ key, kJoinPurpose, draw)) <
           probability_of(weight + prior_shift);
  }

  /// The group of each record, where whatever a link holds together is one, the strongest links
  /// first, as long as nobody meets who must not.
  [[nodiscard]] std::vector<std::uint32_t> components(const Group& group, std::uint32_t draw,
                                                      double prior_shift) const {
    const auto size = static_cast<std::uint32_t>(group.records.size());
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (std::uint32_t a = 0; a < size; ++a) {
      for (std::uint32_t b = a + 1; b < size; ++b) {
        if (joins(group, {a, b, 1, 0}, draw, prior_shift))
          pairs.emplace_back(a, b);
      }
    }
    std::stable_sort(pairs.begin(), pairs.end(), [&](const auto& x, const auto& y) {
      return group.weights.at(x.first, x.second) > group.weights.at(y.first, y.second);
    });
    std::vector<std::uint32_t> names(size);
    std::iota(names.begin(), names.end(), std::uint32_t{0});
    for (const auto& [a, b] : pairs) {
      const std::uint32_t one = std::min(names[a], names[b]);
      const std::uint32_t other = std::max(names[a], names[b]);
      if (one != other && !clash(group, names, one, other))
        std::replace(names.begin(), names.end(), other, one);
    }
    return names;
  }

  [[nodiscard]] bool clash(const Group& group, const std::vector<std::uint32_t>& names,
                           std::uint32_t one, std::uint32_t other) const {
    if (!judge->bounds().any())
      return false;
    for (std::size_t i = 0; i < names.size(); ++i) {
      for (std::size_t k = 0; names[i] == one && k < names.size(); ++k) {
        if (names[k] == other && judge->bounds().forbidden(group.records[i], group.records[k]))
          return true;
      }
    }
    return false;
  }

  void draw_group(const Group& group, std::uint32_t draw, double prior_shift,
                  std::vector<std::uint32_t>& cluster) const {
    const std::vector<std::uint32_t> names =
        method == ClusterMethod::average
            ? average_linkage(
                  group.weights, kDrawsFrom,
                  [&](const Meeting& meeting) { return joins(group, meeting, draw, prior_shift); })
            : components(group, draw, prior_shift);
    std::vector<std::uint32_t> first(names.size(), ~0U);
    for (std::size_t i = 0; i < names.size(); ++i)
      first[names[i]] = std::min(first[names[i]], group.records[i]);
    for (std::size_t i = 0; i < names.size(); ++i)
      cluster[group.records[i]] = first[names[i]];
  }
};

ClusterDraws::ClusterDraws(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
ClusterDraws::ClusterDraws(ClusterDraws&&) noexcept = default;
ClusterDraws& ClusterDraws::operator=(ClusterDraws&&) noexcept = default;
ClusterDraws::~ClusterDraws() = default;

Result<ClusterDraws> ClusterDraws::of(const RecordTable& table, const Settings& settings,
                                      const Linkage& linkage, const Decisions& decisions) {
  if (linkage.pairs_from > kDrawsFrom) {
    return fail(Error::Kind::bad_input,
                "draws need the pairs from a weight of {0} on, and fewer were kept", {}, {},
                {std::to_string(static_cast<int>(kDrawsFrom))});
  }
  auto inside = std::make_unique<Inside>();
  inside->engine = TRY(engine_that_knows(table, settings, linkage.model));
  inside->scorer = Scorer::of(inside->engine.fields, inside->engine.comparators, linkage.model);
  inside->decisions = decisions;
  inside->judge.emplace(inside->scorer, log2_odds(linkage.model.prior.share), inside->decisions);
  const PriorModel& prior = linkage.model.prior;
  constexpr double kLimitsToSpread = 2 * 1.959963984540054;
  if (prior.share_95.low > 0 && prior.share_95.high > prior.share_95.low)
    inside->prior_spread = std::log2(prior.share_95.high / prior.share_95.low) / kLimitsToSpread;
  inside->seed = settings.seed;
  inside->method = settings.clusters.method;
  inside->threads = settings.threads;
  std::vector<std::vector<std::uint32_t>> groups;
  add_groups(linkage.pairs, inside->decisions, table.size(), groups);
  for (std::vector<std::uint32_t>& records : groups)
    inside->groups.push_back(
        {.records = std::move(records), .hashes = {}, .weights = PairWeights(0)});
  TRY(parallel_for(inside->groups.size(), settings.threads, [&](std::size_t i) -> Result<void> {
    inside->weigh(inside->groups[i]);
    return {};
  }));
  return ClusterDraws(std::move(inside));
}

std::vector<std::uint32_t> ClusterDraws::draw(std::uint32_t number) const {
  const Inside& inside = *inside_;
  std::vector<std::uint32_t> cluster(inside.engine.fields.records());
  std::iota(cluster.begin(), cluster.end(), std::uint32_t{0});
  const double shift = inside.prior_spread * nearly_normal(inside.seed, kPriorPurpose, number);
  constexpr std::size_t kTogether = 64;
  const std::size_t pieces = (inside.groups.size() + kTogether - 1) / kTogether;
  const auto done = parallel_for(pieces, inside.threads, [&](std::size_t piece) -> Result<void> {
    const std::size_t end = std::min(inside.groups.size(), (piece + 1) * kTogether);
    for (std::size_t i = piece * kTogether; i < end; ++i)
      inside.draw_group(inside.groups[i], number, shift, cluster);
    return {};
  });
  MANUMIT_CHECK(done.has_value());
  return cluster;
}

namespace {

Limits middle_95(std::vector<double> values) {
  const Spread spread = Spread::of(std::move(values));
  return {spread.low, spread.high};
}

Rate mean_of(const std::vector<double>& values) {
  if (values.empty())
    return {.value = std::numeric_limits<double>::quiet_NaN(), .limits_95 = {.low = 0, .high = 1}};
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  return {sum / static_cast<double>(values.size()), middle_95(values)};
}

}  // namespace

Result<void> DrawTally::add(const std::vector<std::uint32_t>& found,
                            const std::vector<std::uint32_t>& drawn) {
  std::vector<std::uint32_t> truth = drawn;
  double clusters = 0;
  for (std::uint32_t record = 0; record < drawn.size(); ++record) {
    clusters += drawn[record] == record ? 1 : 0;
    ++truth[record];  // 0 would be nobody's.
  }
  const Evaluation judged = TRY(evaluate(found, truth));
  clusters_.push_back(clusters);
  if (!std::isnan(judged.pair.precision.value))
    precision_.push_back(judged.pair.precision.value);
  if (!std::isnan(judged.pair.recall.value))
    recall_.push_back(judged.pair.recall.value);
  return {};
}

std::optional<DrawsFound> DrawTally::found() const {
  if (clusters_.empty())
    return std::nullopt;
  DrawsFound found{.clusters = {},
                   .clusters_95 = middle_95(clusters_),
                   .precision = mean_of(precision_),
                   .recall = mean_of(recall_)};
  for (const double each : clusters_)
    found.clusters.push_back(static_cast<std::uint64_t>(each));
  return found;
}

}  // namespace manumit::link
