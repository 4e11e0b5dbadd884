// SPDX-License-Identifier: Apache-2.0
#include "link.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <numeric>

#include "base/check.h"
#include "base/parallel.h"
#include "clusters.h"
#include "engine.h"
#include "learning.h"
#include "linking.h"
#include "recall.h"

namespace manumit::link {
namespace {

// The reckoned prior may end up so many bits above the guess that the pairs were sifted by.
constexpr double kRoom = 3;
constexpr int kMostRounds = 100;

class Clock {
 public:
  explicit Clock(std::vector<Timing>& timings) : timings_(timings) {}
  void lap(std::string what) {
    const auto now = std::chrono::steady_clock::now();
    timings_.push_back({std::move(what), std::chrono::duration<double>(now - last_).count()});
    last_ = now;
  }

 private:
  std::vector<Timing>& timings_;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

/// The lower end of the bin that evidence falls into.
double bin_below(double evidence) {
  return EvidenceCounts::kLeast +
         std::floor((evidence - EvidenceCounts::kLeast) / EvidenceCounts::kStep) *
             EvidenceCounts::kStep;
}

/// How many pairs are expected to be one person's, among those counted from this evidence on.
double matches_in(const EvidenceCounts& counts, double prior_bits, double from) {
  double matches = 0;
  for (std::size_t bin = 0; bin < EvidenceCounts::kBins; ++bin) {
    if (counts.bins()[bin] > 0 && EvidenceCounts::evidence_of(bin) > from)
      matches += static_cast<double>(counts.bins()[bin]) *
                 probability_of(EvidenceCounts::evidence_of(bin) + prior_bits);
  }
  return matches;
}

/// The share at which the pairs that were compared hold as many of one person as it says. What the
/// rules have missed is not in it.
double reckoned_share(const EvidenceCounts& counts, double from, double start, double pairs) {
  if (pairs < 1)
    return start;
  double share = start;
  for (int round = 0; round < kMostRounds; ++round) {
    const double next =
        std::clamp(matches_in(counts, log2_odds(share), from) / pairs, 0.1 / pairs, 0.5);
    const bool rests = std::fabs(next - share) <= 1e-6 * share;
    share = next;
    if (rests)
      break;
  }
  return share;
}

/// Pairs by their first record, which each has few of, and then by their second.
std::vector<LinkedPair> in_order(const std::vector<LinkedPair>& pairs, std::size_t records) {
  std::vector<std::uint32_t> places(records + 1, 0);
  for (const LinkedPair& pair : pairs)
    ++places[pair.a + 1];
  std::partial_sum(places.begin(), places.end(), places.begin());
  std::vector<LinkedPair> ordered(pairs.size());
  for (const LinkedPair& pair : pairs)
    ordered[places[pair.a]++] = pair;
  for (std::size_t first = 0, end = 0; first < ordered.size(); first = end) {
    end = places[ordered[first].a];
    std::sort(ordered.begin() + static_cast<std::ptrdiff_t>(first),
              ordered.begin() + static_cast<std::ptrdiff_t>(end),
              [](const LinkedPair& x, const LinkedPair& y) { return x.b < y.b; });
  }
  return ordered;
}

class Linking {
 public:
  Linking(const RecordTable& table, const Settings& settings, const LinkOptions& options,
          const MakeScoring& scoring)
      : table_(table),
        settings_(settings),
        options_(options),
        scoring_(scoring),
        clock_(linkage_.timings) {}

  [[nodiscard]] Result<Linkage> run() {
    Engine engine = make_engine(table_, settings_);
    clock_.lap("prepare");
    Lesson lesson = learn_weights(engine, settings_);
    linkage_.model = std::move(lesson.model);
    linkage_.training = std::move(lesson.rules);
    clock_.lap("learn");
    const Scorer scorer = Scorer::of(engine.fields, engine.comparators, linkage_.model);
    Compared compared = TRY(compare(engine, scorer, lesson.prior_is_guess));
    clock_.lap("compare");
    Clustered clustered =
        TRY(make_clusters(scorer, compared.edges, prior_bits(), settings_, options_.decisions));
    linkage_.cluster = std::move(clustered.cluster);
    linkage_.clusters = clustered.clusters;
    clock_.lap("cluster");
    linkage_.blocking = blocking_recall(engine, compared.edges, linkage_.cluster, prior_bits(),
                                        counted_from_, settings_.threads);
    clock_.lap("recall");
    count_unlinkable(scorer);
    add_prior_interval(lesson);
    describe(std::move(compared));
    warn(engine, std::move(lesson.warnings));
    for (Warning& warning : clustered.warnings)
      linkage_.warnings.push_back(std::move(warning));
    return std::move(linkage_);
  }

 private:
  [[nodiscard]] double prior_bits() const { return log2_odds(linkage_.model.prior.share); }

  /// Compares the pairs; where the prior is a guess, reckons it from them, and compares once more
  /// if the guess was so low that pairs which matter were sifted out. Nobody's wish to see more
  /// pairs moves the prior: it is reckoned from the same pairs whatever is kept besides.
  [[nodiscard]] Result<Compared> compare(Engine& engine, const Scorer& scorer, bool is_guess) {
    const double at_least = settings_.clusters.at_least;
    linkage_.pairs_from = std::min(at_least, options_.pairs_from.value_or(at_least));
    const double besides = at_least - linkage_.pairs_from;
    counted_from_ = counted_from(at_least, prior_bits(), is_guess);
    const ScoreRule score = scoring_(engine, scorer);
    Compared compared = TRY(compare_all(engine, settings_, counted_from_ - besides, score));
    if (!is_guess)
      return compared;
    PriorModel& prior = linkage_.model.prior;
    prior.share = reckoned_share(compared.counts, counted_from_, prior.share, prior.pairs);
    if (at_least - prior_bits() < counted_from_) {
      counted_from_ = counted_from(at_least, prior_bits(), true);
      compared = TRY(compare_all(engine, settings_, counted_from_ - besides, score));
      prior.share = reckoned_share(compared.counts, counted_from_, prior.share, prior.pairs);
    }
    return compared;
  }

  void describe(Compared&& compared) {
    linkage_.compared = compared.pairs;
    linkage_.rules = std::move(compared.rules);
    for (std::size_t rule = 0; rule < linkage_.rules.size(); ++rule)
      linkage_.rules[rule].matches =
          matches_in(compared.counts_by_rule[rule], prior_bits(), counted_from_);
    for (std::size_t bin = 0; bin < EvidenceCounts::kBins; ++bin) {
      const double from = EvidenceCounts::kLeast + static_cast<double>(bin) * EvidenceCounts::kStep;
      if (compared.counts.bins()[bin] > 0 &&
          from + EvidenceCounts::kStep + prior_bits() > linkage_.pairs_from)
        linkage_.weights.push_back({from + prior_bits(), compared.counts.bins()[bin]});
    }
    const auto weight_of = [prior = prior_bits()](const Edge& edge) {
      return static_cast<double>(edge.evidence) + prior;
    };
    linkage_.pairs.reserve(static_cast<std::size_t>(
        std::count_if(compared.edges.begin(), compared.edges.end(),
                      [&](const Edge& edge) { return weight_of(edge) >= linkage_.pairs_from; })));
    for (const Edge& edge : compared.edges) {
      if (const double weight = weight_of(edge); weight >= linkage_.pairs_from)
        linkage_.pairs.push_back({edge.a, edge.b, static_cast<float>(weight)});
    }
    compared.edges = {};
    linkage_.pairs = in_order(linkage_.pairs, table_.size());
  }

  void count_unlinkable(const Scorer& scorer) {
    constexpr std::size_t kPiece = 16'384;
    const double prior = prior_bits();
    for (const Source& source : table_.sources()) {
      std::atomic<std::uint64_t> count = 0;
      const std::size_t last = source.first + source.count;
      const std::size_t pieces = (source.count + kPiece - 1) / kPiece;
      const auto done = parallel_for(pieces, settings_.threads, [&](std::size_t piece) {
        const std::size_t first = source.first + piece * kPiece;
        std::uint64_t found = 0;
        for (std::size_t i = first; i < std::min(last, first + kPiece); ++i)
          found += scorer.evidence(i, i) + prior < settings_.clusters.at_least ? 1 : 0;
        count += found;
        return Result<void>();
      });
      MANUMIT_CHECK(done.has_value());
      linkage_.unlinkable.push_back(count);
    }
  }

  void add_prior_interval(const Lesson& lesson) {
    PriorModel& prior = linkage_.model.prior;
    const bool told = settings_.prior.share.has_value();
    prior.share_95 = {prior.share * (told ? 1 : lesson.prior_spread.low),
                      std::min(1.0, prior.share * (told ? 1 : lesson.prior_spread.high))};
  }

  void warn(const Engine& engine, std::vector<Warning> of_lesson) {
    for (Warning& warning : of_lesson)
      linkage_.warnings.push_back(std::move(warning));
    for (const Comparator& comparator : engine.comparators) {
      if (const std::uint32_t values = engine.fields.unusable(comparator.field())) {
        linkage_.warnings.push_back(
            {"values_unusable",
             {"{0} different values of {1} say nothing that can be compared, such as a date that "
              "cannot be read; they count as missing",
              {std::to_string(values), comparator.setting().name}}});
      }
    }
    for (const RuleFound& rule : linkage_.rules) {
      if (rule.passed_over_blocks == 0)
        continue;
      linkage_.warnings.push_back(
          {"blocks_passed_over",
           {"by the rule {0} {1} groups of records were too large to be compared, the largest of "
            "{2} records; {3} pairs were not looked at by it",
            {rule.keys, std::to_string(rule.passed_over_blocks),
             std::to_string(rule.passed_over.front().records),
             std::to_string(rule.passed_over_pairs)}}});
    }
  }

  const RecordTable& table_;
  const Settings& settings_;
  const LinkOptions& options_;
  const MakeScoring& scoring_;
  Linkage linkage_;
  Clock clock_;
  double counted_from_ = 0;  ///< The evidence from which pairs count, for the prior and the rules.
};

}  // namespace

double pairs_in(const RecordTable& table) {
  const auto pairs = [](std::size_t count) {
    return static_cast<double>(count) * (static_cast<double>(count) - 1) / 2;
  };
  double all = pairs(table.size());
  for (const Source& source : table.sources())
    all -= source.deduplicated ? pairs(source.count) : 0;
  return all;
}

Result<Linkage> link(const RecordTable& table, const Settings& settings, const LinkOptions& options,
                     const Progress& progress) {
  return link_with(table, settings, options, [&](const Engine& engine, const Scorer& scorer) {
    return scoring(engine, scorer, settings, progress);
  });
}

Result<Linkage> link_with(const RecordTable& table, const Settings& settings,
                          const LinkOptions& options, const MakeScoring& scoring) {
  TRY(check_settings(table, settings));
  return Linking(table, settings, options, scoring).run();
}

double counted_from(double at_least, double prior_bits, bool prior_is_guess) {
  return bin_below(at_least - prior_bits - (prior_is_guess ? kRoom : 0));
}

}  // namespace manumit::link
