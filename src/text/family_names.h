// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "text/script.h"

namespace manumit::text {

/// How many letters of a Chinese or Korean word, as `native_word` gives it, are a family name
/// before a given one: 김정은 is 김 and 정은, 欧阳娜 is 欧阳 and 娜. 0 if it does not begin with a
/// common family name, or if too little or too much follows to be a given name.
[[nodiscard]] std::size_t letters_of_family_name(Script script, std::u32string_view letters);

}  // namespace manumit::text
