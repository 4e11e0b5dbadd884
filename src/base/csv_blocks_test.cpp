// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/csv_blocks.h"

using namespace manumit;

namespace {

using Cells = std::vector<std::vector<std::string>>;

/// What a reader gives: the rows before the first error, and that error.
struct Gave {
  Cells cells;
  std::vector<std::uint64_t> numbers;
  std::string error;
  friend bool operator==(const Gave&, const Gave&) = default;
};

Gave by_blocks(std::string_view text, const CsvOptions& options, std::size_t block_bytes) {
  CsvBlockReader reader(source_of(text), options, block_bytes);
  CsvBlock block;
  Gave gave;
  while (true) {
    const Result<bool> more = reader.next(block);
    if (!more) {
      gave.error = in_english(more.error());
      return gave;
    }
    if (!*more)
      return gave;
    CHECK(block.rows() > 0);
    for (std::size_t i = 0; i < block.rows(); ++i) {
      gave.numbers.push_back(block.number_of(i));
      auto& cells = gave.cells.emplace_back();
      for (std::size_t k = 0; k < block.columns_of(i); ++k)
        cells.emplace_back(block.cell(i, k));
    }
  }
}

Gave row_by_row(std::string_view text, const CsvOptions& options) {
  CsvReader reader(source_of(text), options);
  CsvRow row;
  Gave gave;
  while (true) {
    const Result<bool> more = reader.next(row);
    if (!more) {
      gave.error = in_english(more.error());
      return gave;
    }
    if (!*more)
      return gave;
    gave.cells.push_back(row.cells);
    gave.numbers.push_back(row.number);
  }
}

std::string sharp_text() {
  const auto piece = rc::gen::element<std::string>(
      "\"", "\"", ",", ",", ";", "\t", "\r", "\n", "\n", "\r\n", " ", "\xEF\xBB\xBF", "5", "a", "ж",
      "\xFF", "a long cell of seventy letters, or so it seems", std::string(1, '\0'));
  std::string text;
  for (const std::string& part : *rc::gen::container<std::vector<std::string>>(piece))
    text += part;
  return text;
}

}  // namespace

TEST_CASE("CsvBlockReader: reads the examples of RFC 4180 section 2") {
  CHECK(by_blocks("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", {}, 4).cells ==
        Cells{{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}});
  CHECK(by_blocks("\"aaa\",\"b \r\nbb\",\"ccc\"\r\nzzz,yyy,xxx", {}, 1).cells ==
        Cells{{"aaa", "b \r\nbb", "ccc"}, {"zzz", "yyy", "xxx"}});
  CHECK(by_blocks("\"aaa\",\"b\"\"bb\",\"ccc\"", {}, 3).cells == Cells{{"aaa", "b\"bb", "ccc"}});
}

TEST_CASE("CsvBlockReader: gives the rows before a bad one, then the error, and stays failed") {
  CsvBlockReader reader(source_of("a,b\nc,\"d\n"), {.name = "list.csv"});
  CsvBlock block;
  REQUIRE(reader.next(block).value());
  CHECK(block.rows() == 1);
  const auto failed = reader.next(block);
  REQUIRE_FALSE(failed);
  CHECK(failed.error().where == "list.csv, row 2, column 2");
  CHECK_FALSE(reader.next(block));
}

TEST_CASE("CsvBlockReader: an error of the source is passed on") {
  const ByteSource source = [](std::span<char>) -> Result<std::size_t> {
    return fail(Error::Kind::unavailable, "the file could not be read to its end");
  };
  CsvBlockReader reader(source);
  CsvBlock block;
  CHECK_FALSE(reader.next(block));
}

TEST_CASE("CsvBlockReader: gives what the plain reader gives, for any bytes and any blocks") {
  CHECK(rc::check([] {
    const std::string text = sharp_text();
    const std::size_t bytes = *rc::gen::inRange<std::size_t>(1, 200);
    CsvOptions options;
    options.delimiter = *rc::gen::element<std::optional<char>>(std::nullopt, ',', ';');
    if (*rc::gen::arbitrary<bool>())
      options.limits = {.cell_bytes = 40, .row_bytes = 60, .columns = 4};
    RC_ASSERT(by_blocks(text, options, bytes) == row_by_row(text, options));
  }));
}
