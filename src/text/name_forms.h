// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace manumit::text {

/// One name that languages write in different ways: Сергей, Сергій, Сяргей, Siarhei.
struct NameForm {
  std::uint16_t name = 0;      ///< Its number in the table.
  bool is_translated = false;  ///< The name in a language that says it otherwise: Sergio, John.

  friend bool operator==(const NameForm&, const NameForm&) = default;
};

/// The names that a word is a form of; most are of none. The word is folded, or in the Arabic,
/// Chinese or Korean letters that `native_word` gives.
[[nodiscard]] const std::vector<NameForm>& name_forms(std::string_view folded);

/// log2 of the share of people who have this name in some form, where it is at home
/// (definitions/names/name_forms.csv: estimates of ours).
[[nodiscard]] double log2_share_of_name(std::uint16_t name);

}  // namespace manumit::text
