// SPDX-License-Identifier: Apache-2.0
#include "steps_tables.h"

#include <string>
#include <utility>
#include <vector>

#include "printable.h"
#include "table.h"
#include "telling.h"

namespace manumit::cli {
namespace {

using casework::AllAuthorities;
using casework::AuthorityStep;
using casework::Clock;
using casework::InCases;
using casework::StepsOfCase;

std::string range(const Interval<std::int32_t>& count) {
  const std::string least = std::to_string(count.least);
  return count.is_one_value() ? least : least + "-" + std::to_string(count.most);
}

std::string range(const Interval<Day>& days) {
  const std::string first = to_iso(days.least);
  return days.is_one_value() ? first : first + "/" + to_iso(days.most);
}

/// "late, 18 days", or nothing where no clock runs.
std::string state_words(const Clock* clock, Day today) {
  if (clock == nullptr)
    return {};
  std::string out(name_of(casework::state_on(*clock, today)));
  std::replace(out.begin(), out.end(), '_', ' ');
  if (const auto days = casework::days_of(*clock, today))
    out += ", " + range(*days) + " days";
  return out;
}

std::string due_words(const Clock* clock) {
  return clock == nullptr || !clock->due ? std::string() : range(*clock->due);
}

std::string numbers_of(const AllAuthorities& all, const std::vector<std::size_t>& places) {
  std::string out;
  for (const std::size_t place : places)
    out += (out.empty() ? "" : " ") + all.cases[place].case_number;
  return out;
}

std::string name_shown(const InCases& one) {
  if (one.names.empty())
    return one.sealed > 0 ? "(sealed)" : "(not recorded)";
  std::string out;
  for (const std::string& name : one.names)
    out += (out.empty() ? "" : " = ") + name;
  return out;
}

void print_lead(const AllAuthorities& all, std::ostream& out) {
  out << "Complaints " << all.counts.complaints << "  refusals " << all.counts.refusals
      << "  annulled or returned " << all.counts.reversals << "  opened " << all.counts.openings
      << "  late " << all.counts.late << "  overdue " << all.counts.overdue << "  in "
      << all.cases_with_steps << " of " << all.cases.size() << " cases\n";
  if (const auto middle = casework::middle_of(all.counts.days_to_decision))
    out << "Days to a decision, the middle of " << all.counts.days_to_decision.size() << ": "
        << range(*middle) << '\n';
  if (all.steps_of_no_office > 0)
    out << "Steps of which no authority is recorded: " << all.steps_of_no_office << '\n';
}

void print_those(const std::string& title, const AllAuthorities& all,
                 const std::vector<const InCases*>& those, std::ostream& out) {
  if (those.empty())
    return;
  out << '\n' << title << '\n';
  Table table({"Name", "Complaints", "Refusals", "Annulled", "Late", "Cases"});
  for (const InCases* one : those) {
    table.add({name_shown(*one), std::to_string(one->counts.complaints),
               std::to_string(one->counts.refusals), std::to_string(one->counts.reversals),
               std::to_string(one->counts.late), numbers_of(all, one->cases)});
  }
  table.print(out);
}

std::vector<const InCases*> recurring(const std::vector<InCases>& all) {
  std::vector<const InCases*> out;
  for (const InCases& one : all) {
    if (one.recurs())
      out.push_back(&one);
  }
  return out;
}

std::vector<const InCases*> every(const std::vector<InCases>& all) {
  std::vector<const InCases*> out;
  for (const InCases& one : all)
    out.push_back(&one);
  return out;
}

void print_overdue(const AllAuthorities& all, const Words& words, std::ostream& out) {
  if (all.overdue.empty())
    return;
  out << "\nOverdue\n";
  Table table({"Case", "Step", "Authority", "Number", "Due", "State"});
  for (const casework::ClockIn& at : all.overdue) {
    const StepsOfCase& of = all.cases[at.of_case];
    const Clock& clock = of.clocks[at.clock];
    const AuthorityStep& step = of.steps[clock.step];
    table.add({of.case_number, code_in_words("authority_step", step.kind, words),
               of.offices[clock.step], step.number, due_words(&clock),
               state_words(&clock, all.today)});
  }
  table.print(out);
}

void print_lesser(const AllAuthorities& all, std::ostream& out) {
  if (all.lesser.empty())
    return;
  out << "\nAnother article than was asked for\n";
  Table table({"Asked for", "Put in its place", "Steps", "Cases"});
  for (const casework::LesserCharge& one : all.lesser)
    table.add({one.asked, one.article, std::to_string(one.steps), numbers_of(all, one.cases)});
  table.print(out);
}

}  // namespace

void print_table(const StepsOfCase& of, Day today, const Words& words, std::ostream& out) {
  Table table({"Date", "Step", "Authority", "Number", "Decision", "Due", "State"});
  for (std::size_t i = 0; i < of.steps.size(); ++i) {
    const AuthorityStep& step = of.steps[i];
    const Clock* clock = of.clock_after(i);
    table.add({step.date ? in_words(*step.date) : "not recorded",
               code_in_words("authority_step", step.kind, words), of.offices[i], step.number,
               code_in_words("authority_decision", step.decision, words), due_words(clock),
               state_words(clock, today)});
  }
  table.print(out);
}

void print_tables(const AllAuthorities& all, const Words& words, std::ostream& out) {
  print_lead(all, out);
  print_overdue(all, words, out);
  print_those("By authority", all, every(all.authorities), out);
  print_lesser(all, out);
  print_those("Places of work in several cases", all, recurring(all.premises), out);
  print_those("Officials in several cases", all, recurring(all.officials), out);
}

}  // namespace manumit::cli
