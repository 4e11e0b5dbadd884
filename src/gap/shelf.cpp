// SPDX-License-Identifier: Apache-2.0
#include "shelf.h"

#include <algorithm>

namespace manumit::gap {
namespace {

bool has_role(const MeasureMeaning& meaning, std::string_view role) {
  return std::find(meaning.roles.begin(), meaning.roles.end(), role) != meaning.roles.end();
}

/// "cases (investigations of trafficking)"
std::string counted_in(const Figure& figure) {
  return figure.population.empty() ? figure.unit : figure.unit + " (" + figure.population + ")";
}

/// What two figures count together.
Counted together(Counted a, Counted b) {
  if (a == b)
    return a;
  return a == Counted::other || b == Counted::other ? Counted::other : Counted::either;
}

}  // namespace

Interval<Day> whole_year(int year) {
  return {*day_of({year, 1, 1}), *day_of({year, 12, 31})};
}

Shelf::Shelf(const FigureTable& table, const Definitions& definitions,
             const std::vector<Conflict>& conflicts, std::string place)
    : table_(table), definitions_(definitions), place_(std::move(place)) {
  pass_over(conflicts);
  find_unlike();
  for (std::size_t i = 0; i < table.figures.size(); ++i) {
    if (table.figures[i].place == place_ && table.figures[i].period.days)
      put(i);
  }
}

void Shelf::pass_over(const std::vector<Conflict>& conflicts) {
  for (const Conflict& conflict : conflicts) {
    if (table_.figures[conflict.figures.front()].place != place_)
      continue;
    for (const std::size_t i : conflict.figures) {
      if (conflict.preferred != i)
        passed_over_.insert(i);
    }
  }
}

/// 6 cases and 40 persons are no two answers to one question, and the order of the file is none.
void Shelf::find_unlike() {
  std::map<std::pair<std::string, Days>, std::vector<std::size_t>> all;
  for (std::size_t i = 0; i < table_.figures.size(); ++i) {
    const Figure& one = table_.figures[i];
    if (one.place == place_ && one.period.days && (one.value || one.low || one.high))
      all[{one.measure, {one.period.days->most, one.period.days->least}}].push_back(i);
  }
  for (const auto& [key, figures] : all) {
    const Figure& first = table_.figures[figures.front()];
    const auto other = std::find_if(figures.begin(), figures.end(), [&](std::size_t i) {
      return table_.figures[i].unit != first.unit ||
             table_.figures[i].population != first.population;
    });
    if (other == figures.end())
      continue;
    passed_over_.insert(figures.begin(), figures.end());
    unlike_.push_back({key.first,
                       *first.period.days,
                       {"{0}, {1}: one figure counts {2}, another {3}, so none is taken",
                        {first.measure, in_words(*first.period.days), counted_in(first),
                         counted_in(table_.figures[*other])}}});
  }
}

void Shelf::put(std::size_t i) {
  const Figure& one = table_.figures[i];
  const Days days{one.period.days->most, one.period.days->least};
  if (one.is_absence())
    absent_[one.measure].push_back(i);
  else if (is_passed_over(i))
    return;
  else if (one.value)
    chosen_[one.measure].emplace(days, i);
  else if (one.low && one.high)
    ranges_[one.measure].emplace(days, i);
}

std::vector<std::size_t> Shelf::numbers_of(std::string_view measure) const {
  std::vector<std::size_t> found;
  if (const auto of = chosen_.find(measure); of != chosen_.end()) {
    for (const auto& [days, figure] : of->second)
      found.push_back(figure);
  }
  return found;
}

std::vector<std::size_t> Shelf::ranges_of(std::string_view role) const {
  std::map<Days, std::size_t> found;
  for (const MeasureMeaning& meaning : definitions_.measures) {
    const auto of = ranges_.find(meaning.name);
    if (has_role(meaning, role) && of != ranges_.end())
      found.insert(of->second.begin(), of->second.end());
  }
  std::vector<std::size_t> figures;
  for (const auto& [days, figure] : found)
    figures.push_back(figure);
  return figures;
}

std::vector<const MeasureMeaning*> Shelf::measures_with(std::string_view role) const {
  std::vector<const MeasureMeaning*> found;
  for (const MeasureMeaning& meaning : definitions_.measures) {
    if (has_role(meaning, role) && chosen_.contains(meaning.name))
      found.push_back(&meaning);
  }
  return found;
}

std::optional<std::size_t> Shelf::at(std::string_view measure, const Interval<Day>& days) const {
  const auto of = chosen_.find(measure);
  if (of == chosen_.end())
    return std::nullopt;
  const auto found = of->second.find(Days{days.most, days.least});
  return found == of->second.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::size_t> Shelf::absence(std::string_view role, const Interval<Day>& days) const {
  for (const MeasureMeaning& meaning : definitions_.measures) {
    if (!has_role(meaning, role))
      continue;
    const auto of = absent_.find(meaning.name);
    if (of == absent_.end())
      continue;
    for (const std::size_t i : of->second) {
      if (*table_.figures[i].period.days == days)
        return i;
    }
  }
  return std::nullopt;
}

std::optional<Sum> Shelf::sum(std::string_view role, const Interval<Day>& days) const {
  std::vector<std::string> groups;
  for (const MeasureMeaning* meaning : measures_with(role)) {
    if (std::find(groups.begin(), groups.end(), meaning->group) == groups.end())
      groups.push_back(meaning->group);
  }
  for (const std::string& group : groups) {
    Sum sum;
    sum.group = group;
    sum.days = days;
    bool whole = true;
    double low = 0;
    double high = 0;
    bool has_range = true;
    for (const MeasureMeaning* meaning : measures_with(role)) {
      if (meaning->group != group)
        continue;
      const auto found = at(meaning->name, days);
      if (!found) {
        whole = false;
        break;
      }
      const Figure& figure = table_.figures[*found];
      sum.value += *figure.value;
      has_range = has_range && figure.low && figure.high;
      low += figure.low.value_or(0);
      high += figure.high.value_or(0);
      sum.years = figure.period.years > 0 ? figure.period.years : 1;
      sum.kind = figure.kind;
      const Counted counted = definitions_.counted(figure.unit);
      sum.counted = sum.figures.empty() ? counted : together(sum.counted, counted);
      sum.figures.push_back(*found);
    }
    if (!whole)
      continue;
    if (has_range) {
      sum.low = low;
      sum.high = high;
    }
    return sum;
  }
  return std::nullopt;
}

std::vector<Interval<Day>> Shelf::periods_of(std::string_view role) const {
  std::set<Days> all;
  for (const MeasureMeaning* meaning : measures_with(role)) {
    for (const auto& [days, figure] : chosen_.at(meaning->name))
      all.insert(days);
  }
  std::vector<Interval<Day>> found;
  for (const Days& days : all) {
    const Interval<Day> period{days.second, days.first};
    if (sum(role, period))
      found.push_back(period);
  }
  return found;
}

}  // namespace manumit::gap
