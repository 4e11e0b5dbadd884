// SPDX-License-Identifier: Apache-2.0
#include "casework/all_evidence.h"

#include <doctest/doctest.h>

#include "casework/legal_evidence.h"
#include "invented_casebook.h"

using namespace manumit;
using namespace manumit::casework;
using namespace manumit::casework::invented;

namespace {

/// A case of one affected person and of somebody else.
Filing of_two(int first) {
  Filing filing = opened(id(first), id(first + 1),
                         {said(id(first + 1), "means.force", AnswerState::yes),
                          said(id(first + 2), "means.force", AnswerState::no)});
  filing.subjects.push_back(subject_of(id(first + 2), SubjectKind::person));
  filing.subjects.back().role = "employer";
  return filing;
}

}  // namespace

TEST_CASE("evidence_of_all: each affected person once, by case number, as the case alone says") {
  Desk desk;
  desk.must_file({of_two(30)});
  desk.must_file({of_two(10)});
  const auto all = evidence_of_all(desk.book());
  REQUIRE(all);
  REQUIRE(all->people.size() == 2);
  REQUIRE(all->evidence.size() == 2);
  CHECK(all->people[0].case_id == id(30));
  CHECK(all->people[0].case_number == "0001");
  CHECK(all->people[0].person == id(31));
  CHECK(all->people[1].case_id == id(10));
  const Case folded = desk.book().open_case(id(10)).value();
  const law::Evidence alone = evidence_of(folded, id(11)).evidence;
  REQUIRE(all->evidence[1].items.size() == alone.items.size());
  // What is said of the employer is no evidence about the person.
  const auto force = built_in_vocabulary().place_of("means.force");
  std::vector<law::State> told;
  for (const law::Item& item : all->evidence[1].items) {
    if (item.fact == force)
      told.push_back(item.state);
  }
  CHECK(told == std::vector<law::State>{law::State::yes});
}

TEST_CASE("evidence_of_all: ends at once when it is told to, with an error and nothing half") {
  Desk desk;
  desk.must_file({of_two(10)});
  const auto all = evidence_of_all(desk.book(), [](std::uint64_t, std::uint64_t) { return false; });
  REQUIRE_FALSE(all);
  CHECK(all.error().kind == Error::Kind::unavailable);
}

TEST_CASE("savings: stays the same while nothing is saved, and never comes back after") {
  Desk desk;
  const std::uint64_t before = desk.book().savings();
  desk.must_file({of_two(10)});
  const std::uint64_t after = desk.book().savings();
  CHECK(after > before);
  CHECK(desk.book().open_case(id(10)));
  CHECK(desk.book().savings() == after);
  desk.must_file({added(id(10), {said(id(11), "means.fraud", AnswerState::no)})});
  CHECK(desk.book().savings() > after);
}
