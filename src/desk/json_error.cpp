// SPDX-License-Identifier: Apache-2.0
#include "json_error.h"

namespace manumit::desk {

std::string_view kind_name(Error::Kind kind) {
  switch (kind) {
    case Error::Kind::bad_input:
      return "bad_input";
    case Error::Kind::not_found:
      return "not_found";
    case Error::Kind::not_allowed:
      return "not_allowed";
    case Error::Kind::damaged:
      return "damaged";
    case Error::Kind::unavailable:
      return "unavailable";
    case Error::Kind::refused:
      return "refused";
  }
  return "unavailable";
}

void write(JsonWriter& json, const Error& error) {
  json.open();
  json.field("kind", kind_name(error.kind));
  json.field("what", error.what);
  json.field("where", error.where);
  json.field("next", error.next);
  json.field("fills", error.fills);
  json.close();
}

}  // namespace manumit::desk
