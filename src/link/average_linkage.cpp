// SPDX-License-Identifier: Apache-2.0
#include "average_linkage.h"

#include <limits>

namespace manumit::link {
namespace {

constexpr double kNothing = -std::numeric_limits<double>::infinity();

class Linking {
 public:
  explicit Linking(const PairWeights& weights)
      : count_(weights.count()),
        sums_(count_ * count_),
        size_(count_, 1),
        best_(count_),
        group_(count_) {
    for (std::size_t a = 0; a < count_; ++a) {
      group_[a] = static_cast<std::uint32_t>(a);
      for (std::size_t b = 0; b < count_; ++b)
        sums_[a * count_ + b] = weights.at(a, b);
    }
    for (std::size_t a = 0; a < count_; ++a)
      find_best(a);
  }

  std::vector<std::uint32_t> run(double at_least, const JoinsGroups& joins) {
    while (true) {
      std::size_t from = count_;
      for (std::size_t a = 0; a < count_; ++a) {
        if (size_[a] > 0 && (from == count_ || best_[a].average > best_[from].average))
          from = a;
      }
      if (from == count_ || !(best_[from].average >= at_least))
        break;
      if (!joins || joins(meeting(from)))
        join(from, best_[from].with);
      else
        keep_apart(from, best_[from].with);
    }
    return names();
  }

 private:
  /// The best partner among those behind a group: each pair is looked at from its first side.
  struct Best {
    double average = kNothing;
    std::size_t with = 0;
  };

  [[nodiscard]] double average(std::size_t a, std::size_t b) const {
    return sums_[a * count_ + b] / (static_cast<double>(size_[a]) * static_cast<double>(size_[b]));
  }

  void find_best(std::size_t a) {
    best_[a] = {};
    for (std::size_t b = a + 1; b < count_; ++b) {
      if (size_[b] > 0 && average(a, b) > best_[a].average)
        best_[a] = {average(a, b), b};
    }
  }

  /// Puts group b, the later one, into group a.
  void join(std::size_t a, std::size_t b) {
    for (std::size_t c = 0; c < count_; ++c) {
      sums_[a * count_ + c] += sums_[b * count_ + c];
      sums_[c * count_ + a] = sums_[a * count_ + c];
    }
    size_[a] += size_[b];
    size_[b] = 0;
    for (std::uint32_t& each : group_) {
      if (each == b)
        each = static_cast<std::uint32_t>(a);
    }
    for (std::size_t c = 0; c < b; ++c) {
      if (size_[c] > 0 && (c == a || best_[c].with == a || best_[c].with == b))
        find_best(c);
      else if (size_[c] > 0 && c < a)
        consider(c, a);
    }
  }

  [[nodiscard]] Meeting meeting(std::size_t a) const {
    const Best& best = best_[a];
    return {a, best.with, size_[a] * size_[best.with], best.average};
  }

  void keep_apart(std::size_t a, std::size_t b) {
    sums_[a * count_ + b] = sums_[b * count_ + a] =
        kNever * static_cast<double>(size_[a] * size_[b]);
    find_best(a);
  }

  void consider(std::size_t c, std::size_t a) {
    const double now = average(c, a);
    if (now > best_[c].average || (now == best_[c].average && a < best_[c].with))
      best_[c] = {now, a};
  }

  [[nodiscard]] std::vector<std::uint32_t> names() const { return group_; }

  std::size_t count_;
  std::vector<double> sums_;
  std::vector<std::size_t> size_;  ///< 0: it went into another group.
  std::vector<Best> best_;
  std::vector<std::uint32_t> group_;
};

}  // namespace

std::vector<std::uint32_t> average_linkage(const PairWeights& weights, double at_least) {
  return Linking(weights).run(at_least, {});
}

std::vector<std::uint32_t> average_linkage(const PairWeights& weights, double at_least,
                                           const JoinsGroups& joins) {
  return Linking(weights).run(at_least, joins);
}

}  // namespace manumit::link
