// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>

#include "asked.h"
#include "base/bytes.h"
#include "flat_json.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::log_routes {
namespace {

constexpr std::size_t kMostLines = 1000;

void write_line(JsonWriter& json, const casework::ShownUse& line) {
  const casework::Use& use = line.what.use;
  json.field("entry", to_hex(line.what.entry.bytes));
  json.field("at_ms", line.what.at_ms);
  json.field("by", line.by);
  json.field("kind", name_of(use.kind));
  json.field("case", use.case_id ? use.case_id->hex() : std::string());
  json.field("number", line.case_number);
  json.field("cases", use.cases);
  json.field("statements", use.statements);
  json.field("form", use.form);
  json.field("member", line.member);
  json.field("file", use.file ? to_hex(*use.file) : std::string());
}

}  // namespace

Result<Response> show(Call& call) {
  casework::UseQuery query;
  query.only_left = call.target.asked("what") == "left";
  query.offset = TRY(number_asked(call.target, "offset", 0));
  query.limit = std::min(TRY(number_asked(call.target, "limit", 200)), kMostLines);
  const casework::UsePage page = call.book().uses(query);
  JsonWriter json;
  json.open();
  json.field("found", page.found);
  json.objects("lines", page.rows, [&](const casework::ShownUse& line) { write_line(json, line); });
  json.close();
  return json_reply(json);
}

Result<Response> printed(Call& call) {
  constexpr std::array kFields{FlatField{"case", false}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  casework::Use use{.kind = casework::UseKind::printed};
  if (!texts[0].reveal().empty())
    use.case_id = TRY(call.book().find_case(texts[0].reveal()));
  TRY(call.book().note(use));
  return done();
}

}  // namespace manumit::desk::log_routes
