// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <string>

#include "routes.h"

namespace manumit::desk {
namespace {

/// "get /api/v1/state" for every operation, found by the indentation in which the page is written.
std::set<std::string> documented() {
  std::ifstream page(MANUMIT_SOURCE_DIR "/docs/openapi.yaml");
  REQUIRE(page);
  std::set<std::string> found;
  std::string line, path;
  while (std::getline(page, line)) {
    if (line.starts_with("  /"))
      path = line.substr(2, line.rfind(':') - 2);
    else if (!path.empty() && (line == "    get:" || line == "    post:"))
      found.insert(line.substr(4, line.size() - 5) + " " + path);
    else if (!line.starts_with(" "))
      path.clear();
  }
  return found;
}

}  // namespace

TEST_CASE("docs/openapi.yaml: names exactly the routes that there are") {
  std::set<std::string> served;
  for (const Route& route : routes())
    served.insert((route.method == Method::post ? "post " : "get ") + std::string(route.path));
  CHECK(documented() == served);
}

}  // namespace manumit::desk
