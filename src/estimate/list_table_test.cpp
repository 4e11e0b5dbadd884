// SPDX-License-Identifier: Apache-2.0
#include "list_table.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace manumit;
using namespace manumit::estimate;

namespace {

// Three invented lists; bit 0 is A, bit 1 is B, bit 2 is C.
ListTable small_table() {
  const std::vector<ListTable::Row> rows = {{0b001, 10}, {0b010, 8}, {0b100, 6}, {0b011, 3},
                                            {0b111, 2},  {0b110, 0}, {0b001, 1}};
  return *ListTable::of({"A", "B", "C"}, rows);
}

std::string refusal(std::vector<std::string> names, std::vector<ListTable::Row> rows) {
  const auto table = ListTable::of(std::move(names), rows);
  REQUIRE_FALSE(table);
  CHECK(table.error().kind == Error::Kind::bad_input);
  return in_english(table.error());
}

}  // namespace

TEST_CASE("ListTable: rows of the same history are summed") {
  const ListTable table = small_table();
  CHECK(table.people() == 30);
  CHECK(table.counts()[0b001] == 11);
  CHECK(table.counts()[0] == 0);
  CHECK(table.cells_positive() == 5);
  CHECK(table.seen_times(1) == 25);
  CHECK(table.seen_times(2) == 3);
  CHECK(table.seen_times(3) == 2);
  CHECK(table.on_all(0b001) == 16);
  CHECK(table.on_all(0b011) == 5);
  CHECK(table.on_all(0) == 30);
}

TEST_CASE(
    "ListTable: its canonical file has the order of histories, no empty cell, LF at line ends") {
  CHECK(small_table().canonical_csv() ==
        "A,B,C,count\n1,0,0,11\n0,1,0,8\n1,1,0,3\n0,0,1,6\n1,1,1,2\n");
}

TEST_CASE("ListTable: its hash is what sha256sum gives for the canonical file") {
  // printf 'A,B,C,count\n1,0,0,11\n0,1,0,8\n1,1,0,3\n0,0,1,6\n1,1,1,2\n' | sha256sum
  CHECK(small_table().hash() == "b5e8cf5f9c4fb2f9d7d4ead86e199048e33cdc45de6781d8878f78dc1efc6ff8");
}

TEST_CASE("ListTable: without a list, whoever was on that one alone is gone") {
  const ListTable table = small_table().without(1);
  CHECK(table.names() == std::vector<std::string>{"A", "C"});
  // A alone 11 and A with B 3; C alone 6; all three 2.
  CHECK(table.canonical_csv() == "A,C,count\n1,0,14\n0,1,6\n1,1,2\n");
  CHECK(table.people() == 22);
}

TEST_CASE("ListTable: two lists made one hold whoever was on either, at the place of the first") {
  // A or C: 11 + 3 + 6 + 2, of whom 3 + 2 are on B too.
  CHECK(small_table().merged(0, 2).canonical_csv() == "A+C,B,count\n1,0,17\n0,1,8\n1,1,5\n");
  CHECK(small_table().merged(2, 0).canonical_csv() == "B,C+A,count\n1,0,8\n0,1,17\n1,1,5\n");
}

TEST_CASE("ListTable: the name of a merged list is never that of another") {
  const std::vector<ListTable::Row> rows = {{0b001, 1}, {0b010, 1}, {0b100, 1}};
  const auto table = ListTable::of({"A", "B", "A+B"}, rows);
  CHECK(table->merged(0, 1).names() == std::vector<std::string>{"A+B+", "A+B"});
}

TEST_CASE("ListTable: only the people on one list, and how many the others should give") {
  const auto known = small_table().only_on(0);
  CHECK(known.truth == 16);
  REQUIRE(known.table);
  CHECK(known.table->canonical_csv() == "B,C,count\n1,0,3\n1,1,2\n");
  CHECK(known.table->people() == 5);  // 11 of the 16 no other list has seen.
}

TEST_CASE("ListTable: what makes no sense is refused and said") {
  CHECK(refusal({}, {}) == "there is no list");
  CHECK(refusal({"A", ""}, {}) == "list 2 has no name");
  CHECK(refusal({"A", "B", "A"}, {}) == "lists 1 and 3 have the same name");
  CHECK(refusal(std::vector<std::string>(21, "A"), {})
            .starts_with("there are 21 lists, and at most 20 can be compared"));
  CHECK(refusal({"A", "B"}, {{0, 4}}) ==
        "people who are on no list cannot be counted: how many they are is the question");
  CHECK(refusal({"A", "B"}, {{0b100, 4}}) == "a history names a list that is not there");
  CHECK(refusal({"A", "B"}, {{1, kMostPeople}, {2, 1}})
            .starts_with("the lists hold more people than live on earth"));
  CHECK(refusal({"A", "B"}, {{1, UINT64_MAX}, {1, UINT64_MAX}})
            .starts_with("the lists hold more people than live on earth"));
}

TEST_CASE("ListTable: twenty lists fit, and nobody at all is a table too") {
  std::vector<std::string> names;
  for (int i = 0; i < kMostLists; ++i)
    names.push_back("list " + std::to_string(i));
  const std::vector<ListTable::Row> rows = {{0, 0}, {0xFFFFF, 3}};
  const auto table = ListTable::of(names, rows);
  REQUIRE(table);
  CHECK(table->on_all(0xFFFFF) == 3);
  CHECK(table->without(19).counts()[0x7FFFF] == 3);
  CHECK(ListTable::of({"A"}, {})->people() == 0);
}

TEST_CASE("usable_lists: a list that holds nobody or everybody is left out and named") {
  // D holds nobody; C holds everybody.
  const std::vector<ListTable::Row> rows = {{0b0101, 4}, {0b0110, 3}, {0b0111, 2}};
  const auto usable = usable_lists(*ListTable::of({"A", "B", "C", "D"}, rows));
  CHECK(usable.empty == std::vector<std::string>{"D"});
  CHECK(usable.everyone == std::vector<std::string>{"C"});
  REQUIRE(usable.table);
  CHECK(usable.table->canonical_csv() == "A,B,count\n1,0,4\n0,1,3\n1,1,2\n");
}

TEST_CASE("usable_lists: looks again, because a list can become everybody's when another goes") {
  // Without C, which all are on, A holds everybody that is left; without A, B does.
  const std::vector<ListTable::Row> rows = {{0b100, 4}, {0b101, 3}, {0b111, 2}};
  const auto usable = usable_lists(*ListTable::of({"A", "B", "C"}, rows));
  CHECK(usable.everyone == std::vector<std::string>{"C", "A", "B"});
  CHECK_FALSE(usable.table);
}

TEST_CASE("usable_lists: of a table of nobody nothing is left") {
  const auto usable = usable_lists(*ListTable::of({"A", "B"}, {}));
  CHECK_FALSE(usable.table);
  CHECK(usable.empty == std::vector<std::string>{"A", "B"});
}
