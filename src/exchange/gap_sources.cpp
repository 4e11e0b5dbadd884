// SPDX-License-Identifier: Apache-2.0
#include "gap_sources.h"

#include <algorithm>
#include <utility>

namespace manumit::exchange {

bool is_drawn(const gap::Series& series) {
  return (series.trend || series.editions) && series.points.size() > 1;
}

GapSources::GapSources(const gap::GapReport& report, const EstimateWords& words)
    : table_(report.table), not_recorded_(words.sentence("source not recorded")) {
  for (const gap::Funnel* funnel : {&report.funnel, &report.labour}) {
    for (const gap::Stage& stage : funnel->stages)
      number_all(stage.figures);
  }
  for (const gap::Series& series : report.series) {
    if (!is_drawn(series))
      continue;
    for (const gap::SeriesPoint& point : series.points)
      number_all(std::span(&point.figure, 1));
  }
  for (const gap::GapMeasure& measure : report.measures) {
    number_all(measure.figures);
    for (const gap::Part& part : measure.parts)
      number_all(part.figures);
  }
  for (const gap::Conflict& conflict : report.conflicts)
    number_all(conflict.figures);
}

std::string GapSources::source_of(std::size_t at) const {
  const gap::Figure& figure = table_.figures[at];
  const std::string& source = figure.source.empty() ? not_recorded_ : figure.source;
  return figure.vintage.empty() ? source : source + " · " + figure.vintage;
}

void GapSources::number_all(std::span<const std::size_t> figures) {
  for (const std::size_t i : figures) {
    std::string source = source_of(i);
    if (numbers_.emplace(source, order_.size() + 1).second)
      order_.push_back(std::move(source));
  }
}

std::vector<std::size_t> GapSources::numbers_of(std::span<const std::size_t> figures) const {
  std::vector<std::size_t> numbers;
  for (const std::size_t i : figures) {
    const auto found = numbers_.find(source_of(i));
    if (found != numbers_.end())
      numbers.push_back(found->second);
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

}  // namespace manumit::exchange
