// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "name_alignment.h"
#include "name_evidence.h"
#include "prepared_name.h"

namespace manumit::link {

/// What the legal forms and the numbers of two organisations say, the words apart. Kirpich-5 is not
/// Kirpich-7, and a company is not a foundation; but the form is left out as often as not.
[[nodiscard]] std::vector<Evidence> organisation_evidence(const PreparedName& a,
                                                          const PreparedName& b);

/// The bits of the words of two organisations together. They are no independent witnesses: who is
/// called Academy of Medical Sciences in one word is so in the next. Each further agreement counts
/// less, each contradiction counts whole.
[[nodiscard]] double bits_of_words(const Alignment& alignment);

}  // namespace manumit::link
