// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "prepared_name.h"
#include "text/organisation_parts.h"

namespace manumit::link {

/// The parts of one person's name, ready to be compared. What no script of ours can read is left
/// out, and so is what is said twice.
[[nodiscard]] NameTokens person_tokens(std::string_view written);

/// A Chinese or Korean name in one word as family and given name, if its first letters are a
/// family name; else nothing.
[[nodiscard]] std::optional<NameTokens> family_name_apart(const NameTokens& tokens);

/// The words of an organisation's name.
[[nodiscard]] NameTokens organisation_tokens(const text::OrganisationName& name);

}  // namespace manumit::link
