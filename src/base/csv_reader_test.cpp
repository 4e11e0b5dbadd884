// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/csv.h"

using namespace manumit;

namespace {

using Cells = std::vector<std::vector<std::string>>;

Cells read(std::string_view text, CsvOptions options = {}) {
  Cells cells;
  const auto rows = read_csv(text, std::move(options));
  REQUIRE(rows);
  for (const CsvRow& row : *rows)
    cells.push_back(row.cells);
  return cells;
}

std::string refusal(std::string_view text, CsvOptions options = {}) {
  options.name = "victims.csv";
  const auto rows = read_csv(text, std::move(options));
  REQUIRE_FALSE(rows);
  return in_english(rows.error());
}

}  // namespace

TEST_CASE("CsvReader: reads the examples of RFC 4180 section 2") {
  CHECK(read("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n") ==
        Cells{{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}});
  CHECK(read("aaa,bbb,ccc\r\nzzz,yyy,xxx") == Cells{{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}});
  CHECK(read("\"aaa\",\"b \r\nbb\",\"ccc\"\r\nzzz,yyy,xxx") ==
        Cells{{"aaa", "b \r\nbb", "ccc"}, {"zzz", "yyy", "xxx"}});
  CHECK(read("\"aaa\",\"b\"\"bb\",\"ccc\"") == Cells{{"aaa", "b\"bb", "ccc"}});
}

TEST_CASE("CsvReader: finds comma, semicolon and tab, and skips a byte order mark") {
  CHECK(read("a,b\n1,2") == Cells{{"a", "b"}, {"1", "2"}});
  CHECK(read("a;b\n1,5;2") == Cells{{"a", "b"}, {"1,5", "2"}});
  CHECK(read("a\tb\n1\t2") == Cells{{"a", "b"}, {"1", "2"}});
  CHECK(read("\xEF\xBB\xBF\"a;x\",b\n") == Cells{{"a;x", "b"}});
  CHECK(read("a;b\n", {.delimiter = ','}) == Cells{{"a;b"}});
}

TEST_CASE("CsvReader: rows end in LF, CR LF or CR, and empty lines are no rows") {
  CHECK(read("a\nb\r\nc\rd") == Cells{{"a"}, {"b"}, {"c"}, {"d"}});
  CHECK(read("\n\na\n\r\n\nb\n\n") == Cells{{"a"}, {"b"}});
  CHECK(read("") == Cells{});
  CHECK(read("a,\n,b\n\"\"\n") == Cells{{"a", ""}, {"", "b"}, {""}});
}

TEST_CASE("CsvReader: a row knows its number and its line") {
  const auto rows = read_csv("a\n\n\"x\ny\"\nz\n").value();
  REQUIRE(rows.size() == 3);
  CHECK(rows[1].number == 3);
  CHECK(rows[1].line == 3);
  CHECK(rows[2].number == 4);
  CHECK(rows[2].line == 5);
}

TEST_CASE("CsvReader: every error names file, row and column") {
  CHECK(refusal("a,b\n1,\"2\n3\n") ==
        "victims.csv, row 2, column 2: a quotation mark is opened and never closed; "
        "look at line 2 of the file");
  CHECK(refusal("a,b\n\"1\"2,3\n") ==
        "victims.csv, row 2, column 1: text follows after a closing quotation mark; "
        "double each quotation mark that is part of the text");
  CHECK(refusal("a,bcdef\n", {.limits = {.cell_bytes = 4}}) ==
        "victims.csv, row 1, column 2: a cell is larger than 4 bytes; "
        "look whether a quotation mark is missing before it");
  CHECK(refusal("abc,def\n", {.limits = {.row_bytes = 4}}) ==
        "victims.csv, row 1, column 2: a row is larger than 4 bytes; "
        "look whether a quotation mark is missing before it");
  CHECK(refusal("a,b,c\n", {.limits = {.columns = 2}}) ==
        "victims.csv, row 1: a row has more than 2 columns");
}

TEST_CASE("CsvReader: stays failed after an error") {
  CsvReader reader(source_of("\"1\"2\nfine\n"));
  CsvRow row;
  const auto first = reader.next(row);
  REQUIRE_FALSE(first);
  const auto second = reader.next(row);
  REQUIRE_FALSE(second);
  CHECK(second.error().what == first.error().what);
}

TEST_CASE("CsvReader: passes on why a source could not be read") {
  CsvReader reader([](std::span<char>) -> Result<std::size_t> {
    return fail(Error::Kind::unavailable, "the disk is gone");
  });
  CsvRow row;
  CHECK(reader.next(row).error().what == "the disk is gone");
}

TEST_CASE("CsvReader: an endless cell is refused in bounded memory") {
  std::size_t given = 0;
  CsvReader reader([&given](std::span<char> room) -> std::size_t {
    std::fill(room.begin(), room.end(), 'x');
    given += room.size();
    return room.size();
  });
  CsvRow row;
  CHECK_FALSE(reader.next(row));
  CHECK(given < (std::size_t{2} << 20));
}

TEST_CASE("CsvReader: reads a source that gives one byte at a time") {
  const std::string text = "a;b\r\n\"x\"\"y\r\n\";z\r\n";
  std::size_t at = 0;
  CsvReader reader([&](std::span<char> room) -> std::size_t {
    if (at == text.size())
      return 0;
    room[0] = text[at++];
    return 1;
  });
  CsvRow row;
  REQUIRE(reader.next(row).value());
  CHECK(reader.delimiter() == ';');
  REQUIRE(reader.next(row).value());
  CHECK(row.cells == std::vector<std::string>{"x\"y\r\n", "z"});
  CHECK_FALSE(reader.next(row).value());
}
