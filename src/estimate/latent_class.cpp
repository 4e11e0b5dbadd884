// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "latent_run.h"
#include "methods.h"
#include "posterior.h"
#include "resample.h"
#include "words.h"

namespace manumit::estimate {
namespace {

constexpr std::uint32_t kFewestChains = 4;
constexpr std::uint32_t kMostChains = 64;
constexpr std::uint32_t kFewestSweeps = 1'000;
// Wider tables would take minutes for chains too short to agree: 16,320 histories.
constexpr std::uint64_t kWidest = 64;

// As much as the tail of a grid may hold before it counts (notes §5, grid_tail).
constexpr double kBoundShare = 1e-3;

// K of the sweep (notes 5), and up to which length of the main run it is cheap.
constexpr std::array kSweepClasses = {5, 10};
constexpr std::uint32_t kCheapSweeps = 4 * kFirstRound;

Warning disagreement(const LatentRun& run) {
  if (run.apart())
    return {.code = "chains_disagree",
            .sentence = {.text = "chains of the latent class model that began apart settled on "
                                 "different answers (R-hat {0}), so it gives no figure",
                         .fills = {decimal(run.agreement().r_hat, 2)}}};
  return {
      .code = "chains_disagree",
      .sentence = {.text = "the chains of the latent class model moved too slowly for an interval: "
                           "they are worth {0} independent draws, and 400 are needed",
                   .fills = {decimal(run.agreement().ess, 0)}}};
}

Warning at_the_bound() {
  return {
      .code = "edge_of_grid",
      .sentence = {.text = "the latent class model allows at most {0} unseen people for each one "
                           "seen, and its answer reaches that bound, so it gives no figure",
                   .fills = {std::to_string(kMostUnseenTimes)}}};
}

bool meets_bound(const LatentRun& run) {
  const double most = run.people() * static_cast<double>(kMostUnseenTimes + 1);
  return run.share_at_bound() > kBoundShare || quantile_8(sorted_of(run.draws()), 0.975) >= most;
}

void put_diagnostics(const LatentRun& run, Diagnostics& into) {
  put_chains(run.draws(), run.agreement(), into);
  into.numbers["sweeps"] = run.sweeps();
  into.numbers["classes"] = run.classes();
  into.numbers["share_at_bound"] = run.share_at_bound();
  into.modes = run.modes();
}

MethodResult said_by(const LatentRun& run) {
  MethodResult out;
  out.method = Method::latent_class;
  put_diagnostics(run, out.diagnostics);
  if (!run.agree())
    out.warnings.push_back(disagreement(run));
  // A median between chains that stay apart is where nobody is: no figure then. Chains that agree
  // and are only slow know their middle well enough; its ends they do not.
  if (meets_bound(run))
    out.refused = at_the_bound();
  else if (run.apart())
    out.refused = disagreement(run);
  if (!out.refused)
    put_posterior(run.draws(), run.agree(), out);
  return out;
}

/// A number of classes with which the chains stay apart has no figure and so no point.
void add_point(const MethodResult& result, std::vector<SweepPoint>& sweep) {
  if (!result.n_hat)
    return;
  SweepPoint point{.setting = result.diagnostics.numbers.at("classes"),
                   .n_hat = *result.n_hat,
                   .limits = {},
                   .terms = {},
                   .warnings = result.warnings};
  if (const auto found = result.intervals.find("posterior_95"); found != result.intervals.end())
    point.limits = found->second;
  sweep.push_back(std::move(point));
}

/// The same with other numbers of classes, each as long as the main run; left out where the main
/// run was long, as it would double the time.
Result<void> sweep_classes(const ListTable& table, const Settings& settings, const LatentRun& main,
                           MethodResult& out) {
  if (!settings.diagnostics || main.sweeps() * wideness_of(table) > kCheapSweeps)
    return {};
  std::vector<int> numbers(kSweepClasses.begin(), kSweepClasses.end());
  numbers.push_back(main.classes());
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  out.diagnostics.sweep_of = "classes";
  std::vector<SweepPoint> sweep;
  for (const int classes : numbers) {
    if (classes == main.classes()) {
      add_point(out, sweep);
      continue;
    }
    LatentRun other(table, settings, classes, main.sweeps());
    TRY(other.until_they_agree(main.sweeps(), {}));
    add_point(said_by(other), sweep);
  }
  out.diagnostics.sweep = std::move(sweep);
  return {};
}

/// Over more lists than eight a sweep can take milliseconds: the chains then have as much work as
/// over eight, and say so themselves if it is too little.
std::uint32_t most_sweeps_over(const ListTable& table) {
  return static_cast<std::uint32_t>(
      std::max<std::uint64_t>(kFewestSweeps, kMostSweeps / wideness_of(table)));
}

/// A person who says how many sweeps also says how long they wait.
std::optional<Warning> too_few_or_many(const ListTable& table, const Settings& settings) {
  if (table.lists() < 3)
    return Warning{.code = "two_lists",
                   .sentence = {.text = "the latent class model needs at least three lists: two "
                                        "cannot tell classes of people apart",
                                .fills = {}}};
  if (settings.sweeps == 0 && wideness_of(table) > kWidest)
    return Warning{.code = "too_many_lists",
                   .sentence = {.text = "people stand on these lists in {0} different ways, too "
                                        "many for the latent class model: leave lists out or "
                                        "merge some",
                                .fills = {std::to_string(table.cells_positive())}}};
  return std::nullopt;
}

Result<void> check(const Settings& settings) {
  if (settings.chains < kFewestChains || settings.chains > kMostChains)
    return fail(Error::Kind::bad_input,
                "the latent class model needs from {0} to {1} chains, so that they can be compared",
                {}, {}, {std::to_string(kFewestChains), std::to_string(kMostChains)});
  if (settings.classes < 1 || settings.classes > kMostClasses)
    return fail(Error::Kind::bad_input, "the latent class model takes from 1 to {0} classes", {},
                {}, {std::to_string(kMostClasses)});
  if (settings.sweeps != 0 && settings.sweeps < kFewestSweeps)
    return fail(
        Error::Kind::bad_input,
        "a chain of the latent class model needs {0} sweeps at least, or 0 to let the program "
        "decide",
        {}, {}, {std::to_string(kFewestSweeps)});
  return {};
}

}  // namespace

Result<MethodResult> latent_class(const ListTable& table, const Settings& settings,
                                  const Progress& progress) {
  TRY(check(settings));
  if (auto refused = too_few_or_many(table, settings)) {
    MethodResult none;
    none.method = Method::latent_class;
    none.refused = std::move(refused);
    return none;
  }
  const std::uint32_t most = settings.sweeps == 0 ? most_sweeps_over(table) : settings.sweeps;
  LatentRun run(table, settings, settings.classes, most);
  TRY(run.until_they_agree(settings.sweeps == 0 ? kFirstRound : most, progress));
  MethodResult out = said_by(run);
  TRY(sweep_classes(table, settings, run, out));
  return out;
}

}  // namespace manumit::estimate
