// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/money.h"

using namespace manumit;

TEST_CASE("Money: any amount is read back from its text") {
  CHECK(rc::check([] {
    const auto code = *rc::gen::element<std::string>("RUB", "JPY", "USD", "KWD", "VND");
    const auto units = *rc::gen::arbitrary<std::int64_t>();
    const Money money(units, Currency::of(code).value());
    RC_ASSERT(money_from_text(to_text(money)).value() == money);
  }));
}

TEST_CASE("posting: errs by at most half a minor unit") {
  CHECK(rc::check([] {
    const auto units = *rc::gen::inRange<std::int64_t>(-1'000'000'000, 1'000'000'000);
    const auto numerator = *rc::gen::inRange<std::int64_t>(-1000, 1000);
    const auto denominator = *rc::gen::inRange<std::int64_t>(1, 1000);
    const Money money(units, Currency::of("RUB").value());
    const std::int64_t posted = money.posting({numerator, denominator}).value().minor_units();
    // |posted - exact| <= 1/2, all times 2 * denominator.
    const std::int64_t error = 2 * (posted * denominator - units * numerator);
    RC_ASSERT(error <= denominator);
    RC_ASSERT(error >= -denominator);
  }));
}

TEST_CASE("parse_money: any text is read or refused") {
  CHECK(rc::check([] {
    const auto words = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "1", "18", "000", "50", " ", ",", ".", "'", "-", "₽", "$", "USD", "руб.", "\xFF", "¥"));
    std::string text;
    for (const std::string& word : words)
      text += word;
    const auto money = parse_money(text, Currency::of("RUB").value());
    if (money)
      RC_ASSERT(money_from_text(to_text(*money)).value() == *money);
  }));
}
