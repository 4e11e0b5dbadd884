// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "base/surroundings.h"
#include "casework/all_authorities.h"
#include "casework/casebook.h"
#include "exchange/estimate_words.h"
#include "gap/definitions.h"
#include "gap/report.h"
#include "gap/tables.h"

namespace manumit::exchange {

/// The days of the laws that the program has, and from when on they bind the places that the
/// figures name.
[[nodiscard]] std::vector<gap::LawDate> law_dates(const gap::FigureTable& table);

/// How many of the six parts of the agreed definition each law of a place has at all.
[[nodiscard]] std::vector<gap::LawFit> law_fits(const std::string& place);

/// The figures that a vault keeps, as the file that they leave as. Nothing is filled in.
[[nodiscard]] gap::FigureTable vault_figures(const casework::Casebook& book);

/// The steps of authorities in the cases of a vault, for figures of a place ("RUS"): of the cases
/// that happened there; of all of them for the world ("WLD") or for no place at all.
[[nodiscard]] std::vector<gap::Step> steps_of_place(const casework::AllAuthorities& all,
                                                    const std::string& place);

/// Puts these steps into the question, and what a reader has to know of them into the notes of the
/// figures: of how many cases with steps nobody recorded the country. Reads every case.
[[nodiscard]] Result<void> add_vault_steps(gap::GapQuestion& question, gap::FigureTable& table,
                                           const casework::Casebook& book, Day today,
                                           const Progress& progress = {});

/// The same words, and those of the definitions where the catalogue has none. The definitions must
/// outlive what is given.
[[nodiscard]] EstimateWords with_definitions(EstimateWords words,
                                             const gap::Definitions& definitions);

}  // namespace manumit::exchange
