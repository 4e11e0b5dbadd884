// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>

#include "text/organisation_parts.h"

namespace manumit::text {

/// Words that say what kind of organisation it is, or nothing at all.
struct FoundForm {
  std::size_t words = 0;          ///< How many of the words it takes.
  std::optional<LegalForm> form;  ///< None: "the", "of".
};

/// The longest legal form that the folded words begin with, if any.
[[nodiscard]] std::optional<FoundForm> legal_form_at(std::span<const std::string> folded);

/// A Chinese or Korean word without the legal form that stands at its end or beginning, and that
/// form.
struct BareWord {
  std::u32string letters;
  std::optional<LegalForm> form;
};
[[nodiscard]] BareWord without_legal_form(const NativeWord& word);

}  // namespace manumit::text
