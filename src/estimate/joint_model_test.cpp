// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "expected_figures.h"
#include "joint_fit.h"
#include "strata.h"

using namespace manumit::estimate;

namespace {

// Two public tables over three lists, taken for two strata of one population: what a model with
// every list × stratum term says of each is what the stratum alone says.
JointTable korea_and_artificial() {
  JointTable joint{.lists = 3, .value = {{0}, {1}}, .values = {2}, .counts = {}, .people = 0};
  for (const char* name : {"Korea", "Artificial_3"}) {
    const ListTable table = expected::table_of(name);
    joint.counts.emplace_back(table.counts().begin(), table.counts().end());
    joint.people += static_cast<double>(table.people());
  }
  return joint;
}

std::vector<JointTerm> every_list_by_stratum() {
  return {{1, 0}, {2, 0}, {4, 0}};
}

Lists lists_of(std::vector<std::vector<ListTable::Row>> strata) {
  std::vector<ListTable::Row> all;
  for (const auto& rows : strata)
    all.insert(all.end(), rows.begin(), rows.end());
  const std::vector<std::string> names = {"police", "shelter", "hotline"};
  Lists lists{.table = *ListTable::of(names, all), .columns = {"sex"}, .strata = {}, .draws = {}};
  const char* values[] = {"female", "male"};
  for (std::size_t g = 0; g < strata.size(); ++g)
    lists.strata.push_back({{values[g]}, *ListTable::of(names, strata[g])});
  return lists;
}

/// Expected counts of three independent lists with these chances among so many people.
std::vector<ListTable::Row> independent(double people, double a, double b, double c) {
  std::vector<ListTable::Row> rows;
  for (History history = 1; history < 8; ++history) {
    const double chance =
        (history & 1U ? a : 1 - a) * (history & 2U ? b : 1 - b) * (history & 4U ? c : 1 - c);
    rows.push_back({history, static_cast<std::uint64_t>(std::llround(people * chance))});
  }
  return rows;
}

}  // namespace

TEST_CASE("joint model: with every list by stratum, each stratum is as if it were alone") {
  // Main effects: Korea 141.9926, Artificial_3 539.0926 (docs of the published figures).
  const JointFit fit = fit_jointly(korea_and_artificial(), every_list_by_stratum());
  REQUIRE(fit.existence_code == 0);
  CHECK(fit.unseen[0] + 123 == doctest::Approx(141.9926).epsilon(1e-6));
  CHECK(fit.unseen[1] + 96 == doctest::Approx(539.0926).epsilon(1e-5));
  CHECK(fit.parameters == 8);
  CHECK(fit.df == 6);
  // Deviances of apart fits add up: 138.554842 + 8.872540.
  CHECK(fit.deviance == doctest::Approx(147.427382).epsilon(1e-6));
}

TEST_CASE("joint model: the standard error of a stratum is that of the stratum alone") {
  const JointTable table = korea_and_artificial();
  const auto terms = every_list_by_stratum();
  const JointFit fit = fit_jointly(table, terms);
  // Korea's log-normal limits 134.8809 and 153.3614 lie symmetrically about ln 18.9926.
  const double korea = std::log(30.3614 / 11.8809) / (2 * 1.959964);
  CHECK(log_unseen_error(table, terms, fit, {0}) == doctest::Approx(korea).epsilon(1e-4));
  // Strata that share no parameter are independent: shares squared times variances add up.
  const double other = log_unseen_error(table, terms, fit, {1});
  const double whole = fit.unseen[0] + fit.unseen[1];
  const double both = std::hypot(fit.unseen[0] / whole * korea, fit.unseen[1] / whole * other);
  CHECK(log_unseen_error(table, terms, fit, {0, 1}) == doctest::Approx(both).epsilon(1e-4));
}

TEST_CASE("joint model: a term that nobody is in goes to minus infinity with its cells") {
  // Artificial_3 has nobody on A and B together, nor on A and C.
  JointTable table{.lists = 3, .value = {{0}}, .values = {1}, .counts = {}, .people = 96};
  const ListTable published = expected::table_of("Artificial_3");
  table.counts.emplace_back(published.counts().begin(), published.counts().end());
  const JointFit fit = fit_jointly(table, std::vector<JointTerm>{{3, JointTerm::kNoColumn}});
  CHECK(fit.existence_code == 1);
}

TEST_CASE("joint model: lists that reach women and men differently are seen to, and add up") {
  // 2,000 women whom police rarely and shelters often see, 1,000 men the other way round: pooled,
  // police and shelter seem to avoid each other. By stratum all lists are independent.
  const Lists lists =
      lists_of({independent(2000, 0.05, 0.4, 0.2), independent(1000, 0.4, 0.05, 0.2)});
  const auto answer = joint_model(lists, Settings{}, {});
  REQUIRE(answer);
  REQUIRE(answer->n_hat);
  CHECK(*answer->n_hat == doctest::Approx(3000).epsilon(0.02));
  CHECK(answer->terms.size() == 2);
  REQUIRE(answer->levels.size() == 2);
  CHECK(answer->levels[0].n_hat == doctest::Approx(2000).epsilon(0.02));
  CHECK(answer->levels[0].n_hat + answer->levels[1].n_hat ==
        doctest::Approx(*answer->n_hat).epsilon(1e-12));
  double margin = 0;
  for (const JointMargin& each : answer->margins)
    margin += each.n_hat;
  CHECK(margin == doctest::Approx(*answer->n_hat).epsilon(1e-12));
}

TEST_CASE("joint model: rates are per 100,000 people of the stratum") {
  const Lists lists =
      lists_of({independent(2000, 0.3, 0.4, 0.2), independent(1000, 0.3, 0.4, 0.2)});
  Settings settings;
  settings.population = {400'000, 200'000};
  const auto answer = joint_model(lists, settings, {});
  REQUIRE(answer);
  REQUIRE(answer->levels.size() == 2);
  CHECK(*answer->levels[0].per_100000 == doctest::Approx(500).epsilon(0.02));
  CHECK(*answer->levels[1].per_100000 == doctest::Approx(500).epsilon(0.02));
}

TEST_CASE("joint model: lists that share nobody give no estimate") {
  const Lists lists = lists_of({{{1, 10}, {2, 8}, {4, 6}}, {{1, 9}, {2, 7}, {4, 5}}});
  const auto answer = joint_model(lists, Settings{}, {});
  REQUIRE(answer);
  CHECK_FALSE(answer->n_hat.has_value());
  REQUIRE(answer->refused);
  CHECK(answer->refused->code == "no_upper_bound");
}
