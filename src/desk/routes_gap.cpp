// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "asked.h"
#include "casework/all_evidence.h"
#include "casework/legal_evidence.h"
#include "json_gap.h"
#include "law/definition_gap.h"
#include "reply.h"
#include "routes.h"

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

/// The gap of the whole vault as JSON; it stops when somebody wants to lock.
Result<Secret<std::string>> reckon(Workplace& desk, const casework::Casebook& book,
                                   const Gaps::Wish& wish, const Progress& progress) {
  const auto all = TRY(casework::evidence_of_all(book, [&](std::uint64_t done, std::uint64_t of) {
    return !desk.cabinet.is_locking() && (!progress || progress(done, of));
  }));
  const law::Library& library = casework::built_in_law();
  const law::Gap gap = TRY(law::definition_gap(library, all.evidence, wish.reference));
  JsonWriter json;
  write_gap(json, library, gap, all.people);
  desk.gaps.keep(wish, json.view());
  return json.take();
}

Result<JobResult> run(Workplace& desk, const Gaps::Wish& wish, const Progress& progress) {
  const auto use = desk.cabinet.use();
  if (!use)
    return fail(locked());
  return JobResult{.json = TRY(reckon(desk, use->book(), wish, progress)).reveal()};
}

/// The job that is at it already, or a new one.
Result<Response> as_job(Workplace& desk, const Gaps::Wish& wish) {
  if (const auto begun = desk.gaps.begun(wish)) {
    const auto view = desk.jobs.look(*begun);
    if (view && view->state == JobState::running)
      return job_begun(*begun);
  }
  const std::string job = TRY(desk.jobs.start(
      JobKind::gap, [&desk, wish](const Progress& progress) { return run(desk, wish, progress); }));
  desk.gaps.begin(wish, job);
  return job_begun(job);
}

Response as_json(Secret<std::string> json) {
  return {.status = 200, .media_type = kJsonType, .body = std::move(json)};
}

}  // namespace

Result<Response> of_vault(Call& call) {
  const Gaps::Wish wish{.reference = TRY(reference_asked(call.target)),
                        .savings = call.book().savings()};
  if (auto kept = call.desk.gaps.kept(wish))
    return as_json(Secret<std::string>(std::move(*kept)));
  if (call.book().case_count() > call.desk.options.read_at_once)
    return as_job(call.desk, wish);
  return as_json(TRY(reckon(call.desk, call.book(), wish, {})));
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
