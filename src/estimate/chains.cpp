// SPDX-License-Identifier: Apache-2.0
#include "chains.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <cstddef>
#include <limits>
#include <numbers>
#include <numeric>

#include "normal_curve.h"

namespace manumit::estimate {
namespace {

/// From the first value on, so that the mean of equal values is that value to the last bit.
double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values)
    sum += value - values.front();
  return values.front() + sum / static_cast<double>(values.size());
}

/// Divided by the number less one.
double variance_of(std::span<const double> values) {
  const double mean = mean_of(values);
  double sum = 0;
  for (const double value : values)
    sum += (value - mean) * (value - mean);
  return sum / (static_cast<double>(values.size()) - 1);
}

std::vector<std::vector<double>> halves_of(Chains chains) {
  std::vector<std::vector<double>> halves;
  halves.reserve(2 * chains.size());
  for (const std::vector<double>& chain : chains) {
    const auto half = static_cast<std::ptrdiff_t>(chain.size() / 2);
    halves.emplace_back(chain.begin(), chain.begin() + half);
    halves.emplace_back(chain.end() - half, chain.end());
  }
  return halves;
}

std::vector<double> joined(Chains chains) {
  std::vector<double> all;
  for (const std::vector<double>& chain : chains)
    all.insert(all.end(), chain.begin(), chain.end());
  return all;
}

/// |draw - median|: R-hat of these sees chains that differ in spread alone (section 4 there).
std::vector<std::vector<double>> folded(Chains chains) {
  std::vector<double> all = joined(chains);
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::nth_element(all.begin(), middle, all.end());
  std::vector<std::vector<double>> out(chains.begin(), chains.end());
  for (std::vector<double>& chain : out)
    for (double& draw : chain)
      draw = std::fabs(draw - *middle);
  return out;
}

using Complex = std::complex<double>;

/// Cooley and Tukey's transform, in place; the length is a power of two.
void transform(std::vector<Complex>& values) {
  const std::size_t n = values.size();
  for (std::size_t i = 1, j = 0; i < n; ++i) {
    std::size_t bit = n >> 1U;
    for (; (j & bit) != 0; bit >>= 1U)
      j ^= bit;
    j ^= bit;
    if (i < j)
      std::swap(values[i], values[j]);
  }
  std::vector<Complex> roots(n / 2);
  for (std::size_t i = 0; i < n / 2; ++i)
    roots[i] =
        std::polar(1.0, -2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(n));
  for (std::size_t length = 2; length <= n; length *= 2)
    for (std::size_t first = 0; first < n; first += length)
      for (std::size_t i = 0; i < length / 2; ++i) {
        const Complex even = values[first + i];
        const Complex odd = values[first + i + length / 2] * roots[i * (n / length)];
        values[first + i] = even + odd;
        values[first + i + length / 2] = even - odd;
      }
}

/// Autocovariances at every lag, divided by the number of draws: the transform of the power
/// spectrum, the draws padded with zeros so that their end does not meet their beginning.
std::vector<double> autocovariances(std::span<const double> draws) {
  std::size_t padded = 1;
  while (padded < 2 * draws.size())
    padded *= 2;
  const double mean = mean_of(draws);
  std::vector<Complex> values(padded);
  for (std::size_t i = 0; i < draws.size(); ++i)
    values[i] = draws[i] - mean;
  transform(values);
  for (Complex& value : values)
    value = std::norm(value);
  transform(values);
  std::vector<double> out(draws.size());
  for (std::size_t lag = 0; lag < out.size(); ++lag)
    out[lag] = values[lag].real() / static_cast<double>(padded) / static_cast<double>(draws.size());
  return out;
}

/// Within and pooled variance of chains (Vehtari et al. 2021, section 3.1).
struct Variances {
  double within = 0;
  double pooled = 0;
};
Variances variances_of(Chains chains) {
  std::vector<double> means;
  double within = 0;
  for (const std::vector<double>& chain : chains) {
    means.push_back(mean_of(chain));
    within += variance_of(chain) / static_cast<double>(chains.size());
  }
  const double draws = static_cast<double>(chains.front().size());
  return {.within = within, .pooled = (draws - 1) / draws * within + variance_of(means)};
}

}  // namespace

double r_hat_of(Chains halves) {
  const Variances variances = variances_of(halves);
  if (variances.within > 0)
    return std::sqrt(variances.pooled / variances.within);
  return variances.pooled > 0 ? std::numeric_limits<double>::infinity() : 1;
}

/// Vehtari et al. (2021), section 3.2: autocorrelations of all chains together, summed in
/// pairs while they are positive and falling (Geyer 1992, Statistical Science 7(4), pp. 473-483).
double effective_size_of(Chains halves) {
  const std::size_t length = halves.front().size();
  const double draws = static_cast<double>(length * halves.size());
  const Variances variances = variances_of(halves);
  if (variances.pooled <= 0)
    return draws;
  std::vector<double> covariance(length);
  for (const std::vector<double>& half : halves) {
    const std::vector<double> own = autocovariances(half);
    for (std::size_t lag = 0; lag < length; ++lag)
      covariance[lag] += own[lag] / static_cast<double>(halves.size());
  }
  const auto correlation = [&](std::size_t lag) {
    return lag == 0 ? 1.0 : 1 - (variances.within - covariance[lag]) / variances.pooled;
  };
  double time = -1;
  double last = std::numeric_limits<double>::infinity();
  for (std::size_t lag = 0; lag + 1 < length; lag += 2) {
    const double pair = correlation(lag) + correlation(lag + 1);
    if (pair < 0)
      break;
    last = std::min(last, pair);
    time += 2 * last;
  }
  // Chains that swing to and fro know more than independent draws; how much cannot be told well,
  // so the authors bound it.
  return draws / std::max(time, 1 / std::log10(draws));
}

std::vector<std::vector<double>> normal_scores(Chains chains) {
  const std::vector<double> all = joined(chains);
  std::vector<std::size_t> order(all.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return all[a] != all[b] ? all[a] < all[b] : a < b;
  });
  std::vector<double> scores(all.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t end = first;
    while (end < order.size() && all[order[end]] == all[order[first]])
      end += 1;
    // Section 4.1 there (Blom 1958): ranks from 1, the mean of those that are equal.
    const double rank = 0.5 * static_cast<double>(first + 1 + end);
    const double score = normal_point((rank - 0.375) / (static_cast<double>(all.size()) + 0.25));
    for (; first < end; ++first)
      scores[order[first]] = score;
  }
  std::vector<std::vector<double>> out(chains.begin(), chains.end());
  std::size_t at = 0;
  for (std::vector<double>& chain : out)
    for (double& draw : chain)
      draw = scores[at++];
  return out;
}

Agreement agreement_of(Chains chains) {
  const std::vector<std::vector<double>> halves = halves_of(chains);
  const std::vector<std::vector<double>> scores = normal_scores(halves);
  const std::vector<std::vector<double>> spread = normal_scores(folded(halves));
  return {.r_hat = std::max(r_hat_of(scores), r_hat_of(spread)), .ess = effective_size_of(scores)};
}

}  // namespace manumit::estimate
