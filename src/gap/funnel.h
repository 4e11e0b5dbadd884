// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/interval.h"
#include "base/sentence.h"

namespace manumit::gap {

/// One stage between being estimated and having a remedy. A stage without a figure is missing,
/// never zero.
struct Stage {
  std::string name;  ///< "investigated"
  std::optional<double> value;
  std::optional<Interval<double>> interval;  ///< as published, or exact for a count below 100
  std::string unit;                          ///< "persons", "cases", "cases or persons"
  std::string period;                        ///< of an estimate another one than the funnel's
  bool said_absent = false;                  ///< a source says that nothing was published
  std::optional<double> per_hundred_identified;
  std::optional<double> estimated_for_each;
  std::vector<std::size_t> figures;
};

/// What happened in one year, stage by stage. It never follows the same people.
struct Funnel {
  std::string of;      ///< "all" or "labour"
  std::string period;  ///< empty when no stage has a figure in any year
  std::vector<Stage> stages;
  std::vector<Sentence> cautions;  ///< a stage larger than the one before it, persons after cases …
};

}  // namespace manumit::gap
