// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <boost/math/special_functions/gamma.hpp>
#include <map>

#include "base/parallel.h"
#include "judge.h"
#include "loglinear.h"
#include "quiet.h"
#include "random.h"
#include "rules.h"
#include "watch.h"

namespace manumit::estimate {
namespace {

// Below five expected people in a cell chi-square is no longer a good yardstick of the deviance;
// the usual rule of thumb (Cochran 1954, Biometrics 10(4), pp. 417-451; pages not checked).
constexpr double kSmallExpected = 5;
// Enough to tell 0.05 from 0.10, and a multiple of the pieces that share a fitter. As many however
// few resamples are asked for: below 20 no misfit at all could come out below 0.05.
constexpr std::uint32_t kTables = 200;
constexpr std::uint32_t kTablesAPiece = 10;
// A fit of a larger table takes so long that two hundred of them are worth no warning.
constexpr int kMostListsToSimulate = 8;

bool is_log_linear(Method method) {
  constexpr std::array kThese = {Method::main_effects, Method::stepwise,   Method::bic_order2,
                                 Method::bic,          Method::aic_order2, Method::aic,
                                 Method::fixed};
  return std::find(kThese.begin(), kThese.end(), method) != kThese.end();
}

/// A fitted model and the deviance that it left.
struct Question {
  Model model;
  std::vector<double> fitted;
  double deviance = 0;
};

std::uint32_t as_bad_or_worse(const Question& question, std::uint64_t seed, std::uint32_t from,
                              std::uint32_t to) {
  Fitter fitter(question.model.lists);
  std::vector<double> counts(question.fitted.size(), 0);
  std::uint32_t worse = 0;
  for (std::uint32_t replicate = from; replicate < to; ++replicate) {
    Stream stream(seed, "poor_fit", replicate);
    double people = 0;
    for (std::size_t cell = 1; cell < counts.size(); ++cell) {
      counts[cell] = static_cast<double>(stream.poisson(question.fitted[cell]));
      people += counts[cell];
    }
    // An empty table is fitted perfectly, and cannot be fitted at all.
    if (people > 0 && fitter.fit_unchecked(counts, question.model).deviance >= question.deviance)
      ++worse;
  }
  return worse;
}

/// Parametric bootstrap of the deviance: Davison and Hinkley (1997), "Bootstrap methods and their
/// application", §4.2, p = (1 + worse) / (tables + 1) (pages not checked).
Result<double> bootstrap_tail(const Question& question, const Settings& settings, Watch& watch) {
  constexpr std::uint32_t pieces = kTables / kTablesAPiece;
  const auto counts = TRY(parallel_map<std::uint32_t>(
      pieces, settings.threads, [&](std::size_t piece) -> Result<std::uint32_t> {
        const auto from = static_cast<std::uint32_t>(piece) * kTablesAPiece;
        const std::uint32_t worse =
            as_bad_or_worse(question, settings.seed, from, from + kTablesAPiece);
        TRY(watch.tick());
        return worse;
      }));
  std::uint32_t worse = 0;
  for (const std::uint32_t count : counts)
    worse += count;
  return (1.0 + worse) / (kTables + 1.0);
}

/// The p-values of one model; the last one decides.
using Tails = std::map<std::string, double>;

Result<Tails> tails_of(const ListTable& table, const Settings& settings, const MethodResult& result,
                       Watch& watch) {
  Model model = TRY(parse_model(result.model, table.lists()));
  Question question{.model = std::move(model), .fitted = {}, .deviance = *result.deviance};
  Tails tails{{"p_value", chi_square_tail(question.deviance, *result.df)}};
  if (settings.bootstrap == 0 || table.lists() > kMostListsToSimulate)
    return tails;
  Fitter fitter(table.lists());
  const Fit fit = fitter.fit_in_full(as_real(table.counts()), question.model, question.fitted);
  const bool small = std::any_of(question.fitted.begin() + 1, question.fitted.end(),
                                 [](double mean) { return mean < kSmallExpected; });
  if (fit.existence_code == 0 && small)
    tails["p_value_bootstrap"] = TRY(bootstrap_tail(question, settings, watch));
  return tails;
}

}  // namespace

double chi_square_tail(double deviance, int df) {
  return boost::math::gamma_q(df / 2.0, std::max(deviance, 0.0) / 2, Quiet());
}

Result<void> judge_fits(const ListTable& table, const Settings& settings,
                        std::vector<MethodResult>& results, const Progress& progress) {
  Watch watch(progress, std::max<std::uint64_t>(results.size() * kTables / kTablesAPiece, 1));
  std::map<std::string, Tails> known;  // Several methods often choose the same model.
  for (MethodResult& result : results) {
    if (!is_log_linear(result.method) || !result.n_hat || !result.deviance || !result.df ||
        *result.df < 1)
      continue;
    auto found = known.find(result.model);
    if (found == known.end()) {
      Tails tails = TRY(tails_of(table, settings, result, watch));
      found = known.emplace(result.model, std::move(tails)).first;
    }
    const Tails& tails = found->second;
    for (const auto& [name, tail] : tails)
      result.diagnostics.numbers[name] = tail;
    const auto simulated = tails.find("p_value_bootstrap");
    const double decides = simulated == tails.end() ? tails.at("p_value") : simulated->second;
    if (decides < kTooUnlikely)
      result.warnings.push_back(rules::poor_fit(decides));
  }
  return {};
}

}  // namespace manumit::estimate
