// SPDX-License-Identifier: Apache-2.0
#include "hamiltonian.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>

namespace manumit::estimate {
namespace {

// A quarter of the period of a standard normal: the end then has forgotten the beginning.
constexpr double kTrajectory = std::numbers::pi / 2;
constexpr int kMostSteps = 64;
constexpr double kFirstStep = 0.25;
constexpr double kWantedAcceptance = 0.9;  // Above the usual 0.8: the draws are cheap, ends matter.

// Dual averaging of the step: Hoffman and Gelman (2014), "The No-U-Turn Sampler", Journal of
// Machine Learning Research 15, pp. 1593-1623, section 3.2, with their constants.
class StepChoice {
 public:
  void learn(double acceptance) {
    ++rounds_;
    const double share = 1 / (rounds_ + 10);
    short_of_ = (1 - share) * short_of_ + share * (kWantedAcceptance - acceptance);
    log_step_ = std::log(10 * kFirstStep) - std::sqrt(rounds_) / 0.05 * short_of_;
    const double weight = std::pow(rounds_, -0.75);
    log_mean_ = weight * log_step_ + (1 - weight) * log_mean_;
  }
  [[nodiscard]] double now() const { return std::exp(log_step_); }
  [[nodiscard]] double in_the_end() const { return std::exp(log_mean_); }

 private:
  double rounds_ = 0;
  double short_of_ = 0;
  double log_step_ = std::log(kFirstStep);
  double log_mean_ = std::log(kFirstStep);
};

/// Hamiltonian Monte Carlo: Duane, Kennedy, Pendleton and Roweth (1987), "Hybrid Monte Carlo",
/// Physics Letters B 195(2), pp. 216-222; leapfrog as in Neal (2011), "MCMC using Hamiltonian
/// dynamics", section 2.3.
class Chain {
 public:
  Chain(const LogDensity& density, std::vector<double> start, Stream& stream)
      : density_(density),
        stream_(stream),
        here_(std::move(start)),
        gradient_(here_.size()),
        there_(here_.size()),
        slope_(here_.size()),
        momentum_(here_.size()),
        height_(density_(here_, gradient_)) {}

  /// One proposal; how likely it was to be taken.
  double move(double step);
  [[nodiscard]] const std::vector<double>& here() const { return here_; }

 private:
  double go(double step, int steps);
  [[nodiscard]] double energy(double height) const;

  const LogDensity& density_;
  Stream& stream_;
  std::vector<double> here_, gradient_, there_, slope_, momentum_;
  double height_;
};

double Chain::energy(double height) const {
  double kinetic = 0;
  for (const double p : momentum_)
    kinetic += p * p;
  return kinetic / 2 - height;
}

/// Follows the dynamics from `here_` to `there_`; the height there.
double Chain::go(double step, int steps) {
  there_ = here_;
  slope_ = gradient_;
  double height = height_;
  for (int i = 0; i < steps && std::isfinite(height); ++i) {
    for (std::size_t j = 0; j < there_.size(); ++j) {
      momentum_[j] += step / 2 * slope_[j];
      there_[j] += step * momentum_[j];
    }
    height = density_(there_, slope_);
    for (std::size_t j = 0; j < there_.size(); ++j)
      momentum_[j] += step / 2 * slope_[j];
  }
  return height;
}

double Chain::move(double step) {
  for (double& p : momentum_)
    p = stream_.normal();
  // A step that varies keeps trajectories from coming round to where they began.
  const double varied = step * (0.9 + 0.2 * stream_.uniform());
  const int steps = std::clamp(static_cast<int>(std::lround(kTrajectory / varied)), 1, kMostSteps);
  const double before = energy(height_);
  const double height = go(varied, steps);
  const double gain = before - energy(height);
  const double likely = std::isfinite(gain) ? std::exp(std::min(0.0, gain)) : 0;
  if (stream_.uniform() < likely) {
    std::swap(here_, there_);
    std::swap(gradient_, slope_);
    height_ = height;
  }
  return likely;
}

}  // namespace

HamiltonianRun run_hamiltonian(const LogDensity& density, std::vector<double> start,
                               std::uint32_t warm_up, std::uint32_t draws, Stream& stream) {
  Chain chain(density, std::move(start), stream);
  StepChoice step;
  for (std::uint32_t i = 0; i < warm_up; ++i)
    step.learn(chain.move(step.now()));
  HamiltonianRun run;
  run.step = step.in_the_end();
  run.draws.reserve(draws);
  for (std::uint32_t i = 0; i < draws; ++i) {
    run.accepted += chain.move(run.step) / draws;
    run.draws.push_back(chain.here());
  }
  return run;
}

}  // namespace manumit::estimate
