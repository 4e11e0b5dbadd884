// SPDX-License-Identifier: Apache-2.0
#include "catalogue.h"

// The files go in as they are: the assembler reads them, and the compiler never sees them.
#define EMBED(symbol, file)                                                                     \
  __asm__(".section .rodata\n" #symbol                                                          \
          "_begin:\n"                                                                           \
          ".incbin \"" MANUMIT_I18N_DIR "/" file "\"\n" #symbol "_end:\n.byte 0\n.previous\n"); \
  extern "C" const char symbol##_begin[], symbol##_end[]

EMBED(manumit_words_en, "en.json");
EMBED(manumit_words_ru, "ru.json");
EMBED(manumit_facts_en, "facts.en.json");
EMBED(manumit_facts_ru, "facts.ru.json");

namespace manumit::cli {
namespace {

std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

std::array<std::string_view, 2> catalogue_of(std::string_view language) {
  if (language == "ru") {
    return {between(manumit_words_ru_begin, manumit_words_ru_end),
            between(manumit_facts_ru_begin, manumit_facts_ru_end)};
  }
  return {between(manumit_words_en_begin, manumit_words_en_end),
          between(manumit_facts_en_begin, manumit_facts_en_end)};
}

}  // namespace manumit::cli
