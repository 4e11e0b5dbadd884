// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "answer.h"
#include "list_table.h"
#include "settings.h"

namespace manumit::estimate {

/// Tells by the values of the strata's columns who belongs to a part of the population.
using IsIn = std::function<bool(const std::vector<std::string>&)>;

/// Figures of a part of the population per 100,000 people at risk in it.
class Rates {
 public:
  /// Strata and groups that nobody has seen are added: whoever is at risk counts, on a list or not.
  Rates(const Lists& lists, const Settings& settings, const IsIn& is_in);

  /// None where the population is not known.
  [[nodiscard]] std::optional<double> of(std::optional<double> people) const;
  [[nodiscard]] std::optional<Limits> of(const std::optional<Limits>& people) const;

 private:
  double people_ = 0;
};

[[nodiscard]] IsIn everybody();
[[nodiscard]] IsIn with_value(std::size_t column, std::string value);

}  // namespace manumit::estimate
