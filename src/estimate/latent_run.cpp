// SPDX-License-Identifier: Apache-2.0
#include "latent_run.h"

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "methods.h"

namespace manumit::estimate {
namespace {

// Sweeps without alpha before the classes are sorted (notes 4.7).
constexpr std::uint32_t kWarmUp = 500;
// Neighbouring sweeps say nearly the same, so every tenth is kept, at most so many a chain.
constexpr std::uint32_t kThin = 10;
constexpr std::uint32_t kMostKept = kMostSweeps / kThin;
// Of each chain this part is left out at each look, as it still remembers its start.
constexpr std::size_t kLeaveOut = 5;
// People who ask to stop wait so many sweeps of up to eight lists at most.
constexpr std::uint64_t kSlice = 8'192;
constexpr std::uint64_t kManyHistories = 255;  // Those of eight lists.

// Notes §5.
constexpr double kMostRHat = 1.05;
constexpr double kLeastEss = 400;

LatentStart start_of(std::uint32_t chain, std::uint32_t chains) {
  constexpr double kWidest = 11;
  const double part = static_cast<double>(chain) / static_cast<double>(chains - 1);
  return {.everyone_times = std::pow(kWidest, part), .rates_at_random = chain % 2 == 1};
}

/// log n0; nobody counts as a tenth of a person (notes 4.10).
double log_of(double unseen) {
  return std::log(std::max(unseen, 0.1));
}

/// log n0 for a density, which has no steps: draw i of a whole number is put at another place
/// between that number and the next. Multiples of the golden section fill the step evenly
/// (Weyl's sequence).
double smooth_log_of(double unseen, std::size_t i) {
  constexpr double kGolden = 0.61803398874989484820;
  const double multiple = static_cast<double>(i) * kGolden;
  return std::log(unseen + 0.5 + multiple - std::floor(multiple));
}

}  // namespace

std::uint64_t wideness_of(const ListTable& table) {
  return (table.cells_positive() + kManyHistories - 1) / kManyHistories;
}

LatentRun::LatentRun(const ListTable& table, const Settings& settings, int classes,
                     std::uint32_t most_sweeps)
    : table_(table),
      classes_(classes),
      threads_(settings.threads),
      most_(most_sweeps),
      thin_(std::max(kThin, most_sweeps / kMostKept + (most_sweeps % kMostKept != 0 ? 1 : 0))),
      slice_(static_cast<std::uint32_t>(std::max<std::uint64_t>(1, kSlice / wideness_of(table)))) {
  for (std::uint32_t chain = 0; chain < settings.chains; ++chain) {
    const Stream stream(settings.seed, "latent_class", chain);
    running_.push_back(
        {.chain = LatentChain(table, classes, start_of(chain, settings.chains), stream)});
  }
}

Result<void> LatentRun::until_they_agree(std::uint32_t first_round, const Progress& progress) {
  TRY(warm_up(progress));
  for (std::uint64_t target = first_round;; target *= 2) {
    TRY(run_to(static_cast<std::uint32_t>(std::min<std::uint64_t>(target, most_)), progress));
    look();
    if (agree() || sweeps_ >= most_)
      return {};
  }
}

bool LatentRun::agree() const {
  return !apart() && agreement_.ess >= kLeastEss;
}

bool LatentRun::apart() const {
  return agreement_.r_hat > kMostRHat;
}

Result<void> LatentRun::warm_up(const Progress& progress) {
  for (std::uint32_t done = 0; done < kWarmUp; done += slice_) {
    const std::uint32_t sweeps = std::min(slice_, kWarmUp - done);
    TRY(parallel_for(running_.size(), threads_, [&](std::size_t i) -> Result<void> {
      for (std::uint32_t sweep = 0; sweep < sweeps; ++sweep)
        running_[i].chain.sweep(false);
      return {};
    }));
    if (progress && !progress(0, most_))
      return fail(stopped());
  }
  for (Running& one : running_)
    one.chain.sort_classes();
  return {};
}

Result<void> LatentRun::run_to(std::uint32_t target, const Progress& progress) {
  while (sweeps_ < target) {
    const std::uint32_t end = sweeps_ + std::min(slice_, target - sweeps_);
    TRY(parallel_for(running_.size(), threads_, [&](std::size_t i) -> Result<void> {
      sweep_on(running_[i], end);
      return {};
    }));
    sweeps_ = end;
    if (progress && !progress(sweeps_, most_))
      return fail(stopped());
  }
  return {};
}

void LatentRun::sweep_on(Running& one, std::uint32_t end) const {
  for (std::uint32_t sweep = sweeps_; sweep < end; ++sweep) {
    one.chain.sweep();
    if ((sweep + 1) % thin_ != 0)
      continue;
    one.unseen.push_back(one.chain.unseen());
    one.at_bound.push_back(one.chain.at_bound());
  }
}

void LatentRun::look() {
  draws_.clear();
  std::vector<std::vector<double>> logs;
  for (const Running& one : running_) {
    const auto left_out = static_cast<std::ptrdiff_t>(one.unseen.size() / kLeaveOut);
    draws_.emplace_back(one.unseen.begin() + left_out, one.unseen.end());
    logs.push_back(draws_.back());
    std::transform(logs.back().begin(), logs.back().end(), logs.back().begin(), log_of);
    for (double& draw : draws_.back())
      draw += people();
  }
  agreement_ = agreement_of(logs);
}

std::vector<double> LatentRun::modes() const {
  std::vector<std::vector<double>> logs = draws_;
  for (std::vector<double>& chain : logs)
    for (std::size_t i = 0; i < chain.size(); ++i)
      chain[i] = smooth_log_of(chain[i] - people(), i);
  std::vector<double> modes = modes_of(logs, agreement_.ess);
  for (double& mode : modes)
    mode = people() + std::exp(mode) - 1;  // In the middle of its step.
  return modes;
}

double LatentRun::share_at_bound() const {
  double met = 0;
  const std::size_t kept = draws_.front().size();
  for (const Running& one : running_)
    met += static_cast<double>(one.at_bound.back() - one.at_bound[one.at_bound.size() - kept]);
  return met / (static_cast<double>(kept * running_.size()) * static_cast<double>(thin_));
}

}  // namespace manumit::estimate
