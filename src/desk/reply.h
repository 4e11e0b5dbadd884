// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "http.h"
#include "json_error.h"
#include "workplace.h"

namespace manumit::desk {

/// What was written, as the answer.
[[nodiscard]] inline Response json_reply(JsonWriter& json, unsigned status = 200) {
  return {.status = status, .media_type = kJsonType, .body = json.take()};
}

/// Done, and there is nothing to say.
[[nodiscard]] inline Response done() {
  return {.status = 204};
}

/// The long work has begun: {"job": …}.
[[nodiscard]] Response job_begun(const std::string& id);

/// Gives the answer a cookie. It ends with the browser, is out of reach for scripts, and is named
/// for the port, as cookies are shared by all ports of 127.0.0.1 and two desks may be open.
void set_cookie(Response& response, const Workplace& desk, const std::string& value);

/// The session's cookie among all that were sent, or empty.
[[nodiscard]] std::string cookie_of(const RequestHead& head, const Workplace& desk);

}  // namespace manumit::desk
