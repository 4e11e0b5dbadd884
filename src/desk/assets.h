// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "http.h"

namespace manumit::desk {

/// One file of the built pages, as it lies in the program.
struct Asset {
  std::string_view path;  ///< "/assets/index-1a2b3c4d.js"
  std::string_view media_type;
  std::string_view bytes;
  /// Its name changes with its bytes, so a browser may keep it.
  bool hashed_name = false;
};

/// All of them, ordered by path; made by embed.cmake. Empty when the pages were not built.
[[nodiscard]] std::span<const Asset> assets();

/// The page or file at a path. The pages keep their own addresses ("/cases/…/story"), so a path
/// whose last part has no dot is the front page. There is no folder behind this: a path is found
/// in the table or not at all.
[[nodiscard]] Response page_at(std::string_view path);

}  // namespace manumit::desk
