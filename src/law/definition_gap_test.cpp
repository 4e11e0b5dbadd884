// SPDX-License-Identifier: Apache-2.0
#include "law/definition_gap.h"

#include <doctest/doctest.h>

#include "test_library.h"

namespace manumit::law {
namespace {

/// A treaty that asks for a, and a national text of XX from 2000 to 2009 and from 2010, with a
/// lesser charge.
Library treaty_and_code(const std::string& logic) {
  const std::string places = "places = [\"XX\"]\nsubstitutes = [\"xx.lesser\"]";
  return library_of(
      {file({.id = "un.treaty", .kind = "treaty"}, six_elements() + limb_text("whole", "a")),
       file({.id = "xx.code", .in_force = "{ from = 2000-01-01, to = 2009-12-31 }", .more = places},
            six_elements() + limb_text("whole", logic)),
       file({.id = "xx.code",
             .version = "v2010",
             .in_force = "{ from = 2010-01-01 }",
             .more = places},
            six_elements() + limb_text("whole", "a")),
       file({.id = "xx.lesser", .kind = "related_charge", .more = "places = [\"XX\"]"},
            six_elements() + limb_text("whole", "d"))});
}

Evidence in_xx(std::vector<Item> items, std::string_view at = "2005-05-05") {
  return {.items = std::move(items),
          .ages = {},
          .facts_at = Interval<Day>{day(at), day(at)},
          .places = {"XX"}};
}

Gap gap_of(const Library& library, const std::vector<Evidence>& cases) {
  Result<Gap> out = definition_gap(library, cases, "un.treaty");
  REQUIRE(out.has_value());
  return std::move(*out);
}

TEST_CASE("gap: counts who meets the treaty but not the text, and names the element in the way") {
  const Gap gap =
      gap_of(treaty_and_code("a and b"),
             {in_xx({said("f.a", State::yes), said("f.b", State::yes)}),
              in_xx({said("f.a", State::yes), said("f.b", State::no), said("f.d", State::yes)}),
              in_xx({said("f.a", State::yes)}), in_xx({said("f.a", State::no)})});
  CHECK(gap.cases == 4);
  CHECK(gap.valued == 4);
  CHECK(gap.meets_reference == 3);
  REQUIRE(gap.rows.size() == 1);  // The version of 2010 applied to nobody.
  const GapRow& row = gap.rows[0];
  CHECK(row.meets_both == 1);
  CHECK(row.meets_reference_only == 1);
  CHECK(row.unknown == 1);
  REQUIRE(row.because.size() == 1);
  CHECK(row.because[0].element == 1);
  CHECK(row.because[0].cases == 2);
  CHECK(row.because[0].contradicted == 1);
  CHECK(row.because[0].unknown == 1);
  REQUIRE(row.cases.size() == 2);
  CHECK(row.cases[0].place == 1);
  CHECK(row.cases[0].verdict == kContradicted);
  CHECK(row.cases[0].because == std::vector<std::size_t>{1});
  REQUIRE(row.substitutes.size() == 1);
  CHECK(row.substitutes[0].supported == 1);
  CHECK(row.cases[0].substitutes == std::vector<std::size_t>{row.substitutes[0].instrument});
}

TEST_CASE("gap: the fewest elements are blamed, and of an exception that it is shown") {
  const auto because = [](const std::string& logic, std::vector<Item> items) {
    items.push_back(said("f.a", State::yes));
    return gap_of(treaty_and_code(logic), {in_xx(std::move(items))}).rows[0].cases.at(0).because;
  };
  using Places = std::vector<std::size_t>;
  CHECK(because("(b and c) or d", {}) == Places{3});
  CHECK(because("b and c", {}) == Places{1, 2});
  CHECK(because("a unless b", {said("f.b", State::yes)}) == Places{1});
  CHECK(because("a and not b", {}) == Places{1});
  // A contested element blocks as an unknown one does; a contested exception blocks nothing.
  const auto contested = [](const char* id) {
    return std::vector<Item>{said(id, State::yes), said(id, State::no)};
  };
  CHECK(because("a and b", contested("f.b")) == Places{1});
  CHECK(because("b or c", contested("f.b")) == Places{1});
  CHECK(because("(b or c) and d", contested("f.b")) == Places{1, 3});
  CHECK(because("(d and a) unless b", contested("f.b")) == Places{3});
}

TEST_CASE("gap: a case without a place or a day is not compared") {
  Evidence no_day = in_xx({said("f.a", State::yes)});
  no_day.facts_at.reset();
  Evidence no_place = in_xx({said("f.a", State::yes)});
  no_place.places.clear();
  const Gap gap = gap_of(treaty_and_code("b"), {no_day, no_place});
  CHECK(gap.cases == 2);
  CHECK(gap.valued == 0);
  CHECK(gap.rows.empty());
}

TEST_CASE("gap: facts that straddle two versions are compared with both") {
  Evidence one = in_xx({said("f.a", State::yes)});
  one.facts_at = days("2009-01-01", "2010-12-31");
  const Gap gap = gap_of(treaty_and_code("a and b"), {one});
  REQUIRE(gap.rows.size() == 2);
  CHECK(gap.rows[0].unknown == 1);
  CHECK(gap.rows[1].meets_both == 1);
}

TEST_CASE("gap: an unknown reference is refused") {
  const Result<Gap> out = definition_gap(treaty_and_code("a"), {}, "un.nothing");
  REQUIRE_FALSE(out.has_value());
  CHECK(out.error().kind == Error::Kind::not_found);
}

}  // namespace
}  // namespace manumit::law
