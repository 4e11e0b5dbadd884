// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "asked.h"
#include "casework/all_authorities.h"
#include "json_authority.h"
#include "reply.h"
#include "routes.h"
#include "whole_vault.h"

namespace manumit::desk::authority_routes {
namespace {

void write_clock(JsonWriter& json, const std::vector<casework::AuthorityStep>& steps,
                 const casework::Clock& clock, Day today) {
  json.open();
  json.key("rule");
  clock.rule != nullptr ? json.text(clock.rule->id) : json.nothing();
  write_days(json, "due", clock.due);
  json.field("state", name_of(casework::state_on(clock, today)));
  write_count(json, "days", casework::days_of(clock, today));
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

}  // namespace

Result<Response> of_case(Call& call) {
  const casework::RecordId id = TRY(case_asked(call));
  const Day today = TRY(today_asked(call));
  const casework::Case shown = TRY(call.book().open_case(id));
  const casework::StepsOfCase of = casework::steps_of_case(shown, {}, today);
  JsonWriter json;
  json.open();
  json.key("steps");
  json.open_list();
  for (std::size_t i = 0; i < of.steps.size(); ++i) {
    const casework::Clock* clock = of.clock_after(i);
    json.open();
    write_step(json, of.steps[i]);
    json.key("clock");
    clock != nullptr ? write_clock(json, of.steps, *clock, today) : json.nothing();
    json.close();
  }
  json.close_list();
  write_counts(json, of.counts);
  json.key("rules");
  json.open_list();
  for (const casework::ClockRule& rule : casework::built_in_clocks())
    write_rule(json, rule);
  json.close_list();
  json.close();
  return json_reply(json);
}

Result<Response> of_vault(Call& call) {
  const Day today = TRY(today_asked(call));
  return of_whole_vault(
      call, {.kept = &Workplace::authorities,
             .asked = to_iso(today),
             .reckon = [today](const casework::Casebook& book,
                               const Progress& progress) -> Result<Secret<std::string>> {
               const auto all = TRY(casework::authorities_of_all(book, today, progress));
               JsonWriter json;
               write_all_authorities(json, all);
               return json.take();
             }});
}

}  // namespace manumit::desk::authority_routes
