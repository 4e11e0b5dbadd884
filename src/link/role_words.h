// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "records.h"

namespace manumit::link {

/// A heading, with blanks between its words, and what such a column holds.
struct RoleWords {
  std::string_view heading;
  Role role;
};
[[nodiscard]] std::span<const RoleWords> role_words();

/// Words that stand in a heading and say nothing of the column: "client", "victim", "primary".
[[nodiscard]] std::span<const std::string_view> idle_words();

}  // namespace manumit::link
