// SPDX-License-Identifier: Apache-2.0
#include "icu_latin.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <memory>
#include <mutex>

#include "base/check.h"

namespace manumit::text {
namespace {

/// Rules of ICU, loaded at the first use. One for the whole program: they take megabytes, and a
/// lock, as a chain of them is not promised to be safe for several threads.
class Rules {
 public:
  explicit Rules(const char* chain) {
    UErrorCode status = U_ZERO_ERROR;
    rules_.reset(icu::Transliterator::createInstance(chain, UTRANS_FORWARD, status));
    // Without ICU's data nothing that people search would be found: better to stop at once.
    MANUMIT_CHECK(U_SUCCESS(status) && rules_ != nullptr);
  }

  [[nodiscard]] icu::UnicodeString run(std::u32string_view word) {
    icu::UnicodeString text;
    for (const char32_t letter : word)
      text.append(static_cast<UChar32>(letter));
    const std::lock_guard lock(mutex_);
    rules_->transliterate(text);
    return text;
  }

 private:
  std::mutex mutex_;
  std::unique_ptr<icu::Transliterator> rules_;
};

std::string in_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

}  // namespace

std::string latin_by_icu(std::u32string_view word) {
  static Rules romanise("NFKC; Lower; Any-Latin; Lower; NFKD; [:Mn:] Remove; Latin-ASCII; Lower");
  return in_utf8(romanise.run(word));
}

std::u32string simplified_by_icu(std::u32string_view word) {
  static Rules simplify("Traditional-Simplified");
  const icu::UnicodeString text = simplify.run(word);
  std::u32string out;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1))
    out += static_cast<char32_t>(text.char32At(at));
  return out;
}

std::string plain_forms_by_icu(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form_kc = icu::Normalizer2::getNFKCInstance(status);
  MANUMIT_CHECK(U_SUCCESS(status));
  const auto length = static_cast<std::int32_t>(text.size());
  const icu::UnicodeString plain = form_kc->normalize(
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), length)), status);
  return U_SUCCESS(status) ? in_utf8(plain) : std::string(text);
}

}  // namespace manumit::text
