// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace manumit::link {

/// What no weight can make up for: two records that must not meet.
inline constexpr double kNever = -1e12;
/// What no weight can part.
inline constexpr double kAlways = 1e9;

/// The weights of all pairs of a few things, each pair once.
class PairWeights {
 public:
  explicit PairWeights(std::size_t count) : count_(count), weights_(count * count, 0.0) {}
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] double at(std::size_t a, std::size_t b) const { return weights_[a * count_ + b]; }
  void set(std::size_t a, std::size_t b, double weight) {
    weights_[a * count_ + b] = weight;
    weights_[b * count_ + a] = weight;
  }

 private:
  std::size_t count_;
  std::vector<double> weights_;
};

/// Groups by average linkage (Sokal and Michener 1958): each thing alone at first; the two groups
/// whose pairs weigh most on average become one, as long as that is `at_least` or more. For each
/// thing the first one of its group.
///
/// With the threshold at even odds this climbs towards the groups that disagree least with the
/// weights (correlation clustering, Bansal, Blum and Chawla 2004), without the chains that
/// connected components make. Of equally good pairs the first is taken. O(count²) nearly always.
[[nodiscard]] std::vector<std::uint32_t> average_linkage(const PairWeights& weights,
                                                         double at_least);

/// Two groups that may become one.
struct Meeting {
  std::size_t a = 0;      ///< The first thing of one …
  std::size_t b = 0;      ///< … and of the other.
  std::size_t pairs = 0;  ///< Of a thing of one and a thing of the other …
  double average = 0;     ///< … that weigh so much on average.
};
using JoinsGroups = std::function<bool(const Meeting& meeting)>;

/// The same, where each time somebody is asked. Two groups that do not become one never meet again,
/// whoever joins either of them later. Nobody is asked below `at_least`.
[[nodiscard]] std::vector<std::uint32_t> average_linkage(const PairWeights& weights,
                                                         double at_least, const JoinsGroups& joins);

}  // namespace manumit::link
