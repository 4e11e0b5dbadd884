// SPDX-License-Identifier: Apache-2.0
#include "reply.h"

#include <string_view>

namespace manumit::desk {
namespace {

std::string cookie_name(const Workplace& desk) {
  return "manumit_" + std::to_string(desk.port.load());
}

}  // namespace

Response job_begun(const std::string& id) {
  JsonWriter json;
  json.open();
  json.field("job", id);
  json.close();
  return json_reply(json, 202);
}

void set_cookie(Response& response, const Workplace& desk, const std::string& value) {
  response.headers.push_back(
      {"Set-Cookie", cookie_name(desk) + "=" + value + "; HttpOnly; SameSite=Strict; Path=/"});
}

std::string cookie_of(const RequestHead& head, const Workplace& desk) {
  const std::string wanted = cookie_name(desk) + "=";
  std::string_view rest = head.cookie;
  while (!rest.empty()) {
    std::string_view one = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    one.remove_prefix(std::min(one.size(), one.find_first_not_of(' ')));
    if (one.starts_with(wanted))
      return std::string(one.substr(wanted.size()));
  }
  return {};
}

}  // namespace manumit::desk
