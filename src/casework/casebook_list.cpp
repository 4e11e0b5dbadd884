// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "casebook_inside.h"

namespace manumit::casework {
namespace {

/// Negative, zero or positive, as the column orders two cases.
using Order = int (*)(const CaseState&, const CaseState&);

template <typename T>
int compare(const T& a, const T& b) {
  if (a < b)
    return -1;
  return b < a ? 1 : 0;
}

const std::string& first_of(const std::vector<std::string>& names) {
  static const std::string none;
  return names.empty() ? none : names.front();
}

int by_next(const CaseState& a, const CaseState& b) {
  if (a.steps.empty() || b.steps.empty())
    return compare(a.steps.empty(), b.steps.empty());
  if (sooner(a.steps.front(), b.steps.front()))
    return -1;
  return sooner(b.steps.front(), a.steps.front()) ? 1 : 0;
}

int by_number(const CaseState& a, const CaseState& b) {
  const auto number = [](const CaseState& one) {
    return number_in(one.row.number).value_or(std::numeric_limits<std::uint64_t>::max());
  };
  const int numeric = compare(number(a), number(b));
  return numeric != 0 ? numeric : compare(a.row.number, b.row.number);
}

Order order_of(std::string_view column) {
  static const std::map<std::string_view, Order> orders = {
      {"number", by_number},
      {"next", by_next},
      {"people",
       [](const CaseState& a, const CaseState& b) {
         return compare(first_of(a.row.people), first_of(b.row.people));
       }},
      {"place",
       [](const CaseState& a, const CaseState& b) { return compare(a.row.place, b.row.place); }},
      {"work",
       [](const CaseState& a, const CaseState& b) { return compare(a.row.work, b.row.work); }},
      {"state",
       [](const CaseState& a, const CaseState& b) { return compare(a.row.state, b.row.state); }},
  };
  const auto at = orders.find(column);
  if (at != orders.end())
    return at->second;
  return [](const CaseState& a, const CaseState& b) {
    return compare(a.row.touched_ms, b.row.touched_ms);
  };
}

/// The columns that can be filtered by, each with what is asked of it.
struct Filter {
  std::string CaseRow::*column;
  const std::string& wanted;
  [[nodiscard]] bool lets(const CaseRow& row) const {
    return wanted.empty() || row.*column == wanted;
  }
};

std::vector<CasePage::Facet> facets(const std::map<std::string, std::size_t>& counts) {
  std::vector<CasePage::Facet> out;
  for (const auto& [value, cases] : counts)
    if (!value.empty())
      out.push_back({value, cases});
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.cases > b.cases; });
  return out;
}

Due::Group group_of(const OpenStep& step, Day today) {
  if (!step.due)
    return Due::Group::undated;
  if (step.due->last < today)
    return Due::Group::overdue;
  return step.due->days().contains(today) ? Due::Group::today : Due::Group::later;
}

}  // namespace

CasePage Casebook::cases(const CaseQuery& query) const {
  std::optional<std::set<std::uint32_t>> with_words;
  if (!query.words.empty()) {
    with_words.emplace();
    for (const Found& found :
         inside_->indexer.find(query.words, std::numeric_limits<std::uint32_t>::max()))
      with_words->insert(found.case_place);
  }
  const std::shared_lock lock(inside_->state);
  const std::array<Filter, 3> filters = {{{&CaseRow::state, query.state},
                                          {&CaseRow::place, query.place},
                                          {&CaseRow::work, query.work}}};
  std::array<std::map<std::string, std::size_t>, 3> counts;
  std::vector<const CaseState*> found;
  for (std::uint32_t i = 0; i < inside_->cases.size(); ++i) {
    const CaseState& one = inside_->cases[i];
    if (with_words && with_words->count(i) == 0)
      continue;
    // A chip shows how many cases it would leave: all other filters hold, its own does not.
    std::array<bool, 3> lets{};
    for (std::size_t f = 0; f < filters.size(); ++f)
      lets[f] = filters[f].lets(one.row);
    for (std::size_t f = 0; f < filters.size(); ++f)
      if (lets[(f + 1) % 3] && lets[(f + 2) % 3])
        ++counts[f][one.row.*filters[f].column];
    if (lets[0] && lets[1] && lets[2])
      found.push_back(&one);
  }
  const Order order = order_of(query.sort);
  std::stable_sort(found.begin(), found.end(), [&](const CaseState* a, const CaseState* b) {
    return query.descending ? order(*b, *a) < 0 : order(*a, *b) < 0;
  });
  CasePage out;
  out.found = found.size();
  out.all = inside_->cases.size();
  for (std::size_t i = query.offset; i < found.size() && out.rows.size() < query.limit; ++i)
    out.rows.push_back(inside_->shown_row(*found[i]));
  out.states = facets(counts[0]);
  out.places = facets(counts[1]);
  out.works = facets(counts[2]);
  return out;
}

std::optional<CaseRow> Casebook::row(const RecordId& id) const {
  const std::shared_lock lock(inside_->state);
  const CaseState* known = inside_->find(id);
  return known == nullptr ? std::nullopt : std::optional(inside_->shown_row(*known));
}

std::vector<Due> Casebook::due(Day today, std::size_t limit) const {
  const std::shared_lock lock(inside_->state);
  std::vector<std::pair<const OpenStep*, const CaseState*>> steps;
  for (const CaseState& one : inside_->cases)
    for (const auto* all : {&one.steps, &one.clocks})
      for (const OpenStep& step : *all)
        steps.emplace_back(&step, &one);
  std::stable_sort(steps.begin(), steps.end(),
                   [](const auto& a, const auto& b) { return sooner(*a.first, *b.first); });
  if (steps.size() > limit)
    steps.resize(limit);
  std::vector<Due> out;
  for (const auto& [step, of] : steps)
    out.push_back(Due{.case_id = of->row.id,
                      .case_number = of->row.number,
                      .step = step->id,
                      .what = step->what,
                      .due = step->due,
                      .time = step->time,
                      .group = group_of(*step, today),
                      .kind = step->kind});
  return out;
}

}  // namespace manumit::casework
