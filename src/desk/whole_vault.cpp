// SPDX-License-Identifier: Apache-2.0
#include "whole_vault.h"

#include <optional>
#include <utility>

#include "reply.h"

namespace manumit::desk {
namespace {

Result<Secret<std::string>> reckon(Workplace& desk, const casework::Casebook& book,
                                   const OfWholeVault& wanted, const Gaps::Wish& wish,
                                   const Progress& progress) {
  auto json = TRY(wanted.reckon(book, [&](std::uint64_t done, std::uint64_t of) {
    return !desk.cabinet.is_locking() && (!progress || progress(done, of));
  }));
  (desk.*wanted.kept).keep(wish, json.reveal());
  return json;
}

Result<JobResult> run(Workplace& desk, const OfWholeVault& wanted, const Gaps::Wish& wish,
                      const Progress& progress) {
  const auto use = desk.cabinet.use();
  if (!use)
    return fail(locked());
  return JobResult{.json = TRY(reckon(desk, use->book(), wanted, wish, progress)).reveal()};
}

/// The job that is at it already, or a new one.
Result<Response> as_job(Workplace& desk, const OfWholeVault& wanted, const Gaps::Wish& wish) {
  Gaps& kept = desk.*wanted.kept;
  if (const auto begun = kept.begun(wish)) {
    const auto view = desk.jobs.look(*begun);
    if (view && view->state == JobState::running)
      return job_begun(*begun);
  }
  const std::string job =
      TRY(desk.jobs.start(JobKind::gap, [&desk, wanted, wish](const Progress& progress) {
        return run(desk, wanted, wish, progress);
      }));
  kept.begin(wish, job);
  return job_begun(job);
}

Response as_json(Secret<std::string> json) {
  return {.status = 200, .media_type = kJsonType, .body = std::move(json)};
}

}  // namespace

Result<Response> of_whole_vault(Call& call, const OfWholeVault& wanted) {
  const Gaps::Wish wish{.reference = wanted.asked, .savings = call.book().savings()};
  if (auto kept = (call.desk.*wanted.kept).kept(wish))
    return as_json(Secret<std::string>(std::move(*kept)));
  if (wanted.takes_long || call.book().case_count() > call.desk.options.read_at_once)
    return as_job(call.desk, wanted, wish);
  return as_json(TRY(reckon(call.desk, call.book(), wanted, wish, {})));
}

}  // namespace manumit::desk
