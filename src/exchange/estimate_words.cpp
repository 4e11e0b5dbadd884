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

/// "0.89" and "-1.3", and nothing else: a version or a list's name stays as it is.
bool is_decimal(std::string_view text) {
  if (text.starts_with('-'))
    text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  return point != std::string_view::npos && digits(text.substr(0, point)) &&
         digits(text.substr(point + 1));
}

std::string fill_in_words(const std::string& fill, const EstimateWords& words) {
  if (is_decimal(fill))
    return with_mark(fill, words);
  std::string said = words.sentence(fill);
  if (said != fill)
    return said;
  // Several methods: each is a key.
  constexpr std::string_view kBetween = ", ";
  said.clear();
  for (std::string_view rest = fill; !rest.empty();) {
    const std::size_t end = std::min(rest.find(kBetween), rest.size());
    const std::string part(rest.substr(0, end));
    const std::string in_words = words.sentence(part);
    if (in_words == part)
      return fill;
    said += (said.empty() ? "" : ", ") + in_words;
    rest.remove_prefix(std::min(end + kBetween.size(), rest.size()));
  }
  return said;
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
    fills.push_back(fill_in_words(fill, words));
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

std::string with_mark(std::string decimal, const EstimateWords& words) {
  if (words.language == "ru")
    std::replace(decimal.begin(), decimal.end(), '.', ',');
  return decimal;
}

std::string in_figures(double value, int decimals, const EstimateWords& words) {
  if (!std::isfinite(value))
    return "∞";
  std::array<char, 400> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                 std::chars_format::fixed, decimals)
                       .ptr;
  return with_mark({digits.data(), static_cast<std::size_t>(end - digits.data())}, words);
}

std::string range_in_figures(const Limits& limits, const EstimateWords& words) {
  if (!std::isfinite(limits.high))
    return filled(words.of("estimate_note.and_more"), {people_in_figures(limits.low)});
  const std::string low = people_in_figures(limits.low);
  const std::string high = people_in_figures(limits.high);
  return low == high ? low : low + " – " + high;
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

}  // namespace manumit::exchange
