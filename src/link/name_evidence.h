// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "prepared_name.h"

namespace manumit::link {

/// Why two parts weigh what they weigh. Each has a sentence (`sentence_of`).
enum class Because : std::uint8_t {
  agrees,
  written_otherwise,  ///< One name by the rules of two scripts or languages.
  nearly_the_same,
  short_form,
  initial_fits,
  initial_differs,
  patronymic_agrees,
  patronymic_differs,
  patronymic_of_the_other_sex,
  father_named_plainly,  ///< One side's patronymic says the name that the other side has plain.
  other_family_ending,   ///< Karimov, Karimova.
  differs,
  only_one_side,
  title,
  written_apart,  ///< One side writes as one word what the other writes as several.
  acronym,
  legal_form_agrees,
  legal_form_differs,
  number_agrees,
  number_differs,
  not_comparable,
};

struct Evidence {
  double bits = 0;
  Because because = Because::differs;
};

/// What two parts say of whether they are one person's.
[[nodiscard]] Evidence evidence_of(const NameToken& a, const NameToken& b);

/// English, the key of the catalogue.
[[nodiscard]] std::string_view sentence_of(Because because);

}  // namespace manumit::link
