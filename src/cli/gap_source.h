// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/casebook.h"
#include "command.h"
#include "exchange/estimate_words.h"
#include "gap/definitions.h"
#include "gap/figure.h"
#include "gap/tables.h"

namespace manumit::cli {

/// What figures are set beside each other, and which steps of authorities are known.
struct GapSource {
  gap::FigureTable table;  ///< completed by the definitions
  std::vector<gap::Step> steps;
  std::optional<casework::Casebook> book;  ///< with --vault
};
/// The figures of a file if one is named (`path`), else those of the vault; the steps of --steps
/// and of the vault's cases.
[[nodiscard]] Result<GapSource> gap_source(const Args& args, const std::string& path,
                                           const gap::Definitions& definitions, Console& console);
/// Adds what `manumit estimate --json` said of people in all, as a range of that place. Refused: a
/// file that is none, an estimate that was refused, and one that does not say its period.
[[nodiscard]] Result<void> add_estimate(const std::string& path, const std::string& place,
                                        gap::FigureTable& table);
/// The days of the laws that the program has, for the places that the figures name, and those of
/// --laws.
[[nodiscard]] Result<std::vector<gap::LawDate>> gap_laws(const Args& args,
                                                         const gap::FigureTable& table);
/// The catalogue's words as the pages of `exchange` want them, and those of the definitions. Both
/// must outlive what is given.
[[nodiscard]] exchange::EstimateWords gap_words(const Words& catalogue,
                                                const gap::Definitions& definitions);

/// --steps and --laws, as both commands have them.
[[nodiscard]] Option steps_option();
[[nodiscard]] Option laws_option();

}  // namespace manumit::cli
