// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "text/name_parts.h"

namespace manumit::text {

struct Patronymic {
  NativeWord father;  ///< The father's name, without the ending of its case: "ivan", "sergei".
  Sex sex = Sex::unknown;
  /// The ending is one of family names too (Milosevic, Petrovich): only in a name of three parts.
  bool may_be_family = false;
};

/// What a word in the form of a Slavic or Turkic patronymic says; nothing of other words. Of words
/// in Latin and Cyrillic letters.
[[nodiscard]] std::optional<Patronymic> patronymic_of(const NativeWord& word);

}  // namespace manumit::text
