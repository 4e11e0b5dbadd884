// SPDX-License-Identifier: Apache-2.0
#include "list_columns.h"

#include <doctest/doctest.h>

using namespace manumit;
using namespace manumit::estimate;

namespace {

ListColumns looked_at(std::string_view text) {
  auto found = columns_of(source_of(text), "lists.csv");
  REQUIRE(found);
  return std::move(*found);
}

}  // namespace

TEST_CASE("columns_of: tells lists, the count and columns that could split people apart") {
  const auto found = looked_at("police,shelter,sex,Count\n1,0,f,3\n0,1,m,4\n1,1,f,1\n");
  CHECK(found.rows == 3);
  REQUIRE(found.columns.size() == 4);
  CHECK(found.columns[0].kind == ListColumn::Kind::list);
  CHECK(found.columns[2].kind == ListColumn::Kind::values);
  CHECK(found.columns[2].values == std::vector<std::string>{"f", "m"});
  CHECK(found.columns[3].kind == ListColumn::Kind::count);
}

TEST_CASE("columns_of: blanks around headings and cells are no part of them, as for read_lists") {
  const auto found = looked_at("police, shelter ,\tsex, Count \n 1, 0 , f, 3\n 0, 1 ,f , 4\n");
  REQUIRE(found.columns.size() == 4);
  CHECK(found.columns[1].name == "shelter");
  CHECK(found.columns[1].kind == ListColumn::Kind::list);
  CHECK(found.columns[2].values == std::vector<std::string>{"f"});
  CHECK(found.columns[3].kind == ListColumn::Kind::count);
}

TEST_CASE("columns_of: a list with a slip in it stays a list, so that the slip is named") {
  const auto found = looked_at("police,age\n1,30\n0,31\n2,30\n1,40\n");
  CHECK(found.columns[0].kind == ListColumn::Kind::list);
  CHECK(found.columns[1].kind == ListColumn::Kind::values);
}

TEST_CASE("columns_of: a column of many values says that there are more") {
  std::string text = "a,row\n";
  for (int i = 0; i < 60; ++i)
    text += "1," + std::to_string(1000 + i) + "\n";
  const auto found = looked_at(text);
  CHECK(found.columns[1].values.size() == kMostGroups);
  CHECK(found.columns[1].more_values);
  CHECK_FALSE(found.columns[0].more_values);
}

TEST_CASE("columns_of: an empty file is refused by name") {
  const auto found = columns_of(source_of(""), "lists.csv");
  REQUIRE_FALSE(found);
  CHECK(found.error().where == "lists.csv");
}
