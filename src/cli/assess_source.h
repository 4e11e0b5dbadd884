// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/interval.h"
#include "base/result.h"
#include "casework/fold.h"
#include "casework/legal_evidence.h"
#include "command.h"

namespace manumit::cli {

/// Where the time or the place of the facts was taken from.
enum class ToldBy : std::uint8_t { nobody, statements, file, option };

/// One person's case, from a vault, a case file or another program's answers, as the laws take it.
struct AssessSource {
  casework::Case of;  ///< `Told::id` is what `--json` calls a statement
  casework::LegalEvidence legal;
  ToldBy time_by = ToldBy::nobody;
  ToldBy place_by = ToldBy::nobody;
  std::size_t people = 1;  ///< affected people in the case; one of them is looked at
};

/// Reads what the positional CASE names: a folder with one case file, a .toml or .json file, else a
/// case of the vault. --date, --place and --person are applied. Faults of a file are listed on
/// standard error.
[[nodiscard]] Result<AssessSource> assess_source(const Args& args, Console& console);

/// "2015", "2015-06", "2015-06-30", or two of these with a stroke between them: from the first day
/// of the one to the last day of the other.
[[nodiscard]] Result<Interval<Day>> time_from_words(std::string_view words);

/// Two capital letters.
[[nodiscard]] Result<std::string> country_from_words(std::string_view words);

}  // namespace manumit::cli
