// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "base/surroundings.h"
#include "casework/answer.h"

namespace manumit::casework {

/// Half of the reason of a link decision in words: the body of one vault entry.
///
/// A reason speaks of two people by their names and papers. Each half lies in one person's own
/// compartment and looks like chance; the words are one half XOR the other. So whoever may not see
/// one of the two cannot read them, and they are gone with whichever of the two is erased.
struct WordsHalf {
  RecordId words;  ///< Which decision's: its `words`.
  Bytes half;
  bool operator==(const WordsHalf&) const = default;
};

[[nodiscard]] std::array<WordsHalf, 2> split_words(const RecordId& words, std::string_view reason,
                                                   const Surroundings& surroundings);
/// Nothing if the two are not halves of the same words.
[[nodiscard]] std::optional<std::string> join_words(const WordsHalf& a, const WordsHalf& b);

/// Canonical JSON, docs/formats/link-decision.md.
[[nodiscard]] std::string encode(const WordsHalf& half);
[[nodiscard]] Result<WordsHalf> decode_half(std::string_view json);

}  // namespace manumit::casework
