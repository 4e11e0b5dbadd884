// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "asked.h"
#include "base/bytes.h"
#include "flat_json.h"
#include "json_case.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::file_routes {
namespace {

tl::unexpected<Error> no_such_upload() {
  return fail(Error::Kind::not_found, "this file is not on its way here any more", "",
              "choose the file again; nothing of it is in the case");
}

/// What a browser shows by itself and cannot run. All else is saved.
bool shown_in_place(std::string_view media_type) {
  constexpr std::array kShown{"application/pdf", "image/png", "image/jpeg", "image/gif",
                              "image/webp"};
  return std::find(kShown.begin(), kShown.end(), media_type) != kShown.end();
}

/// RFC 6266 and RFC 8187: in ASCII for old programs, and as it is in percent signs.
std::string named(std::string_view how, const std::string& name) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string plain;
  std::string whole;
  for (const char letter : name) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool fine = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                      (letter >= '0' && letter <= '9') || letter == '-' || letter == '.';
    plain.push_back(fine ? letter : '_');
    if (fine)
      whole.push_back(letter);
    else
      whole.append({'%', kDigits[byte >> 4U], kDigits[byte & 15U]});
  }
  return std::string(how) + "; filename=\"" + plain + "\"; filename*=UTF-8''" + whole;
}

/// A viewer that is part of the browser shows a PDF, and needs its own styles for that; a picture
/// needs nothing.
std::string policy_for(std::string_view media_type) {
  if (media_type == "application/pdf")
    return "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; "
           "frame-ancestors 'none'";
  return "default-src 'none'; sandbox; frame-ancestors 'none'";
}

/// Reads on only while the window that asked may see cases.
BodyStream stream_of(Workplace& desk, std::string cookie, vault::KeptFile file) {
  const std::uint64_t size = file.size;
  return {.size = size,
          .read = [&desk, cookie = std::move(cookie), file = std::move(file)](
                      std::uint64_t from, std::size_t count) -> Result<Secret<Bytes>> {
            const auto use = desk.cabinet.use();
            if (!use || !desk.sessions.holds(cookie))
              return fail(locked());
            desk.person_was_here();
            return use->book().vault().read_file(file, from, count);
          }};
}

}  // namespace

Result<Response> begin(Call& call) {
  constexpr std::array kFields{FlatField{"name"}, FlatField{"title"}, FlatField{"kind"},
                               FlatField{"about", false}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  casework::FileToAttach file;
  file.case_id = TRY(case_asked(call));
  file.name = texts[0].reveal();
  file.title = texts[1].reveal();
  file.kind = texts[2].reveal();
  if (!texts[3].reveal().empty())
    file.about = TRY(casework::RecordId::from(texts[3].reveal()));
  const std::string id = call.desk.uploads.keep(TRY(call.book().begin_file(std::move(file))));
  JsonWriter json;
  json.open();
  json.field("upload", id);
  json.close();
  return json_reply(json, 201);
}

Result<Response> part(Call& call) {
  constexpr std::array kFields{FlatField{"at"}, FlatField{"content"}};
  auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const Secret<Bytes> bytes(TRY(from_base64(texts[1].reveal())));
  texts[1] = Secret<std::string>();
  auto file = call.desk.uploads.take(call.ids[0]);
  if (!file)
    return no_such_upload();
  // One that comes twice or out of turn would make another file of it; then it is let go.
  if (texts[0].reveal() != std::to_string(file->size()))
    return no_such_upload();
  TRY(call.book().put_file(*file, bytes.reveal()));
  JsonWriter json;
  json.open();
  json.field("size", file->size());
  json.close();
  call.desk.uploads.put_back(call.ids[0], std::move(*file));
  return json_reply(json);
}

Result<Response> finish(Call& call) {
  TRY(read_flat(call.request.body.reveal(), {}));
  auto file = call.desk.uploads.take(call.ids[0]);
  if (!file)
    return no_such_upload();
  const casework::AttachedFile done = TRY(call.book().finish_file(std::move(*file)));
  JsonWriter json;
  json.open();
  json.key("source");
  write(json, done.source);
  json.field("before", done.before);
  json.close();
  return json_reply(json, 201);
}

Result<Response> stop(Call& call) {
  TRY(read_flat(call.request.body.reveal(), {}));
  if (!call.desk.uploads.take(call.ids[0]))
    return no_such_upload();
  return done();
}

Result<Response> show(Call& call) {
  const casework::RecordId id = TRY(case_asked(call));
  const casework::RecordId source_id = TRY(casework::RecordId::from(call.ids[1]));
  const casework::Case of = TRY(call.book().open_case(id));
  vault::KeptFile file = TRY(call.book().open_file(
      id, source_id, [&](auto, auto) { return !call.desk.cabinet.is_locking(); }));
  const casework::Source& source = *of.source(source_id);
  const casework::KeptAs& kept = *source.kept;
  const bool in_place = shown_in_place(kept.media_type) && call.target.asked("save").empty();
  Response response{.status = 200,
                    .media_type = kept.media_type,
                    .body = stream_of(call.desk, call.cookie, std::move(file))};
  const std::string name = kept.name.empty() ? "file-" + source.file_hash.substr(0, 8) : kept.name;
  response.headers.push_back(
      {"Content-Disposition", named(in_place ? "inline" : "attachment", name)});
  response.headers.push_back({"Content-Security-Policy", policy_for(kept.media_type)});
  return response;
}

}  // namespace manumit::desk::file_routes
