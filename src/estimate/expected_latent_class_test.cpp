// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <map>
#include <string>

#include "expected_figures.h"
#include "methods.h"

namespace manumit::estimate {
namespace {

// The reference is one chain of 510,000 sweeps with 10,000 draws, of a few hundred to some thousand
// effective ones. Four chains of so many sweeps know as much, and leave the tests their minute
// under the sanitizers; only Kosovo's chains move so slowly that they need more.
constexpr std::uint32_t kSweeps = 32'000;
constexpr std::uint32_t kKosovoSweeps = 64'000;

double figure_of(const MethodResult& result, const std::string& quantity) {
  if (quantity == "n_hat")
    return result.n_hat.value_or(0);
  const Limits& limits = result.intervals.at("posterior_95");
  return quantity == "posterior_95_low" ? limits.low : limits.high;
}

}  // namespace

TEST_CASE("latent_class: gives the expected figures") {
  std::map<std::string, MethodResult> results;
  for (const expected::Row& row : expected::rows_of("latent_class")) {
    const std::string name = row.data_set + row.options;
    if (results.count(name) == 0) {
      Settings settings;
      settings.classes = std::stoi(*expected::option_of(row, "K"));
      settings.sweeps = row.data_set == "Kosovo" ? kKosovoSweeps : kSweeps;
      settings.threads = 2;
      settings.diagnostics = false;
      auto result = latent_class(expected::table_for(row), settings, {});
      REQUIRE(result);
      REQUIRE_MESSAGE(result->warnings.empty(), name);
      results[name] = *std::move(result);
    }
    expected::check(row, figure_of(results[name], row.quantity));
  }
}

}  // namespace manumit::estimate
