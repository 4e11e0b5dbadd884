// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "records.h"

namespace manumit::link {

/// A column as it looks before it is read: its heading and some of its cells.
struct ColumnLook {
  std::string heading;
  std::vector<std::string> cells;  ///< The first ones, trimmed; empty ones among them.
};

/// What a heading says by itself, in English, Russian or as exports of case files write it
/// ("victim_first_name", "Дата рождения", "DOB"); `other` if nothing.
[[nodiscard]] Role role_of_heading(std::string_view heading);

/// What each column of a list says, by its heading and, where that says nothing, by what stands in
/// it: mail addresses, telephone numbers, a number for each row. Guessed: to be shown and
/// corrected.
[[nodiscard]] std::vector<Role> guess_roles(std::span<const ColumnLook> columns);

/// Whether the columns speak of people or of organisations and premises.
[[nodiscard]] NameKind guess_kind(std::span<const Role> roles);

}  // namespace manumit::link
