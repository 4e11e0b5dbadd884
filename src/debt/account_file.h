// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "debt/account.h"

namespace manumit::debt {

/// An account that somebody typed, and the country whose wage rules it asks for.
struct AccountFile {
  Account account;
  std::string country;  ///< "ru", a folder of definitions/wages; empty: none named.
};

/// Reads docs/formats/debt-input.md. An error names the file, the line and the column. Any bytes
/// are either read or refused.
[[nodiscard]] Result<AccountFile> read_account(std::string_view toml, std::string_view file_name);

}  // namespace manumit::debt
