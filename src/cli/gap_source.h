// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "command.h"
#include "exchange/estimate_words.h"
#include "gap/definitions.h"
#include "gap/figure.h"
#include "gap/tables.h"

namespace manumit::cli {

/// The file of figures, completed by the definitions.
[[nodiscard]] Result<gap::FigureTable> gap_figures(const std::string& path,
                                                   const gap::Definitions& definitions);
/// Adds what `manumit estimate --json` said of people in all, as a range of that place. Refused: a
/// file that is none, an estimate that was refused, and one that does not say its period.
[[nodiscard]] Result<void> add_estimate(const std::string& path, const std::string& place,
                                        gap::FigureTable& table);
/// --steps, or none.
[[nodiscard]] Result<std::vector<gap::Step>> gap_steps(const Args& args);
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
