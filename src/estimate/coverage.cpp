// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "describe_fit.h"
#include "judge.h"
#include "loglinear.h"
#include "random.h"
#include "watch.h"

namespace manumit::estimate {
namespace {

// Three hundred tables tell a share of 0.6 from one of 0.9 with ease: at 0.8 the standard error is
// 0.023.
constexpr std::uint32_t kMostTables = 300;
constexpr std::uint32_t kTablesAPiece = 10;
// With more lists than this a thousand fits take seconds.
constexpr int kMostListsToSimulate = 6;
// More people than this are beyond what a figure of this kind is needed for.
constexpr double kMostPeopleToSimulate = 1e7;

/// A population whose size is known, and how it comes onto the lists.
struct Truth {
  std::uint64_t people = 0;
  std::vector<double> means;  ///< By history, the unseen included.
  int lists = 0;
  double threshold = 0;
};

/// Whether the interval that ignores the choice of model holds the truth on one simulated table. A
/// table without a finite estimate has no interval, and so holds nothing.
bool held(const Truth& truth, Fitter& fitter, Stream& stream) {
  std::vector<std::uint64_t> drawn(truth.means.size(), 0);
  stream.multinomial(truth.people, truth.means, drawn);
  drawn[0] = 0;
  const Fit fit = walk_forward(fitter, as_real(drawn), truth.lists, truth.threshold).fit;
  if (!std::isfinite(fit.n_hat))
    return false;
  const Limits limits = lognormal_95(fit);
  const double people = static_cast<double>(truth.people);
  return limits.low <= people && people <= limits.high;
}

Result<std::uint32_t> count_held(const Truth& truth, const Settings& settings, std::uint32_t tables,
                                 const Progress& progress) {
  const std::uint32_t pieces = (tables + kTablesAPiece - 1) / kTablesAPiece;
  Watch watch(progress, pieces);
  const auto counts = TRY(parallel_map<std::uint32_t>(
      pieces, settings.threads, [&](std::size_t piece) -> Result<std::uint32_t> {
        Fitter fitter(truth.lists);
        const auto from = static_cast<std::uint32_t>(piece) * kTablesAPiece;
        std::uint32_t holds = 0;
        for (std::uint32_t table = from; table < std::min(from + kTablesAPiece, tables); ++table) {
          Stream stream(settings.seed, "coverage", table);
          holds += held(truth, fitter, stream) ? 1 : 0;
        }
        TRY(watch.tick());
        return holds;
      }));
  std::uint32_t holds = 0;
  for (const std::uint32_t count : counts)
    holds += count;
  return holds;
}

}  // namespace

// Chan, Silverman and Vincent (2021), J. Am. Statist. Assoc. 116(535), pp. 1297-1306, simulate from
// a fitted model in the same way: 61 % for an interval called 95 % (notes §3).
Result<void> simulate_coverage(const ListTable& table, const Settings& settings,
                               MethodResult& stepwise, const Progress& progress) {
  const std::uint32_t tables = std::min(settings.bootstrap, kMostTables);
  if (!stepwise.n_hat || !(*stepwise.n_hat < kMostPeopleToSimulate) || tables == 0 ||
      table.lists() < 3 || table.lists() > kMostListsToSimulate)
    return {};
  Truth truth{.people = static_cast<std::uint64_t>(std::llround(*stepwise.n_hat)),
              .means = {},
              .lists = table.lists(),
              .threshold = settings.threshold};
  Fitter fitter(table.lists());
  const Model model = TRY(parse_model(stepwise.model, table.lists()));
  const Fit fit = fitter.fit_in_full(as_real(table.counts()), model, truth.means);
  if (fit.existence_code != 0)
    return {};
  const std::uint32_t holds = TRY(count_held(truth, settings, tables, progress));
  stepwise.diagnostics.numbers["coverage_lognormal_95"] = static_cast<double>(holds) / tables;
  stepwise.diagnostics.numbers["coverage_tables"] = tables;
  return {};
}

}  // namespace manumit::estimate
