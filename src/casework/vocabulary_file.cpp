// SPDX-License-Identifier: Apache-2.0
// definitions/vocabulary.toml stands in the program itself, so that no file has to be found at
// run time and none can be swapped.
#include "base/check.h"
#include "casework/vocabulary.h"

__asm__(
    ".section .rodata\n"
    ".balign 16\n"
    "manumit_vocabulary_begin:\n"
    ".incbin \"" MANUMIT_VOCABULARY_FILE
    "\"\n"
    "manumit_vocabulary_end:\n"
    ".byte 0\n"
    ".previous\n");

extern "C" {
extern const char manumit_vocabulary_begin[];
extern const char manumit_vocabulary_end[];
}

namespace manumit::casework {

const Vocabulary& built_in_vocabulary() {
  static const Vocabulary vocabulary = [] {
    const std::string_view text(
        manumit_vocabulary_begin,
        static_cast<std::size_t>(manumit_vocabulary_end - manumit_vocabulary_begin));
    Result<Vocabulary> parsed = Vocabulary::parse(text, "vocabulary.toml");
    MANUMIT_CHECK(parsed.has_value());
    return std::move(*parsed);
  }();
  return vocabulary;
}

}  // namespace manumit::casework
