// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/interval.h"
#include "base/sentence.h"
#include "gap/exact.h"
#include "gap/figure.h"

namespace manumit::gap {

struct SeriesPoint {
  std::size_t figure = 0;
  int year = 0;
  double value = 0;
  std::optional<Interval<double>> interval;  ///< as published; else exact for a count below 100
  std::optional<Sentence> break_before;      ///< why no line may come here from the point before
};

/// The first and the last third of the years of an unbroken series of counts, against each other.
struct Trend {
  int earlier_from = 0;
  int earlier_to = 0;
  int later_from = 0;
  int later_to = 0;
  std::uint64_t earlier = 0;
  std::uint64_t later = 0;
  RateRatio ratio;
  std::vector<std::size_t> figures;
};

/// The figures of one measure over the years. A line may be drawn only between two points without
/// a break between them.
struct Series {
  std::string measure;
  std::string law;
  std::string unit;
  std::string population;
  Kind kind = Kind::not_recorded;
  bool editions = false;  ///< each point has a method of its own: never a line
  std::vector<SeriesPoint> points;
  std::optional<Trend> trend;
};

}  // namespace manumit::gap
