// SPDX-License-Identifier: Apache-2.0
#include "newcomers.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "engine.h"
#include "scorer.h"
#include "test_tables.h"

using namespace manumit;
using namespace manumit::link;
using namespace manumit::link::testing;

namespace {

constexpr double kFrom = -8;

RuleSetting rule(const std::vector<std::string>& keys) {
  RuleSetting made;
  for (const std::string& key : keys)
    made.parts.push_back(key_part_of(key).value());
  return made;
}

/// All but the last `left_out` rows are linked.
struct Linked {
  TestRows rows;
  std::vector<std::uint32_t> truth;
  std::size_t before = 0;
  Settings settings;
  Linkage linkage;

  explicit Linked(std::size_t left_out, std::uint64_t seed = 41) {
    for (const InventedRow& row : InventedPeople(seed).rows(600)) {
      rows.push_back(row.cells);
      truth.push_back(row.person);
    }
    before = rows.size() - left_out;
    const RecordTable table = first();
    settings = guess_settings(table);
    settings.rules = {rule({"family_name"}), rule({"birth_date"}), rule({"given_name", "place"}),
                      rule({"family_name:names"})};
    settings.training.bootstrap = 0;
    auto linked = manumit::link::link(table, settings);
    REQUIRE(linked);
    linkage = std::move(*linked);
  }
  [[nodiscard]] RecordTable first() const {
    return list_of(invented_columns(),
                   TestRows(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(before)));
  }
  [[nodiscard]] Newcomers newcomers() const {
    auto made = Newcomers::of(first(), settings, linkage, {}, kFrom);
    REQUIRE(made);
    return std::move(*made);
  }
};

}  // namespace

TEST_CASE("Newcomers: a record finds all whom the rules find, with the weight of the scorer") {
  Linked linked(40);
  Newcomers newcomers = linked.newcomers();
  for (std::size_t i = linked.before; i < linked.rows.size(); ++i)
    CHECK(newcomers.add(linked.rows[i]).record == i);
  // The plain way: an engine over all rows in one, and each pair asked by itself. The rows that
  // came later count as nobody's, so they stand last and alone in knowing less.
  Newcomers again = linked.newcomers();
  const Arrival arrival = again.add(linked.rows[linked.before]);
  const RecordTable both =
      list_of(invented_columns(),
              TestRows(linked.rows.begin(),
                       linked.rows.begin() + static_cast<std::ptrdiff_t>(linked.before + 1)));
  const auto engine = engine_that_knows(both, linked.settings, linked.linkage.model);
  REQUIRE(engine);
  const Scorer scorer = Scorer::of(engine->fields, engine->comparators, linked.linkage.model);
  const double prior = log2_odds(linked.linkage.model.prior.share);
  const auto last = static_cast<std::uint32_t>(linked.before);
  std::set<std::uint32_t> found;
  for (const Candidate& each : arrival.candidates)
    found.insert(each.record);
  CHECK(found.size() == arrival.candidates.size());
  for (std::uint32_t record = 0; record < last; ++record) {
    const bool meets =
        std::any_of(engine->rules.begin(), engine->rules.end(), [&](const RuleKeys& each) {
          return each.finds(engine->fields, engine->fields.row(record), engine->fields.row(last));
        });
    if (found.contains(record))
      CHECK(meets);
    else if (meets)  // One record more makes what it has a little less rare.
      CHECK(scorer.evidence(record, last) + prior < kFrom + 0.5);
  }
  CHECK(std::is_sorted(arrival.candidates.begin(), arrival.candidates.end(),
                       [](const auto& a, const auto& b) { return a.weight > b.weight; }));
}

TEST_CASE("Newcomers: a record that stands there already weighs as it would by itself") {
  Linked linked(0);
  Newcomers newcomers = linked.newcomers();
  const RecordTable table = linked.first();
  const auto engine = engine_that_knows(table, linked.settings, linked.linkage.model);
  REQUIRE(engine);
  const Scorer scorer = Scorer::of(engine->fields, engine->comparators, linked.linkage.model);
  const double prior = log2_odds(linked.linkage.model.prior.share);
  for (std::uint32_t record = 0; record < 50; ++record) {
    const Arrival arrival = newcomers.add(linked.rows[record]);
    for (const Candidate& each : arrival.candidates) {
      // Copies that came before are found too: they weigh as what they were copied from.
      const std::uint32_t like = each.record < linked.before
                                     ? each.record
                                     : each.record - static_cast<std::uint32_t>(linked.before);
      CHECK(each.weight == doctest::Approx(scorer.evidence(like, record) + prior).epsilon(1e-6));
    }
  }
}

TEST_CASE("Newcomers: most of those who are left out are found again, and few are put wrong") {
  Linked linked(200);
  Newcomers newcomers = linked.newcomers();
  std::size_t right = 0;
  std::size_t wrong = 0;
  std::size_t known = 0;
  for (std::size_t i = linked.before; i < linked.rows.size(); ++i) {
    const bool is_known =
        std::find(linked.truth.begin(), linked.truth.begin() + static_cast<std::ptrdiff_t>(i),
                  linked.truth[i]) != linked.truth.begin() + static_cast<std::ptrdiff_t>(i);
    known += is_known ? 1 : 0;
    const Arrival arrival = newcomers.add(linked.rows[i]);
    if (arrival.joined.empty())
      continue;
    linked.truth[arrival.joined.front()] == linked.truth[i] ? ++right : ++wrong;
  }
  CHECK(known > 100);
  CHECK(static_cast<double>(right) > 0.75 * static_cast<double>(known));
  CHECK(static_cast<double>(wrong) < 0.05 * static_cast<double>(known));
  // Groups are called by their oldest, and everybody is in one.
  for (std::uint32_t record = 0; record < newcomers.table().size(); ++record) {
    const std::uint32_t oldest = newcomers.cluster()[record];
    CHECK(oldest <= record);
    CHECK(newcomers.cluster()[oldest] == oldest);
  }
}

TEST_CASE("Newcomers: words and values that nobody had are taken in, and found the next time") {
  Linked linked(0);
  Newcomers newcomers = linked.newcomers();
  const std::vector<std::string> somebody = {"Quetzalli", "Ixtlilxochitl", "1971-12-31", "f",
                                             "tashkent"};
  CHECK(newcomers.add(somebody).joined.empty());
  const Arrival again = newcomers.add(somebody);
  REQUIRE(again.joined.size() == 1);
  CHECK(again.joined.front() == again.record - 1);
  CHECK(newcomers.cluster()[again.record] == again.record - 1);
  CHECK(newcomers.table().text(again.record, 0) == "Quetzalli");
  CHECK(newcomers.add({"", "", "", "", ""}).candidates.empty());
}
