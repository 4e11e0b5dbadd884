// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "chains.h"

namespace manumit::estimate {
namespace {

constexpr std::size_t kGrid = 1024;
// A kernel reaches so many bandwidths; beyond is less than a ten-thousandth.
constexpr double kReach = 4;
constexpr double kLeastHeight = 0.1;    // Of the highest peak.
constexpr double kDeepestValley = 0.8;  // A valley is below this share of the lower peak beside it.

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Silverman's: the smaller of standard deviation and interquartile range / 1.34.
double spread_of(std::vector<double> draws) {
  std::sort(draws.begin(), draws.end());
  const auto quarter = draws.size() / 4;
  const double middle_half = draws[draws.size() - 1 - quarter] - draws[quarter];
  const double size = static_cast<double>(draws.size());
  const double mean = std::accumulate(draws.begin(), draws.end(), 0.0) / size;
  double sum = 0;
  for (const double draw : draws)
    sum += (draw - mean) * (draw - mean);
  const double deviation = std::sqrt(sum / (size - 1));
  return middle_half > 0 ? std::min(deviation, middle_half / 1.34) : deviation;
}

/// A density on a grid of equal steps.
struct Density {
  double first = 0;
  double step = 0;
  std::vector<double> heights;
};

Density density_of(Chains chains, double low, double high, double bandwidth) {
  Density density;
  density.first = low - kReach * bandwidth;
  density.step = (high - low + 2 * kReach * bandwidth) / static_cast<double>(kGrid - 1);
  std::vector<double> counts(kGrid);
  for (const std::vector<double>& chain : chains)
    for (const double draw : chain)
      counts[static_cast<std::size_t>(std::lround((draw - density.first) / density.step))] += 1;
  const auto reach = static_cast<std::ptrdiff_t>(std::ceil(kReach * bandwidth / density.step));
  density.heights.resize(kGrid);
  for (std::ptrdiff_t at = 0; at < static_cast<std::ptrdiff_t>(kGrid); ++at) {
    const std::ptrdiff_t begin = std::max<std::ptrdiff_t>(0, at - reach);
    const std::ptrdiff_t end = std::min<std::ptrdiff_t>(kGrid - 1, at + reach);
    for (std::ptrdiff_t near = begin; near <= end; ++near) {
      const double away = static_cast<double>(near - at) * density.step / bandwidth;
      density.heights[static_cast<std::size_t>(at)] +=
          counts[static_cast<std::size_t>(near)] * std::exp(-0.5 * away * away);
    }
  }
  return density;
}

std::vector<std::size_t> peaks_of(const std::vector<double>& heights) {
  std::vector<std::size_t> peaks;
  for (std::size_t at = 1; at + 1 < heights.size(); ++at)
    if (heights[at] > heights[at - 1] && heights[at] >= heights[at + 1])
      peaks.push_back(at);
  return peaks;
}

/// Takes away the lower peak of two neighbours while the valley between them is too shallow.
void drop_waves(const std::vector<double>& heights, std::vector<std::size_t>& peaks) {
  for (;;) {
    double shallowest = kDeepestValley;
    std::size_t drop = peaks.size();
    for (std::size_t i = 0; i + 1 < peaks.size(); ++i) {
      const auto begin = heights.begin() + static_cast<std::ptrdiff_t>(peaks[i]);
      const auto end = heights.begin() + static_cast<std::ptrdiff_t>(peaks[i + 1]);
      const double lower = std::min(*begin, *end);
      const double share = *std::min_element(begin, end) / lower;
      if (share > shallowest) {
        shallowest = share;
        drop = *begin < *end ? i : i + 1;
      }
    }
    if (drop == peaks.size())
      return;
    peaks.erase(peaks.begin() + static_cast<std::ptrdiff_t>(drop));
  }
}

}  // namespace

std::vector<double> modes_of(Chains chains, double ess) {
  std::vector<double> spreads;
  double low = chains.front().front();
  double high = low;
  for (const std::vector<double>& chain : chains) {
    spreads.push_back(spread_of(chain));
    const auto [least, most] = std::minmax_element(chain.begin(), chain.end());
    low = std::min(low, *least);
    high = std::max(high, *most);
  }
  const double independent = std::max(ess, static_cast<double>(chains.size()));
  // Chains that stand still have no spread: the grid is then the finest that can be seen.
  const double bandwidth = std::max(0.9 * median_of(spreads) * std::pow(independent, -0.2),
                                    (high - low) / static_cast<double>(kGrid));
  if (bandwidth <= 0)
    return {low};
  const Density density = density_of(chains, low, high, bandwidth);
  std::vector<std::size_t> peaks = peaks_of(density.heights);
  const double highest = *std::max_element(density.heights.begin(), density.heights.end());
  std::erase_if(peaks,
                [&](std::size_t at) { return density.heights[at] < kLeastHeight * highest; });
  drop_waves(density.heights, peaks);
  std::vector<double> modes;
  for (const std::size_t at : peaks)
    modes.push_back(density.first + static_cast<double>(at) * density.step);
  return modes;
}

}  // namespace manumit::estimate
