// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace manumit::text {

/// A word of a name as it stands in the text, and what stands around it.
struct CutWord {
  std::string_view text;
  std::size_t letters = 0;
  bool joined = false;       ///< A hyphen, or only a capital letter, parts it from the one before.
  bool point_after = false;  ///< "J." "Co."
  bool comma_after = false;
  bool in_capitals = false;  ///< Two letters or more, all capitals.
};

/// The words of a text: they end at blanks and punctuation, where a script begins that does not
/// look like the one before, and before a capital that follows a small letter. At most `most`.
[[nodiscard]] std::vector<CutWord> cut_words(std::string_view text, std::size_t most);

}  // namespace manumit::text
