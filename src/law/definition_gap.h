// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "law/assess.h"
#include "law/evidence.h"
#include "law/library.h"

namespace manumit::law {

/// How often one element stands in the way.
struct Blocking {
  std::size_t element = 0;  ///< place in `Instrument::elements` of the row's instrument
  std::size_t cases = 0;
  std::size_t contradicted = 0;
  std::size_t unknown = 0;
  std::size_t supported = 0;  ///< an exception that is supported stands in the way
};

/// A charge that is commonly put in its place.
struct Substitute {
  std::size_t instrument = 0;
  std::size_t supported = 0;  ///< how many of the row's cases meet it
};

/// One case that meets the reference, but not this text.
struct GapCase {
  std::size_t place = 0;                      ///< its place among the cases given
  Verdict verdict;                            ///< contradicted or unknown
  std::vector<std::size_t> because = {};      ///< the fewest elements without which it fails
  std::vector<std::size_t> substitutes = {};  ///< instruments in its place that are supported
};

/// One national text beside the reference.
struct GapRow {
  std::size_t instrument = 0;
  std::size_t meets_both = 0;
  std::size_t meets_reference_only = 0;  ///< the national text is contradicted
  std::size_t unknown = 0;               ///< the national text is open or contested
  std::vector<Blocking> because = {};    ///< the most frequent first
  std::vector<Substitute> substitutes = {};
  std::vector<GapCase> cases = {};
};

struct Gap {
  std::size_t reference =
      0;  ///< the version of the reference shown; cases use the one of their day
  std::size_t cases = 0;
  std::size_t valued = 0;           ///< place and time known, the reference in force
  std::size_t meets_reference = 0;  ///< of those valued
  std::vector<GapRow> rows = {};    ///< national texts that applied to at least one case valued
};

/// Which cases meet the reference (usually Palermo) but not the national text that was in force
/// where and when they happened, and because of which elements.
///
/// National texts are criminal codes and statutes bound to a place. A case whose place or time is
/// not known is not compared: nobody can say which text applied. Where the facts straddle two
/// versions, both are compared.
///
/// "Because" is the smallest set of elements that, taken as shown (an exception: as not shown),
/// would make the text supported; the first in the order of the definition where several are.
[[nodiscard]] Result<Gap> definition_gap(const Library& library, std::span<const Evidence> cases,
                                         std::string_view reference);

}  // namespace manumit::law
