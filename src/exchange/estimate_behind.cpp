// SPDX-License-Identifier: Apache-2.0
#include "estimate_behind.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/result.h"

namespace manumit::exchange {
namespace {

using estimate::MethodResult;

void join(std::string& all, const std::string& one) {
  all += (all.empty() ? "" : ", ") + one;
}

/// "15", or "1.5" from ten lists on, is "1+5".
std::string with_plus(std::string_view term, std::size_t lists) {
  constexpr std::size_t kOneDigitEach = 9;
  std::string out;
  for (const char letter : term) {
    if (!out.empty() && lists <= kOneDigitEach)
      out += '+';
    out += letter == '.' ? '+' : letter;
  }
  return out;
}

/// With three digits that count: 0.001, 0.0312, 10.
std::string setting_in_figures(double value, const EstimateWords& words) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                 std::chars_format::general, 3)
                       .ptr;
  return with_mark({digits.data(), static_cast<std::size_t>(end - digits.data())}, words);
}

std::string sweep_in_words(const MethodResult& result, const EstimateWords& words) {
  const auto& sweep = result.diagnostics.sweep;
  const auto figure = [&](std::size_t at) {
    return std::isfinite(sweep[at].n_hat) ? people_in_figures(sweep[at].n_hat) : "–";
  };
  std::string all;
  for (std::size_t from = 0, to = 0; from < sweep.size(); from = to + 1) {
    to = from;
    while (to + 1 < sweep.size() && figure(to + 1) == figure(from))
      ++to;
    std::string settings = setting_in_figures(sweep[from].setting, words);
    if (to > from)
      settings += " – " + setting_in_figures(sweep[to].setting, words);
    join(all, settings + ": " + figure(from));
  }
  if (all.empty())
    return all;
  return words.of("estimate_note.sweep_" + result.diagnostics.sweep_of) + " " + all;
}

}  // namespace

std::string dependences_in(std::string_view model, std::size_t lists) {
  constexpr std::string_view kMarks = "[], ";
  std::string all;
  while (true) {
    const std::size_t begin = model.find_first_not_of(kMarks);
    if (begin == std::string_view::npos)
      return all;
    const std::size_t end = std::min(model.find_first_of(kMarks, begin), model.size());
    const std::string term = with_plus(model.substr(begin, end - begin), lists);
    if (term.find('+') != std::string::npos)
      join(all, term);
    model.remove_prefix(end);
  }
}

std::string fit_in_words(const MethodResult& result, const EstimateWords& words) {
  constexpr double kSmallest = 0.001;
  constexpr int kPlaces = 3;
  const auto& numbers = result.diagnostics.numbers;
  for (const char* name : {"p_value_bootstrap", "p_value"}) {
    const auto p = numbers.find(name);
    if (p != numbers.end())
      return (p->second < kSmallest ? "< " : "") +
             in_figures(std::max(p->second, kSmallest), kPlaces, words);
  }
  return {};
}

std::string other_settings(const MethodResult& result, const EstimateWords& words) {
  std::string all = sweep_in_words(result, words);
  const std::vector<double>& modes = result.diagnostics.modes;
  if (modes.size() < 2)
    return all;
  std::string places;
  for (const double mode : modes)
    join(places, people_in_figures(mode));
  return all + (all.empty() ? "" : "; ") + filled(words.of("estimate_note.modes"), {places});
}

}  // namespace manumit::exchange
