// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "average_linkage.h"
#include "fields.h"
#include "link.h"
#include "test_tables.h"
#include "union_find.h"

using namespace manumit;
using namespace manumit::link;
using namespace manumit::link::testing;

namespace {

/// Several invented people, each on some rows as alike as can be.
const TestRows kRows = {
    {"zuhra", "karimova", "1991-03-05", "f", "osh"},    // 0
    {"zuhra", "karimova", "1991-03-05", "f", "osh"},    // 1
    {"zuhra", "karimowa", "1991-03-05", "f", "osh"},    // 2
    {"bakyt", "usenov", "1987-11-20", "m", "nukus"},    // 3
    {"bakyt", "usenov", "1987-11-20", "m", "nukus"},    // 4
    {"aigul", "toktosunova", "1979-07-01", "f", "osh"}  // 5
};

Settings settings_for(ClusterMethod method) {
  Settings settings;
  settings.comparisons = {{"name", {"given_name", "family_name"}, How::words},
                          {"birth_date", {"birth_date"}, How::date},
                          {"place", {"place"}, How::exact}};
  settings.rules = {{}};
  settings.training.bootstrap = 0;
  settings.prior.share = 0.01;
  settings.clusters.method = method;
  return settings;
}

std::vector<std::uint32_t> clusters(const RecordTable& table, ClusterMethod method,
                                    const Decisions& decisions = {}) {
  const auto linked = manumit::link::link(table, settings_for(method), {.decisions = decisions});
  REQUIRE(linked);
  CHECK(linked->clusters ==
        static_cast<std::uint64_t>(std::count_if(
            linked->cluster.begin(), linked->cluster.end(), [&](const std::uint32_t& first) {
              return static_cast<std::size_t>(&first - linked->cluster.data()) == first;
            })));
  return linked->cluster;
}

/// With strangers around them, by whom it is known how rare their names are.
TestRows with_strangers(TestRows rows) {
  for (const InventedRow& stranger : InventedPeople(21).rows(40))
    rows.push_back(stranger.cells);
  return rows;
}

RecordTable one_list() {
  return list_of(invented_columns(), with_strangers(kRows));
}

/// The clusters of the people above; those of the strangers are another matter.
std::vector<std::uint32_t> of_the_six(const std::vector<std::uint32_t>& cluster) {
  return {cluster.begin(), cluster.begin() + 6};
}

using Named = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("average_linkage: one strong pair does not hold two groups together") {
  // 0–1 and 2–3 are alike; 1–2 is one strong chain, and all else speaks against.
  PairWeights weights(4);
  weights.set(0, 1, 9);
  weights.set(2, 3, 8);
  weights.set(1, 2, 4);
  weights.set(0, 2, -5);
  weights.set(0, 3, -5);
  weights.set(1, 3, -5);
  // The mean between the groups is (4 - 5 - 5 - 5) / 4 = -2.75.
  CHECK(average_linkage(weights, 0) == Named{0, 0, 2, 2});
  CHECK(average_linkage(weights, -2.75) == Named{0, 0, 0, 0});
  CHECK(average_linkage(weights, 8.5) == Named{0, 0, 2, 3});
  CHECK(average_linkage(weights, 10) == Named{0, 1, 2, 3});
}

TEST_CASE("UnionFind: a group is called by its smallest") {
  UnionFind groups(6);
  groups.join(4, 5);
  groups.join(5, 2);
  groups.join(0, 1);
  CHECK(groups.find(4) == 2);
  CHECK(groups.find(1) == 0);
  CHECK(groups.find(3) == 3);
}

TEST_CASE("link: rows of one person make a cluster, called by the first of them") {
  for (const ClusterMethod method : {ClusterMethod::average, ClusterMethod::components})
    CHECK(of_the_six(clusters(one_list(), method)) == Named{0, 0, 0, 3, 3, 5});
}

TEST_CASE("link: of a list on which nobody stands twice, no two are one person") {
  const RecordTable table =
      table_of(invented_columns(),
               {{"a.csv", {kRows[0], kRows[3]}, true},
                {"b.csv", with_strangers({kRows[1], kRows[2], kRows[4], kRows[5]}), true}});
  for (const ClusterMethod method : {ClusterMethod::average, ClusterMethod::components}) {
    const Named found = clusters(table, method);
    for (std::uint32_t a = 0; a < found.size(); ++a) {
      for (std::uint32_t b = 0; b < a; ++b) {
        if (found[a] == found[b])
          CHECK(table.source_of(a) != table.source_of(b));
      }
    }
    CHECK(found[2] == 0);  // The row that is the same, not the one with a slip.
    CHECK(found[3] == 3);
    CHECK(found[4] == 1);
  }
}

TEST_CASE("link: what a person decided stands") {
  for (const ClusterMethod method : {ClusterMethod::average, ClusterMethod::components}) {
    // Two who have nothing in common are one person, and two who are alike are not.
    const Named found =
        clusters(one_list(), method, {.same = {{3, 5}}, .different = {{0, 2}, {1, 2}}});
    CHECK(found[5] == found[3]);
    CHECK(found[0] == found[1]);
    CHECK(found[2] != found[0]);
  }
}

TEST_CASE("link: what people put together stays so on a list that holds nobody twice") {
  TestList strict{.name = "shelter.csv", .rows = with_strangers(kRows), .deduplicated = true};
  const RecordTable table = table_of(invented_columns(), {strict});
  for (const ClusterMethod method : {ClusterMethod::average, ClusterMethod::components}) {
    const auto linked =
        manumit::link::link(table, settings_for(method), {.decisions = {.same = {{0, 3}, {3, 5}}}});
    REQUIRE(linked);
    CHECK(linked->cluster[0] == linked->cluster[3]);
    CHECK(linked->cluster[5] == linked->cluster[0]);
    CHECK(linked->cluster[1] == 1);
    const auto said =
        std::find_if(linked->warnings.begin(), linked->warnings.end(),
                     [](const Warning& each) { return each.code == "list_with_one_person_twice"; });
    REQUIRE(said != linked->warnings.end());
    CHECK(said->sentence.fills == std::vector<std::string>{"shelter.csv", "2", "5"});
    CHECK(std::count_if(linked->warnings.begin(), linked->warnings.end(), [](const Warning& each) {
            return each.code == "list_with_one_person_twice";
          }) == 2);
  }
}

TEST_CASE("link: lists that write dates in different orders each keep their own") {
  TestRows day_first = with_strangers({});
  TestRows month_first = day_first;
  const auto rewrite = [](TestRows& rows, bool days) {
    for (auto& row : rows) {
      std::string& date = row[2];
      if (date.size() == 10 && date[4] == '-' && date[7] == '-')
        date = (days ? date.substr(8, 2) + "/" + date.substr(5, 2)
                     : date.substr(5, 2) + "/" + date.substr(8, 2)) +
               "/" + date.substr(0, 4);
    }
  };
  rewrite(day_first, true);
  rewrite(month_first, false);
  const RecordTable table = table_of(invented_columns(), {{.name = "a.csv", .rows = day_first},
                                                          {.name = "b.csv", .rows = month_first}});
  const Fields fields = Fields::of(table, {{.columns = {2}, .form = Form::date}}, 1);
  for (std::size_t i = 0; i < day_first.size(); ++i) {
    CAPTURE(i);
    CHECK(fields.values(0)[fields.id(i, 0)] ==
          fields.values(0)[fields.id(day_first.size() + i, 0)]);
  }
}

TEST_CASE("link: decisions that contradict each other are refused") {
  const auto linked =
      manumit::link::link(one_list(), settings_for(ClusterMethod::average),
                          {.decisions = {.same = {{0, 1}, {1, 2}}, .different = {{0, 2}}}});
  REQUIRE_FALSE(linked);
  CHECK(linked.error().what == "the same records are decided to be one person and to be two");
  CHECK_FALSE(manumit::link::link(one_list(), settings_for(ClusterMethod::average),
                                  {.decisions = {.same = {{0, 999}}}}));
}
