// SPDX-License-Identifier: Apache-2.0
#include "opening.h"

#include <utility>

#include "reply.h"

namespace manumit::desk {

Result<Response> opening_begun(Call& call, std::function<Result<void>(const Progress&)> open) {
  Workplace& desk = call.desk;
  TRY(desk.cabinet.begin_opening());
  const auto job = desk.jobs.start(
      JobKind::unlock,
      [&desk, open = std::move(open)](const Progress& progress) -> Result<JobResult> {
        TRY(open(progress));
        desk.person_was_here();
        desk.options.log.event(log::Event::vault_opened);
        return JobResult{.json = "{}"};
      });
  if (!job) {
    desk.cabinet.give_up_opening();
    return fail(job.error());
  }
  Response response = job_begun(*job);
  set_cookie(response, desk, desk.sessions.renew(call.cookie));
  return response;
}

}  // namespace manumit::desk
