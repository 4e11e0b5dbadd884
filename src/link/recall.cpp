// SPDX-License-Identifier: Apache-2.0
#include "recall.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>

#include "base/check.h"
#include "base/parallel.h"

namespace manumit::link {
namespace {

constexpr std::size_t kClusterGroups = 48;
constexpr double kNormal95 = 1.959963984540054;

FoundBy sum_of(const std::vector<FoundBy>& groups) {
  FoundBy all;
  for (const FoundBy& group : groups) {
    all.one += group.one;
    all.two += group.two;
    all.any += group.any;
  }
  return all;
}

/// The bias-corrected bound for the pairs that none of so many rules has found.
double missed(const FoundBy& found, std::size_t rules) {
  const double share = static_cast<double>(rules - 1) / static_cast<double>(rules);
  return share * found.one * std::max(0.0, found.one - 1) / (2 * (found.two + 1));
}

/// How far the bound would move with other people of the same kind: the jackknife's variance.
double variance(const std::vector<FoundBy>& groups, const FoundBy& all, std::size_t rules) {
  std::vector<double> without;
  for (const FoundBy& group : groups) {
    if (group.any > 0)
      without.push_back(
          missed({all.one - group.one, all.two - group.two, all.any - group.any}, rules));
  }
  const auto count = static_cast<double>(without.size());
  if (count < 2)
    return 0;
  double mean = 0;
  for (const double each : without)
    mean += each / count;
  double squares = 0;
  for (const double each : without)
    squares += (each - mean) * (each - mean);
  return squares * (count - 1) / count;
}

}  // namespace

BlockingRecall recall_from(const std::vector<FoundBy>& groups, std::size_t rules, bool every_pair) {
  const FoundBy all = sum_of(groups);
  BlockingRecall recall{
      .found = all.any, .missed_at_least = 0, .at_most = {}, .at_most_95 = {0, 1}};
  if (every_pair)
    recall.at_most_95 = {1, 1}, recall.at_most = 1;
  if (every_pair || rules < 2 || all.any <= 0)
    return recall;
  recall.at_most = 1;
  recall.at_most_95 = {1, 1};
  recall.missed_at_least = missed(all, rules);
  if (recall.missed_at_least <= 0)
    return recall;
  const auto share = [&](double unseen) { return all.any / (all.any + unseen); };
  const double ratio =
      variance(groups, all, rules) / (recall.missed_at_least * recall.missed_at_least);
  const double spread = std::exp(kNormal95 * std::sqrt(std::log1p(ratio)));
  recall.at_most = share(recall.missed_at_least);
  recall.at_most_95 = {share(recall.missed_at_least * spread),
                       share(recall.missed_at_least / spread)};
  return recall;
}

namespace {

// Shares are summed as whole numbers of such parts, which in any order have the same sum.
constexpr double kUnits = 1 << 24;

/// A number for each cluster that an edge begins in: it depends on what its records say, and not on
/// their order.
std::vector<std::uint64_t> people_of(const Engine& engine, const std::vector<Edge>& edges,
                                     const std::vector<std::uint32_t>& cluster, unsigned threads) {
  constexpr std::uint64_t kNotAsked = 0;
  std::vector<std::uint64_t> people(cluster.size(), kNotAsked);
  for (const Edge& edge : edges)
    people[cluster[edge.a]] = std::numeric_limits<std::uint64_t>::max();
  constexpr std::size_t kPiece = 16'384;
  const std::size_t pieces = (cluster.size() + kPiece - 1) / kPiece;
  const auto done = parallel_for(pieces, threads, [&](std::size_t piece) -> Result<void> {
    const std::size_t end = std::min(cluster.size(), (piece + 1) * kPiece);
    for (std::size_t record = piece * kPiece; record < end; ++record) {
      const std::atomic_ref<std::uint64_t> person(people[cluster[record]]);
      std::uint64_t least = person.load(std::memory_order_relaxed);
      if (least == kNotAsked)
        continue;
      const std::uint64_t own = std::max<std::uint64_t>(1, engine.fields.hash(record));
      while (own < least && !person.compare_exchange_weak(least, own, std::memory_order_relaxed)) {
      }
    }
    return {};
  });
  MANUMIT_CHECK(done.has_value());
  return people;
}

}  // namespace

BlockingRecall blocking_recall(const Engine& engine, const std::vector<Edge>& edges,
                               const std::vector<std::uint32_t>& cluster, double prior_bits,
                               double from, unsigned threads) {
  const bool every_pair = std::any_of(engine.rules.begin(), engine.rules.end(),
                                      [](const RuleKeys& rule) { return rule.finds_all(); });
  const std::vector<std::uint64_t> people = people_of(engine, edges, cluster, threads);
  constexpr std::size_t kPiece = 4096;
  constexpr std::size_t kAhead = 16;  // What so many edges later asks for is brought near.
  const std::size_t pieces = (edges.size() + kPiece - 1) / kPiece;
  auto parts = parallel_map<std::vector<FoundBy>>(
      pieces, threads, [&](std::size_t piece) -> Result<std::vector<FoundBy>> {
        std::vector<FoundBy> groups(kClusterGroups);
        const std::size_t end = std::min(edges.size(), (piece + 1) * kPiece);
        for (std::size_t i = piece * kPiece; i < end; ++i) {
          const Edge& edge = edges[i];
          if (i + kAhead < end) {
            const Edge& later = edges[i + kAhead];
            engine.fields.fetch(later.a);
            engine.fields.fetch(later.b);
            __builtin_prefetch(&people[cluster[later.a]]);
          }
          if (static_cast<double>(edge.evidence) < from)
            continue;
          const double share =
              std::round(kUnits * probability_of(static_cast<double>(edge.evidence) + prior_bits));
          FoundBy& group = groups[people[cluster[edge.a]] % kClusterGroups];
          group.any += share;
          if (every_pair)
            continue;
          const RecordRow a = engine.fields.row(edge.a);
          const RecordRow b = engine.fields.row(edge.b);
          const auto found =
              std::count_if(engine.rules.begin(), engine.rules.end(),
                            [&](const RuleKeys& rule) { return rule.finds(engine.fields, a, b); });
          group.one += found == 1 ? share : 0;
          group.two += found == 2 ? share : 0;
        }
        return groups;
      });
  MANUMIT_CHECK(parts.has_value());
  std::vector<FoundBy> groups(kClusterGroups);
  for (const std::vector<FoundBy>& part : *parts) {
    for (std::size_t group = 0; group < kClusterGroups; ++group) {
      groups[group].one += part[group].one / kUnits;
      groups[group].two += part[group].two / kUnits;
      groups[group].any += part[group].any / kUnits;
    }
  }
  return recall_from(groups, engine.rules.size(), every_pair);
}

}  // namespace manumit::link
