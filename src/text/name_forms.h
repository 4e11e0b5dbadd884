// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace manumit::text {

/// One name, or one word of organisations' names, that languages write in different ways: Сергей,
/// Сергій, Siarhei; завод, zavod, plant.
struct NameForm {
  std::uint16_t name = 0;      ///< Its number in the table.
  bool is_translated = false;  ///< The name in a language that says it otherwise: Sergio, John.
  double log2_share = 0;       ///< Of the people, or organisations, that have it in some form.

  friend bool operator==(const NameForm&, const NameForm&) = default;
};

/// The names that a word is a form of; most are of none. The word is folded, or in the Arabic,
/// Chinese or Korean letters that `native_word` gives. The shares are estimates of ours
/// (definitions/names/name_forms.csv).
[[nodiscard]] const std::vector<NameForm>& name_forms(std::string_view word);

/// Likewise of a word of organisations' names (definitions/names/organisation_words.csv).
[[nodiscard]] const std::vector<NameForm>& organisation_forms(std::string_view word);

}  // namespace manumit::text
