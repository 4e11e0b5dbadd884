// SPDX-License-Identifier: Apache-2.0
#include "result_files.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "explain.h"
#include "link.h"
#include "test_tables.h"

using namespace manumit;
using namespace manumit::link;
using namespace manumit::link::testing;

namespace {

std::string written(const std::function<Result<void>(const TextSink&)>& write) {
  std::string text;
  const auto done = write([&](std::string_view piece) -> Result<void> {
    text += piece;
    return {};
  });
  REQUIRE(done);
  std::erase(text, '\r');  // Lines end as RFC 4180 has it.
  return text;
}

RecordTable three_lists() {
  return table_of({{"name", Role::full_name}},
                  {{.name = "shelter.csv", .rows = {{"zuhra"}, {"bakyt"}}},
                   {.name = "hotline.csv", .rows = {{"zuhra"}, {"aigul"}, {"aigul"}}},
                   {.name = "count.csv", .rows = {{"bakyt"}}}});
}

/// As if the names were linked.
Linkage by_hand() {
  Linkage linkage;
  linkage.cluster = {0, 1, 0, 3, 3, 1};
  linkage.clusters = 3;
  linkage.pairs = {{0, 2, 3.0F}, {1, 5, -0.5F}};
  return linkage;
}

}  // namespace

TEST_CASE("write_clusters: each record with its list, row and the oldest record of its cluster") {
  const RecordTable table = three_lists();
  CHECK(written([&](const TextSink& sink) { return write_clusters(table, by_hand(), sink); }) ==
        "source,row,id,cluster\n"
        "shelter.csv,2,,shelter.csv:2\n"
        "shelter.csv,3,,shelter.csv:3\n"
        "hotline.csv,2,,shelter.csv:2\n"
        "hotline.csv,3,,hotline.csv:3\n"
        "hotline.csv,4,,hotline.csv:3\n"
        "count.csv,2,,shelter.csv:3\n");
}

TEST_CASE("write_pairs: a weight in bits and the probability that it stands for") {
  const RecordTable table = three_lists();
  // 2^3 / (1 + 2^3) = 8/9 and 1 / (1 + 2^0.5) = 0.414214.
  CHECK(written([&](const TextSink& sink) { return write_pairs(table, by_hand(), -1, sink); }) ==
        "source_a,row_a,source_b,row_b,weight,probability\n"
        "shelter.csv,2,hotline.csv,2,3.000,0.888889\n"
        "shelter.csv,3,count.csv,2,-0.500,0.414214\n");
}

TEST_CASE("overlap_of: a person counts once, however many rows a list has") {
  const auto overlap = overlap_of(three_lists(), by_hand().cluster);
  REQUIRE(overlap);
  CHECK(written([&](const TextSink& sink) { return write_overlap(*overlap, sink); }) ==
        "shelter,hotline,count.csv,count\n"
        "1,1,0,1\n"
        "1,0,1,1\n"
        "0,1,0,1\n");
  const RecordTable alone =
      table_of({{"name", Role::full_name}}, {{.name = "a.csv", .rows = {{"zuhra"}}}});
  CHECK_FALSE(overlap_of(alone, {0}));
}

TEST_CASE("write_pairs: only those that weigh enough") {
  CHECK(written(
            [&](const TextSink& sink) { return write_pairs(three_lists(), by_hand(), 0, sink); }) ==
        "source_a,row_a,source_b,row_b,weight,probability\n"
        "shelter.csv,2,hotline.csv,2,3.000,0.888889\n");
}

TEST_CASE("write_overlaps: draws are told apart by their number") {
  const RecordTable table = three_lists();
  const std::vector<Overlap> draws = {*overlap_of(table, by_hand().cluster),
                                      *overlap_of(table, {0, 1, 2, 3, 3, 1})};
  CHECK(written([&](const TextSink& sink) { return write_overlaps(draws, sink); }) ==
        "draw,shelter,hotline,count.csv,count\n"
        "1,1,1,0,1\n"
        "1,1,0,1,1\n"
        "1,0,1,0,1\n"
        "2,1,0,1,1\n"
        "2,1,0,0,1\n"
        "2,0,1,0,2\n");
}

TEST_CASE("write_clusters: a disk that is full is heard of") {
  const auto done = write_clusters(three_lists(), by_hand(), [](std::string_view) -> Result<void> {
    return fail(Error::Kind::unavailable, "the file cannot be written");
  });
  REQUIRE_FALSE(done);
  CHECK(done.error().kind == Error::Kind::unavailable);
}

TEST_CASE("Explainer: the parts and the prior add up to the weight that linking gave the pair") {
  const auto rows = InventedPeople(31).rows(300);
  const RecordTable table = list_of(invented_columns(), cells_of(rows));
  for (const How how : {How::words, How::name}) {
    Settings settings = guess_settings(table);
    settings.comparisons[0].how = how;
    settings.training.bootstrap = 0;
    const auto linked = manumit::link::link(table, settings, {.pairs_from = -10});
    REQUIRE(linked);
    REQUIRE(linked->pairs.size() > 100);
    const auto explainer = Explainer::of(table, settings, linked->model);
    REQUIRE(explainer);
    for (const LinkedPair& pair : linked->pairs) {
      const Explanation why = explainer->explain(pair.a, pair.b);
      CHECK(why.weight == static_cast<double>(pair.weight));
      double sum = why.prior_bits;
      for (const ExplainedPart& part : why.parts)
        sum += part.bits;
      CHECK(std::fabs(sum - why.weight) < 1e-4);
      CHECK(explainer->explain(pair.b, pair.a).weight == why.weight);
    }
  }
}

TEST_CASE("Explainer: a missing value says nothing, and says so; a rare one says how rare") {
  TestRows rows = cells_of(InventedPeople(32).rows(60));
  rows.push_back({"zuhra", "karimova", "1991-03-05", "f", "bukhara"});
  rows.push_back({"zuhra", "karimova", "", "f", "bukhara"});
  const auto last = static_cast<std::uint32_t>(rows.size() - 1);
  const RecordTable table = list_of(invented_columns(), rows);
  const Settings settings = guess_settings(table);
  const auto linked = manumit::link::link(table, settings);
  REQUIRE(linked);
  const auto explainer = Explainer::of(table, settings, linked->model);
  REQUIRE(explainer);
  const Explanation why = explainer->explain(last - 1, last);
  REQUIRE(why.parts.size() >= 4);
  CHECK(in_english(why.parts[0].said) == "several words agree, none disagrees");
  CHECK(why.parts[1].comparison == "birth_date");
  CHECK(why.parts[1].said.text == "one side has none, which says nothing");
  CHECK(why.parts[1].bits == 0);
  CHECK(why.parts[3].comparison == "place");
  CHECK(why.parts[3].said.fills[0] == "2");
  CHECK(why.parts[3].bits > 2);
}

TEST_CASE("Explainer: an initial tells no more than the whole name that it stands for") {
  TestRows rows = cells_of(InventedPeople(33).rows(60));
  rows.push_back({"zoya markovna", "orlova", "", "", ""});
  rows.push_back({"z markovna", "orlova", "", "", ""});
  rows.push_back({"zoya markovna", "orlova", "", "", ""});
  const auto last = static_cast<std::uint32_t>(rows.size() - 1);
  const RecordTable table = list_of(invented_columns(), rows);
  const Settings settings = guess_settings(table);
  const auto linked = manumit::link::link(table, settings);
  REQUIRE(linked);
  const auto explainer = Explainer::of(table, settings, linked->model);
  REQUIRE(explainer);
  CHECK(explainer->explain(last - 2, last - 1).weight <= explainer->explain(last - 2, last).weight);
}
