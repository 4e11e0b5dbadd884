// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "answer.h"
#include "expected_figures.h"

/// For tests only: a method's result held against a row of the expected figures.
namespace manumit::estimate::expected {

/// The figure of a quantity's name: `n_hat`, `lognormal_95_low`, `se_n_symmetric` …
inline std::optional<double> figure_of(const MethodResult& result, const std::string& quantity) {
  const auto real = [](auto number) {
    return number ? std::optional<double>(static_cast<double>(*number)) : std::nullopt;
  };
  if (quantity == "n_hat")
    return result.n_hat;
  if (quantity == "parameters")
    return real(result.parameters);
  if (quantity == "df")
    return real(result.df);
  if (quantity == "existence_code")
    return real(result.existence_code);
  if (quantity == "deviance")
    return result.deviance;
  if (quantity == "aic")
    return result.aic;
  if (quantity == "bic")
    return result.bic;
  if (quantity == "acceleration")
    return result.acceleration;
  if (quantity == "z0")
    return result.z0;
  for (const auto& [name, limits] : result.intervals) {
    if (quantity == name + "_low")
      return limits.low;
    if (quantity == name + "_high")
      return limits.high;
  }
  const auto number = result.diagnostics.numbers.find(quantity);
  return number == result.diagnostics.numbers.end() ? std::nullopt
                                                    : std::optional<double>(number->second);
}

/// Holds a result against a row; a quantity that the result does not have is a fault.
inline void check_result(const Row& row, const MethodResult& result) {
  if (row.quantity == "terms")
    return check(row, result.terms);
  if (row.quantity == "terms_at_minus_infinity")
    return check(row, result.terms_at_minus_infinity);
  const std::optional<double> figure = figure_of(result, row.quantity);
  REQUIRE_MESSAGE(figure.has_value(), told(row, "missing"));
  check(row, *figure);
}

}  // namespace manumit::estimate::expected
