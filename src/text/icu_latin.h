// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace manumit::text {

/// A word of any script in Latin letters and lower case, by ICU's general rules, in UTF-8. What
/// ICU cannot romanise stays. Slow (tens of microseconds), and the first call loads some
/// megabytes of tables: only words that our own tables do not cover come here.
[[nodiscard]] std::string latin_by_icu(std::u32string_view word);

/// Compatibility forms (Arabic presentation forms of old PDF files, ligatures) as the plain
/// letters, in UTF-8 (NFKC).
[[nodiscard]] std::string plain_forms_by_icu(std::string_view text);

/// Traditional Chinese characters as the simplified ones; all other letters stay.
[[nodiscard]] std::u32string simplified_by_icu(std::u32string_view word);

}  // namespace manumit::text
