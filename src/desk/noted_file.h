// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "http.h"
#include "routes.h"

namespace manumit::desk {

/// How a text that leaves the vault is called.
struct NotedFile {
  std::string_view form;  ///< in the use log: "gap_report"
  std::string_view name;  ///< "gap-report.html"
  std::string_view media_type;
};

/// The whole text, to be saved; noted in the use log with its hash before it is handed over.
[[nodiscard]] Result<Response> noted_file(Call& call, const NotedFile& about, std::string text);

}  // namespace manumit::desk
