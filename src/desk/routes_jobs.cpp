// SPDX-License-Identifier: Apache-2.0
#include "flat_json.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::job_routes {
namespace {

tl::unexpected<Error> no_such_job() {
  return fail(Error::Kind::not_found, "this work is not known here any more");
}

/// A file name that holds no path, quote or control letter, for a header.
std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char letter : name) {
    const bool fine = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                      (letter >= '0' && letter <= '9') || letter == '-' || letter == '.';
    plain.push_back(fine ? letter : '_');
  }
  return plain;
}

/// Goes on only while the window that asked may see the vault.
BodyStream while_open(Workplace& desk, std::string cookie, BodyStream inner) {
  const std::uint64_t size = inner.size;
  return {.size = size,
          .read = [&desk, cookie = std::move(cookie), inner = std::move(inner)](
                      std::uint64_t from, std::size_t count) -> Result<Secret<Bytes>> {
            if (!desk.sessions.holds(cookie))
              return fail(locked());
            desk.person_was_here();
            return inner.read(from, count);
          }};
}

}  // namespace

Result<Response> look(Call& call) {
  const auto job = call.desk.jobs.look(call.ids[0]);
  if (!job)
    return no_such_job();
  JsonWriter json;
  json.open();
  json.field("id", job->id);
  json.field("kind", job_kind_name(job->kind));
  json.field("done", job->done);
  json.field("total", job->total);
  json.field("state", job_state_name(job->state));
  json.key("error");
  if (job->error)
    write(json, *job->error);
  else
    json.nothing();
  json.key("result");
  json.as_is(job->json.empty() ? "{}" : job->json);
  json.close();
  return json_reply(json);
}

Result<Response> stop(Call& call) {
  TRY(read_flat(call.request.body.reveal(), {}));
  if (!call.desk.jobs.stop(call.ids[0]))
    return no_such_job();
  return done();
}

Result<Response> file(Call& call) {
  auto file = call.desk.jobs.take_file(call.ids[0]);
  if (!file)
    return fail(Error::Kind::not_found, "this file was fetched already, or never made");
  Response response{.status = 200, .media_type = std::move(file->media_type)};
  if (file->stream)
    response.body = while_open(call.desk, call.cookie, std::move(*file->stream));
  else
    response.body = std::move(file->bytes);
  response.headers.push_back(
      {"Content-Disposition", "attachment; filename=\"" + plain_name(file->name) + "\""});
  return response;
}

}  // namespace manumit::desk::job_routes
