// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "asked.h"
#include "base/bytes.h"
#include "bundling.h"
#include "flat_json.h"
#include "names.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::member_routes {
namespace {

Result<vault::JoinRequest> request_in(const std::string& base64) {
  return vault::parse_join_request(TRY(from_base64(base64)));
}

Result<vault::Role> role_called(std::string_view name) {
  const auto role = kRoles.find(name);
  if (!role || *role == vault::Role::none)
    return fail(Error::Kind::not_allowed, "nobody can be given this role", "",
                "choose one of the five");
  return *role;
}

Result<std::string> reason_in(const std::string& text) {
  if (text.find_first_not_of(" \t\r\n") != std::string::npos)
    return text;
  return fail(Error::Kind::bad_input, "a reason is needed, for whoever reads it later", "reason");
}

void write_computer(JsonWriter& json, const vault::Device& device) {
  json.field("author", to_hex(device.author.bytes));
  json.field("member", to_hex(device.member.bytes));
  json.field("name", device.name);
  json.field("fingerprint", device.fingerprint);
  json.field("entries", device.entries);
  json.field("this_one", device.this_one);
  json.key("last_entry");
  device.last_seq ? json.whole(*device.last_seq) : json.nothing();
  json.field("set_aside", device.quarantined);
  json.field("copied", device.forked);
}

}  // namespace

void write_people(JsonWriter& json, const vault::Summary& summary) {
  json.objects("members", summary.members, [&](const vault::Member& member) {
    json.field("id", to_hex(member.id.bytes));
    json.field("person", to_hex(member.person.bytes));
    json.field("role", kRoles.of(member.role));
    json.field("name", member.name);
    json.field("fingerprint", member.fingerprint);
    json.field("me", member.me);
  });
  json.objects("devices", summary.devices,
               [&](const vault::Device& device) { write_computer(json, device); });
}

Result<Response> look(Call& call) {
  constexpr std::array kFields{FlatField{"request"}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const vault::JoinRequest request = TRY(request_in(texts[0].reveal()));
  JsonWriter json;
  json.open();
  // Not the fingerprint: who sees it here would compare the file with itself.
  json.field("member", request.member_name);
  json.field("device", request.device_name);
  json.close();
  return json_reply(json);
}

Result<Response> admit(Call& call) {
  constexpr std::array kFields{FlatField{"request"}, FlatField{"role"}, FlatField{"fingerprint"},
                               FlatField{"again", false}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const vault::JoinRequest request = TRY(request_in(texts[0].reveal()));
  const vault::Role role = TRY(role_called(texts[1].reveal()));
  if (!vault::is_fingerprint(texts[2].reveal(), request)) {
    return fail(Error::Kind::not_allowed,
                "the fingerprint is not the one of this request: nobody was admitted", "",
                "have the person read it to you once more; if it still differs, somebody exchanged "
                "the file");
  }
  std::optional<vault::MemberId> again;
  if (!texts[3].reveal().empty())
    again = TRY(member_id_of(texts[3].reveal()));
  const vault::MemberId member = TRY(call.book().office().admit(request, role, again));
  return bundle_begun(call.desk, member);
}

Result<Response> dismiss(Call& call) {
  constexpr std::array kFields{FlatField{"reason"}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const vault::MemberId member = TRY(member_id_of(call.ids[0]));
  TRY(call.book().office().dismiss(member, TRY(reason_in(texts[0].reveal()))));
  return done();
}

Result<Response> change_role(Call& call) {
  constexpr std::array kFields{FlatField{"role"}, FlatField{"reason", false}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const vault::MemberId member = TRY(member_id_of(call.ids[0]));
  const vault::Role role = TRY(role_called(texts[0].reveal()));
  TRY(call.book().office().set_role(member, role, texts[1].reveal()));
  return done();
}

Result<Response> shared(Call& call) {
  const casework::RecordId id = TRY(case_asked(call));
  if (!call.book().row(id))
    return fail(Error::Kind::not_found, "there is no such case in this vault");
  const std::vector<vault::MemberId> with = call.book().shared_with(id);
  JsonWriter json;
  json.open();
  json.objects("members", call.book().vault().summary().members, [&](const vault::Member& member) {
    json.field("id", to_hex(member.id.bytes));
    json.field("name", member.name);
    json.field("role", kRoles.of(member.role));
    json.field("me", member.me);
    json.field("every_key", vault::holds_every_key(member.role));
    json.field("may_open", vault::holds_every_key(member.role) ||
                               std::find(with.begin(), with.end(), member.id) != with.end());
  });
  json.close();
  return json_reply(json);
}

Result<Response> share(Call& call) {
  constexpr std::array kFields{FlatField{"member"}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const casework::RecordId id = TRY(case_asked(call));
  const vault::MemberId member = TRY(member_id_of(texts[0].reveal()));
  TRY(member_called(call.book().vault(), member));
  TRY(call.book().share_case(id, member));
  return done();
}

}  // namespace manumit::desk::member_routes
