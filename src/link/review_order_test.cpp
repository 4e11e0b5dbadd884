// SPDX-License-Identifier: Apache-2.0
#include "review_order.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "link.h"
#include "test_tables.h"

using namespace manumit;
using namespace manumit::link;
using namespace manumit::link::testing;

namespace {

const TestColumns kNames = {{"name", Role::full_name}};

using Contents = std::pair<std::string, std::string>;

/// The pairs by what stands in their rows.
std::vector<Contents> in_words(const RecordTable& table, const std::vector<ReviewPair>& order) {
  const auto row = [&](std::uint32_t record) {
    std::string out;
    for (std::size_t column = 0; column < table.columns().size(); ++column)
      out += std::string(table.text(record, column)) + "|";
    return out;
  };
  std::vector<Contents> all;
  for (const ReviewPair& one : order)
    all.push_back(std::minmax({row(one.pair.a), row(one.pair.b)}));
  return all;
}

/// What linking makes of these rows, and the order of its pairs.
std::vector<Contents> asked_of(const TestRows& rows) {
  const RecordTable table = list_of(invented_columns(), rows);
  Settings settings = guess_settings(table);
  settings.training.bootstrap = 0;
  const auto linkage = manumit::link::link(table, settings, {.decisions = {}, .pairs_from = -5});
  REQUIRE(linkage);
  REQUIRE(linkage->pairs.size() > 20);
  return in_words(table, review_order(table, *linkage, linkage->pairs));
}

}  // namespace

TEST_CASE("review_order: what is unsure and changes much comes first, as reckoned by hand") {
  const RecordTable table = list_of(kNames, {{"a"}, {"b"}, {"c"}, {"d"}, {"e"}});
  Linkage linkage;
  linkage.cluster = {0, 0, 0, 3, 4};
  linkage.pairs = {{0, 1, 6}, {0, 3, 0}, {1, 2, 1}, {3, 4, 0}};
  const auto order = review_order(table, linkage, linkage.pairs);
  REQUIRE(order.size() == 4);
  // At even odds one bit is unsure. To join three records and one changes 3 × 1 pairs.
  CHECK(order[0].pair == RecordPair{0, 3});
  CHECK(order[0].doubt == doctest::Approx(1));
  CHECK(order[0].changes == 3);
  // 2/3: −(2/3)·log2(2/3) − (1/3)·log2(1/3) = 0.918296. The third record goes with the one that it
  // weighs with, so that two and one part.
  CHECK(order[1].pair == RecordPair{1, 2});
  CHECK(order[1].teaches() == doctest::Approx(2 * 0.918296));
  CHECK(order[2].pair == RecordPair{3, 4});
  CHECK(order[2].teaches() == doctest::Approx(1));
  // 64/65: 0.114676 bits.
  CHECK(order[3].pair == RecordPair{0, 1});
  CHECK(order[3].teaches() == doctest::Approx(2 * 0.114676));
}

TEST_CASE("review_order: members that neither of the two is nearer to part as evenly as they can") {
  const RecordTable table = list_of(kNames, {{"a"}, {"b"}, {"c"}, {"d"}});
  Linkage linkage;
  linkage.cluster = {0, 0, 0, 0};
  linkage.pairs = {{0, 1, 0}};
  CHECK(review_order(table, linkage, linkage.pairs).front().changes == 4);
}

TEST_CASE("review_order: of a very large cluster one record is thought to leave") {
  const std::size_t many = 300;
  TestRows rows;
  for (std::size_t i = 0; i < many; ++i)
    rows.push_back({"name " + std::to_string(i)});
  Linkage linkage;
  linkage.cluster.assign(many, 0);
  linkage.pairs = {{0, 1, 0}};
  CHECK(review_order(list_of(kNames, rows), linkage, linkage.pairs).front().changes == many - 1);
}

TEST_CASE("review_order: pairs that teach the same stand by what is recorded, not by their rows") {
  const TestRows rows = {{"west"}, {"east"}, {"north"}, {"south"}};
  Linkage linkage;
  linkage.cluster = {0, 1, 2, 3};
  linkage.pairs = {{0, 1, 1}, {0, 3, 1}, {1, 2, 1}};
  const RecordTable table = list_of(kNames, rows);
  const std::vector<Contents> expected = {
      {"east|", "north|"}, {"east|", "west|"}, {"south|", "west|"}};
  CHECK(in_words(table, review_order(table, linkage, linkage.pairs)) == expected);
}

TEST_CASE("review_order: the order of the rows changes nothing") {
  TestRows rows = cells_of(InventedPeople(7).rows(200));
  const std::vector<Contents> one = asked_of(rows);
  std::reverse(rows.begin(), rows.end());
  CHECK(asked_of(rows) == one);
}

TEST_CASE("review_order: nothing is asked where nothing was found") {
  CHECK(review_order(list_of(kNames, {{"a"}}), Linkage{}, {}).empty());
}
