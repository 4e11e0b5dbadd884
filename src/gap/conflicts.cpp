// SPDX-License-Identifier: Apache-2.0
#include "conflicts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

namespace manumit::gap {
namespace {

std::size_t rank_in(const std::vector<std::string>& order, const std::string& name) {
  return static_cast<std::size_t>(std::find(order.begin(), order.end(), name) - order.begin());
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The last year that a vintage names: "as in EOY 2024" is 2024; 0 if it names none.
int year_in(const std::string& vintage) {
  int last = 0;
  for (std::size_t i = 0; i < vintage.size();) {
    if (!is_digit(vintage[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < vintage.size() && is_digit(vintage[end]))
      ++end;
    if (end - i == 4)
      last = std::max(last, std::stoi(vintage.substr(i, 4)));
    i = end;
  }
  return last;
}

bool is_revision(const std::string& vintage, const Preference& prefer) {
  return std::any_of(
      prefer.revision_words.begin(), prefer.revision_words.end(),
      [&](const std::string& word) { return vintage.find(word) != std::string::npos; });
}

/// Below 0: `a` is preferred; above: `b`; 0: this rule does not decide.
int compared(Rule rule, const Figure& a, const Figure& b, const Preference& prefer) {
  const auto sign = [](auto x, auto y) { return x < y ? -1 : x > y ? 1 : 0; };
  switch (rule) {
    case Rule::source_kind:
      return sign(rank_in(prefer.source_kinds, a.source_kind),
                  rank_in(prefer.source_kinds, b.source_kind));
    case Rule::vintage: {
      const bool a_revises = is_revision(a.vintage, prefer);
      const bool b_revises = is_revision(b.vintage, prefer);
      if (a_revises != b_revises)
        return a_revises ? -1 : 1;
      const int a_year = year_in(a.vintage);
      const int b_year = year_in(b.vintage);
      return a_year == 0 || b_year == 0 ? 0 : sign(b_year, a_year);
    }
    case Rule::confidence:
      return sign(rank_in(prefer.confidences, a.confidence),
                  rank_in(prefer.confidences, b.confidence));
    case Rule::none:
      break;
  }
  return 0;
}

/// The figure that one rule puts before all others that say something else.
void prefer_one(Conflict& conflict, const FigureTable& table, const Preference& prefer) {
  std::vector<std::size_t> left = conflict.figures;
  for (const Rule rule : {Rule::source_kind, Rule::vintage, Rule::confidence}) {
    std::vector<std::size_t> best;
    for (const std::size_t one : left) {
      const bool beaten = std::any_of(left.begin(), left.end(), [&](std::size_t other) {
        return compared(rule, table.figures[other], table.figures[one], prefer) < 0;
      });
      if (!beaten)
        best.push_back(one);
    }
    if (!best.empty() && best.size() < left.size()) {
      left = best;
      conflict.rule = rule;
    }
    const auto& first = table.figures[left.front()];
    const bool all_same = std::all_of(left.begin(), left.end(), [&](std::size_t one) {
      return table.figures[one].value == first.value;
    });
    if (all_same && conflict.rule != Rule::none) {
      conflict.preferred = left.front();
      return;
    }
  }
  conflict.rule = Rule::none;
}

bool says_the_same(const Figure& a, const Figure& b) {
  return a.value == b.value && a.low == b.low && a.high == b.high;
}

std::optional<double> size_of(const Figure& figure) {
  return figure.value ? figure.value : figure.high ? figure.high : figure.low;
}

}  // namespace

std::string_view name_of(Rule rule) {
  constexpr std::array<std::string_view, 4> kNames{"none", "source_kind", "vintage", "confidence"};
  return kNames.at(static_cast<std::size_t>(rule));
}

std::vector<Conflict> find_conflicts(const FigureTable& table, const Definitions& definitions) {
  using Key = std::tuple<std::string, std::string, std::string, std::string, std::string>;
  std::map<Key, std::vector<std::size_t>> same;
  for (std::size_t i = 0; i < table.figures.size(); ++i) {
    const Figure& one = table.figures[i];
    const std::string period = one.period.days ? in_words(*one.period.days) : one.period.words;
    if (size_of(one) && !period.empty())
      same[{one.measure, one.place, period, one.unit, one.population}].push_back(i);
  }
  std::vector<Conflict> found;
  for (auto& [key, figures] : same) {
    const Figure& first = table.figures[figures.front()];
    if (std::all_of(figures.begin(), figures.end(),
                    [&](std::size_t i) { return says_the_same(table.figures[i], first); }))
      continue;
    Conflict conflict{.figures = figures, .preferred = {}, .rule = Rule::none, .apart = 0};
    double least = *size_of(first);
    double most = least;
    for (const std::size_t i : figures) {
      least = std::min(least, *size_of(table.figures[i]));
      most = std::max(most, *size_of(table.figures[i]));
    }
    conflict.apart = most > 0 ? (most - least) / most : 0;
    prefer_one(conflict, table, definitions.prefer);
    found.push_back(std::move(conflict));
  }
  std::sort(found.begin(), found.end(),
            [](const Conflict& a, const Conflict& b) { return a.figures < b.figures; });
  return found;
}

}  // namespace manumit::gap
