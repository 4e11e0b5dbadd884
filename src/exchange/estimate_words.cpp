// SPDX-License-Identifier: Apache-2.0
#include "estimate_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

#include "base/result.h"

namespace manumit::exchange {
namespace {

using estimate::Limits;

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
constexpr std::size_t kGroup = 3;
constexpr std::size_t kDigitsLeftTogether = 4;

/// From five digits on with no-break spaces, as ISO 80000-1 allows and as the engine's sentences
/// have it; the same in every language.
std::string grouped(std::string_view digits) {
  if (digits.size() <= kDigitsLeftTogether)
    return std::string(digits);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % kGroup == 0)
      out += kNoBreakSpace;
    out += digits[i];
  }
  return out;
}

}  // namespace

std::string with_capital(std::string text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  } else if (text.size() >= 2 && byte(0) == 0xD0 && byte(1) >= 0xB0 && byte(1) <= 0xBF) {
    text[1] = static_cast<char>(byte(1) - 0x20U);  // а to п
  } else if (text.size() >= 2 && byte(0) == 0xD1 && byte(1) >= 0x80 && byte(1) <= 0x8F) {
    text.replace(0, 2, {'\xD0', static_cast<char>(byte(1) + 0x20U)});  // р to я
  }
  return text;
}

std::string said(const estimate::Sentence& sentence, const EstimateWords& words) {
  std::vector<std::string> fills;
  for (const std::string& fill : sentence.fills)
    fills.push_back(words.sentence(fill));  // The name of a method is a key too.
  std::string text = with_capital(filled(words.sentence(sentence.text), fills));
  constexpr std::string_view kEnds = ".?!:";
  if (!text.empty() && kEnds.find(text.back()) == std::string_view::npos)
    text += '.';
  return text;
}

std::string people_in_figures(double people) {
  if (!std::isfinite(people))
    return "∞";
  std::array<char, 400> digits{};  // The largest double has 309.
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), std::round(people),
                                 std::chars_format::fixed, 0)
                       .ptr;
  std::string_view text(digits.data(), static_cast<std::size_t>(end - digits.data()));
  if (text.starts_with('-'))
    return "-" + grouped(text.substr(1));
  return grouped(text);
}

std::string in_figures(double value, int decimals, const EstimateWords& words) {
  if (!std::isfinite(value))
    return "∞";
  std::array<char, 400> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                 std::chars_format::fixed, decimals)
                       .ptr;
  std::string text(digits.data(), static_cast<std::size_t>(end - digits.data()));
  if (words.language == "ru")
    std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string range_in_figures(const Limits& limits, const EstimateWords& words) {
  if (!std::isfinite(limits.high))
    return filled(words.of("estimate_note.and_more"), {people_in_figures(limits.low)});
  return people_in_figures(limits.low) + " – " + people_in_figures(limits.high);
}

std::string method_in_words(estimate::Method method, const EstimateWords& words) {
  return with_capital(words.sentence(std::string(in_words(method))));
}

std::optional<Limits> shown_limits(const estimate::Intervals& intervals, int percent) {
  constexpr int kWide = 95;
  const auto found = intervals.find(percent == kWide ? estimate::shown_95(intervals)
                                                     : estimate::shown_80(intervals));
  return found == intervals.end() ? std::nullopt : std::optional(found->second);
}

bool forbids_print(const estimate::Warning& warning) {
  return warning.code == "too_small" || warning.code == "suppress";
}

DependenceInWords dependence_in_words(const estimate::TableAnswer& table,
                                      const EstimateWords& words) {
  if (!table.dependence)
    return {};
  const estimate::Dependence& of = *table.dependence;
  const auto seen = static_cast<double>(table.observed);
  double n_hat = 0;
  for (const auto& result : table.methods) {
    if (result.method == of.method && result.n_hat)
      n_hat = *result.n_hat;
  }
  DependenceInWords out;
  if (of.gamma_double) {
    out.doubles =
        filled(words.of("estimate_note.doubles"),
               {people_in_figures(2 * n_hat), in_figures(std::exp(*of.gamma_double), 1, words)});
  }
  if (of.gamma_half) {
    constexpr double kHundred = 100;
    out.halves = filled(
        words.of("estimate_note.halves"),
        {people_in_figures(n_hat / 2), in_figures(kHundred * std::exp(*of.gamma_half), 0, words)});
  } else {
    out.halves = filled(words.of("estimate_note.cannot_halve"), {people_in_figures(seen)});
  }
  return out;
}

}  // namespace manumit::exchange
