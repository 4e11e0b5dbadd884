// SPDX-License-Identifier: Apache-2.0
#include "rates.h"

#include <utility>

namespace manumit::estimate {
namespace {

constexpr double kPer = 100'000;  // SDG indicator 16.2.2 counts victims per 100,000.

}  // namespace

Rates::Rates(const Lists& lists, const Settings& settings, const IsIn& is_in) {
  if (settings.population.size() != lists.strata.size())
    return;
  for (std::size_t g = 0; g < lists.strata.size(); ++g)
    people_ += is_in(lists.strata[g].values) ? static_cast<double>(settings.population[g]) : 0;
  for (const UnseenGroup& group : settings.unseen_groups)
    people_ += is_in(group.values) ? static_cast<double>(group.people) : 0;
}

std::optional<double> Rates::of(std::optional<double> people) const {
  return people && people_ > 0 ? std::optional(*people / people_ * kPer) : std::nullopt;
}

std::optional<Limits> Rates::of(const std::optional<Limits>& people) const {
  if (!people || people_ <= 0)
    return std::nullopt;
  return Limits{people->low / people_ * kPer, people->high / people_ * kPer};
}

IsIn everybody() {
  return [](const std::vector<std::string>&) { return true; };
}

IsIn with_value(std::size_t column, std::string value) {
  return [column, value = std::move(value)](const std::vector<std::string>& values) {
    return values[column] == value;
  };
}

}  // namespace manumit::estimate
