// SPDX-License-Identifier: Apache-2.0
#include "conflicts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
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

/// What the rules look at, of one figure.
struct Ranked {
  std::size_t figure = 0;
  std::size_t source_kind = 0;
  std::size_t confidence = 0;
  bool revises = false;
  int year = 0;  ///< 0: its vintage names none
};

Ranked ranked(const FigureTable& table, std::size_t figure, const Preference& prefer) {
  const Figure& of = table.figures[figure];
  return {.figure = figure,
          .source_kind = rank_in(prefer.source_kinds, of.source_kind),
          .confidence = rank_in(prefer.confidences, of.confidence),
          .revises = is_revision(of.vintage, prefer),
          .year = year_in(of.vintage)};
}

using AllRanked = std::vector<Ranked>;

/// Those that come first in an order.
AllRanked first_in(const AllRanked& left, std::size_t Ranked::*place) {
  const auto before = [&](const Ranked& a, const Ranked& b) { return a.*place < b.*place; };
  const std::size_t least = (*std::min_element(left.begin(), left.end(), before)).*place;
  AllRanked out;
  std::copy_if(left.begin(), left.end(), std::back_inserter(out),
               [&](const Ranked& one) { return one.*place == least; });
  return out;
}

/// A revision comes before what it revises; of two of a kind the later year, if both name one.
AllRanked latest(const AllRanked& left) {
  const bool any_revises =
      std::any_of(left.begin(), left.end(), [](const Ranked& one) { return one.revises; });
  int last = 0;
  for (const Ranked& one : left) {
    if (one.revises == any_revises)
      last = std::max(last, one.year);
  }
  AllRanked out;
  std::copy_if(left.begin(), left.end(), std::back_inserter(out), [&](const Ranked& one) {
    return one.revises == any_revises && (one.year == 0 || one.year == last);
  });
  return out;
}

AllRanked preferred_by(Rule rule, const AllRanked& left) {
  if (rule == Rule::vintage)
    return latest(left);
  return first_in(left, rule == Rule::source_kind ? &Ranked::source_kind : &Ranked::confidence);
}

/// The figure that one rule puts before all others that say something else.
void prefer_one(Conflict& conflict, const FigureTable& table, const Preference& prefer) {
  AllRanked left;
  for (const std::size_t one : conflict.figures)
    left.push_back(ranked(table, one, prefer));
  for (const Rule rule : {Rule::source_kind, Rule::vintage, Rule::confidence}) {
    AllRanked best = preferred_by(rule, left);
    if (best.size() < left.size()) {
      left = std::move(best);
      conflict.rule = rule;
    }
    const auto& first = table.figures[left.front().figure];
    const bool all_same = std::all_of(left.begin(), left.end(), [&](const Ranked& one) {
      return table.figures[one.figure].value == first.value;
    });
    if (all_same && conflict.rule != Rule::none) {
      conflict.preferred = left.front().figure;
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
