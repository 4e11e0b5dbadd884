// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "law/library.h"

namespace manumit::law {

/// What Article 3 of the Palermo Protocol is made of.
enum class Concept : std::uint8_t { acts, means, purposes, child, consent, debt_bondage };
inline constexpr std::array<Concept, 6> kConcepts = {Concept::acts,     Concept::means,
                                                     Concept::purposes, Concept::child,
                                                     Concept::consent,  Concept::debt_bondage};

/// How a law stands to it. Several may hold at once: wider in one purpose, narrower in another.
enum class Mark : std::uint8_t { same, wider, narrower, absent, aggravation, not_checked };

/// One reason for a mark, for the page and the print.
struct Why {
  Mark mark = Mark::same;
  std::string element = {};  ///< id in the instrument, or of Palermo where the instrument lacks it
  std::string words = {};    ///< the definition's own words, or empty
};

struct Cell {
  Concept of = Concept::acts;
  std::vector<Mark> marks = {};  ///< never empty; the weightiest first
  std::vector<Why> why = {};
};

struct CoverageRow {
  std::size_t instrument = 0;
  std::array<Cell, 6> cells;  ///< in the order of kConcepts
};

/// Which elements of Palermo each law lacks, narrows or widens, derived from `palermo`,
/// `dimension`, `wider` and `narrower` of the definitions alone. No sum and no grade: a law without
/// a means element is wider for proof and is called inconsistent by others, and both are true.
///
/// A row for every instrument that expresses at least one element of Palermo or says that one was
/// not checked.
[[nodiscard]] std::vector<CoverageRow> coverage(const Library& library);

/// "acts"; "same".
[[nodiscard]] std::string_view name_of(Concept of);
[[nodiscard]] std::string_view name_of(Mark mark);
/// "=", "+", "−", "∅", "A", "?"
[[nodiscard]] std::string_view sign_of(Mark mark);

}  // namespace manumit::law
