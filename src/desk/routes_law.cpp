// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "asked.h"
#include "casework/legal_evidence.h"
#include "exchange/findings_json.h"
#include "json_law.h"
#include "law/assess.h"
#include "law/questions.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::law_routes {
namespace {

using casework::Case;
using casework::LegalEvidence;
using casework::RecordId;

void write_people(JsonWriter& json, const Case& shown, const std::optional<RecordId>& person) {
  json.key("person");
  person ? json.text(person->hex()) : json.nothing();
  // Out of sight is not "not recorded": what only the identity holds cannot speak here.
  const bool sealed =
      person && std::find(shown.sealed.begin(), shown.sealed.end(), *person) != shown.sealed.end();
  json.field("sealed", sealed);
  json.key("persons");
  json.open_list();
  for (const RecordId& one : casework::affected_people(shown))
    json.text(one.hex());
  json.close_list();
}

void write_ids(JsonWriter& json, std::string_view name, const Case& shown,
               const std::vector<std::size_t>& places) {
  json.key(name);
  json.open_list();
  for (const std::size_t place : places)
    json.text(shown.statements[place].id);
  json.close_list();
}

void write_time_and_place(JsonWriter& json, const Case& shown, const LegalEvidence& legal) {
  const auto& facts_at = legal.evidence.facts_at;
  json.key("facts_from");
  facts_at ? json.text(to_iso(facts_at->least)) : json.nothing();
  json.key("facts_to");
  facts_at ? json.text(to_iso(facts_at->most)) : json.nothing();
  write_ids(json, "dates_from", shown, legal.dates_from);
  json.key("place");
  legal.evidence.places.empty() ? json.nothing() : json.text(legal.evidence.places.front());
  json.field("places", legal.evidence.places);
  write_ids(json, "places_from", shown, legal.places_from);
}

void write_board(JsonWriter& json, const Case& shown, const law::Evidence& evidence) {
  const law::Library& library = casework::built_in_law();
  const std::vector<law::Finding> findings = law::assess(library, evidence);
  std::vector<law::Settling> settlings;
  for (const law::Finding& finding : findings) {
    if (finding.verdict.status == law::Status::unknown)
      settlings.push_back(law::shortest_questions(library, finding.instrument, evidence));
  }
  const exchange::FindingWords words{
      .statement = [&](std::uint32_t number) { return shown.statements[number].id; }};
  json.key("findings");
  exchange::write_findings(json, library, findings, settlings, words);
  json.key("questions");
  exchange::write_ranked_questions(json, library, law::rank_questions(library, evidence, settlings),
                                   words);
}

}  // namespace

Result<Response> laws(Call& call) {
  const law::Library& library = casework::built_in_law();
  JsonWriter json;
  json.open();
  json.key("instruments");
  write_instruments(json, library, day_at(call.desk.options.surroundings.now_ms()));
  json.key("matrix");
  write_matrix(json, library);
  json.close();
  return json_reply(json);
}

Result<Response> assess(Call& call) {
  const RecordId id = TRY(case_asked(call));
  const auto at = TRY(days_asked(call.target));
  const Case shown = TRY(call.book().open_case(id));
  const std::optional<RecordId> person = TRY(person_asked(call.target, shown));
  JsonWriter json;
  json.open();
  write_people(json, shown, person);
  // Nobody of whom to say anything: no findings, rather than some about no one.
  const LegalEvidence legal = person ? casework::evidence_of(shown, *person, at) : LegalEvidence{};
  write_time_and_place(json, shown, legal);
  if (person) {
    write_board(json, shown, legal.evidence);
  } else {
    json.key("findings");
    json.texts({});
    json.key("questions");
    json.texts({});
  }
  json.close();
  return json_reply(json);
}

}  // namespace manumit::desk::law_routes
