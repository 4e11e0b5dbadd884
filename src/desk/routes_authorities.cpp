// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <vector>

#include "asked.h"
#include "casework/authority_ledger.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::authority_routes {
namespace {

void write(JsonWriter& json, const Interval<Day>& days) {
  json.open();
  json.field("first", to_iso(days.least));
  json.field("last", to_iso(days.most));
  json.close();
}

void write(JsonWriter& json, const Interval<std::int32_t>& count) {
  json.open();
  json.field("least", static_cast<std::int64_t>(count.least));
  json.field("most", static_cast<std::int64_t>(count.most));
  json.close();
}

template <typename T>
void write_range(JsonWriter& json, std::string_view name, const std::optional<Interval<T>>& range) {
  json.key(name);
  range ? write(json, *range) : json.nothing();
}

/// What a rule says of itself, in the languages in which laws are written down here.
void write_words(JsonWriter& json, std::string_view name, const std::string& en,
                 const std::string& ru) {
  json.key(name);
  json.open();
  json.field("en", en);
  json.field("ru", ru);
  json.close();
}

void write_clock(JsonWriter& json, const std::vector<casework::AuthorityStep>& steps,
                 const casework::Clock& clock, Day today) {
  json.open();
  json.key("rule");
  clock.rule != nullptr ? json.text(clock.rule->id) : json.nothing();
  write_range(json, "due", clock.due);
  json.field("state", name_of(casework::state_on(clock, today)));
  write_range(json, "days", casework::days_of(clock, today));
  json.key("ended_by");
  clock.stopped ? json.text(steps[*clock.stopped].id.hex()) : json.nothing();
  json.field("found_by", clock.stopped ? name_of(clock.by) : std::string_view());
  json.close();
}

void write_step(JsonWriter& json, const casework::AuthorityStep& step) {
  json.field("id", step.id.hex());
  json.field("refusal", casework::is_refusal(step));
  std::vector<std::string> could_run;
  for (const casework::ClockRule* rule : casework::rules_for(step, casework::built_in_clocks()))
    could_run.push_back(rule->id);
  json.field("could_run", could_run);
}

void write_rule(JsonWriter& json, const casework::ClockRule& rule) {
  json.open();
  json.field("id", rule.id);
  write_words(json, "title", rule.title_en, rule.title_ru);
  write_words(json, "note", rule.note_en, rule.note_ru);
  json.field("whose", name_of(rule.whose));
  json.field("starts", rule.starts);
  json.field("days", static_cast<std::int64_t>(rule.days));
  json.field("months", static_cast<std::int64_t>(rule.months));
  json.field("longest", static_cast<std::int64_t>(rule.longest_days));
  json.field("confidence", name_of(rule.confidence));
  json.field("unverified", rule.unverified);
  json.field("source", rule.source);
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
  json.key("days_to_decision");
  json.open_list();
  for (const Interval<std::int32_t>& days : counts.days_to_decision)
    write(json, days);
  json.close_list();
  json.close();
}

}  // namespace

Result<Response> of_case(Call& call) {
  const casework::RecordId id = TRY(case_asked(call));
  const Day today = TRY(today_asked(call));
  const casework::Case shown = TRY(call.book().open_case(id));
  const std::vector<casework::AuthorityStep> steps = casework::authority_steps(shown);
  const std::vector<casework::ClockRule>& rules = casework::built_in_clocks();
  const std::vector<casework::Clock> clocks = casework::clocks_of(steps, rules);
  JsonWriter json;
  json.open();
  json.key("steps");
  json.open_list();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto clock = std::find_if(clocks.begin(), clocks.end(),
                                    [&](const casework::Clock& one) { return one.step == i; });
    json.open();
    write_step(json, steps[i]);
    json.key("clock");
    clock != clocks.end() ? write_clock(json, steps, *clock, today) : json.nothing();
    json.close();
  }
  json.close_list();
  write_counts(json, casework::refusals_in(steps, clocks, today));
  json.key("rules");
  json.open_list();
  for (const casework::ClockRule& rule : rules)
    write_rule(json, rule);
  json.close_list();
  json.close();
  return json_reply(json);
}

}  // namespace manumit::desk::authority_routes
