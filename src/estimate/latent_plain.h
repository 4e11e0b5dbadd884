// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "list_table.h"
#include "random.h"

namespace manumit::estimate {

/// For tests and benchmarks only: the sweep of notes 4.7 as it stands there, in logarithms, with
/// the plain draws of `Stream`. `LatentChain` must give the same distribution, only sooner.
class PlainLatentChain {
 public:
  PlainLatentChain(const ListTable& table, int classes, const Stream& stream)
      : table_(table),
        stream_(stream),
        lists_(static_cast<std::size_t>(table.lists())),
        classes_(static_cast<std::size_t>(classes)),
        rate_(classes_, std::vector<double>(lists_)),
        stick_(classes_, 1.0),
        log_weight_(classes_),
        alpha_(0.3 / classes) {
    for (std::vector<double>& rates : rate_)
      for (std::size_t list = 0; list < lists_; ++list)
        rates[list] = (static_cast<double>(table.on_all(History{1} << list)) + 0.5) /
                      (static_cast<double>(table.people()) + 1);
    for (std::size_t k = 0; k + 1 < classes_; ++k)
      stick_[k] = stream_.uniform();
    break_sticks();
    unseen_in_.assign(classes_, 0);
  }

  void sweep() {
    spread_seen();
    for (std::size_t k = 0; k < classes_; ++k)
      for (std::size_t list = 0; list < lists_; ++list)
        rate_[k][list] = stream_.beta(1 + on_[k][list], 1 + size(k) - on_[k][list]);
    draw_sticks();
    draw_unseen();
    alpha_ = stream_.gamma(0.25 + static_cast<double>(classes_) - 1) /
             (0.25 - log_weight_[classes_ - 1]);
  }

  [[nodiscard]] double unseen() const { return static_cast<double>(unseen_); }
  [[nodiscard]] double alpha() const { return alpha_; }

 private:
  [[nodiscard]] double size(std::size_t k) const {
    return seen_in_[k] + static_cast<double>(unseen_in_[k]);
  }

  [[nodiscard]] std::vector<double> weights_of(History history) const {
    std::vector<double> logs(classes_);
    for (std::size_t k = 0; k < classes_; ++k) {
      logs[k] = log_weight_[k];
      for (std::size_t list = 0; list < lists_; ++list)
        logs[k] +=
            (history >> list & 1U) != 0 ? std::log(rate_[k][list]) : std::log1p(-rate_[k][list]);
    }
    return logs;
  }

  std::vector<std::uint64_t> spread(std::uint64_t people, std::vector<double> logs) {
    const double most = *std::max_element(logs.begin(), logs.end());
    for (double& log : logs)
      log = std::exp(log - most);
    std::vector<std::uint64_t> into(classes_);
    stream_.multinomial(people, logs, into);
    return into;
  }

  void spread_seen() {
    on_.assign(classes_, std::vector<double>(lists_));
    seen_in_.assign(classes_, 0);
    for (History history = 1; history < table_.counts().size(); ++history) {
      if (table_.counts()[history] == 0)
        continue;
      const auto into = spread(table_.counts()[history], weights_of(history));
      for (std::size_t k = 0; k < classes_; ++k) {
        seen_in_[k] += static_cast<double>(into[k]);
        for (std::size_t list = 0; list < lists_; ++list)
          if ((history >> list & 1U) != 0)
            on_[k][list] += static_cast<double>(into[k]);
      }
    }
  }

  void draw_sticks() {
    double later = static_cast<double>(table_.people() + unseen_);
    log_rest_.assign(classes_, 0);
    for (std::size_t k = 0; k + 1 < classes_; ++k) {
      later -= size(k);
      // A pair of gammas, the second by its logarithm: alpha can be very small.
      const double in = std::log(stream_.gamma(1 + size(k)));
      const double shape = alpha_ + later;
      const double out = std::log(stream_.gamma(shape + 1)) + std::log(stream_.uniform()) / shape;
      const double most = std::max(in, out);
      const double sum = most + std::log(std::exp(in - most) + std::exp(out - most));
      stick_[k] = std::exp(in - sum);
      log_rest_[k] = out - sum;
    }
    double left = 0;
    for (std::size_t k = 0; k < classes_; ++k) {
      log_weight_[k] = left + std::log(stick_[k]);
      left += log_rest_[k];
    }
  }

  void break_sticks() {
    double left = 0;
    for (std::size_t k = 0; k < classes_; ++k) {
      log_weight_[k] = left + std::log(stick_[k]);
      left += std::log1p(-stick_[k]);
    }
  }

  void draw_unseen() {
    const std::vector<double> logs = weights_of(0);
    double share = 0;
    for (const double log : logs)
      share += std::exp(log);
    const double n = static_cast<double>(table_.people());
    do {
      unseen_ = stream_.poisson(stream_.gamma(n) * share / (1 - share));
    } while (unseen_ > 20 * table_.people());
    unseen_in_ = spread(unseen_, logs);
  }

  const ListTable& table_;
  Stream stream_;
  std::size_t lists_;
  std::size_t classes_;
  std::vector<std::vector<double>> rate_;
  std::vector<double> stick_, log_rest_, log_weight_;
  std::vector<std::vector<double>> on_;
  std::vector<double> seen_in_;
  std::vector<std::uint64_t> unseen_in_;
  double alpha_;
  std::uint64_t unseen_ = 0;
};

}  // namespace manumit::estimate
