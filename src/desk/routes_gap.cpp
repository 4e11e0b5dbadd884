// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <string_view>
#include <vector>

#include "asked.h"
#include "casework/all_evidence.h"
#include "casework/legal_evidence.h"
#include "json_gap.h"
#include "law/definition_gap.h"
#include "reply.h"
#include "routes.h"
#include "whole_vault.h"

namespace manumit::desk::gap_routes {
namespace {

/// Palermo: what the cases of a vault are held against, unless another text is asked for.
constexpr std::string_view kUsualReference = "un.palermo.2000";

Result<std::string> reference_asked(const Target& target) {
  const std::string_view asked = target.asked("instrument");
  std::string id(asked.empty() ? kUsualReference : asked);
  if (casework::built_in_law().versions_of(id).empty())
    return fail(Error::Kind::bad_input, "there is no instrument called {0}", "instrument",
                "the list of laws shows the ids that there are", {id});
  return id;
}

}  // namespace

Result<Response> of_vault(Call& call) {
  const std::string reference = TRY(reference_asked(call.target));
  return of_whole_vault(
      call, {.kept = &Workplace::gaps,
             .asked = reference,
             .reckon = [reference](const casework::Casebook& book,
                                   const Progress& progress) -> Result<Secret<std::string>> {
               const auto all = TRY(casework::evidence_of_all(book, progress));
               const law::Library& library = casework::built_in_law();
               const law::Gap gap = TRY(law::definition_gap(library, all.evidence, reference));
               JsonWriter json;
               write_gap(json, library, gap, all.people);
               return json.take();
             }});
}

Result<Response> of_case(Call& call) {
  const casework::RecordId id = TRY(case_asked(call));
  const std::string reference = TRY(reference_asked(call.target));
  const casework::Case shown = TRY(call.book().open_case(id));
  const auto person = TRY(person_asked(call.target, shown));
  std::vector<casework::Affected> people;
  std::vector<law::Evidence> evidence;
  if (person) {
    const auto row = call.book().row(id);
    people.push_back({id, row ? row->number : std::string(), *person});
    evidence.push_back(casework::evidence_of(shown, *person).evidence);
  }
  const law::Library& library = casework::built_in_law();
  const law::Gap gap = TRY(law::definition_gap(library, evidence, reference));
  JsonWriter json;
  write_gap(json, library, gap, people, person ? &evidence.front() : nullptr);
  return json_reply(json);
}

}  // namespace manumit::desk::gap_routes
