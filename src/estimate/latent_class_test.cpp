// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <set>
#include <string>

#include "expected_figures.h"
#include "methods.h"

namespace manumit::estimate {
namespace {

ListTable table_of(int lists, const std::vector<std::uint64_t>& counts) {
  std::vector<std::string> names;
  for (int list = 0; list < lists; ++list)
    names.emplace_back(1, static_cast<char>('A' + list));
  std::vector<ListTable::Row> rows;
  for (std::size_t i = 0; i < counts.size(); ++i)
    rows.push_back({static_cast<History>(i + 1), counts[i]});
  const auto table = ListTable::of(names, rows);
  REQUIRE(table);
  return *table;
}

// Invented: two classes of people on three lists. Long chains stay for hundreds of thousands of
// sweeps near 26,000 or near 139,000, whatever the truth was (46,862).
ListTable two_modes() {
  return table_of(3, {5112, 4160, 193, 2487, 95, 1026, 56});
}

Settings settings_of(std::uint32_t sweeps) {
  Settings settings;
  settings.sweeps = sweeps;
  settings.diagnostics = false;
  return settings;
}

MethodResult result_of(const ListTable& table, const Settings& settings) {
  auto result = latent_class(table, settings, {});
  REQUIRE(result);
  return *std::move(result);
}

std::string all_of(const MethodResult& result) {
  std::string text;
  for (const double draw : result.replicates)
    text += std::to_string(draw) + " ";
  for (const auto& [name, limits] : result.intervals)
    text += name + std::to_string(limits.low) + std::to_string(limits.high);
  for (const auto& [name, value] : result.diagnostics.numbers)
    text += name + std::to_string(value);
  return text;
}

}  // namespace

TEST_CASE("latent_class: chains that settle on different answers give modes and no figure") {
  const MethodResult result = result_of(two_modes(), settings_of(20'000));
  CHECK_FALSE(result.n_hat);
  REQUIRE(result.refused);
  CHECK(result.refused->code == "chains_disagree");
  REQUIRE(result.warnings.size() == 1);
  CHECK(result.warnings[0].code == "chains_disagree");
  CHECK(result.intervals.empty());
  CHECK(result.diagnostics.quantiles.empty());
  CHECK(result.diagnostics.numbers.at("r_hat") > 1.3);
  CHECK(result.diagnostics.chains.size() == 4);
  REQUIRE(result.diagnostics.modes.size() == 2);
  CHECK(result.diagnostics.modes[1] > 3 * result.diagnostics.modes[0]);
}

TEST_CASE("latent_class: chains that agree but are too short give a figure and no interval") {
  Settings settings = settings_of(3'000);
  settings.seed = 2;
  const MethodResult result = result_of(expected::table_of("Western"), settings);
  CHECK(result.n_hat);
  CHECK_FALSE(result.refused);
  REQUIRE(result.warnings.size() == 1);
  CHECK(result.warnings[0].code == "chains_disagree");
  CHECK(result.diagnostics.numbers.at("r_hat") <= 1.05);
  CHECK(result.diagnostics.numbers.at("ess") < 400);
  CHECK(result.intervals.empty());
  CHECK(result.diagnostics.quantiles.empty());
  CHECK(result.replicates.empty());
}

TEST_CASE("latent_class: an answer that reaches the bound of the unseen is none") {
  const MethodResult result = result_of(table_of(3, {100, 80, 0, 60, 0, 0, 0}), settings_of(0));
  CHECK_FALSE(result.n_hat);
  REQUIRE(result.refused);
  CHECK(result.refused->code == "edge_of_grid");
  CHECK(result.intervals.empty());
}

TEST_CASE("latent_class: a person who is certain to be seen leaves nobody unseen") {
  const MethodResult result = result_of(table_of(3, {0, 0, 1, 0, 1, 1, 5000}), settings_of(0));
  REQUIRE(result.n_hat);
  CHECK(*result.n_hat == 5003);
}

TEST_CASE("latent_class: two lists cannot tell classes apart") {
  const MethodResult result = result_of(table_of(2, {40, 30, 10}), settings_of(0));
  CHECK_FALSE(result.n_hat);
  REQUIRE(result.refused);
  CHECK(result.refused->code == "two_lists");
}

TEST_CASE("latent_class: lists in too many combinations are refused before anybody waits") {
  const MethodResult result = result_of(
      table_of(15, std::vector<std::uint64_t>((std::size_t{1} << 15U) - 1, 1)), settings_of(0));
  REQUIRE(result.refused);
  CHECK(result.refused->code == "too_many_lists");
}

TEST_CASE("latent_class: settings that make no sense are refused") {
  const ListTable table = expected::table_of("Korea");
  Settings few = settings_of(0);
  few.chains = 3;
  CHECK(latent_class(table, few, {}).error().kind == Error::Kind::bad_input);
  Settings none = settings_of(0);
  none.classes = 0;
  CHECK(latent_class(table, none, {}).error().kind == Error::Kind::bad_input);
  CHECK(latent_class(table, settings_of(999), {}).error().kind == Error::Kind::bad_input);
}

TEST_CASE("latent_class: one thread and four give the same bytes") {
  Settings settings = settings_of(0);
  settings.threads = 1;
  const ListTable table = expected::table_of("Korea");
  const std::string one = all_of(result_of(table, settings));
  settings.threads = 4;
  CHECK(all_of(result_of(table, settings)) == one);
  settings.seed = 2;
  CHECK(all_of(result_of(table, settings)) != one);
}

TEST_CASE("latent_class: a person can stop it") {
  std::set<std::uint64_t> seen;
  const Progress stop = [&](std::uint64_t done, std::uint64_t total) {
    CHECK(done <= total);
    seen.insert(done);
    return false;
  };
  const auto result = latent_class(expected::table_of("Korea"), settings_of(0), stop);
  REQUIRE_FALSE(result);
  CHECK(result.error().what == stopped().what);
  CHECK(seen.size() == 1);
}

TEST_CASE("latent_class: what stands behind the figure is told") {
  Settings settings = settings_of(0);
  settings.diagnostics = true;
  const MethodResult result = result_of(expected::table_of("Korea"), settings);
  REQUIRE(result.n_hat);
  CHECK(result.warnings.empty());
  CHECK(result.diagnostics.numbers.at("r_hat") <= 1.05);
  CHECK(result.diagnostics.numbers.at("ess") >= 400);
  CHECK(result.diagnostics.numbers.at("classes") == 10);
  CHECK(result.diagnostics.quantiles.at("0.5") == *result.n_hat);
  CHECK(result.diagnostics.quantiles.at("0.025") == result.intervals.at("posterior_95").low);
  CHECK(result.intervals.at("posterior_80").low >= result.intervals.at("posterior_95").low);
  CHECK(result.intervals.at("posterior_50").high <= result.intervals.at("posterior_80").high);
  CHECK(result.diagnostics.modes.size() == 1);
  CHECK(result.replicates.size() == 4'000);
  CHECK(result.diagnostics.sweep_of == "classes");
  REQUIRE(result.diagnostics.sweep.size() == 2);
  CHECK(result.diagnostics.sweep[0].setting == 5);
  CHECK(result.diagnostics.sweep[1].n_hat == *result.n_hat);
}

}  // namespace manumit::estimate
