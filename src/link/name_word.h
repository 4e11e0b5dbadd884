// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "prepared_name.h"

namespace manumit::link {

/// The word ready to be compared, as one of a person's or an organisation's name.
[[nodiscard]] Word word_of(const text::NativeWord& native, NameKind kind);

/// Two words that stand side by side as one: "Abdul", "Rahman".
[[nodiscard]] Word joined(const Word& first, const Word& second);

/// log2 of P(these two | one person's) / P(these two | strangers'), or nothing where they cannot be
/// compared. Not below about -20; a mistake in the record is not reckoned with here.
///
/// Same script: equal, a spelling of one name by another transliteration, or a slip of the
/// keyboard. Two scripts: how likely it is that the one is written as the other. Symmetric.
[[nodiscard]] std::optional<double> word_bits(const Word& a, const Word& b);

/// Whether both are the same word, letter by letter.
[[nodiscard]] bool same_word(const Word& a, const Word& b);

}  // namespace manumit::link
