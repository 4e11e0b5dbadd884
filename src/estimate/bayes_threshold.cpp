// SPDX-License-Identifier: Apache-2.0
// Silverman (2020), "Multiple-systems analysis for the quantification of modern slavery", JRSS A
// 183(3), pp. 691-736, section 6: every pair of lists may depend on each other, a prior keeps what
// the table cannot tell near 0, what stays near 0 is left out, and the rest is fitted again.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/parallel.h"
#include "chains.h"
#include "hamiltonian.h"
#include "log_linear_posterior.h"
#include "methods.h"
#include "posterior.h"
#include "resample.h"
#include "watch.h"
#include "words.h"

namespace manumit::estimate {
namespace {

constexpr int kMostLists = 12;  // 4,095 cells; the time doubles with each list.
constexpr double kKept = 2;  // |mean| / sd from which an interaction stays: Silverman, section 6.
constexpr std::uint32_t kChains = 4;
constexpr std::uint32_t kWarmUp = 500;
constexpr std::uint32_t kDraws = 2'500;  // A chain; 10,000 in all, as the paper's package has them.
constexpr double kApart = 2;        // Chains begin so many times as far out as they will range.
constexpr double kMostRHat = 1.05;  // Notes 5.
constexpr double kLeastEss = 400;

/// Draws of a model's parameters.
struct Sampled {
  std::vector<HamiltonianRun> chains;
  std::size_t interactions_from = 0;
};

/// One table, and what every sampling of it shares.
struct Work {
  const ListTable& table;
  const Settings& settings;
  Watch& watch;
};

Result<Sampled> sample(const Work& work, const Model& model, std::string_view purpose) {
  const LogLinearPosterior posterior(work.table, model);
  const LogLinearPosterior::Shape shape = posterior.shape();
  if (!shape.found)
    return Sampled{};
  const auto chain = [&](std::size_t number) -> Result<HamiltonianRun> {
    Stream stream(work.settings.seed, purpose, number);
    std::vector<double> gradient(posterior.size());
    const LogDensity density = [&](std::span<const double> z, std::span<double> into) {
      const double height = posterior.log_density(shape.unfold(z), gradient);
      shape.fold(gradient, into);
      return height;
    };
    std::vector<double> start(posterior.size());
    for (double& z : start)
      z = kApart * stream.normal();
    HamiltonianRun run = run_hamiltonian(density, std::move(start), kWarmUp, kDraws, stream);
    for (std::vector<double>& draw : run.draws)
      draw = shape.unfold(draw);
    TRY(work.watch.tick());
    return run;
  };
  Sampled out;
  out.interactions_from = posterior.interactions_from();
  out.chains = TRY(parallel_map<HamiltonianRun>(kChains, work.settings.threads, chain));
  return out;
}

/// |mean| / sd of each interaction.
std::vector<double> ratios_of(const Sampled& sampled) {
  const double draws = kChains * static_cast<double>(kDraws);
  std::vector<double> ratios;
  const std::size_t size = sampled.chains.front().draws.front().size();
  for (std::size_t i = sampled.interactions_from; i < size; ++i) {
    double sum = 0;
    for (const HamiltonianRun& chain : sampled.chains)
      for (const std::vector<double>& draw : chain.draws)
        sum += draw[i];
    const double mean = sum / draws;
    double squares = 0;
    for (const HamiltonianRun& chain : sampled.chains)
      for (const std::vector<double>& draw : chain.draws)
        squares += (draw[i] - mean) * (draw[i] - mean);
    ratios.push_back(std::fabs(mean) / std::sqrt(squares / (draws - 1)));
  }
  return ratios;
}

/// The model with the interactions that stand out from 0.
Model kept(const Model& model, const std::vector<double>& ratios) {
  Model out{.lists = model.lists, .terms = {}};
  for (std::size_t i = 0; i < model.terms.size(); ++i)
    if (ratios[i] >= kKept)
      out.terms.push_back(model.terms[i]);
  return out;
}

Model all_pairs(int lists) {
  Model out{.lists = lists, .terms = {}};
  for (int a = 0; a < lists; ++a)
    for (int b = a + 1; b < lists; ++b)
      out.terms.push_back(History{1} << a | History{1} << b);
  return out;
}

/// The pairs, and every three lists all of whose pairs are among them.
Model with_triples(const Model& pairs) {
  Model out = pairs;
  const auto has = [&](int a, int b) {
    const Term pair = History{1} << a | History{1} << b;
    return std::find(pairs.terms.begin(), pairs.terms.end(), pair) != pairs.terms.end();
  };
  for (int a = 0; a < pairs.lists; ++a)
    for (int b = a + 1; b < pairs.lists; ++b)
      for (int c = b + 1; c < pairs.lists; ++c)
        if (has(a, b) && has(a, c) && has(b, c))
          out.terms.push_back(History{1} << a | History{1} << b | History{1} << c);
  return out;
}

/// Everyone, seen and unseen, by chain.
std::vector<std::vector<double>> everyone(const Sampled& sampled, std::uint64_t seen) {
  std::vector<std::vector<double>> out;
  for (const HamiltonianRun& chain : sampled.chains) {
    out.emplace_back();
    for (const std::vector<double>& draw : chain.draws)
      out.back().push_back(static_cast<double>(seen) + std::exp(draw[0]));
  }
  return out;
}

Warning disagreement(const Agreement& agreement) {
  if (agreement.r_hat > kMostRHat)
    return {.code = "chains_disagree",
            .sentence = {.text = "chains of the Bayesian threshold method that began apart settled "
                                 "on different answers (R-hat {0}), so it gives no figure",
                         .fills = {decimal(agreement.r_hat, 2)}}};
  return {
      .code = "chains_disagree",
      .sentence = {.text = "the chains of the Bayesian threshold method moved too slowly for an "
                           "interval: they are worth {0} independent draws, and 400 are needed",
                   .fills = {decimal(agreement.ess, 0)}}};
}

Warning no_upper_bound() {
  return {.code = "not_estimable",
          .sentence = {.text = "the lists share too few people to bound the number from above: the "
                               "Bayesian threshold method would only repeat what it assumes "
                               "beforehand, so it gives no figure",
                       .fills = {}}};
}

std::optional<Warning> too_few_or_many(int lists) {
  if (lists < 3)
    return Warning{.code = "two_lists",
                   .sentence = {.text = "the Bayesian threshold method needs at least three lists: "
                                        "with fewer, how the lists depend on each other cannot be "
                                        "told from how many people are missing",
                                .fills = {}}};
  if (lists > kMostLists)
    return Warning{
        .code = "too_many_lists",
        .sentence = {.text = "the Bayesian threshold method takes at most {0} lists, and "
                             "there are {1}: leave lists out or merge some",
                     .fills = {std::to_string(kMostLists), std::to_string(lists)}}};
  return std::nullopt;
}

/// The answer of the model that was kept.
void answer_with(const Sampled& sampled, const Work& work, const Model& model, MethodResult& out) {
  const auto people = everyone(sampled, work.table.people());
  const Agreement agreement = agreement_of(people);
  put_chains(people, agreement, out.diagnostics);
  out.diagnostics.numbers["draws"] = kChains * static_cast<double>(kDraws);
  double& accepted = out.diagnostics.numbers["accepted"];
  for (const HamiltonianRun& chain : sampled.chains)
    accepted += chain.accepted / kChains;
  out.model = written(model);
  out.terms = term_names(model.terms, work.table.names());
  out.parameters = static_cast<int>(1 + work.table.lists()) + static_cast<int>(model.terms.size());
  const bool apart = agreement.r_hat > kMostRHat;
  const bool slow = agreement.ess < kLeastEss;
  if (apart || slow) {
    out.warnings.push_back(disagreement(agreement));
    out.diagnostics.modes = modes_of(people, agreement.ess);
  }
  if (apart)
    out.refused = disagreement(agreement);
  else
    put_posterior(people, !slow, out);
}

/// What it would be with dependences among three lists, beside the answer: `order_3_median` and its
/// 95 % limits.
Result<void> put_triples(const Work& work, const Model& pairs, MethodResult& out) {
  const Model candidates = with_triples(pairs);
  if (candidates == pairs)
    return {};
  const Sampled first = TRY(sample(work, candidates, "bayes_triples"));
  if (first.chains.empty())
    return {};
  std::vector<double> ratios = ratios_of(first);
  for (std::size_t i = 0; i < pairs.terms.size(); ++i)
    ratios[i] = kKept;  // A pair stays: a dependence among three lists contains it.
  const Sampled again = TRY(sample(work, kept(candidates, ratios), "bayes_triples_kept"));
  if (again.chains.empty())
    return {};
  const std::vector<double> sorted = sorted_of(everyone(again, work.table.people()));
  const Limits limits = middle_of(sorted, 0.95);
  out.diagnostics.numbers["order_3_median"] = quantile_8(sorted, 0.5);
  out.diagnostics.numbers["order_3_low"] = limits.low;
  out.diagnostics.numbers["order_3_high"] = limits.high;
  for (std::size_t i = pairs.terms.size(); i < candidates.terms.size(); ++i)
    out.diagnostics.ratios[term_names(std::span(&candidates.terms[i], 1), work.table.names())[0]] =
        ratios[i];
  return {};
}

}  // namespace

Result<MethodResult> bayes_threshold(const ListTable& table, const Settings& settings,
                                     const Progress& progress) {
  MethodResult out;
  out.method = Method::bayes_threshold;
  out.refused = too_few_or_many(table.lists());
  if (out.refused)
    return out;
  // With flat priors on them, the intercept and the lists are held by the likelihood or by nothing.
  Fitter fitter(table.lists());
  out.existence_code =
      fitter.existence_code(as_real(table.counts()), main_effects_of(table.lists()));
  if (*out.existence_code > 0) {
    out.refused = no_upper_bound();
    return out;
  }
  Watch watch(progress, 4 * kChains);
  const Work work{.table = table, .settings = settings, .watch = watch};
  const Model pairs = all_pairs(table.lists());
  const Sampled first = TRY(sample(work, pairs, "bayes_pairs"));
  if (first.chains.empty()) {
    out.refused = no_upper_bound();
    return out;
  }
  const std::vector<double> ratios = ratios_of(first);
  const std::vector<std::string> names = term_names(pairs.terms, table.names());
  for (std::size_t i = 0; i < names.size(); ++i)
    out.diagnostics.ratios[names[i]] = ratios[i];
  const Model chosen = kept(pairs, ratios);
  const Sampled again = TRY(sample(work, chosen, "bayes_kept"));
  if (again.chains.empty()) {
    out.refused = no_upper_bound();
    return out;
  }
  answer_with(again, work, chosen, out);
  if (settings.diagnostics)
    TRY(put_triples(work, chosen, out));
  return out;
}

}  // namespace manumit::estimate
