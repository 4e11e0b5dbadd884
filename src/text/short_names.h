// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace manumit::text {

/// A name that a short or pet form stands for.
struct FullName {
  std::string name;        ///< Folded.
  double log2_chance = 0;  ///< That somebody who is called by the short form has this name.
};

/// The names that a folded short form stands for: "sasha" for "aleksandr" and "aleksandra". Nothing
/// for a word that is no short form. Directed: who is called Aleksandr is not found by "sasha"
/// here, but by looking up the other side's word. From definitions/names/short_names.csv.
[[nodiscard]] const std::vector<FullName>& full_names(std::string_view folded_short);

}  // namespace manumit::text
