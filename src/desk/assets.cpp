// SPDX-License-Identifier: Apache-2.0
#include "assets.h"

#include <algorithm>

#include "guard.h"

namespace manumit::desk {
namespace {

constexpr std::string_view kNotBuilt =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Manumit</title>"
    "<h1>This program was built without its pages</h1>"
    "<p>The server runs, but the pages were not there when it was built. In the source folder, "
    "run <code>npm ci --ignore-scripts &amp;&amp; npm run build</code> in <code>web/</code>, then "
    "build the program again. <code>./start</code> does both.</p></html>";

const Asset* find_asset(std::string_view path) {
  const auto all = assets();
  const auto found = std::lower_bound(
      all.begin(), all.end(), path,
      [](const Asset& asset, std::string_view wanted) { return asset.path < wanted; });
  return found == all.end() || found->path != path ? nullptr : &*found;
}

bool is_page(std::string_view path) {
  return path.substr(path.rfind('/') + 1).find('.') == std::string_view::npos;
}

}  // namespace

Response page_at(std::string_view path) {
  if (assets().empty() && is_page(path))
    return {.status = 503, .media_type = "text/html; charset=utf-8", .body = kNotBuilt};
  const Asset* asset = find_asset(is_page(path) ? "/index.html" : path);
  if (asset == nullptr)
    return refusal(404, {Error::Kind::not_found, "there is nothing at this address", "", ""});
  Response response{
      .status = 200, .media_type = std::string(asset->media_type), .body = asset->bytes};
  if (asset->hashed_name)
    response.headers.push_back({"Cache-Control", "public, max-age=31536000, immutable"});
  return response;
}

}  // namespace manumit::desk
