// SPDX-License-Identifier: Apache-2.0
#include "scorer.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "ties.h"

namespace manumit::link {

namespace {

// What adding in another order may change.
constexpr double kRounding = 1e-6;

}  // namespace

double log2_odds(double share) {
  return std::log2(share / (1 - share));
}

double probability_of(double bits) {
  return 1 / (1 + std::exp2(-bits));
}

Scorer Scorer::of(const Fields& fields, const std::vector<Comparator>& comparators,
                  const Model& model) {
  MANUMIT_CHECK(comparators.size() == model.comparisons.size() &&
                comparators.size() <= kMostComparisons);
  Scorer scorer;
  scorer.fields_ = &fields;
  scorer.comparators_ = &comparators;
  scorer.weights_.resize(comparators.size());
  for (std::size_t i = 0; i < comparators.size(); ++i) {
    Weights& weights = scorer.weights_[i];
    for (const LevelModel& level : model.comparisons[i].levels)
      weights.level.push_back(static_cast<float>(level.weight));
    weights.most_from = weights.level;
    for (std::size_t level = weights.level.size() - 1; level-- > 0;)
      weights.most_from[level] = std::max(weights.level[level], weights.most_from[level + 1]);
    scorer.weigh_values(i, model.comparisons[i], model.own_records);
  }
  for (const TieModel& tie : model.ties) {
    scorer.ties_.push_back({.name = tie.name,
                            .other = tie.other,
                            .same = static_cast<float>(tie.same_bits),
                            .different = static_cast<float>(tie.different_bits)});
    scorer.most_of_ties_ += std::max(0.0F, static_cast<float>(tie.different_bits));
  }
  return scorer;
}

void Scorer::take_in_values(const Model& model) {
  for (std::size_t i = 0; i < weights_.size(); ++i)
    weigh_values(i, model.comparisons[i], model.own_records);
}

/// The values that have no weight yet. Fellegi and Sunter (1969), JASA 64(328), p. 1183-1210, weigh
/// an agreement on a rare value by that value's own frequency.
void Scorer::weigh_values(std::size_t comparison, const ComparisonModel& model,
                          double own_records) {
  const Comparator& comparator = (*comparators_)[comparison];
  Weights& weights = weights_[comparison];
  const std::vector<std::uint32_t>& counts = fields_->counts(comparator.field());
  const auto present = static_cast<double>(fields_->present(comparator.field()));
  const std::size_t known = std::max<std::size_t>(1, weights.same.size());
  weights.same.resize(counts.size(), 0);
  if (comparator.weighs_by_bits())
    weights.most_bits.resize(counts.size(), 0);
  for (auto value = static_cast<std::uint32_t>(known); value < counts.size(); ++value) {
    const Agreement same = comparator.compare(value, value);
    double bits = model.levels[same.level].weight + static_cast<double>(same.bits);
    if (model.term_frequency && !comparator.weighs_by_bits())
      bits += std::log2(model.levels[0].u * present /
                        strangers_among(counts[value], own_records, model.own_share));
    weights.same[value] = static_cast<float>(bits);
    if (!comparator.weighs_by_bits())
      continue;
    const double near = comparator.near_bits().most();
    double most = 0;
    for (const std::uint32_t word : comparator.words()->lists.of_value(value))
      most += std::max(static_cast<double>(comparator.words()->lists.rarity(word)), near);
    weights.most_bits[value] = static_cast<float>(most);
  }
}

Scorer::Said Scorer::different(std::size_t comparison, std::uint32_t a, std::uint32_t b) const {
  const Comparator& comparator = (*comparators_)[comparison];
  const Agreement agreement = comparator.compare(a, b);
  if (agreement.level == kNoEvidence)
    return {};
  return {weights_[comparison].level[agreement.level] + agreement.bits,
          agrees(comparator, agreement.level)};
}

double Scorer::tied(std::uint32_t agree, std::uint32_t same, std::uint32_t there) const {
  double bits = 0;
  for (const Tie& tie : ties_) {
    if ((agree >> tie.name & there >> tie.other & 1U) != 0)
      bits += static_cast<double>((same >> tie.other & 1U) != 0 ? tie.same : tie.different);
  }
  return bits;
}

float Scorer::most(std::size_t comparison, std::uint32_t a, std::uint32_t b) const {
  const Weights& weights = weights_[comparison];
  if (!weights.most_bits.empty())
    return std::max(weights.level.back(),
                    weights.most_from[0] + std::min(weights.most_bits[a], weights.most_bits[b]));
  const Comparator& comparator = (*comparators_)[comparison];
  const float most = weights.most_from[comparator.glance(a, b)];
  return comparator.how() == How::name ? std::max(0.0F, most) : most;
}

template <typename With>
double Scorer::say_each(std::size_t a, std::size_t b, With with) const {
  std::uint32_t agree = 0;
  std::uint32_t equal = 0;
  std::uint32_t there = 0;
  for (std::size_t i = 0; i < count(); ++i) {
    const std::size_t field = (*comparators_)[i].field();
    const std::uint32_t one = fields_->id(a, field);
    const std::uint32_t other = fields_->id(b, field);
    if (one == 0 || other == 0)
      continue;
    const Said said = one == other ? Said{same(i, one), true} : different(i, one, other);
    with(i, one, other, said.bits);
    agree |= static_cast<std::uint32_t>(said.agrees) << i;
    equal |= static_cast<std::uint32_t>(one == other) << i;
    there |= 1U << i;
  }
  return tied(agree, equal, there);
}

double Scorer::evidence(std::size_t a, std::size_t b) const {
  double sum = 0;
  const double ties = say_each(a, b, [&](std::size_t, std::uint32_t, std::uint32_t, float bits) {
    sum += static_cast<double>(bits);
  });
  return sum + ties;
}

double Scorer::evidence_from(const RecordRow& a, const RecordRow& b, double floor) const {
  std::array<float, kMostComparisons> bits{};
  std::array<std::uint32_t, kMostComparisons> ones{};
  std::array<std::uint32_t, kMostComparisons> others{};
  std::uint32_t equal = 0;
  std::uint32_t there = 0;
  auto bound = static_cast<double>(most_of_ties_);
  for (std::size_t i = 0; i < count(); ++i) {
    const std::size_t field = (*comparators_)[i].field();
    ones[i] = fields_->id(a, field);
    others[i] = fields_->id(b, field);
    if (ones[i] == 0 || others[i] == 0)
      continue;
    there |= 1U << i;
    equal |= static_cast<std::uint32_t>(ones[i] == others[i]) << i;
    bits[i] = ones[i] == others[i] ? same(i, ones[i]) : most(i, ones[i], others[i]);
    bound += static_cast<double>(bits[i]);
  }
  std::uint32_t agree = equal;
  for (std::uint32_t open = there & ~equal; open != 0; open &= open - 1) {
    if (bound < floor - kRounding)
      return bound;
    const auto i = static_cast<std::size_t>(__builtin_ctz(open));
    const Said said = different(i, ones[i], others[i]);
    bound += static_cast<double>(said.bits) - static_cast<double>(bits[i]);
    bits[i] = said.bits;
    agree |= static_cast<std::uint32_t>(said.agrees) << i;
  }
  // Added up once more in the order of the comparisons, so that every way gives the same number.
  double sum = 0;
  for (std::size_t i = 0; i < count(); ++i)
    sum += static_cast<double>(bits[i]);
  return sum + tied(agree, equal, there);
}

PairParts Scorer::parts(std::size_t a, std::size_t b) const {
  PairParts parts;
  for (Agreement& agreement : parts.agreement)
    agreement.level = kNoEvidence;
  parts.tied =
      say_each(a, b, [&](std::size_t i, std::uint32_t one, std::uint32_t other, float bits) {
        parts.agreement[i] = (*comparators_)[i].compare(one, other);
        parts.bits[i] = bits;
      });
  return parts;
}

}  // namespace manumit::link
