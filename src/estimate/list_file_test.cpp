// SPDX-License-Identifier: Apache-2.0
#include "list_file.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "expected_figures.h"

using namespace manumit;
using namespace manumit::estimate;

namespace {

Lists read(std::string_view text, ListFileOptions options = {}) {
  options.name = "lists.csv";
  auto lists = read_lists(source_of(text), options);
  REQUIRE_MESSAGE(lists, in_english(lists.error()));
  return std::move(*lists);
}

Error refusal(std::string_view text, ListFileOptions options = {}) {
  options.name = "lists.csv";
  const auto lists = read_lists(source_of(text), options);
  REQUIRE_FALSE(lists);
  CHECK(lists.error().kind == Error::Kind::bad_input);
  return lists.error();
}

std::string canonical(std::string_view text, ListFileOptions options = {}) {
  return read(text, std::move(options)).table.canonical_csv();
}

/// A heading of so many lists and a row of so many cells, all 1.
std::string wide_file(int lists) {
  std::string heading;
  std::string row;
  for (int i = 1; i <= lists; ++i) {
    heading += (i > 1 ? ",list" : "list") + std::to_string(i);
    row += i > 1 ? ",1" : "1";
  }
  return heading + "\n" + row + "\n";
}

}  // namespace

TEST_CASE("read_lists: the published tables read as they stand") {
  const std::map<std::string, std::string> files = {{"Korea", "korea"},
                                                    {"Artificial_3", "artificial-3"},
                                                    {"Western", "western"},
                                                    {"NewOrl_5_v201", "new-orleans-5"}};
  for (const auto& [data_set, file] : files)
    CHECK(read(expected::file_text("examples/lists/" + file + ".csv")).table ==
          expected::table_of(data_set));
  const Lists kosovo = read(expected::file_text("examples/lists/kosovo.csv"));
  CHECK(kosovo.table == expected::table_of("Kosovo"));
  CHECK(kosovo.strata.empty());
  CHECK(kosovo.draws.empty());
}

TEST_CASE("read_lists: with a count a row is a history, without it a person") {
  CHECK(canonical("A,B,count\n1,0,2\n0,1,1\n") == "A,B,count\n1,0,2\n0,1,1\n");
  CHECK(canonical("A,B\n1,0\n0,1\n1,0\n") == "A,B,count\n1,0,2\n0,1,1\n");
}

TEST_CASE("read_lists: the count may stand anywhere and be written in capitals") {
  CHECK(canonical("Count,A,B\n2,1,0\n1,0,1\n") == "A,B,count\n1,0,2\n0,1,1\n");
  CHECK(canonical("A,COUNT,B\n1,2,0\n0,1,1\n") == "A,B,count\n1,0,2\n0,1,1\n");
}

TEST_CASE(
    "read_lists: semicolons, tabs, a byte order mark, quotes, blanks and CR LF are no matter") {
  CHECK(canonical("\xEF\xBB\xBF"
                  "A;B;count\r\n1;0;2\r\n0;1;1\r\n") == "A,B,count\n1,0,2\n0,1,1\n");
  CHECK(canonical("A\tB\n 1 \t0\n\"0\"\t1\n1\t0") == "A,B,count\n1,0,2\n0,1,1\n");
  CHECK(canonical("\" полиция \",\"b, c\",count\n1,0,2\n") == "полиция,\"b, c\",count\n1,0,2\n");
}

TEST_CASE("read_lists: rows of zero people change nothing, not even where they are on no list") {
  CHECK(canonical("A,B,count\n0,0,0\n1,0,2\n1,1,0\n") == "A,B,count\n1,0,2\n");
}

TEST_CASE(
    "read_lists: one list or two, an empty list and a list of everybody are read; others judge") {
  CHECK(canonical("A\n1\n1\n") == "A,count\n1,2\n");
  CHECK(canonical("A,B\n1,0\n") == "A,B,count\n1,0,1\n");
  CHECK(canonical("A,all,none\n1,1,0\n0,1,0\n") == "A,all,none,count\n0,1,0,1\n1,1,0,1\n");
}

TEST_CASE("read_lists: a cell that is not 0 or 1 is named by row and column, never shown") {
  const Error error = refusal("A,B,count\n1,0,5\n0,2,4\n");
  CHECK(error.where == "lists.csv, row 3, column B");
  CHECK(error.what == "a list has 0 or 1 in every row, and this cell something else");
  CHECK(in_english(error).find('2') == std::string::npos);
  CHECK(refusal("A,B\n1,yes\n").where == "lists.csv, row 2, column B");
  CHECK(refusal("A,B\n1,01\n").where == "lists.csv, row 2, column B");
}

TEST_CASE("read_lists: a fault stands on the line where an editor and a spreadsheet show it") {
  CHECK(refusal("A,B,count\n1,0,5\n\n\n2,1,4\n").where == "lists.csv, row 5, column A");
  CHECK(refusal("\n\nA,,B\n1,0,1\n").where == "lists.csv, row 3, column 2");
}

TEST_CASE("read_lists: what to do is said of this fault, not of another") {
  CHECK(refusal("A,B\n1,yes\n").next.starts_with("if a column is no list"));
  CHECK(refusal("A,B\n1,\n").next.starts_with("write 0 for whoever is known"));
  CHECK(refusal("A,B,count\n1,1,2.5\n").next.find("digits alone") != std::string::npos);
  CHECK(refusal("A,B\n1\n").next.find("quotation mark") != std::string::npos);
  CHECK(refusal("A,B\n0,0\n1,1\n").next == "leave such rows out");
}

TEST_CASE("read_lists: an empty cell is not taken for a no") {
  const Error error = refusal("A,B,count\n1,,5\n");
  CHECK(error.where == "lists.csv, row 2, column B");
  CHECK(error.what == "an empty cell is no answer: a list needs 0 or 1 in every row");
}

TEST_CASE("read_lists: a count below zero, with a fraction, in words or missing is refused") {
  for (const std::string count :
       {"-4", "4.5", "4.0", "1e3", "+4", "0x4", "four", "", "4 4", "\"1,000\""}) {
    CAPTURE(count);
    const Error error = refusal("A,B,count\n1,0,5\n0,1," + count + "\n");
    CHECK(error.where == "lists.csv, row 3, column count");
    CHECK(error.what == "a count is a whole number of people, 0 or more");
  }
}

TEST_CASE("read_lists: more people than there can be are refused, in one cell or in all") {
  for (const std::string count :
       {"10000000001", "18446744073709551616", "99999999999999999999999"}) {
    const Error error = refusal("A,B,count\n0,1," + count + "\n");
    CHECK(error.where == "lists.csv, row 2, column count");
    CHECK(error.what == "the lists hold more people than live on earth");
  }
  CHECK(refusal("A,B,count\n0,1,9999999999\n1,0,2\n").where == "lists.csv, row 3");
}

TEST_CASE("read_lists: people on no list are refused: how many they are is the question") {
  const Error counted = refusal("A,B,count\n0,0,7\n1,0,5\n");
  CHECK(counted.where == "lists.csv, row 2, column count");
  CHECK(counted.what ==
        "people who are on no list cannot be counted: how many they are is the question");
  CHECK(refusal("A,B\n1,0\n0,0\n").where == "lists.csv, row 3");
}

TEST_CASE("read_lists: all faults are named at once, up to a hundred") {
  const Error error = refusal("A,B,count\n2,0,5\n1,1,-1\n1,0,5\n,0,3\n1,0\n");
  CHECK(error.where == "lists.csv, row 2, column A; row 3, column count; row 5, column A; row 6");
  CHECK(error.what.starts_with("some rows cannot be read, for several reasons: "));
  std::string many = "A,B\n";
  for (int i = 0; i < 100000; ++i)
    many += "2,2\n";
  CHECK(std::count(many.begin(), many.end(), '2') == 200000);
  const Error hundred = refusal(many);
  // A hundred places, and that reading stopped there.
  CHECK(std::count(hundred.where.begin(), hundred.where.end(), ';') == 100);
  CHECK(hundred.where.ends_with("row 51, column B; and perhaps more"));
  CHECK(in_english(hundred).starts_with("a list has 0 or 1 in every row"));
}

TEST_CASE("read_lists: rows that are too short or too long are refused") {
  CHECK(refusal("A,B,count\n1,0\n").where == "lists.csv, row 2");
  CHECK(refusal("A,B,count\n1,0,4,4\n").where == "lists.csv, row 2");
}

TEST_CASE("read_lists: a heading that is missing or stands twice is named by its column") {
  CHECK(refusal("A,,count\n1,0,4\n").where == "lists.csv, row 1, column 2");
  CHECK(refusal("A,B,A,count\n1,0,1,4\n").where == "lists.csv, row 1, column A");
  CHECK(refusal("A, A ,count\n1,0,4\n").what == "two columns have the same name");
  CHECK(refusal("A,B,count,Count\n1,0,4,4\n").what == "there are two columns of counts");
  CHECK(canonical("A,B,count,Count\n1,0,4,5\n", {.ignore = {"count"}}) == "A,B,count\n1,0,5\n");
}

TEST_CASE("read_lists: a file in another encoding is refused, not read as it looks") {
  // "полиция" in windows-1251, and a file in UTF-16.
  CHECK(refusal("\xEF\xEE\xEB\xE8\xF6\xE8\xFF,B\n1,0\n").what ==
        "this cell is too long, or is no text in UTF-8");
  CHECK(refusal(std::string("\xFF\xFE"
                            "A\0,\0B\0\n\0",
                            10))
            .where == "lists.csv, row 1, column 1");
  CHECK(refusal(std::string("A\0,B\n1,0\n", 9)).where == "lists.csv, row 1, column 1");
  CHECK(refusal("A,sex\n1,\xE6\n", {.strata = {"sex"}}).where == "lists.csv, row 2, column sex");
}

TEST_CASE("read_lists: an empty file, or one of nobody, says so") {
  CHECK(refusal("").what == "the file is empty");
  CHECK(refusal("A,B,count\n").what == "nobody is on any of the lists");
  CHECK(refusal("A,B,count\n1,0,0\n").what == "nobody is on any of the lists");
  CHECK(refusal("count\n5\n").what == "there is no list");
}

TEST_CASE("read_lists: twenty lists are read, twenty-one are refused until some are left out") {
  CHECK(read(wide_file(20)).table.lists() == 20);
  const Error error = refusal(wide_file(21));
  CHECK(error.where == "lists.csv, row 1");
  CHECK(error.what == "there are {0} lists, and at most {1} can be compared");
  CHECK(read(wide_file(21), {.drop = {"list7"}}).table.lists() == 20);
  CHECK(read(wide_file(22), {.merge = {{"list1", "list2", "list3"}}}).table.lists() == 20);
}

TEST_CASE("read_lists: a dropped list takes with it whoever was on that one alone") {
  const std::string_view text = "A,B,C,count\n1,0,0,5\n1,1,0,4\n0,1,1,3\n";
  CHECK(canonical(text, {.drop = {"A"}}) == read(text).table.without(0).canonical_csv());
}

TEST_CASE("read_lists: merged lists hold whoever was on any, under a name of all") {
  const std::string_view text = "A,B,C,D,count\n1,0,0,0,5\n1,1,0,1,4\n0,1,1,0,3\n0,0,0,1,2\n";
  CHECK(canonical(text, {.merge = {{"A", "C"}}}) == read(text).table.merged(0, 2).canonical_csv());
  CHECK(read(text, {.merge = {{"D", "A", "B"}}}).table.names() ==
        std::vector<std::string>{"C", "D+A+B"});
  CHECK(read(text, {.drop = {"C"}, .merge = {{"A", "B"}}}).table.canonical_csv() ==
        "A+B,D,count\n1,0,8\n0,1,2\n1,1,4\n");
}

TEST_CASE("read_lists: options that name what is not there, or twice, are refused") {
  const std::string_view text = "A,B,C,sex,count\n1,0,0,f,5\n";
  const auto where = [&](ListFileOptions options) { return refusal(text, options).where; };
  CHECK(where({.strata = {"sex", "age"}}) == "lists.csv, row 1, column age");
  CHECK(where({.drop = {"X"}, .ignore = {"sex"}}) == "lists.csv, row 1, column X");
  CHECK(where({.merge = {{"A", "X"}}, .ignore = {"sex"}}) == "lists.csv, row 1, column X");
  CHECK(where({.ignore = {"sex", "X"}}) == "lists.csv, row 1, column X");
  CHECK(where({.ignore = {"sex"}, .draw_column = "X"}) == "lists.csv, row 1, column X");
  CHECK(where({.strata = {"sex"}, .ignore = {"sex"}}) == "lists.csv, row 1, column sex");
  CHECK(where({.drop = {"A"}, .merge = {{"A", "B"}}, .ignore = {"sex"}}) ==
        "lists.csv, row 1, column A");
  CHECK(where({.merge = {{"A", "B"}, {"B", "C"}}, .ignore = {"sex"}}) ==
        "lists.csv, row 1, column B");
  CHECK(where({.drop = {"count"}, .ignore = {"sex"}}) == "lists.csv, row 1, column count");
  CHECK(refusal(text, {.merge = {{"A"}}, .ignore = {"sex"}}).what ==
        "it takes two lists to make one of them");
  // A column that nobody has explained is a list with strange cells.
  CHECK(where({}) == "lists.csv, row 2, column sex");
}

TEST_CASE("read_lists: strata stand in the order of their values and add up to the whole") {
  const Lists lists = read(
      "A,sex,B,age,count\n1,m,0,adult,5\n0,f,1,adult,4\n1,f,1,child,3\n0,m,1,adult,2\n1,,0,child,"
      "1\n",
      {.strata = {"sex", "age"}});
  CHECK(lists.columns == std::vector<std::string>{"sex", "age"});
  REQUIRE(lists.strata.size() == 4);
  // Not recorded is a group of its own, not one of the others.
  CHECK(lists.strata[0].values == std::vector<std::string>{"", "child"});
  CHECK(lists.strata[1].values == std::vector<std::string>{"f", "adult"});
  CHECK(lists.strata[3].values == std::vector<std::string>{"m", "adult"});
  CHECK(lists.strata[3].table.canonical_csv() == "A,B,count\n1,0,5\n0,1,2\n");
  std::uint64_t people = 0;
  for (const Stratum& stratum : lists.strata)
    people += stratum.table.people();
  CHECK(people == lists.table.people());
}

TEST_CASE("read_lists: a column with a value for each person makes no strata") {
  std::string text = "A,B,number\n";
  for (int i = 0; i < 2000; ++i)
    text += "1,0," + std::to_string(i) + "\n";
  const Error error = refusal(text, {.strata = {"number"}});
  CHECK(error.what == "the columns split people into too many groups");
  CHECK(error.where.starts_with("lists.csv, row 1002; row 1003"));
}

TEST_CASE(
    "read_lists: draws of the linkage are tables of their own, in the order of their numbers") {
  const std::string_view text = "draw,A,B,count\n10,1,0,5\n10,0,1,5\n2,1,0,4\n2,1,1,6\n2,0,1,0\n";
  const Lists lists = read(text, {.draw_column = "draw"});
  REQUIRE(lists.draws.size() == 2);
  CHECK(lists.draws[0].canonical_csv() == "A,B,count\n1,0,4\n1,1,6\n");
  CHECK(lists.draws[1].canonical_csv() == "A,B,count\n1,0,5\n0,1,5\n");
  CHECK(lists.table == lists.draws[0]);
  CHECK(refusal("draw,A,B\n,1,0\n", {.draw_column = "draw"}).what == "every row belongs to a draw");
}

TEST_CASE("read_lists: the strata of several draws are those of the first") {
  const Lists lists =
      read("draw,sex,A,B\n1,f,1,0\n1,m,1,1\n2,f,0,1\n", {.strata = {"sex"}, .draw_column = "draw"});
  REQUIRE(lists.strata.size() == 2);
  CHECK(lists.strata[0].table.people() + lists.strata[1].table.people() == lists.table.people());
}

TEST_CASE("read_lists: a million people take no more room than their histories") {
  // The source makes its rows as they are asked for: nothing holds the file.
  std::size_t row = 0;
  const std::string heading = "police,shelter,office\n";
  std::string rest = heading;
  const ByteSource source = [&](std::span<char> into) -> Result<std::size_t> {
    while (rest.size() < into.size() && row < 1'000'000) {
      rest += row % 3 == 0 ? "1,0,0\n" : row % 3 == 1 ? "0,1,1\n" : "1,1,1\n";
      ++row;
    }
    const std::size_t given = std::min(into.size(), rest.size());
    std::memcpy(into.data(), rest.data(), given);
    rest.erase(0, given);
    return given;
  };
  const auto lists = read_lists(source, {});
  REQUIRE(lists);
  CHECK(lists->table.canonical_csv() ==
        "police,shelter,office,count\n1,0,0,333334\n0,1,1,333333\n1,1,1,333333\n");
}

TEST_CASE("read_lists: a file that cannot be read any further is an error") {
  const auto lists = read_lists(
      [](std::span<char>) -> Result<std::size_t> {
        return fail(Error::Kind::unavailable, "the disk has gone");
      },
      {});
  REQUIRE_FALSE(lists);
  CHECK(lists.error().kind == Error::Kind::unavailable);
}

TEST_CASE("read_population: one for each group of the lists, in their order") {
  const Lists lists = read("A,B,sex,count\n1,0,m,5\n0,1,f,4\n", {.strata = {"sex"}});
  const auto people = [&](std::string_view text) {
    return read_population(source_of(text), lists, "population.csv");
  };
  const auto fine = people("sex,Population\nm,1000\nf,1100\nother,30\n");
  REQUIRE(fine);
  CHECK(fine->strata == std::vector<std::uint64_t>{1100, 1000});
  // Of a group that nobody has seen the people are still at risk.
  REQUIRE(fine->unseen.size() == 1);
  CHECK(fine->unseen[0].values == std::vector<std::string>{"other"});
  CHECK(fine->unseen[0].people == 30);
  const auto fewer = people("sex,population\nf,4\nm,4\n");
  CHECK(fewer.error().what == "more people of this group were seen than it has");
  CHECK(fewer.error().where == "population.csv, row 3");

  CHECK(people("sex,population\nm,1000\n").error().fills == std::vector<std::string>{"sex: f"});
  // The line of the file, blank ones counted.
  CHECK(people("sex,population\n\n\nm,-1\n").error().where ==
        "population.csv, row 4, column population");
  CHECK(people("sex,population\nm,1000\nm,1\n").error().where == "population.csv, row 3");
  CHECK(people("sex,population\nm,-1\n").error().where ==
        "population.csv, row 2, column population");
  CHECK(people("sex,population\nm,0\n").error().what ==
        "a population is a whole number of people, 1 or more");
  CHECK(people("sex,population\nm\n").error().where == "population.csv, row 2");
  CHECK(people("sex,people\nm,1\n").error().where == "population.csv, row 1, column population");
  CHECK_FALSE(people("age,population\nm,1\n"));
  CHECK_FALSE(people("sex,population,year\nm,1,2020\n"));
  CHECK_FALSE(people(""));
  CHECK_FALSE(read_population(source_of("population\n5\n"), read("A,B\n1,0\n"), "population.csv"));
}
