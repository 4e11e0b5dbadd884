// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "exchange/estimate_words.h"
#include "gap/report.h"

namespace manumit::exchange {

/// Whether the report draws a series: it has a trend or stands in editions, and has two points.
[[nodiscard]] bool is_drawn(const gap::Series& series);

/// Where the figures of a report stand, numbered in the order of its page. A source of which
/// nothing is shown has no number.
class GapSources {
 public:
  GapSources(const gap::GapReport& report, const EstimateWords& words);

  /// "Supreme Court form 10-a · 2020", the first having the number 1.
  [[nodiscard]] const std::vector<std::string>& in_order() const { return order_; }
  /// The numbers behind figures, each once, the smallest first.
  [[nodiscard]] std::vector<std::size_t> numbers_of(std::span<const std::size_t> figures) const;

 private:
  [[nodiscard]] std::string source_of(std::size_t figure) const;
  void number_all(std::span<const std::size_t> figures);

  const gap::FigureTable& table_;
  std::string not_recorded_;
  std::map<std::string, std::size_t> numbers_;
  std::vector<std::string> order_;
};

}  // namespace manumit::exchange
