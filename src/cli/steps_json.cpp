// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "base/json_write.h"
#include "steps_tables.h"

namespace manumit::cli {
namespace {

using casework::AllAuthorities;
using casework::AuthorityStep;
using casework::Clock;
using casework::InCases;
using casework::StepsOfCase;

void write_range(JsonWriter& json, std::string_view name,
                 const std::optional<Interval<std::int32_t>>& count) {
  if (!count)
    return;
  json.key(name);
  json.open_list();
  json.whole(count->least);
  json.whole(count->most);
  json.close_list();
}

void write_clock(JsonWriter& json, const StepsOfCase& of, const Clock& clock, Day today) {
  if (clock.rule != nullptr)
    json.field("rule", clock.rule->id);
  if (clock.due) {
    json.field("due_first", to_iso(clock.due->least));
    json.field("due_last", to_iso(clock.due->most));
  }
  json.field("state", name_of(casework::state_on(clock, today)));
  write_range(json, "days", casework::days_of(clock, today));
  if (clock.stopped) {
    json.field("ended_by", of.steps[*clock.stopped].id.hex());
    json.field("found_by", name_of(clock.by));
  }
}

void write_step(JsonWriter& json, const StepsOfCase& of, std::size_t place, Day today) {
  const AuthorityStep& step = of.steps[place];
  json.field("id", step.id.hex());
  if (step.date) {
    json.field("date", to_iso(*step.date));
    json.field_if("date_words", step.date->words);
  }
  json.field_if("kind", step.kind);
  json.field_if("authority", of.offices[place]);
  json.field_if("official", step.official);
  json.field_if("number", step.number);
  json.field_if("about", step.about);
  json.field_if("decision", step.decision);
  json.field_if("article_asked", step.article_asked);
  json.field_if("article", step.article);
  json.field("refusal", casework::is_refusal(step));
  const Clock* const clock = of.clock_after(place);
  if (clock == nullptr)
    return;
  json.key("clock");
  json.open();
  write_clock(json, of, *clock, today);
  json.close();
}

void write_counts(JsonWriter& json, const casework::RefusalCounts& counts) {
  json.key("counts");
  json.open();
  json.field("complaints", counts.complaints);
  json.field("appeals", counts.appeals);
  json.field("refusals", counts.refusals);
  json.field("reversals", counts.reversals);
  json.field("openings", counts.openings);
  json.field("lesser", counts.lesser);
  json.field("late", counts.late);
  json.field("overdue", counts.overdue);
  json.field("decided", counts.days_to_decision.size());
  write_range(json, "middle_days", casework::middle_of(counts.days_to_decision));
  json.close();
}

void write_cases(JsonWriter& json, const AllAuthorities& all,
                 const std::vector<std::size_t>& places) {
  json.list("cases", places, [&](std::size_t place) { json.text(all.cases[place].case_number); });
}

void write_those(JsonWriter& json, std::string_view name, const AllAuthorities& all,
                 const std::vector<InCases>& those, bool recurring_alone) {
  json.key(name);
  json.open_list();
  for (const InCases& one : those) {
    if (recurring_alone && !one.recurs())
      continue;
    json.open();
    if (!one.is_words_alone())
      json.field("id", one.id.hex());
    json.field("names", one.names);
    json.field("sealed", one.sealed);
    write_cases(json, all, one.cases);
    write_counts(json, one.counts);
    json.close();
  }
  json.close_list();
}

void write_overdue(JsonWriter& json, const AllAuthorities& all) {
  json.objects("overdue", all.overdue, [&](const casework::ClockIn& at) {
    const StepsOfCase& of = all.cases[at.of_case];
    const Clock& clock = of.clocks[at.clock];
    json.field("case", of.case_number);
    json.field("kind", of.steps[clock.step].kind);
    json.field_if("authority", of.offices[clock.step]);
    json.field_if("number", of.steps[clock.step].number);
    write_clock(json, of, clock, all.today);
  });
}

}  // namespace

void write_json(const StepsOfCase& of, Day today, std::ostream& out) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.field("id", of.case_id.hex());
  json.field_if("number", of.case_number);
  json.field("day", to_iso(today));
  json.key("steps");
  json.open_list();
  for (std::size_t i = 0; i < of.steps.size(); ++i) {
    json.open();
    write_step(json, of, i, today);
    json.close();
  }
  json.close_list();
  write_counts(json, of.counts);
  json.close();
  out << json.view();
}

void write_json(const AllAuthorities& all, std::ostream& out) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.field("day", to_iso(all.today));
  json.field("cases", all.cases.size());
  json.field("cases_with_steps", all.cases_with_steps);
  json.field("steps_of_no_authority", all.steps_of_no_office);
  write_counts(json, all.counts);
  write_those(json, "authorities", all, all.authorities, false);
  write_those(json, "premises", all, all.premises, true);
  write_those(json, "officials", all, all.officials, true);
  json.objects("lesser", all.lesser, [&](const casework::LesserCharge& one) {
    json.field("asked", one.asked);
    json.field("article", one.article);
    json.field("steps", one.steps);
    write_cases(json, all, one.cases);
  });
  write_overdue(json, all);
  json.close();
  out << json.view();
}

}  // namespace manumit::cli
