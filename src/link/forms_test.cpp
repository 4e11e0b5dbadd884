// SPDX-License-Identifier: Apache-2.0
#include "forms.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

#include "date_digits.h"

using namespace manumit::link;

TEST_CASE("date_digits: one date in many hands, as far as it is known") {
  CHECK(date_digits("1860-01-05", DateOrder::day_first) == "18600105");
  CHECK(date_digits("05.01.1860", DateOrder::day_first) == "18600105");
  CHECK(date_digits("01/05/1860", DateOrder::month_first) == "18600105");
  CHECK(date_digits("18600105", DateOrder::day_first) == "18600105");
  CHECK(date_digits("1860-01-05T00:00:00", DateOrder::day_first) == "18600105");
  CHECK(date_digits("1860-01", DateOrder::day_first) == "186001");
  CHECK(date_digits("1860", DateOrder::day_first) == "1860");
}

TEST_CASE("date_digits: a slip of the keyboard leaves the other digits") {
  CHECK(date_digits("1861-81-19", DateOrder::day_first) == "18618119");
  CHECK(date_digits("186-01-05", DateOrder::day_first) == "1860105");
  CHECK(date_digits("soon", DateOrder::day_first).empty());
  // Of two centuries, so of none.
  CHECK(date_digits("05.03.90", DateOrder::day_first).empty());
}

TEST_CASE("order_sign: only a number above twelve tells the day from the month") {
  CHECK(order_sign("13/04/2015") == OrderSign::day_first);
  CHECK(order_sign("04/13/2015") == OrderSign::month_first);
  CHECK(order_sign("03/04/2015") == OrderSign::none);
  CHECK(order_sign("2015-13-04") == OrderSign::none);
}

TEST_CASE("in_form: what says nothing is missing, in either language") {
  for (const char* nothing : {"unknown", "N/A", "не указано", "Неизвестно", "-", "?", ""}) {
    CAPTURE(nothing);
    CHECK(in_form(nothing, Form::words).empty());
    CHECK(in_form(nothing, Form::date).empty());
    CHECK(in_form(nothing, Form::code).empty());
    CHECK(in_form(nothing, Form::email).empty());
    CHECK(in_form(nothing, Form::written).empty());
    CHECK(in_form(nothing, Form::number).empty());
  }
  CHECK(in_form("No", Form::words) == "no");  // A name.
}

TEST_CASE("in_form: values that mean the same have one form") {
  CHECK(in_form("Женский", Form::sex) == "f");
  CHECK(in_form("MALE", Form::sex) == "m");
  CHECK(in_form("8 (495) 000-00-01", Form::phone) == in_form("+74950000001", Form::phone));
  CHECK(in_form("Zuhra@Example.org", Form::email) == "zuhra@example.org");
  CHECK(in_form("AN 123-456", Form::code) == in_form("an123456", Form::code));
  CHECK(in_form("Каримова", Form::words) == in_form("Karimova", Form::words));
}

TEST_CASE("in_form: a number is the one whole number of its text") {
  for (const char* text : {"25", "25.0", "025", " 25 years", "25,5"}) {
    CAPTURE(text);
    CHECK(in_form(text, Form::number) == "25");
  }
  CHECK(in_form("0", Form::number) == "0");
  CHECK(in_form("00", Form::number) == "0");
  for (const char* text : {"20-25", "-5", "about", "20 or 25"}) {
    CAPTURE(text);
    CHECK(in_form(text, Form::number).empty());
  }
}

TEST_CASE("in_form: a story in a cell of a name is cut between letters") {
  std::string story;
  for (int i = 0; i < 5000; ++i)
    story += "ы";
  CHECK(in_form(story, Form::written).size() == 400);
}

TEST_CASE("date_digits: where one part is no month, the other is, whatever the list's habit") {
  CHECK(date_digits("25.12.1990", DateOrder::month_first) == "19901225");
  CHECK(date_digits("12/25/1990", DateOrder::day_first) == "19901225");
  CHECK(date_digits("05/04/1990", DateOrder::day_first) == "19900405");
  CHECK(date_digits("05/04/1990", DateOrder::month_first) == "19900504");
}

TEST_CASE("is_in_form: what is in its form already is what the form would make of it") {
  CHECK(rc::check("fixed point", [] {
    const std::string text =
        *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab z019-.@+\xD0\xB0")));
    for (const Form form :
         {Form::words, Form::date, Form::sex, Form::phone, Form::code, Form::number}) {
      if (is_in_form(text, form))
        RC_ASSERT(in_form(text, form) == text);
    }
  }));
}
