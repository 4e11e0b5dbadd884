// SPDX-License-Identifier: Apache-2.0
#include "words.h"

#include <array>
#include <charconv>
#include <cmath>

namespace manumit::estimate {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
constexpr std::size_t kDigitsLeftTogether = 4;  // "7390", "14 300": as ISO 80000-1 allows.

std::string grouped(std::string digits) {
  if (digits.size() <= kDigitsLeftTogether)
    return digits;
  for (std::size_t place = digits.size(); place > 3; place -= 3)
    digits.insert(place - 3, kNoBreakSpace);
  return digits;
}

/// A power of ten, to which people are rounded.
double step_of(double people, std::uint64_t seen) {
  constexpr double kThreeDigits = 1000;
  constexpr double kTenth = 10;
  double step = 1;
  while (people / step >= kThreeDigits)
    step *= 10;
  while (step > 1 && step * kTenth > people - static_cast<double>(seen))
    step /= 10;
  return step;
}

template <typename Round>
std::string rounded(double people, std::uint64_t seen, Round round) {
  if (!std::isfinite(people))
    return "∞";
  const double whole = std::round(people);
  const double step = step_of(whole, seen);
  return grouped(decimal(round(whole / step) * step, 0));
}

constexpr std::array<std::string_view, kMethods> kInWords = {"the model of independent lists",
                                                             "the stepwise model",
                                                             "the best model of pairs (BIC)",
                                                             "the best model (BIC)",
                                                             "the best model of pairs (AIC)",
                                                             "the best model (AIC)",
                                                             "the Bayesian method with a threshold",
                                                             "the latent class model",
                                                             "the average over graphs",
                                                             "the figure from two lists",
                                                             "the lower bound",
                                                             "the model that was named"};

}  // namespace

std::string_view in_words(Method method) {
  return kInWords[static_cast<std::size_t>(method)];
}

StratumName stratum_name(const std::vector<std::string>& columns,
                         const std::vector<std::string>& values) {
  StratumName name;
  for (std::size_t column = 0; column < columns.size(); ++column)
    name.emplace_back(columns[column], values[column]);
  return name;
}

std::string in_words(const StratumName& stratum) {
  std::string name;
  for (const auto& [column, value] : stratum)
    name += (name.empty() ? "" : ", ") + column + ": " + (value.empty() ? "–" : value);
  return name;
}

std::string counted_in_words(std::uint64_t people) {
  return grouped(std::to_string(people));
}

std::string people_in_words(double people, std::uint64_t seen) {
  return rounded(people, seen, [](double steps) { return std::round(steps); });
}

RangeInWords range_in_words(double low, double high, std::uint64_t seen) {
  const std::string about = people_in_words(low, seen);
  if (about == people_in_words(high, seen))
    return {about, about};
  return {rounded(low, seen, [](double steps) { return std::floor(steps); }),
          rounded(high, seen, [](double steps) { return std::ceil(steps); })};
}

std::string stretch_in_words(double low, double high, std::uint64_t seen) {
  const RangeInWords words = range_in_words(low, high, seen);
  return stretch(words.low, words.high);
}

std::string stretch(const std::string& low, const std::string& high) {
  return low == high ? low : low + "–" + high;
}

std::string decimal(double value, int places) {
  // The largest real number has 309 digits before its point.
  std::array<char, 512> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                 std::chars_format::fixed, places)
                       .ptr;
  return {digits.data(), static_cast<std::size_t>(end - digits.data())};
}

std::string percent(double share) {
  return decimal(share * 100, 0);
}

}  // namespace manumit::estimate
