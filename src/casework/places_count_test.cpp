// SPDX-License-Identifier: Apache-2.0
#include "casework/places_count.h"

#include <doctest/doctest.h>

#include "invented_casebook.h"

using namespace manumit;
using namespace manumit::casework;
using namespace manumit::casework::invented;

namespace {

using Countries = std::vector<std::string>;
using Open = PlacesCount::Open;

Statement citizen_of(int person, Countries countries) {
  return said(id(person), "person.citizenship", AnswerState::yes, std::move(countries));
}
Statement exploited_in(int person, std::string country) {
  return said(id(person), "exploitation.country", AnswerState::yes, std::move(country));
}

PlacesCount counted(Desk& desk) {
  auto count = places_count(desk.book());
  REQUIRE_MESSAGE(count.has_value(), (count ? "" : in_english(count.error())));
  return std::move(*count);
}

}  // namespace

TEST_CASE("places_count: each affected person once in each country, and others not at all") {
  Desk desk;
  Filing filing = opened(id(10), id(11),
                         {citizen_of(11, {"UZ"}), citizen_of(11, {"UZ"}), exploited_in(11, "RU")});
  filing.subjects.push_back(subject_of(id(12), SubjectKind::person, "affected"));
  filing.subjects.push_back(subject_of(id(13), SubjectKind::person, "employer"));
  filing.statements.push_back(citizen_of(12, {"KZ"}));
  filing.statements.push_back(citizen_of(13, {"RU"}));
  desk.must_file({filing});
  const PlacesCount count = counted(desk);
  CHECK(count.people == 2);
  CHECK(count.countries ==
        std::vector<PlacesCount::Country>{{"KZ", 1, 0}, {"RU", 0, 1}, {"UZ", 1, 0}});
  CHECK(count.from == Open{});
  CHECK(count.at == Open{.several = 0, .none = 0, .not_recorded = 1});
}

TEST_CASE("places_count: several citizenships count in each; none and not recorded stay apart") {
  Desk desk;
  desk.must_file(
      {opened(id(10), id(11), {citizen_of(11, {"KG", "RU"})}),
       opened(id(20), id(21), {said(id(21), "person.citizenship", AnswerState::no)}),
       opened(id(30), id(31), {said(id(31), "person.citizenship", AnswerState::refused)}),
       opened(id(40), id(41))});
  const PlacesCount count = counted(desk);
  CHECK(count.people == 4);
  CHECK(count.countries == std::vector<PlacesCount::Country>{{"KG", 1, 0}, {"RU", 1, 0}});
  CHECK(count.from == Open{.several = 1, .none = 1, .not_recorded = 2});
  CHECK(count.at == Open{.several = 0, .none = 0, .not_recorded = 4});
}

TEST_CASE("places_count: linked people are one, and two again when the link is taken back") {
  Desk desk;
  desk.must_file({opened(id(10), id(11), {citizen_of(11, {"UZ"}), exploited_in(11, "RU")}),
                  opened(id(20), id(21), {citizen_of(21, {"UZ"}), exploited_in(21, "KZ")})});
  CHECK(counted(desk).countries ==
        std::vector<PlacesCount::Country>{{"KZ", 0, 1}, {"RU", 0, 1}, {"UZ", 2, 0}});
  NewDecision same;
  same.said.a = {id(11), id(10)};
  same.said.b = {id(21), id(20)};
  same.said.verdict = LinkVerdict::same;
  same.said.by_hand = true;
  const auto made = desk.book().decide({same});
  REQUIRE(made);
  const PlacesCount linked = counted(desk);
  CHECK(linked.people == 1);
  CHECK(linked.countries ==
        std::vector<PlacesCount::Country>{{"KZ", 0, 1}, {"RU", 0, 1}, {"UZ", 1, 0}});
  CHECK(linked.at.several == 1);
  same.said.verdict.reset();
  same.said.by_hand = false;
  same.said.takes_back = {made->front()};
  REQUIRE(desk.book().decide({same}));
  CHECK(counted(desk).people == 2);
}

TEST_CASE("places_count: where nobody says the country, the place of work does") {
  Desk desk;
  Filing filing = opened(id(10), id(11));
  filing.subjects.push_back(subject_of(id(12), SubjectKind::work));
  Place place;
  place.country = "RU";
  place.city = "Invented";
  filing.statements = {said(id(12), "work.place", AnswerState::yes, place)};
  desk.must_file({filing});
  CHECK(counted(desk).countries == std::vector<PlacesCount::Country>{{"RU", 0, 1}});
}

TEST_CASE("places_count: ends at once when it is told to, with an error and nothing half") {
  Desk desk;
  desk.must_file({opened(id(10), id(11))});
  const auto count = places_count(desk.book(), [](std::uint64_t, std::uint64_t) { return false; });
  REQUIRE_FALSE(count);
  CHECK(count.error().kind == Error::Kind::unavailable);
}
