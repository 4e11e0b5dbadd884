// SPDX-License-Identifier: Apache-2.0
#include "unseen_posterior.h"

#include <algorithm>
#include <array>
#include <bit>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <span>
#include <utility>

#include "base/check.h"
#include "base/parallel.h"
#include "methods.h"

namespace manumit::estimate {
namespace {

// Madigan and York (1997), Biometrika 84(1), pp. 19-31: given a decomposable graph the table's
// probability is that of its cliques' margins over that of its separators', each margin
// Dirichlet-multinomial. The symbols L, A, M, t, d and delta are those of notes 4.8.

/// A graph whose bound in a span is so many e-foldings below the best one's adds less to the sum
/// than its rounding does: 18,154 · e^-40 < 1e-13.
constexpr double kGraphCounts = 40;
/// A grid up to this long is kept point by point. Beyond it a span that weighs less than
/// `kLumpShare` of the whole is not: there are some thousand spans.
constexpr std::uint64_t kKeptWhole = 1U << 20U;
constexpr double kLumpShare = 1e-10;
/// Shorter spans cost more log-gammas than they save.
constexpr std::uint64_t kShortestSpan = 8;
constexpr std::uint64_t kLastPoints = 100;  // Never lumped: their mass is told.
constexpr std::size_t kSpansAtOnce = 64;    // Between two looks at whether to stop.

double log_gamma(double x) {
  return boost::math::lgamma(x);
}

/// What a set of lists adds to a graph's score at M, `fixed` + log Γ(`unseen` + M) - log Γ(all +
/// M): the L and A of the notes.
struct Margin {
  double fixed = 0;
  double unseen = 0;  ///< t_0 + d
};

/// M from `first` to `last`.
struct Span {
  std::uint64_t first = 1;
  std::uint64_t last = 1;
  double best = 0;  ///< Of all graphs' scores at both ends.
  double sure = 0;  ///< Of each graph's lower end, the highest.
  bool lump = false;
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(last - first + 1); }
};

struct SpanWeights {
  std::vector<double> points;
  std::vector<std::pair<std::size_t, double>> graphs;  ///< Those that count, and their sums.
};

class Scores {
 public:
  Scores(const ListTable& table, const std::vector<DecomposableGraph>& graphs, double delta);

  [[nodiscard]] Span span(std::uint64_t first, std::uint64_t last) const;
  /// No score within is further above the higher end, or below the lower one.
  [[nodiscard]] double slack(const Span& span) const;
  [[nodiscard]] SpanWeights weigh(const Span& span, double scale) const;

 private:
  [[nodiscard]] Margin margin_of(const ListTable& table, History set, double delta) const;
  [[nodiscard]] std::vector<double> at(std::uint64_t missing) const;
  [[nodiscard]] std::vector<double> along(const Span& span) const;
  struct Factors;
  [[nodiscard]] Factors factors(const Span& span) const;
  [[nodiscard]] SpanWeights weigh_lump(const Span& span, double scale) const;
  [[nodiscard]] std::vector<std::size_t> that_count(const Span& span) const;

  int lists_;
  double observed_;
  double all_;  ///< n + 2^k delta
  const std::vector<DecomposableGraph>& graphs_;
  std::vector<Margin> margins_;
  double orders_ = 0;  ///< Of people with the same history: Σ log y_c!
};

Scores::Scores(const ListTable& table, const std::vector<DecomposableGraph>& graphs, double delta)
    : lists_(table.lists()),
      observed_(static_cast<double>(table.people())),
      all_(observed_ + delta * static_cast<double>(table.counts().size())),
      graphs_(graphs),
      margins_(table.counts().size()) {
  for (History set = 1; set < margins_.size(); ++set)
    margins_[set] = margin_of(table, set, delta);
  for (const std::uint64_t people : table.counts())
    orders_ += log_gamma(static_cast<double>(people) + 1);
}

Margin Scores::margin_of(const ListTable& table, History set, double delta) const {
  std::vector<double> people(table.counts().size(), 0.0);
  for (History cell = 0; cell < table.counts().size(); ++cell)
    people[cell & set] += static_cast<double>(table.counts()[cell]);
  const double cells = std::ldexp(1.0, std::popcount(set));
  const double whole = all_ - observed_;
  const double share = delta * std::ldexp(1.0, lists_ - std::popcount(set));
  Margin out{.fixed = log_gamma(whole) - cells * log_gamma(share), .unseen = people[0] + share};
  for (History cell = set; cell != 0; cell = (cell - 1) & set)
    out.fixed += log_gamma(people[cell] + share);
  return out;
}

/// The score of each set of lists at M; in the place of the empty set what all graphs share: the
/// orders in which people can come, and the prior 1/N.
std::vector<double> Scores::at(std::uint64_t missing) const {
  const auto m = static_cast<double>(missing);
  const double whole = log_gamma(all_ + m);
  std::vector<double> sets(margins_.size());
  for (std::size_t set = 1; set < sets.size(); ++set)
    sets[set] = margins_[set].fixed + log_gamma(margins_[set].unseen + m) - whole;
  sets[0] = log_gamma(observed_ + m + 1) - log_gamma(m + 1) - orders_ - std::log(observed_ + m);
  return sets;
}

/// `at` for each M of the span, set after set: from log Γ(x + 1) = log Γ(x) + log x, started anew
/// with each span, so that no rounding gathers.
std::vector<double> Scores::along(const Span& span) const {
  const std::size_t points = span.size();
  const std::vector<double> start = at(span.first);
  std::vector<double> rows(margins_.size() * points);
  for (std::size_t set = 0; set < margins_.size(); ++set) {
    const double above = set == 0 ? observed_ : margins_[set].unseen;
    const double below = set == 0 ? 1 : all_;
    double value = start[set];
    for (std::size_t i = 0; i < points; ++i) {
      rows[set * points + i] = value;
      const auto m = static_cast<double>(span.first + i);
      value += std::log((above + m) / (below + m));
    }
  }
  return rows;
}

double score(const DecomposableGraph& graph, std::span<const double> sets) {
  double sum = sets[0];
  for (const History clique : graph.cliques)
    sum += sets[clique];
  for (const History separator : graph.separators)
    sum -= sets[separator];
  return sum;
}

Span Scores::span(std::uint64_t first, std::uint64_t last) const {
  const double nothing = -std::numeric_limits<double>::infinity();
  Span span{.first = first, .last = last, .best = nothing, .sure = nothing};
  const std::vector<double> at_first = at(first);
  const std::vector<double> at_last = at(last);
  for (const DecomposableGraph& graph : graphs_) {
    const double a = score(graph, at_first);
    const double b = score(graph, at_last);
    span.best = std::max({span.best, a, b});
    span.sure = std::max(span.sure, std::min(a, b));
  }
  return span;
}

// A function stays within h²/8 · max|f''| of its chord. The second derivative of a score is a sum
// of at most 2k - 1 trigammas of cliques and separators and two more, each at most trigamma(M) <=
// 2/M.
double Scores::slack(const Span& span) const {
  const auto length = static_cast<double>(span.last - span.first);
  return (2 * lists_ + 1) * 2 / static_cast<double>(span.first) * length * length / 8;
}

std::vector<std::size_t> Scores::that_count(const Span& span) const {
  const std::vector<double> first = at(span.first);
  const std::vector<double> last = at(span.last);
  std::vector<std::size_t> count;
  for (std::size_t g = 0; g < graphs_.size(); ++g)
    if (std::max(score(graphs_[g], first), score(graphs_[g], last)) + 2 * slack(span) >
        span.sure - kGraphCounts)
      count.push_back(g);
  return count;
}

/// Three points, by Simpson's rule: what it gets wrong is less than the little that a lump may
/// weigh.
SpanWeights Scores::weigh_lump(const Span& span, double scale) const {
  const double part = static_cast<double>(span.size()) / 6;
  const std::array<double, 3> parts = {part, 4 * part, part};
  SpanWeights out;
  out.points.assign(parts.size(), 0.0);
  std::array<std::vector<double>, 3> sets;
  for (const std::size_t i : {0U, 1U, 2U})
    sets[i] = at(span.first + (span.last - span.first) * i / 2);
  for (const std::size_t g : that_count(span)) {
    double mass = 0;
    for (const std::size_t i : {0U, 1U, 2U}) {
      const double weight = parts[i] * std::exp(score(graphs_[g], sets[i]) - scale);
      out.points[i] += weight;
      mass += weight;
    }
    out.graphs.emplace_back(g, mass);
  }
  return out;
}

/// e^(from + slope · i) for i = 0 …, begun at the higher end so that nothing is lost on the way up.
void exponential(double from, double slope, std::vector<double>& into) {
  const std::size_t last = into.size() - 1;
  double value = std::exp(slope > 0 ? from + slope * static_cast<double>(last) : from);
  const double step = std::exp(-std::fabs(slope));
  for (std::size_t i = 0; i <= last; ++i, value *= step)
    into[slope > 0 ? last - i : i] = value;
}

/// What sets of lists add to scores along a span, as factors: each row a straight line and what
/// stays beside it. Scores become products, and no exponential is taken for graph and point.
struct Scores::Factors {
  std::size_t points = 0;
  std::vector<double> first, slope;  ///< The line of each set.
  std::vector<double> times, over;   ///< e to the rest, and one over it; set after set.
};

Scores::Factors Scores::factors(const Span& span) const {
  const std::vector<double> rows = along(span);
  Factors out;
  out.points = span.size();
  out.times.resize(rows.size());
  out.over.resize(rows.size());
  for (std::size_t set = 0; set < margins_.size(); ++set) {
    const double* row = &rows[set * out.points];
    const auto steps = static_cast<double>(out.points - 1);
    const double slope = out.points > 1 ? (row[out.points - 1] - row[0]) / steps : 0;
    out.first.push_back(row[0]);
    out.slope.push_back(slope);
    for (std::size_t i = 0; i < out.points; ++i) {
      const double rest = std::exp(row[i] - row[0] - slope * static_cast<double>(i));
      out.times[set * out.points + i] = rest;
      out.over[set * out.points + i] = 1 / rest;
    }
  }
  return out;
}

SpanWeights Scores::weigh(const Span& span, double scale) const {
  if (span.lump)
    return weigh_lump(span, scale);
  const Factors by_set = factors(span);
  const std::size_t points = by_set.points;
  SpanWeights out;
  out.points.assign(points, 0.0);
  std::vector<double> weights(points);
  const auto multiply = [&](const double* row) {
    for (std::size_t i = 0; i < points; ++i)
      weights[i] *= row[i];
  };
  for (const std::size_t g : that_count(span)) {
    exponential(score(graphs_[g], by_set.first) - scale, score(graphs_[g], by_set.slope), weights);
    multiply(by_set.times.data());
    for (const History clique : graphs_[g].cliques)
      multiply(&by_set.times[clique * points]);
    for (const History separator : graphs_[g].separators)
      multiply(&by_set.over[separator * points]);
    double mass = 0;
    for (std::size_t i = 0; i < points; ++i) {
      out.points[i] += weights[i];
      mass += weights[i];
    }
    out.graphs.emplace_back(g, mass);
  }
  return out;
}

/// Spans as long as the square root of their M: then `slack` is the same small number for all.
std::vector<std::pair<std::uint64_t, std::uint64_t>> spans_of(std::uint64_t grid_end) {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> spans;
  for (std::uint64_t first = 1; first <= grid_end;) {
    const auto root = static_cast<std::uint64_t>(std::sqrt(static_cast<double>(first)));
    const std::uint64_t last = std::min(grid_end, first + std::max(root, kShortestSpan) - 1);
    spans.emplace_back(first, last);
    first = last + 1;
  }
  return spans;
}

/// Which spans weigh so little, by their upper bounds beside the sum of all lower bounds, that
/// their points need not be known one by one.
void choose_lumps(const Scores& scores, double scale, std::uint64_t grid_end,
                  std::vector<Span>& spans) {
  if (grid_end <= kKeptWhole)
    return;
  double at_least = 0;
  for (const Span& span : spans)
    at_least += static_cast<double>(span.size()) * std::exp(span.sure - scores.slack(span) - scale);
  for (Span& span : spans) {
    const double at_most =
        static_cast<double>(span.size()) * std::exp(span.best + scores.slack(span) - scale);
    span.lump = at_most < kLumpShare * at_least && span.last + kLastPoints <= grid_end;
  }
}

UnseenPosterior::Stretch stretch_of(const Span& span, std::vector<double> points) {
  UnseenPosterior::Stretch out{.first = span.first, .last = span.last, .weights = {}, .sum = 0};
  for (const double weight : points)
    out.sum += weight;
  if (!span.lump)
    out.weights = std::move(points);
  return out;
}

void make_sum_one(UnseenPosterior& posterior) {
  double sum = 0;
  for (const UnseenPosterior::Stretch& stretch : posterior.stretches)
    sum += stretch.sum;
  for (UnseenPosterior::Stretch& stretch : posterior.stretches) {
    stretch.sum /= sum;
    for (double& weight : stretch.weights)
      weight /= sum;
  }
  double graphs = 0;
  for (const double mass : posterior.graphs)
    graphs += mass;
  for (double& mass : posterior.graphs)
    mass /= graphs;
}

}  // namespace

Result<UnseenPosterior> unseen_posterior(const ListTable& table,
                                         const std::vector<DecomposableGraph>& graphs, double delta,
                                         std::uint64_t grid_end, unsigned threads,
                                         const Progress& progress) {
  MANUMIT_CHECK(delta > 0 && grid_end > 0 && table.people() > 0 && !graphs.empty());
  const Scores scores(table, graphs, delta);
  const auto ends = spans_of(grid_end);
  std::vector<Span> spans =
      TRY(parallel_map<Span>(ends.size(), threads, [&](std::size_t i) -> Result<Span> {
        return scores.span(ends[i].first, ends[i].second);
      }));
  double scale = -std::numeric_limits<double>::infinity();
  for (const Span& span : spans)
    scale = std::max(scale, span.best);
  choose_lumps(scores, scale, grid_end, spans);

  UnseenPosterior out;
  out.observed = table.people();
  out.grid_end = grid_end;
  out.graphs.assign(graphs.size(), 0.0);
  for (std::size_t from = 0; from < spans.size(); from += kSpansAtOnce) {
    if (progress && !progress(from, spans.size()))
      return fail(stopped());
    auto pieces = TRY(parallel_map<SpanWeights>(std::min(kSpansAtOnce, spans.size() - from),
                                                threads, [&](std::size_t i) -> Result<SpanWeights> {
                                                  return scores.weigh(spans[from + i], scale);
                                                }));
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      for (const auto& [graph, mass] : pieces[i].graphs)
        out.graphs[graph] += mass;
      out.stretches.push_back(stretch_of(spans[from + i], std::move(pieces[i].points)));
    }
  }
  make_sum_one(out);
  return out;
}

double UnseenPosterior::quantile(double level) const {
  return quantiles({level}).front();
}

std::vector<double> UnseenPosterior::quantiles(const std::vector<double>& levels) const {
  std::vector<std::size_t> order(levels.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return levels[a] < levels[b]; });
  std::vector<double> found(levels.size(), static_cast<double>(observed + grid_end));
  auto next = order.begin();
  const auto reached = [&](double sum, std::uint64_t unseen) {
    for (; next != order.end() && sum >= levels[*next]; ++next)
      found[*next] = static_cast<double>(observed + unseen);
  };
  double before = 0;
  for (const Stretch& stretch : stretches) {
    double sum = before;
    for (std::size_t i = 0; i < stretch.weights.size(); ++i) {
      sum += stretch.weights[i];
      reached(sum, stretch.first + i);
    }
    before += stretch.sum;
    reached(before, stretch.last);
  }
  return found;
}

double UnseenPosterior::mean() const {
  double sum = 0;
  for (const Stretch& stretch : stretches) {
    for (std::size_t i = 0; i < stretch.weights.size(); ++i)
      sum += stretch.weights[i] * static_cast<double>(stretch.first + i);
    if (stretch.weights.empty())
      sum += stretch.sum * static_cast<double>(stretch.first + stretch.last) / 2;
  }
  return sum + static_cast<double>(observed);
}

double UnseenPosterior::mode() const {
  double most = -1;
  std::uint64_t at = 0;
  for (const Stretch& stretch : stretches)
    for (std::size_t i = 0; i < stretch.weights.size(); ++i)
      if (stretch.weights[i] > most) {
        most = stretch.weights[i];
        at = stretch.first + i;
      }
  return static_cast<double>(observed + at);
}

double UnseenPosterior::mass_of_last(std::uint64_t points) const {
  double sum = 0;
  for (const Stretch& stretch : stretches)
    for (std::size_t i = 0; i < stretch.weights.size(); ++i)
      if (stretch.first + i + points > grid_end)
        sum += stretch.weights[i];
  return sum;
}

UnseenPosterior UnseenPosterior::under_a_flat_prior() const {
  UnseenPosterior out = *this;
  for (Stretch& stretch : out.stretches) {
    const auto middle = static_cast<double>(stretch.first + stretch.last) / 2;
    stretch.sum *= stretch.weights.empty() ? static_cast<double>(observed) + middle : 0.0;
    for (std::size_t i = 0; i < stretch.weights.size(); ++i) {
      stretch.weights[i] *= static_cast<double>(observed + stretch.first + i);
      stretch.sum += stretch.weights[i];
    }
  }
  make_sum_one(out);
  return out;
}

}  // namespace manumit::estimate
