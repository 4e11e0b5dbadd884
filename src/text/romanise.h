// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace manumit::text {

/// An official or customary way to write a Cyrillic-script language in Latin letters. The sources
/// are cited in romanise_tables.cpp, beside each table.
enum class Scheme : std::uint8_t {
  russian_passport,  ///< ICAO Doc 9303-3; Russian passports since 2013: Юлия → Iuliia.
  russian_bgn,       ///< BGN/PCGN 1947, without apostrophes and dots: Юлия → Yuliya.
  ukrainian_2010,  ///< Cabinet of Ministers Resolution 55 (2010): Згурський → Zghurskyi.
  uzbek_1995,      ///< The Uzbek Latin alphabet: Ғофур → Gʻofur.
  kyrgyz_bgn,      ///< BGN/PCGN 1979, without marks: Жээнбеков → Jeenbekov.
  tajik_bgn,       ///< BGN/PCGN 1994, without marks: Ҷӯраев → Juraev.
  kazakh_bgn,      ///< BGN/PCGN 1979, without marks: Қазыбек → Qazybek.
};

/// The text with its Cyrillic letters written in Latin by that scheme; capitals stay capitals
/// ("Щербак" → "Shcherbak", "ЩЕРБАК" → "SHCHERBAK"), everything else stays as it is.
[[nodiscard]] std::string romanise(std::string_view text, Scheme scheme);

/// The text with its Latin letters written back in Cyrillic, the longest match first. Several
/// letters share one Latin form in every scheme (и and й in passports), so this finds one of the
/// spellings that romanise to the text, not always the one that it came from.
[[nodiscard]] std::string cyrillise(std::string_view text, Scheme scheme);

}  // namespace manumit::text
