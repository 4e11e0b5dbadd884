// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/vocabulary.h"

namespace manumit::exchange {

/// How a written text met its code.
enum class MetAs : std::uint8_t { code, label, loosely };

struct CodeMatch {
  const casework::Code* code = nullptr;
  MetAs as = MetAs::code;
};

/// The code that a cell means. The published files mix codes ("DebtBondage"), labels ("Debt
/// bondage ") and their own spellings ("Follow up"), so letters and digits alone decide; which of
/// two codes was meant is never guessed.
[[nodiscard]] std::optional<CodeMatch> match_code(const casework::CodeList& list,
                                                  std::string_view written);

/// How several codes are parted in one cell.
enum class Parted : std::uint8_t {
  by_semicolon,  ///< Excel and Salesforce
  by_blank,      ///< ODK and Kobo
};

struct ManyCodes {
  std::vector<CodeMatch> known;      ///< in the order written, each code once
  std::vector<std::string> unknown;  ///< the pieces that no list holds, as written
};

/// All codes of a cell. Labels that hold the separator themselves ("Wholesale and retail trade;
/// repair of motor vehicles and motorcycles") are kept whole: the longest known piece wins.
[[nodiscard]] ManyCodes match_codes(const casework::CodeList& list, std::string_view written,
                                    Parted parted);

}  // namespace manumit::exchange
