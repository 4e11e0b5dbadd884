// SPDX-License-Identifier: Apache-2.0
#include "word_groups.h"

#include <algorithm>
#include <cmath>

#include "hashing.h"

namespace manumit::link {
namespace {

constexpr std::size_t kValuesFitted = 30'000;
constexpr int kRounds = 25;
constexpr std::uint64_t kPurpose = 0x67726F7570;
// Sums are kept in whole numbers of 2^-24, so that the order of adding changes nothing.
constexpr double kWhole = 1 << 24;
// How many values' worth a word is believed to be spread like all words before it is seen.
constexpr double kSpread = 0.5;

using Sums = std::array<std::int64_t, kWordGroups>;
using Real = std::array<double, kWordGroups>;

/// Values of two words and more, in an order and a choice that the words alone decide.
std::vector<std::uint32_t> chosen_values(const WordLists& lists, const Values& values) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
  for (std::uint32_t id = 1; id <= values.count(); ++id) {
    if (lists.of_value(id).size() > 1)
      order.emplace_back(hash_of(values[id]), id);
  }
  const std::size_t some = std::min(order.size(), kValuesFitted);
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(some), order.end());
  std::vector<std::uint32_t> chosen;
  for (std::size_t i = 0; i < some; ++i)
    chosen.push_back(order[i].second);
  return chosen;
}

class Fitting {
 public:
  explicit Fitting(const WordLists& lists) : lists_(lists), likely_(lists.count() + 1) {
    shares_.fill(1.0 / kWordGroups);
    // Words start a little apart, each in its own way.
    for (std::uint32_t word = 1; word <= lists.count(); ++word) {
      for (std::size_t group = 0; group < kWordGroups; ++group)
        likely_[word][group] = 0.5 + unit_real(random_number(lists.hash(word), kPurpose, group));
    }
  }

  /// Which group a value comes from, by its words.
  [[nodiscard]] Real groups_of(std::uint32_t value) const {
    Real chance = shares_;
    double sum = 0;
    for (std::size_t group = 0; group < kWordGroups; ++group) {
      for (const std::uint32_t word : lists_.of_value(value))
        chance[group] *= likely_[word][group];
      sum += chance[group];
    }
    for (double& each : chance)
      each = sum > 0 ? each / sum : 1.0 / kWordGroups;
    return chance;
  }

  void round(std::span<const std::uint32_t> values) {
    std::vector<Sums> sums(likely_.size());
    std::vector<std::uint32_t> seen(likely_.size(), 0);
    Sums all{};
    for (const std::uint32_t value : values) {
      const Real chance = groups_of(value);
      for (std::size_t group = 0; group < kWordGroups; ++group) {
        const auto whole = static_cast<std::int64_t>(std::lround(chance[group] * kWhole));
        all[group] += whole;
        for (const std::uint32_t word : lists_.of_value(value))
          sums[word][group] += whole;
      }
      for (const std::uint32_t word : lists_.of_value(value))
        ++seen[word];
    }
    if (values.empty())
      return;
    for (std::size_t group = 0; group < kWordGroups; ++group)
      shares_[group] = (static_cast<double>(all[group]) / kWhole + kSpread) /
                       (static_cast<double>(values.size()) + kSpread * kWordGroups);
    for (std::uint32_t word = 1; word < likely_.size(); ++word) {
      for (std::size_t group = 0; group < kWordGroups; ++group) {
        // P(group | word) / P(group), drawn towards 1.
        likely_[word][group] =
            (static_cast<double>(sums[word][group]) / kWhole + kSpread * shares_[group]) /
            ((seen[word] + kSpread) * shares_[group]);
      }
    }
  }

  [[nodiscard]] const Real& shares() const { return shares_; }
  [[nodiscard]] const Real& likely(std::uint32_t word) const { return likely_[word]; }

 private:
  const WordLists& lists_;
  Real shares_{};
  std::vector<Real> likely_;
};

}  // namespace

WordGroups WordGroups::of(const WordLists& lists, const Values& values) {
  const std::vector<std::uint32_t> chosen = chosen_values(lists, values);
  Fitting fitting(lists);
  for (int round = 0; round < kRounds; ++round)
    fitting.round(chosen);
  std::vector<std::uint32_t> all;
  for (std::uint32_t id = 1; id <= values.count(); ++id)
    all.push_back(id);
  fitting.round(all);  // Words that were not among the chosen get their groups.
  WordGroups groups;
  for (std::size_t group = 0; group < kWordGroups; ++group)
    groups.shares_[group] = static_cast<float>(fitting.shares()[group]);
  groups.likely_.resize(lists.count() + 1);
  for (std::uint32_t word = 1; word <= lists.count(); ++word) {
    for (std::size_t group = 0; group < kWordGroups; ++group)
      groups.likely_[word][group] = static_cast<float>(fitting.likely(word)[group]);
  }
  groups.take_rarities(lists);
  return groups;
}

void WordGroups::take_rarities(const WordLists& lists) {
  rarity_.resize(lists.count() + 1);
  for (std::uint32_t word = 1; word <= lists.count(); ++word)
    rarity_[word] = lists.rarity(word);
}

void WordGroups::take_in(const WordLists& lists) {
  GroupShares as_at_large{};
  as_at_large.fill(1);
  likely_.resize(lists.count() + 1, as_at_large);
  for (auto word = static_cast<std::uint32_t>(rarity_.size()); word <= lists.count(); ++word)
    rarity_.push_back(lists.rarity(word));
}

double WordGroups::rarity(std::span<const std::uint32_t> words) const {
  double rarity = 0;
  GroupShares together = shares_;
  for (const std::uint32_t word : words) {
    rarity += static_cast<double>(rarity_[word]);
    for (std::size_t group = 0; group < kWordGroups; ++group)
      together[group] *= likely_[word][group];
  }
  if (words.size() < 2)
    return rarity;
  double times = 0;
  for (const float each : together)
    times += static_cast<double>(each);
  return rarity - std::max(0.0, std::log2(times));
}

}  // namespace manumit::link
