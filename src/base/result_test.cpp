// SPDX-License-Identifier: Apache-2.0
#include "base/result.h"

#include <doctest/doctest.h>

#include <memory>

using namespace manumit;

namespace {

Result<int> half(int number) {
  if (number % 2 != 0) {
    return fail(Error::Kind::bad_input, "{0} is odd", {}, {}, {std::to_string(number)});
  }
  return number / 2;
}

Result<int> quarter(int number) {
  return TRY(half(TRY(half(number))));
}

Result<void> check_quarter(int number) {
  TRY(quarter(number));
  return {};
}

Result<std::unique_ptr<int>> owned(int number) {
  return std::make_unique<int>(TRY(quarter(number)));
}

}  // namespace

TEST_CASE("TRY: gives the value or passes the error up") {
  CHECK(quarter(8).value() == 2);
  CHECK(quarter(6).error().fills[0] == "3");
  CHECK(check_quarter(8));
  CHECK(check_quarter(7).error().kind == Error::Kind::bad_input);
  CHECK(*owned(8).value() == 2);
  CHECK_FALSE(owned(7));
}

TEST_CASE("filled: marks are replaced by their fills, others stay") {
  CHECK(filled("{0} of {1}", {"1", "2"}) == "1 of 2");
  CHECK(filled("{1} before {0}", {"1", "2"}) == "2 before 1");
  CHECK(filled("{2} is missing", {"1"}) == "{2} is missing");
  CHECK(filled("a { b } {x} {", {"1"}) == "a { b } {x} {");
  CHECK(filled("{0}", {"{0}"}) == "{0}");  // A fill is never read again.
  CHECK(filled("", {}).empty());
}

TEST_CASE("in_english: place, sentence and next step in that order") {
  const Error error{Error::Kind::bad_input,
                    "there is no month {0}",
                    "victims.csv, row 17",
                    "months go from 1 to 12",
                    {"13"}};
  CHECK(in_english(error) == "victims.csv, row 17: there is no month 13; months go from 1 to 12");
  CHECK(in_english({Error::Kind::not_found, "nothing is there"}) == "nothing is there");
  // Of many places the reason is not looked for behind them.
  CHECK(in_english({Error::Kind::bad_input, "a cell is empty", "a.csv, row 2; row 9"}) ==
        "a cell is empty (a.csv, row 2; row 9)");
}
