// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/csv.h"

using namespace manumit;

TEST_CASE("guarded: no cell stays a formula, whatever stands before it") {
  for (const std::string& cell : std::vector<std::string>{"=1+1",
                                                          "=cmd|' /C calc'!A0",
                                                          "+1+1",
                                                          "-1-1",
                                                          "@SUM(A1)",
                                                          "\t=1",
                                                          "\r=1",
                                                          "\n=1",
                                                          " =1",
                                                          "   @x",
                                                          "|=1",
                                                          "%=1",
                                                          "\xEF\xBB\xBF=1",
                                                          "\xE2\x80\x8B=1",
                                                          "\xC2\xA0=1",
                                                          "\xEF\xBC\x9D"
                                                          "1",
                                                          "+7 900 123",
                                                          "-x",
                                                          "+",
                                                          "-",
                                                          "=",
                                                          "'=1",
                                                          "- 5",
                                                          "-5-5",
                                                          "+1.2.3",
                                                          "-5,",
                                                          "-.5"}) {
    CAPTURE(cell);
    CHECK(guarded(cell) == std::string("'") + cell);
    CHECK(unguarded(guarded(cell)) == cell);
  }
}

TEST_CASE("guarded: plain numbers and plain words stay as they are") {
  for (const std::string& cell : std::vector<std::string>{
           "", "-5", "+7.25", "-1,5", "+79001234567", "5", "a=b", "x-y", "'quoted'", "'", "'-5",
           "Каримова", "2015-03-05", "1+1", "%", "| ", "'' '"}) {
    CAPTURE(cell);
    CHECK(guarded(cell) == cell);
    CHECK(unguarded(guarded(cell)) == cell);
  }
}

TEST_CASE("unguarded: an apostrophe that was typed is kept") {
  CHECK(guarded("'=1") == "''=1");
  CHECK(unguarded("''=1") == "'=1");
  CHECK(unguarded("'abc") == "'abc");
}

TEST_CASE("csv_line: quotes what would break the row") {
  const std::vector<std::string> cells = {"a", "b,c", "d\"e", "f\ng", " h", ""};
  CHECK(csv_line(cells) == "a,\"b,c\",\"d\"\"e\",\"f\ng\",\" h\",\r\n");
  CHECK(csv_line(std::vector<std::string>{"a", "b|c"}, '|') == "a|\"b|c\"\r\n");
  CHECK(csv_line(std::vector<std::string>{""}) == "\"\"\r\n");
  CHECK(csv_line(std::vector<std::string>{"=1", "-5"}) == "'=1,-5\r\n");
  CHECK(csv_line(std::vector<std::string>{"=1"}, ',', Guard::none) == "=1\r\n");
}
