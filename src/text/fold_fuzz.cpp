// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "text/fold.h"
#include "text/romanise.h"
#include "text/search_terms.h"

/// Any bytes: folding twice changes nothing, and no term holds a space.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace manumit::text;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string once = fold(text);
  MANUMIT_CHECK(fold(once) == once);
  for (const auto& word : search_terms(text).words) {
    MANUMIT_CHECK(word.find(' ') == std::string::npos);
  }
  for (const auto& word : query_terms(text))
    MANUMIT_CHECK(!word.word.empty());
  for (const MixedWord& word : find_mixed_words(text)) {
    MANUMIT_CHECK(word.length > 0 && word.offset + word.length <= text.size());
  }
  static_cast<void>(cyrillise(romanise(text, Scheme::russian_passport), Scheme::uzbek_1995));
  return 0;
}
