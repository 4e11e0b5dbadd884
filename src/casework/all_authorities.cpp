// SPDX-License-Identifier: Apache-2.0
#include "casework/all_authorities.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <utility>

#include "base/parallel.h"
#include "case_authorities.h"
#include "every_case.h"

namespace manumit::casework {
namespace {

/// What all cases have of one sort, in the order of the cases.
std::vector<FoundAt> in_order(std::vector<CaseAuthorities>& cases,
                              std::vector<FoundInCase> CaseAuthorities::*sort) {
  std::vector<FoundAt> out;
  for (std::size_t place = 0; place < cases.size(); ++place) {
    for (FoundInCase& one : cases[place].*sort)
      out.emplace_back(place, std::move(one));
  }
  return out;
}

/// A place of work has no steps of its own: each of its cases counts once, with all of its steps.
void count_cases_of(std::vector<InCases>& premises, const std::vector<StepsOfCase>& cases) {
  for (InCases& one : premises) {
    for (const std::size_t place : one.cases)
      one.counts.add(cases[place].counts);
  }
}

void add_case(AllAuthorities& to, StepsOfCase of) {
  to.counts.add(of.counts);
  to.cases_with_steps += of.steps.empty() ? 0 : 1;
  to.steps_of_no_office +=
      static_cast<std::size_t>(std::count(of.offices.begin(), of.offices.end(), std::string()));
  to.cases.push_back(std::move(of));
}

std::vector<LesserCharge> lesser_in(const std::vector<StepsOfCase>& cases) {
  std::map<std::pair<std::string, std::string>, LesserCharge> all;
  for (std::size_t place = 0; place < cases.size(); ++place) {
    for (const AuthorityStep& step : cases[place].steps) {
      if (!is_lesser(step))
        continue;
      LesserCharge& one = all[{step.article_asked, step.article}];
      one.asked = step.article_asked;
      one.article = step.article;
      ++one.steps;
      if (one.cases.empty() || one.cases.back() != place)
        one.cases.push_back(place);
    }
  }
  std::vector<LesserCharge> out;
  for (auto& [key, one] : all)
    out.push_back(std::move(one));
  std::stable_sort(out.begin(), out.end(),
                   [](const LesserCharge& a, const LesserCharge& b) { return a.steps > b.steps; });
  return out;
}

void sort_clocks(AllAuthorities& all) {
  for (std::size_t place = 0; place < all.cases.size(); ++place) {
    const std::vector<Clock>& clocks = all.cases[place].clocks;
    for (std::size_t i = 0; i < clocks.size(); ++i) {
      if (!waits_for_authority(clocks[i]))
        continue;
      const ClockState state = state_on(clocks[i], all.today);
      if (state == ClockState::overdue || state == ClockState::maybe_overdue)
        all.overdue.push_back({place, i});
      else if (clocks[i].stopped && days_of(clocks[i], all.today))
        all.decided.push_back({place, i});
    }
  }
  const auto due_by = [&](const ClockIn& at) {
    return all.cases[at.of_case].clocks[at.clock].due->most;
  };
  std::stable_sort(all.overdue.begin(), all.overdue.end(),
                   [&](const ClockIn& a, const ClockIn& b) { return due_by(a) < due_by(b); });
}

AllAuthorities together(std::vector<CaseAuthorities> cases, const Links& links, Day today) {
  AllAuthorities out;
  out.today = today;
  out.authorities = joined_by(links, in_order(cases, &CaseAuthorities::authorities));
  out.officials = joined_by(links, in_order(cases, &CaseAuthorities::officials));
  out.premises = joined_by(links, in_order(cases, &CaseAuthorities::premises));
  for (CaseAuthorities& one : cases)
    add_case(out, std::move(one.steps));
  count_cases_of(out.premises, out.cases);
  for (std::vector<InCases>* all : {&out.authorities, &out.officials, &out.premises})
    put_most_first(*all);
  out.lesser = lesser_in(out.cases);
  sort_clocks(out);
  return out;
}

}  // namespace

Result<AllAuthorities> authorities_of_all(const Casebook& book, Day today,
                                          const Progress& progress) {
  const std::vector<CaseRow> rows = every_case(book);
  std::atomic<std::uint64_t> done = 0;
  auto cases = TRY(parallel_map<CaseAuthorities>(
      rows.size(), machine_threads(), [&](std::size_t i) -> Result<CaseAuthorities> {
        if (progress && !progress(done++, rows.size()))
          return fail(Error::Kind::unavailable, "the comparison was stopped before its end");
        return authorities_in(TRY(book.open_case(rows[i].id)), rows[i].number, today);
      }));
  return together(std::move(cases), *book.links(), today);
}

}  // namespace manumit::casework
