// SPDX-License-Identifier: Apache-2.0
#include "latent_chain.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/check.h"

namespace manumit::estimate {
namespace {

// The prior of alpha (notes 4.7), and where it starts.
constexpr double kAlphaShape = 0.25;
constexpr double kAlphaRate = 0.25;
constexpr double kFirstAlpha = 0.3;
// Up to so many people of one history are put into classes one by one: quicker than a binomial for
// each class.
constexpr std::uint64_t kFew = 8;
// A product of chances is moved into its logarithm before it can lose digits.
constexpr double kSmallProduct = 1e-200;
// After so many draws beyond the bound the truncated distribution is summed instead.
constexpr int kTriesBelowBound = 16;

}  // namespace

LatentChain::LatentChain(const ListTable& table, int classes, const LatentStart& where,
                         const Stream& stream)
    : draws_(stream),
      lists_(static_cast<std::size_t>(table.lists())),
      classes_(static_cast<std::size_t>(classes)),
      people_(table.people()) {
  for (History history = 1; history < table.counts().size(); ++history) {
    Seen seen;
    seen.people = table.counts()[history];
    if (seen.people == 0)
      continue;
    for (std::size_t list = 0; list < lists_; ++list)
      if ((history >> list & 1U) != 0)
        seen.lists.push_back(list);
    seen_.push_back(std::move(seen));
  }
  for (OwnVector<double>* const by_list : {&rate_, &miss_, &odds_})
    by_list->resize(lists_ * classes_);
  on_.resize(lists_ * classes_);
  for (OwnVector<double>* const by_class : {&weight_, &all_missed_, &chance_, &left_})
    by_class->resize(classes_);
  for (OwnVector<std::uint64_t>* const by_class : {&spread_, &seen_in_, &unseen_in_})
    by_class->resize(classes_);
  order_.resize(classes_);
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  start(where);
}

void LatentChain::start(const LatentStart& where) {
  const double everyone = static_cast<double>(people_) * where.everyone_times;
  std::vector<double> on_list(lists_);
  for (const Seen& seen : seen_)
    for (const std::size_t list : seen.lists)
      on_list[list] += static_cast<double>(seen.people);
  for (std::size_t list = 0; list < lists_; ++list)
    for (std::size_t k = 0; k < classes_; ++k) {
      // A list that holds nearly everybody must leave room for those it missed.
      const double rate =
          where.rates_at_random ? draws_.uniform() : (on_list[list] + 0.5) / (everyone + 1);
      rate_[list * classes_ + k] = rate;
      miss_[list * classes_ + k] = 1 - rate;
    }
  double left = 1;
  for (std::size_t k = 0; k < classes_; ++k) {
    const double share = k + 1 < classes_ ? draws_.uniform() : 1;
    weight_[k] = left * share;
    left *= 1 - share;
  }
  alpha_ = kFirstAlpha / static_cast<double>(classes_);
  reckon_chances();
  unseen_ = static_cast<std::uint64_t>(everyone) - people_;
  spread_unseen();
}

void LatentChain::sort_classes() {
  std::vector<std::size_t> by_weight(classes_);
  std::iota(by_weight.begin(), by_weight.end(), std::size_t{0});
  std::stable_sort(by_weight.begin(), by_weight.end(),
                   [&](std::size_t a, std::size_t b) { return weight_[a] > weight_[b]; });
  const auto sorted = [&](auto& values, std::size_t first) {
    auto moved = values;
    for (std::size_t k = 0; k < classes_; ++k)
      moved[first + k] = values[first + by_weight[k]];
    values = std::move(moved);
  };
  sorted(weight_, 0);
  sorted(unseen_in_, 0);
  for (std::size_t list = 0; list < lists_; ++list) {
    sorted(rate_, list * classes_);
    sorted(miss_, list * classes_);
  }
  reckon_chances();
}

void LatentChain::sweep(bool with_alpha) {
  spread_seen();
  draw_rates();
  draw_weights();
  reckon_chances();
  draw_unseen();
  spread_unseen();
  if (with_alpha)
    draw_alpha();
}

/// The largest class first: then the people are used up early and the other classes cost nothing.
/// The order of a multinomial's cells does not matter to its distribution.
void LatentChain::order_classes() {
  for (std::size_t i = 1; i < classes_; ++i) {
    const std::size_t k = order_[i];
    std::size_t at = i;
    for (; at > 0 && weight_[order_[at - 1]] < weight_[k]; --at)
      order_[at] = order_[at - 1];
    order_[at] = k;
  }
}

/// Few people, one by one, by the sums of their chances.
void LatentChain::spread_few(std::uint64_t people) {
  for (std::uint64_t person = 0; person < people; ++person) {
    const double place = draws_.uniform() * left_[0];
    std::size_t at = 0;
    while (at + 1 < classes_ && place < left_[at + 1])
      at += 1;
    spread_[order_[at]] += 1;
  }
}

/// Many people, class by class: of those that are left, a binomial share.
void LatentChain::spread_many(std::uint64_t people) {
  for (std::size_t at = 0; people != 0; ++at) {
    const std::size_t k = order_[at];
    const std::uint64_t here =
        at + 1 < classes_ ? draws_.binomial(people, chance_[k] / left_[at]) : people;
    spread_[k] += here;
    people -= here;
  }
}

void LatentChain::spread_seen() {
  std::fill(on_.begin(), on_.end(), std::uint64_t{0});
  std::fill(seen_in_.begin(), seen_in_.end(), std::uint64_t{0});
  order_classes();
  for (const Seen& seen : seen_) {
    std::copy(all_missed_.begin(), all_missed_.end(), chance_.begin());
    for (const std::size_t list : seen.lists) {
      const double* const odds = odds_.data() + list * classes_;
      for (std::size_t k = 0; k < classes_; ++k)
        chance_[k] *= odds[k];
    }
    double sum = 0;
    for (std::size_t at = classes_; at-- > 0;) {
      sum += chance_[order_[at]];
      left_[at] = sum;
    }
    // A chance is at least (1 / everyone)^lists, 1e-226, in the class that holds most people.
    MANUMIT_CHECK(sum > 0);
    std::fill(spread_.begin(), spread_.end(), std::uint64_t{0});
    if (seen.people <= kFew)
      spread_few(seen.people);
    else
      spread_many(seen.people);
    for (std::size_t k = 0; k < classes_; ++k)
      seen_in_[k] += spread_[k];
    for (const std::size_t list : seen.lists)
      for (std::size_t k = 0; k < classes_; ++k)
        on_[list * classes_ + k] += spread_[k];
  }
}

/// λ ~ Beta(1 + on the list, 1 + not on it), the unseen included, as a pair of gammas: then 1 - λ
/// has its own digits. A class of nobody has the prior, a plain uniform.
void LatentChain::draw_rates() {
  for (std::size_t k = 0; k < classes_; ++k) {
    const std::uint64_t members = seen_in_[k] + unseen_in_[k];
    for (std::size_t at = k; at < lists_ * classes_; at += classes_) {
      if (members == 0) {
        rate_[at] = draws_.uniform();
        miss_[at] = 1 - rate_[at];
        continue;
      }
      const double on = draws_.gamma_from_1(1 + static_cast<double>(on_[at]));
      const double off = draws_.gamma_from_1(1 + static_cast<double>(members - on_[at]));
      rate_[at] = on / (on + off);
      miss_[at] = off / (on + off);
    }
  }
}

/// V ~ Beta(1 + in the class, alpha + in later classes). The logarithm of the last class's weight
/// is kept apart: with a small alpha the weight itself falls below what a double can hold.
void LatentChain::draw_weights() {
  std::uint64_t later = people_ + unseen_;
  double left = 1;
  double product = 1;
  double log_left = 0;
  for (std::size_t k = 0; k + 1 < classes_; ++k) {
    const std::uint64_t members = seen_in_[k] + unseen_in_[k];
    later -= members;
    const double shape = alpha_ + static_cast<double>(later);
    const double in = draws_.gamma_from_1(1 + static_cast<double>(members));
    double boost = 1;
    double out = 0;
    if (shape >= 1) {
      out = draws_.gamma_from_1(shape);
    } else {
      // One more, shrunk by U^(1/shape) (as in FastDraws::gamma), the shrinking also in logarithms.
      const double log_boost = -draws_.exponential() / shape;
      boost = std::exp(log_boost);
      out = draws_.gamma_from_1(shape + 1);
      log_left += log_boost;
    }
    const double sum = in + out * boost;
    weight_[k] = left * (in / sum);
    left *= out * boost / sum;
    product *= out / sum;
    if (product < kSmallProduct) {
      log_left += std::log(product);
      product = 1;
    }
  }
  weight_[classes_ - 1] = left;
  log_last_weight_ = log_left + std::log(product);
}

void LatentChain::reckon_chances() {
  unseen_share_ = 0;
  seen_share_ = 0;
  std::copy(weight_.begin(), weight_.end(), all_missed_.begin());
  for (std::size_t list = 0; list < lists_; ++list) {
    const std::size_t first = list * classes_;
    for (std::size_t k = 0; k < classes_; ++k) {
      // Seen first on this list: summed so, 1 - ρ keeps its digits when hardly anybody is seen.
      seen_share_ += all_missed_[k] * rate_[first + k];
      all_missed_[k] *= miss_[first + k];
      odds_[first + k] = rate_[first + k] / miss_[first + k];
    }
  }
  for (std::size_t k = 0; k < classes_; ++k)
    unseen_share_ += all_missed_[k];
}

/// n0 ~ NegBin(n, 1 - ρ) as a Poisson with a gamma mean, drawn again while it is beyond the bound.
void LatentChain::draw_unseen() {
  const double most = static_cast<double>(people_ * kMostUnseenTimes);
  const double n = static_cast<double>(people_);
  for (int tries = 0; tries < kTriesBelowBound; ++tries) {
    const double mean = draws_.gamma_from_1(n) * unseen_share_ / seen_share_;
    // Means far beyond have no chance to come back under the bound that a double could hold.
    const double drawn = mean < 4 * most + 1000 ? draws_.poisson(mean) : 2 * most + 1;
    if (drawn <= most) {
      unseen_ = static_cast<std::uint64_t>(drawn);
      return;
    }
    at_bound_ += tries == 0 ? 1 : 0;
  }
  unseen_ = unseen_by_sum(unseen_share_ / (unseen_share_ + seen_share_));
}

/// The same distribution below the bound, summed from the bound down: it is used where nearly all
/// of it lies beyond the bound, so it falls that way.
std::uint64_t LatentChain::unseen_by_sum(double unseen_share) {
  const std::uint64_t most = people_ * kMostUnseenTimes;
  constexpr double kNothing = 1e-18;
  const auto next = [&](double chance, std::uint64_t unseen) {
    return chance * static_cast<double>(unseen) /
           (static_cast<double>(people_ + unseen - 1) * unseen_share);
  };
  double sum = 0;
  double chance = 1;
  for (std::uint64_t unseen = most;; --unseen) {
    sum += chance;
    chance = next(chance, unseen);
    if (unseen == 0 || chance < kNothing * sum)
      break;
  }
  double place = draws_.uniform() * sum;
  chance = 1;
  for (std::uint64_t unseen = most; unseen > 0; --unseen) {
    place -= chance;
    if (place <= 0)
      return unseen;
    chance = next(chance, unseen);
  }
  return 0;
}

void LatentChain::spread_unseen() {
  double sum = 0;
  for (std::size_t at = classes_; at-- > 0;) {
    sum += all_missed_[order_[at]];
    left_[at] = sum;
  }
  std::copy(all_missed_.begin(), all_missed_.end(), chance_.begin());
  std::fill(spread_.begin(), spread_.end(), std::uint64_t{0});
  spread_many(unseen_);
  std::copy(spread_.begin(), spread_.end(), unseen_in_.begin());
}

void LatentChain::draw_alpha() {
  alpha_ = draws_.gamma(kAlphaShape + static_cast<double>(classes_) - 1) /
           (kAlphaRate - log_last_weight_);
}

}  // namespace manumit::estimate
