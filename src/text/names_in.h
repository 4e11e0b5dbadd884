// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace manumit::text {

/// The names that stand in one cell: "Samir KODA a.k.a. Samer Koda سمير قدا" has three.
///
/// Lists are full of cells with aliases, birth names and the name in a second script. A name ends
/// at "a.k.a.", "alias", "born" and the like, at a semicolon or a slash between blanks, at a comma
/// where several words stand on both sides or several commas stand, and where another script
/// begins. What stands in brackets is left out of the name around it, and is a name of its own if
/// it has two words. "Koda, Samir" is one name. In the order of the text, at most `most`; never a
/// name without letters. Of an empty text none.
[[nodiscard]] std::vector<std::string> names_in(std::string_view cell, std::size_t most = 4);

}  // namespace manumit::text
