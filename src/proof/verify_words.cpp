// SPDX-License-Identifier: Apache-2.0
#include "verify_words.h"

#include "base/result.h"

// The files go in as they are: the assembler reads them, and the compiler never sees them.
#define EMBED(symbol, file)                                                                     \
  __asm__(".section .rodata\n" #symbol                                                          \
          "_begin:\n"                                                                           \
          ".incbin \"" MANUMIT_I18N_DIR "/" file "\"\n" #symbol "_end:\n.byte 0\n.previous\n"); \
  extern "C" const char symbol##_begin[], symbol##_end[]

EMBED(manumit_verify_en, "en.json");
EMBED(manumit_verify_ru, "ru.json");

namespace manumit::proof {
namespace {

std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

VerifyWords::VerifyWords(std::string_view language)
    : catalogue_(language.substr(0, 2) == "ru"
                     ? between(manumit_verify_ru_begin, manumit_verify_ru_end)
                     : between(manumit_verify_en_begin, manumit_verify_en_end)) {}

std::string VerifyWords::of(std::string_view key, const std::vector<std::string>& fills) const {
  const std::string member = "\n \"verify." + std::string(key) + "\": \"";
  std::size_t at = catalogue_.find(member);
  if (at == std::string_view::npos)
    return std::string(key);
  std::string out;
  for (at += member.size(); at < catalogue_.size() && catalogue_[at] != '"'; ++at) {
    // The only escapes in the verifier's words are quotation marks and backslashes.
    if (catalogue_[at] == '\\')
      ++at;
    out += catalogue_[at];
  }
  return filled(out, fills);
}

}  // namespace manumit::proof
