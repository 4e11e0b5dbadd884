// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/surroundings.h"
#include "casework/casebook.h"

namespace manumit::casework {

/// Where people come from and where they were exploited, by country, over a vault. Aggregates
/// alone: nobody stands in it, and nothing smaller than a country.
struct PlacesCount {
  struct Country {
    std::string code;        ///< ISO 3166-1 alpha-2
    std::uint64_t from = 0;  ///< people whose citizenship it is
    std::uint64_t at = 0;    ///< people who were exploited there
    bool operator==(const Country&) const = default;
  };
  /// Of one of the two questions.
  struct Open {
    std::uint64_t several = 0;       ///< people counted in more than one country
    std::uint64_t none = 0;          ///< asked, and there is none: without a citizenship
    std::uint64_t not_recorded = 0;  ///< no usable answer: not asked, refused and unclear too
    bool operator==(const Open&) const = default;
  };
  std::uint64_t people = 0;        ///< all affected people, each once
  std::vector<Country> countries;  ///< by code; those of which both counts are 0 are left out
  Open from, at;
};

/// Reads every case once, on all cores, as `evidence_of_all` does.
///
/// Each person is counted once in each country, however often it was said. Whoever stands in
/// several cases under one id, or was entered several times and linked (`Casebook::links`), is one
/// person, with all countries of those records. A person with two citizenships, or of whom sources
/// say two, is counted in both, so the counts of countries may add up to more than the people. The
/// country of exploitation is that of `exploitation.country`, else of the work, else of the site,
/// as for the laws (legal_evidence.h).
[[nodiscard]] Result<PlacesCount> places_count(const Casebook& book, const Progress& progress = {});

}  // namespace manumit::casework
