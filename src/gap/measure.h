// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/interval.h"
#include "base/sentence.h"

namespace manumit::gap {

/// One value among those of which a measure is made: another year, another stage, another law.
struct Part {
  std::string of;      ///< "investigated", "ru.uk.127_1": what it is about
  std::string period;  ///< "2019", "2009–2021"
  double value = 0;
  bool is_range = false;  ///< only the interval is known, and `value` says nothing
  std::optional<Interval<double>> interval;
  std::optional<double> part;  ///< where it is one count of another: both of them
  std::optional<double> whole;
  std::vector<std::size_t> figures;
};

/// One of the measures G1 to G12 of the gap between what is estimated and what was done.
struct GapMeasure {
  std::string id;  ///< "G1"
  std::optional<double> value;
  std::optional<Interval<double>> interval;
  std::string period;
  Sentence says;            ///< the value in a sentence; empty when there is none
  Sentence not_computable;  ///< why there is none; empty when there is one
  /// How much of what it needs is there: 1 all of it.
  double coverage = 0;
  std::vector<Part> parts;
  std::vector<Sentence> cautions;
  std::vector<std::size_t> figures;  ///< places in `FigureTable::figures`
};

}  // namespace manumit::gap
