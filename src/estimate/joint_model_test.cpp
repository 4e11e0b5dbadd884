// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>
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

Lists lists_of(std::vector<std::vector<ListTable::Row>> strata,
               const std::vector<std::string>& names = {"police", "shelter", "hotline"}) {
  std::vector<ListTable::Row> all;
  for (const auto& rows : strata)
    all.insert(all.end(), rows.begin(), rows.end());
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

bool has(const std::vector<Warning>& warnings, const std::string& code) {
  return std::any_of(warnings.begin(), warnings.end(),
                     [&code](const Warning& warning) { return warning.code == code; });
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
  CHECK(log_unseen_error(table, fit, {0}) == doctest::Approx(korea).epsilon(1e-4));
  // Strata that share no parameter are independent: shares squared times variances add up.
  const double other = log_unseen_error(table, fit, {1});
  const double whole = fit.unseen[0] + fit.unseen[1];
  const double both = std::hypot(fit.unseen[0] / whole * korea, fit.unseen[1] / whole * other);
  CHECK(log_unseen_error(table, fit, {0, 1}) == doctest::Approx(both).epsilon(1e-4));
}

TEST_CASE("joint model: a term that nobody is in goes to minus infinity with its cells") {
  // Artificial_3 has nobody on A and C together. Its published model [13,2]: 396, BIC 46.68505; the
  // term counts among its parameters, and the two cells that it empties count for nothing.
  JointTable table{.lists = 3, .value = {{0}}, .values = {1}, .counts = {}, .people = 96};
  const ListTable published = expected::table_of("Artificial_3");
  table.counts.emplace_back(published.counts().begin(), published.counts().end());
  const JointFit fit = fit_jointly(table, std::vector<JointTerm>{{5, JointTerm::kNoColumn}});
  REQUIRE(fit.existence_code == 0);
  CHECK(fit.unseen[0] + 96 == doctest::Approx(396).epsilon(1e-5));
  CHECK(fit.bic == doctest::Approx(46.68505).epsilon(1e-6));
  CHECK(fit.parameters == 5);
  CHECK(fit.cells.size() == 5);
  // Without A and B the rest has no estimate: nobody is on both of them either.
  CHECK(fit_jointly(table, std::vector<JointTerm>{{3, JointTerm::kNoColumn}}).existence_code == 1);
}

TEST_CASE("joint model: what the values of a column are called, and their order, change nothing") {
  // 2,000 people by three lists; 1,000 of whom nobody comes onto the third. Whichever of the two
  // stands first, the third list has nobody among the second kind and no estimate is lost.
  const std::vector<ListTable::Row> all = independent(2000, 0.3, 0.3, 0.3);
  const std::vector<ListTable::Row> none = independent(1000, 0.3, 0.3, 0);
  const auto one = joint_model(lists_of({all, none}), Settings{}, {});
  const auto other = joint_model(lists_of({none, all}), Settings{}, {});
  REQUIRE(one);
  REQUIRE(other);
  REQUIRE(one->n_hat);
  REQUIRE(other->n_hat);
  CHECK(*one->n_hat == doctest::Approx(3000).epsilon(0.01));
  CHECK(*one->n_hat == doctest::Approx(*other->n_hat).epsilon(1e-9));
  CHECK(one->terms == other->terms);
  CHECK(one->df == other->df);
  CHECK(one->parameters == other->parameters);
  CHECK(one->bic == doctest::Approx(other->bic).epsilon(1e-9));
  CHECK(one->levels[0].n_hat == doctest::Approx(other->levels[1].n_hat).epsilon(1e-9));
  CHECK(one->levels[1].lognormal_95->high ==
        doctest::Approx(other->levels[0].lognormal_95->high).epsilon(1e-6));
}

TEST_CASE("joint fit: a zero in the first value of a column or in the last is the same zero") {
  JointTable table{.lists = 3, .value = {{0}, {1}}, .values = {2}, .counts = {}, .people = 0};
  for (const double third : {0.3, 0.0}) {
    std::vector<double>& counts = table.counts.emplace_back(8, 0.0);
    for (const ListTable::Row& row : independent(1000, 0.3, 0.3, third))
      counts[row.history] = static_cast<double>(row.people);
  }
  for (const auto& counts : table.counts)
    for (const double people : counts)
      table.people += people;
  JointTable swapped = table;
  swapped.value = {{1}, {0}};
  const std::vector<JointTerm> terms = {{4, 0}};
  const JointFit one = fit_jointly(table, terms);
  const JointFit other = fit_jointly(swapped, terms);
  CHECK(one.existence_code == 0);
  CHECK(other.existence_code == 0);
  CHECK(one.parameters == 6);
  CHECK(other.parameters == 6);
  // The four histories with the third list go, in the stratum where nobody is on it.
  CHECK(one.cells.size() == 10);
  CHECK(one.df == other.df);
  CHECK(one.bic == doctest::Approx(other.bic).epsilon(1e-9));
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

TEST_CASE("joint model: people at risk of whom nobody is on a list count in every rate of theirs") {
  // 1,000 found of 400,000, and 500 of 200,000; 100,000 more men of another age, none of them seen.
  Lists lists = lists_of({independent(1000, 0.3, 0.4, 0.2), independent(500, 0.3, 0.4, 0.2)});
  lists.columns = {"sex", "age"};
  lists.strata[0].values = {"female", "adult"};
  lists.strata[1].values = {"male", "adult"};
  Settings settings;
  settings.population = {400'000, 200'000};
  settings.unseen_groups = {{{"male", "child"}, 100'000}};
  const auto answer = joint_model(lists, settings, {});
  REQUIRE(answer);
  CHECK(*answer->levels[1].per_100000 == doctest::Approx(250).epsilon(0.02));
  CHECK(*answer->per_100000 == doctest::Approx(*answer->n_hat / 7));
  for (const JointMargin& margin : answer->margins) {
    const double people = margin.value == "female" ? 4 : margin.value == "male" ? 3 : 6;
    CHECK(*margin.per_100000 == doctest::Approx(margin.n_hat / people));
    REQUIRE(margin.per_100000_95);
    CHECK(margin.per_100000_95->low == doctest::Approx(margin.lognormal_95->low / people));
    CHECK(margin.per_100000_95->high == doctest::Approx(margin.lognormal_95->high / people));
  }
}

TEST_CASE("joint model: a group without an estimate of its own says that its figure is borrowed") {
  const std::vector<ListTable::Row> all = independent(2000, 0.3, 0.3, 0.3);
  const auto answer = joint_model(lists_of({all, independent(1000, 0.3, 0.3, 0)}), Settings{}, {});
  REQUIRE(answer);
  CHECK_FALSE(has(answer->levels[0].warnings, "borrowed"));
  CHECK(has(answer->levels[1].warnings, "borrowed"));
  CHECK(has(answer->warnings, "choice_ignored"));
  // Three lists in both groups; in the second they share nobody.
  const auto apart = joint_model(lists_of({all, {{1, 90}, {2, 80}, {4, 70}}}), Settings{}, {});
  REQUIRE(apart);
  CHECK(has(apart->levels[1].warnings, "borrowed"));
  CHECK(has(apart->levels[1].warnings, "too_small"));
  CHECK_FALSE(has(apart->levels[0].warnings, "too_small"));
}

TEST_CASE("joint model: small groups and a poor fit are said") {
  const auto fine = joint_model(
      lists_of({independent(2000, 0.3, 0.4, 0.2), independent(1000, 0.3, 0.4, 0.2)}), {}, {});
  REQUIRE(fine);
  CHECK_FALSE(has(fine->warnings, "poor_fit"));
  CHECK(fine->levels[0].warnings.empty());
  CHECK(fine->margins[0].warnings.empty());
  // Four independent lists that catch 0.3 each of 2,000 people, and 600 more whom the first three
  // pass on to each other: pairs of lists, the largest terms of the model, cannot say that.
  std::vector<ListTable::Row> chain;
  for (History history = 1; history < 16; ++history) {
    const int on = std::popcount(history);
    chain.push_back({history, static_cast<std::uint64_t>(
                                  std::llround(2000 * std::pow(0.3, on) * std::pow(0.7, 4 - on)))});
  }
  chain[6].people += 600;
  const auto poor = joint_model(lists_of({chain, chain}, {"A", "B", "C", "D"}), Settings{}, {});
  REQUIRE(poor);
  CHECK(has(poor->warnings, "poor_fit"));
  const auto small = joint_model(
      lists_of({independent(2000, 0.3, 0.4, 0.2), independent(60, 0.3, 0.4, 0.2)}), {}, {});
  REQUIRE(small);
  CHECK(has(small->levels[1].warnings, "too_small"));
  CHECK(has(small->levels[1].warnings, "suppress"));
  CHECK(has(small->margins[1].warnings, "suppress"));
}

TEST_CASE("joint model: lists that share nobody give no estimate") {
  const Lists lists = lists_of({{{1, 10}, {2, 8}, {4, 6}}, {{1, 9}, {2, 7}, {4, 5}}});
  const auto answer = joint_model(lists, Settings{}, {});
  REQUIRE(answer);
  CHECK_FALSE(answer->n_hat.has_value());
  REQUIRE(answer->refused);
  CHECK(answer->refused->code == "no_upper_bound");
}
