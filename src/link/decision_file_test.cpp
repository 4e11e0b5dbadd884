// SPDX-License-Identifier: Apache-2.0
#include "decision_file.h"

#include <doctest/doctest.h>

#include "test_tables.h"

using namespace manumit;
using namespace manumit::link;
using namespace manumit::link::testing;

namespace {

const std::string kHeadings = "source_a,row_a,source_b,row_b,weight,decision\n";

RecordTable two_lists() {
  return table_of({{"name", Role::full_name}}, {{.name = "a.csv", .rows = {{"zuhra"}, {"bakyt"}}},
                                                {.name = "b.csv", .rows = {{"zuhra"}, {"aigul"}}}});
}

Result<Decisions> read(const std::string& text) {
  static const RecordTable kTable = two_lists();
  return read_decisions(source_of(text), "said.csv", kTable);
}

}  // namespace

TEST_CASE("read_decisions: what people wrote beside pairs becomes decisions about records") {
  const auto decisions = read(kHeadings +
                              "a.csv,2,b.csv,2,9.1,same\nb.csv,3,a.csv,3,0.2, not_same \n"
                              "a.csv,2,b.csv,3,0.1,\na.csv,3,b.csv,2,0.1,cannot_tell\n"
                              "b.csv,2,a.csv,2,9.1,same\n");
  REQUIRE(decisions);
  CHECK(decisions->same == std::vector<RecordPair>{{0, 2}});
  CHECK(decisions->different == std::vector<RecordPair>{{1, 3}});
}

TEST_CASE("read_decisions: what cannot be meant is refused with its row") {
  const auto refusal = [](const std::string& rows) {
    const auto decisions = read(rows);
    REQUIRE_FALSE(decisions);
    return in_english(decisions.error());
  };
  CHECK(refusal("") == "said.csv: the file is empty");
  CHECK(refusal("source_a,row_a\n") ==
        "said.csv, row 1, column source_b: there is no column of this name; "
        "write the pairs with --pairs and add a column decision");
  CHECK(refusal("source_a,row_a,source_b,row_b,decision,decision\n") ==
        "said.csv, row 1, column decision: two columns have the same name; "
        "give each column a name of its own");
  CHECK(refusal(kHeadings + "a.csv,2,b.csv,2,1,yes\n") ==
        "said.csv, row 2, column decision: a decision is same, not_same or cannot_tell");
  CHECK(refusal(kHeadings + "a.csv,2,b.csv,9,1,same\n") ==
        "said.csv, row 2, column source_b: there is no such row of such a list");
  CHECK(refusal(kHeadings + "a.csv,1,b.csv,2,1,same\n") ==
        "said.csv, row 2, column source_a: there is no such row of such a list");
  CHECK(refusal(kHeadings + "a.csv,2,a.csv,2,1,same\n") ==
        "said.csv, row 2: a decision is about two different rows");
  CHECK(refusal(kHeadings + "a.csv,2,b.csv,2,1,same\nb.csv,2,a.csv,2,1,not_same\n") ==
        "said.csv, row 3, column decision: an earlier row decides otherwise about the same pair");
  CHECK(refusal(kHeadings + "a.csv,2,b.csv\n") ==
        "said.csv, row 2: a row has as many cells as there are headings, and this has not");
}
