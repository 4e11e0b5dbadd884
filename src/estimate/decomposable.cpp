// SPDX-License-Identifier: Apache-2.0
// Averaging over decomposable graphs (notes 4.8): Madigan and York (1997), Biometrika 84(1),
// pp. 19-31, as the package dga sets it up. Exact: nothing is drawn at random.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

#include "methods.h"
#include "posterior.h"
#include "random.h"
#include "unseen_posterior.h"
#include "words.h"

namespace manumit::estimate {
namespace {

constexpr std::uint64_t kTailPoints = 100;
constexpr double kTailMass = 1e-3;  // More of the posterior in the tail is told (notes 5).
constexpr std::uint64_t kLongerGrid = 3;
constexpr std::uint32_t kMostGridTimes = 1000;
constexpr std::size_t kGraphsTold = 20;
// "Almost nobody is missing": fewer than one for each five who were seen.
constexpr double kAlmostNobody = 0.2;

/// One table's graphs, and how to weigh them again with another delta or grid.
struct Weighing {
  const ListTable& table;
  std::vector<DecomposableGraph> graphs;
  unsigned threads;
  const Progress& progress;

  [[nodiscard]] Result<UnseenPosterior> with(double delta, std::uint64_t grid_end) const {
    return unseen_posterior(table, graphs, delta, grid_end, threads, progress);
  }
};

Limits limits_95(const UnseenPosterior& posterior) {
  return {.low = posterior.quantile(0.025), .high = posterior.quantile(0.975)};
}

bool collapsed(const UnseenPosterior& posterior) {
  const auto seen = static_cast<double>(posterior.observed);
  return posterior.graphs.back() > 0.5 && posterior.quantile(0.5) - seen < kAlmostNobody * seen;
}

/// "0.5", "0.03125".
std::string short_delta(double delta) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), delta);
  return {text.data(), end.ptr};
}

Warning collapsed_warning(double delta) {
  return {.code = "posterior_collapsed",
          .sentence = {.text = "with delta at {0} the graph that joins every list with every other "
                               "takes most of the weight and says that almost nobody is missing: "
                               "that comes from delta and not from the lists, so this figure must "
                               "not be used",
                       .fills = {short_delta(delta)}}};
}

/// Where the upper 95 % limit would lie if only the prior 1/N on the grid had spoken.
double prior_limit(const UnseenPosterior& posterior) {
  const auto seen = static_cast<double>(posterior.observed);
  const double times = (seen + static_cast<double>(posterior.grid_end)) / seen;
  return seen * std::pow(times, 0.975);
}

Warning edge_refusal(const UnseenPosterior& posterior) {
  return {.code = "edge_of_grid",
          .sentence = {.text = "weighed with up to {0} people in all, decomposable graphs give an "
                               "interval that reaches as far as if the lists had said nothing: the "
                               "lists do not bound the number from above, so this method gives no "
                               "figure",
                       .fills = {counted_in_words(posterior.observed + posterior.grid_end)}}};
}

Warning tail_warning(const UnseenPosterior& usual, const UnseenPosterior& longer) {
  const Limits near = limits_95(usual);
  const Limits far = limits_95(longer);
  return {.code = "grid_tail",
          .sentence = {.text = "decomposable graphs were weighed with up to {0} people in all, and "
                               "{1} per cent of the weight lies at the very end: they give {2} "
                               "people ({3} to {4}), and weighed with up to {5} people {6} ({7} to "
                               "{8})",
                       .fills = {counted_in_words(usual.observed + usual.grid_end),
                                 decimal(100 * usual.mass_of_last(kTailPoints), 1),
                                 people_in_words(usual.quantile(0.5)), people_in_words(near.low),
                                 people_in_words(near.high),
                                 counted_in_words(longer.observed + longer.grid_end),
                                 people_in_words(longer.quantile(0.5)), people_in_words(far.low),
                                 people_in_words(far.high)}}};
}

void put_numbers(const UnseenPosterior& posterior, const std::string& prefix,
                 std::map<std::string, double>& numbers) {
  const Limits limits = limits_95(posterior);
  numbers[prefix + "median"] = posterior.quantile(0.5);
  numbers[prefix + "mean"] = posterior.mean();
  numbers[prefix + "low"] = limits.low;
  numbers[prefix + "high"] = limits.high;
}

std::vector<GraphProbability> likeliest(const UnseenPosterior& posterior,
                                        const std::vector<DecomposableGraph>& graphs,
                                        const std::vector<std::string>& names) {
  std::vector<std::size_t> order(graphs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return posterior.graphs[a] > posterior.graphs[b];
  });
  order.resize(std::min(order.size(), kGraphsTold));
  std::vector<GraphProbability> told;
  for (const std::size_t graph : order)
    told.push_back(
        {.graph = written(graphs[graph], names), .probability = posterior.graphs[graph]});
  return told;
}

void put_posterior(const UnseenPosterior& posterior, const Weighing& weighing, double delta,
                   MethodResult& out) {
  auto& numbers = out.diagnostics.numbers;
  for (const auto& [name, level] : kPosteriorLevels)
    out.diagnostics.quantiles[name] = posterior.quantile(level);
  numbers["graphs"] = static_cast<double>(weighing.graphs.size());
  numbers["delta"] = delta;
  numbers["grid_end"] = static_cast<double>(posterior.grid_end);
  numbers["mean"] = posterior.mean();
  numbers["mode"] = posterior.mode();
  numbers["median"] = posterior.quantile(0.5);
  numbers["tail_mass_last_100"] = posterior.mass_of_last(kTailPoints);
  out.diagnostics.graphs = likeliest(posterior, weighing.graphs, weighing.table.names());
}

/// Draws, for what adds up several posteriors: the method itself needs no chance.
std::vector<double> replicates_of(const UnseenPosterior& posterior, std::uint64_t seed) {
  Stream stream(seed, "decomposable", 0);
  std::vector<double> levels(kPosteriorReplicates);
  for (double& level : levels)
    level = stream.uniform();
  return posterior.quantiles(levels);
}

void put_answer(const UnseenPosterior& posterior, std::uint64_t seed, MethodResult& out) {
  if (posterior.quantile(0.975) >= prior_limit(posterior)) {
    out.refused = edge_refusal(posterior);
    return;
  }
  out.n_hat = posterior.quantile(0.5);
  out.intervals["posterior_95"] = limits_95(posterior);
  out.intervals["posterior_80"] = {.low = posterior.quantile(0.1), .high = posterior.quantile(0.9)};
  out.intervals["posterior_50"] = {.low = posterior.quantile(0.25),
                                   .high = posterior.quantile(0.75)};
  out.replicates = replicates_of(posterior, seed);
}

/// On a grid three times as long, where the usual one cuts something off.
Result<void> check_grid(const UnseenPosterior& usual, const Weighing& weighing, double delta,
                        MethodResult& out) {
  if (usual.mass_of_last(kTailPoints) <= kTailMass)
    return {};
  const UnseenPosterior longer = TRY(weighing.with(delta, kLongerGrid * usual.grid_end));
  put_numbers(longer, "longer_grid_", out.diagnostics.numbers);
  out.diagnostics.numbers["longer_grid_tail_mass_last_100"] = longer.mass_of_last(kTailPoints);
  out.warnings.push_back(tail_warning(usual, longer));
  return {};
}

/// Delta is the one thing in this method that nobody can know: the figures for others.
Result<void> sweep_delta(const UnseenPosterior& usual, const Weighing& weighing, double delta,
                         MethodResult& out) {
  std::vector<double> settings = {std::ldexp(1.0, -weighing.table.lists()), 0.5, 1.0, delta};
  std::sort(settings.begin(), settings.end());
  settings.erase(std::unique(settings.begin(), settings.end()), settings.end());
  out.diagnostics.sweep_of = "delta";
  for (const double setting : settings) {
    const UnseenPosterior posterior =
        setting == delta ? usual : TRY(weighing.with(setting, usual.grid_end));
    SweepPoint point{.setting = setting,
                     .n_hat = posterior.quantile(0.5),
                     .limits = limits_95(posterior),
                     .terms = {},
                     .warnings = {}};
    if (collapsed(posterior))
      point.warnings.push_back(collapsed_warning(setting));
    out.diagnostics.sweep.push_back(std::move(point));
  }
  return {};
}

std::optional<Warning> too_few_or_many(int lists) {
  if (lists < 3)
    return Warning{
        .code = "two_lists",
        .sentence = {.text = "decomposable graphs need at least three lists: with fewer, "
                             "how the lists depend on each other cannot be told from "
                             "how many people are missing",
                     .fills = {}}};
  if (lists > kMostGraphLists)
    return Warning{.code = "too_many_lists",
                   .sentence = {.text = "there are too many decomposable graphs over {0} lists to "
                                        "weigh each of them: leave lists out or merge some, down "
                                        "to {1}",
                                .fills = {std::to_string(lists), std::to_string(kMostGraphLists)}}};
  return std::nullopt;
}

Result<void> check_settings(const Settings& settings) {
  if (settings.delta < 0 || !std::isfinite(settings.delta))
    return fail(Error::Kind::bad_input, "delta of decomposable graphs must be greater than 0");
  if (settings.grid_times < 1 || settings.grid_times > kMostGridTimes)
    return fail(Error::Kind::bad_input,
                "the grid of unseen people must reach from 1 to {0} times the people seen", "", "",
                {std::to_string(kMostGridTimes)});
  return {};
}

}  // namespace

Result<MethodResult> decomposable(const ListTable& table, const Settings& settings,
                                  const Progress& progress) {
  TRY(check_settings(settings));
  MethodResult out;
  out.method = Method::decomposable;
  out.refused = too_few_or_many(table.lists());
  if (out.refused)
    return out;
  const double delta = settings.delta > 0 ? settings.delta : std::ldexp(1.0, -table.lists());
  const Weighing weighing{.table = table,
                          .graphs = decomposable_graphs(table.lists()),
                          .threads = settings.threads,
                          .progress = progress};
  const UnseenPosterior posterior = TRY(weighing.with(delta, settings.grid_times * table.people()));
  put_posterior(posterior, weighing, delta, out);
  put_answer(posterior, settings.seed, out);
  if (collapsed(posterior))
    out.warnings.push_back(collapsed_warning(delta));
  TRY(check_grid(posterior, weighing, delta, out));
  if (settings.diagnostics) {
    put_numbers(posterior.under_a_flat_prior(), "flat_prior_", out.diagnostics.numbers);
    TRY(sweep_delta(posterior, weighing, delta, out));
  }
  return out;
}

}  // namespace manumit::estimate
