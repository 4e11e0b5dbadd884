// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "comparator.h"
#include "fields.h"
#include "model.h"

namespace manumit::link {

/// What each comparison says of one pair.
struct PairParts {
  std::array<Agreement, kMostComparisons> agreement{};  ///< `kNoEvidence` where one is missing.
  std::array<float, kMostComparisons> bits{};           ///< Of evidence.
  double tied = 0;                                      ///< What ties between them add.
};

/// Weighs pairs of records by a model: the evidence of a pair is the sum of what its comparisons
/// say, in bits, without the prior. The plain way, which the block scorer is tested against.
class Scorer {
 public:
  /// Fields and comparators must outlive it.
  [[nodiscard]] static Scorer of(const Fields& fields, const std::vector<Comparator>& comparators,
                                 const Model& model);

  /// Takes in the values that have come to the fields since, once the comparators have.
  void take_in_values(const Model& model);

  [[nodiscard]] const Fields& fields() const { return *fields_; }
  [[nodiscard]] const std::vector<Comparator>& comparators() const { return *comparators_; }
  [[nodiscard]] std::size_t count() const { return weights_.size(); }

  [[nodiscard]] double evidence(std::size_t a, std::size_t b) const;
  [[nodiscard]] PairParts parts(std::size_t a, std::size_t b) const;

  /// The same if it is at least `floor`; else some number below it, found out with less work.
  [[nodiscard]] double evidence_from(const RecordRow& a, const RecordRow& b, double floor) const;

  /// What a value says that both have.
  [[nodiscard]] float same(std::size_t comparison, std::uint32_t value) const {
    return weights_[comparison].same[value];
  }
  /// The most that two different values can say.
  [[nodiscard]] float most(std::size_t comparison, std::uint32_t a, std::uint32_t b) const;
  /// What two different values say, and whether they agree so far that other comparisons are tied.
  struct Said {
    float bits = 0;
    bool agrees = false;
  };
  [[nodiscard]] Said different(std::size_t comparison, std::uint32_t a, std::uint32_t b) const;
  /// The most that ties add to any pair.
  [[nodiscard]] float most_of_ties() const { return most_of_ties_; }
  /// The most that any level from this one on says.
  [[nodiscard]] float most_from(std::size_t comparison, std::size_t level) const {
    return weights_[comparison].most_from[level];
  }

 private:
  struct Weights {
    std::vector<float> level;
    std::vector<float> most_from;
    std::vector<float> same;       ///< By value.
    std::vector<float> most_bits;  ///< By value: what its words can say at most.
  };

  struct Tie {
    std::size_t name = 0;
    std::size_t other = 0;
    float same = 0;
    float different = 0;
  };
  /// Calls `with(i, value_a, value_b, bits)` for each comparison of which both records have a
  /// value, and gives what ties add.
  template <typename With>
  [[nodiscard]] double say_each(std::size_t a, std::size_t b, With with) const;
  /// What ties add to a pair whose comparisons agree, are the same and are there as the bits of
  /// these words say.
  [[nodiscard]] double tied(std::uint32_t agree, std::uint32_t same, std::uint32_t there) const;

  void weigh_values(std::size_t comparison, const ComparisonModel& model, double own_records);

  const Fields* fields_ = nullptr;
  const std::vector<Comparator>* comparators_ = nullptr;
  std::vector<Weights> weights_;
  std::vector<Tie> ties_;
  float most_of_ties_ = 0;
};

}  // namespace manumit::link
