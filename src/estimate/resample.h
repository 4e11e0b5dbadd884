// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "answer.h"
#include "base/result.h"
#include "base/surroundings.h"
#include "list_table.h"

namespace manumit::estimate {

/// Estimates everyone from counts by history; infinite when there is no finite estimate.
using Chooser = std::function<double(std::span<const double>)>;
/// Makes a chooser for each piece of work, because a chooser keeps memory of its own.
using MakeChooser = std::function<Chooser()>;

/// The resampled estimates, in the order of replicates, and what was made of them (notes 4.4).
struct Resampled {
  std::vector<double> estimates;
  std::vector<MethodResult::LeftOut> jackknife;  ///< By cell, in the order of histories.
  std::uint64_t infinite = 0;
  double z0 = 0;            ///< Infinite when all resamples lie on one side of the estimate.
  double acceleration = 0;  ///< Not a number when a person less leaves no finite estimate.
  Limits bca_95, bca_80, percentile_95, percentile_80;
  bool end_unresolved = false;  ///< A BCa 95 % limit is an extreme replicate.
  /// BCa limits stand only where both z0 and the acceleration are numbers.
  [[nodiscard]] bool has_bca() const {
    return !estimates.empty() && std::isfinite(z0) && std::isfinite(acceleration);
  }
};

/// B multinomial resamples, the whole choice repeated in each; jackknife acceleration; BCa.
/// Replicate b draws from the stream (seed, purpose, b), so tables whose resamples are added or
/// compared must have seeds of their own. B may be 0: then there is the jackknife alone.
[[nodiscard]] Result<Resampled> resample(const ListTable& table, double n_hat,
                                         const MakeChooser& make, std::uint32_t replicates,
                                         std::uint64_t seed, std::string_view purpose,
                                         unsigned threads, const Progress& progress);

/// The parts of `resample`, for a method that makes several estimates of each draw.
///
/// The counts of resample `replicate` by history, [0] of them 0: `people` drawn anew from the cells
/// in proportion to their counts, by the stream (seed, purpose, replicate).
void draw_again(const ListTable& table, std::uint64_t seed, std::string_view purpose,
                std::uint64_t replicate, std::vector<double>& into);
/// What resampled estimates, in the order of replicates, say beside the estimate itself.
[[nodiscard]] Resampled summed_up(std::vector<double> estimates, double n_hat, double acceleration);
/// The cells that hold somebody, in the order of histories.
[[nodiscard]] std::vector<History> cells_with_people(const ListTable& table);
/// Efron's acceleration from estimates with one person less in a cell; exact, no chance in it.
[[nodiscard]] double acceleration_of(std::span<const MethodResult::LeftOut> jackknife);

/// The type-8 quantile (Hyndman and Fan 1996) of sorted values, clamped to the first and last.
[[nodiscard]] double quantile_8(const std::vector<double>& sorted, double level);
struct BcaLimits {
  Limits limits;
  bool unresolved = false;
};
/// Not numbers where `z0` is infinite or `acceleration` is none.
[[nodiscard]] BcaLimits bca(const std::vector<double>& sorted, double z0, double acceleration,
                            double coverage);

/// Puts the intervals, z0, acceleration, counts and warnings of a bootstrap into a result.
void tell(const Resampled& resampled, MethodResult& into);

}  // namespace manumit::estimate
