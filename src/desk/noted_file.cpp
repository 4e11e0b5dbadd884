// SPDX-License-Identifier: Apache-2.0
#include "noted_file.h"

#include <utility>

#include "exchange/export.h"

namespace manumit::desk {

Result<Response> noted_file(Call& call, const NotedFile& about, std::string text) {
  TRY(call.book().note(exchange::use_of(std::string(about.form), text)));
  Response response{.status = 200,
                    .media_type = std::string(about.media_type),
                    .body = Secret<std::string>(std::move(text))};
  response.headers.push_back(
      {"Content-Disposition", "attachment; filename=\"" + std::string(about.name) + "\""});
  return response;
}

}  // namespace manumit::desk
