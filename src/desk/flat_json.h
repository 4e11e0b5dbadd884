// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/secret.h"

namespace manumit::desk {

/// One text that a request may bring.
struct FlatField {
  std::string_view name;
  bool required = true;
};

/// Reads a JSON object of which every value is a string, and gives the values in the order of
/// `fields`; one that may be left out and was is empty.
///
/// Passphrases and tokens come this way. A general parser would keep copies of them in places that
/// nobody wipes; this one takes escapes apart inside `body` itself (which is spoilt by it) and
/// copies each value once, into a `Secret`. Unknown and doubled names are refused. O(n).
[[nodiscard]] Result<std::vector<Secret<std::string>>> read_flat(std::string& body,
                                                                 std::span<const FlatField> fields);

}  // namespace manumit::desk
