// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <string_view>

#include "flat_json.h"
#include "guard.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::session_routes {
namespace {

Response refuse_token() {
  return refusal(403, {Error::Kind::not_allowed, "this address belongs to an earlier start", "",
                       "open the desk by the address that the program printed"});
}

std::string_view condition_name(vault::Condition condition) {
  constexpr std::array<std::string_view, 10> kNames{
      "absent",       "intact",  "not_a_vault", "newer",        "half_copied",
      "text_mangled", "damaged", "keys_absent", "keys_damaged", "keys_destroyed"};
  return kNames[static_cast<std::size_t>(condition)];
}

}  // namespace

Result<Response> begin(Call& call) {
  constexpr std::array kFields{FlatField{"token"}};
  auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const auto cookie = call.desk.sessions.begin(texts[0].reveal());
  if (!cookie)
    return refuse_token();
  Response response = done();
  set_cookie(response, call.desk, *cookie);
  return response;
}

Result<Response> state(Call& call) {
  const Workplace& desk = call.desk;
  const vault::Inspection found = desk.cabinet.look();
  JsonWriter json;
  json.open();
  json.field("version", MANUMIT_VERSION);
  json.key("vault");
  json.open();
  json.field("file_name", desk.cabinet.file().filename().string());
  json.field("condition", condition_name(found.condition));
  json.key("problem");
  const bool fine =
      found.condition == vault::Condition::intact || found.condition == vault::Condition::absent;
  if (fine)
    json.nothing();
  else
    write(json, found.problem);
  json.field("open", desk.cabinet.state() == Cabinet::State::open);
  json.field("example", desk.options.example);
  json.field("asked_to_join", vault::has_asked_to_join(desk.cabinet.file()));
  json.close();
  json.field("idle_lock_s", desk.options.idle_lock.count());
  json.field("session", true);
  json.close();
  return json_reply(json);
}

}  // namespace manumit::desk::session_routes
