// SPDX-License-Identifier: Apache-2.0
#include "json_export.h"

#include "json_read.h"
#include "names.h"

namespace manumit::desk {

Result<exchange::ExportRequest> read_export_request(std::string_view json) {
  const nlohmann::json parsed = TRY(parse_json(json));
  Members members = TRY(Members::of(parsed, ""));
  const auto format = kFormats.find(TRY(members.text("format")));
  if (!format)
    return bad_shape("format");
  exchange::ExportRequest request{.format = *format, .cases = {}};
  for (const nlohmann::json& id : *TRY(members.list("cases"))) {
    if (!id.is_string())
      return bad_shape("cases");
    request.cases.push_back(TRY(casework::RecordId::from(id.get_ref<const std::string&>())));
  }
  request.life_critical = TRY(members.yes_no_or_false("life_critical"));
  TRY(members.nothing_else());
  return request;
}

}  // namespace manumit::desk
