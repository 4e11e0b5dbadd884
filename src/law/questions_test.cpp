// SPDX-License-Identifier: Apache-2.0
#include "law/questions.h"

#include <doctest/doctest.h>

#include "test_library.h"

namespace manumit::law {
namespace {

std::vector<std::string> words(const std::vector<Question>& questions) {
  std::vector<std::string> out;
  for (const Question& one : questions)
    out.push_back(one.about + (one.answer ? ": yes" : ": no"));
  return out;
}
using Words = std::vector<std::string>;

TEST_CASE("questions: the shortest set that would support comes before one that would contradict") {
  const Library library = law_saying("(a and b and c) or (d and e)");
  const Settling one = shortest_questions(library, 0, {});
  CHECK(one.shortest);
  CHECK(words(one.to_support) == Words{"f.d: yes", "f.e: yes"});
  CHECK(words(one.to_contradict) == Words{"f.a: no", "f.d: no"});
}

TEST_CASE("questions: what is answered already is not asked again") {
  const Library library = law_saying("(a and b and c) or (d and e)");
  const Settling one =
      shortest_questions(library, 0, {.items = {said("f.a", State::yes), said("f.b", State::yes)}});
  CHECK(words(one.to_support) == Words{"f.c: yes"});
}

TEST_CASE("questions: a refused fact is asked only where no other set is as short") {
  const Library library = law_saying("a or b");
  Settling one = shortest_questions(library, 0, {.items = {said("f.a", State::refused)}});
  CHECK(words(one.to_support) == Words{"f.b: yes"});
  one = shortest_questions(law_saying("a"), 0, {.items = {said("f.a", State::refused)}});
  REQUIRE(one.to_support.size() == 1);
  CHECK(one.to_support[0].why == Absence::refused);
}

TEST_CASE(
    "questions: of several facts that would do, the one the definition names first is asked") {
  const Library library =
      library_of({file({}, element_text("x", "\"f.a\", \"f.b\"", "ask = [\"f.b\", \"f.a\"]") +
                               limb_text("whole", "x"))});
  CHECK(words(shortest_questions(library, 0, {}).to_support) == Words{"f.b: yes"});
}

TEST_CASE("questions: one answer that serves two elements counts once") {
  const Library library = library_of(
      {file({}, element_text("x", "\"f.a\", \"f.c\"") + element_text("y", "\"f.b\", \"f.c\"") +
                    limb_text("whole", "x and y"))});
  CHECK(words(shortest_questions(library, 0, {}).to_support) == Words{"f.c: yes"});
}

TEST_CASE("questions: codes, numbers, ages and deeds are asked in their own words") {
  const auto asked = [](const std::string& cue) {
    const Library library =
        library_of({file({}, element_text("x", "'" + cue + "'") + limb_text("whole", "x"))});
    return words(shortest_questions(library, 0, {}).to_support);
  };
  CHECK(asked("job.kind = sea") == Words{"job.kind = sea: yes"});
  CHECK(asked("hours > 12") == Words{"hours > 12: yes"});
  CHECK(asked("age < 18") == Words{"age < 18: yes"});
  CHECK(asked("not f.a") == Words{"f.a: no"});
  CHECK(asked("note known") == Words{"note known: yes"});
  CHECK(asked("deed.means = rope with deed.kind = sale") ==
        Words{"deed.means = rope with deed.kind = sale: yes"});
}

TEST_CASE("questions: a number cannot be two things, but of several codes two may be named") {
  const auto settling = [](const std::string& supports) {
    const Library library =
        library_of({file({}, element_text("x", supports) + limb_text("whole", "x"))});
    return shortest_questions(library, 0, {});
  };
  CHECK_FALSE(settling("\"hours > 12 and hours < 3\"").can_support);
  CHECK(settling("\"hours > 3 and hours < 12\"").to_support.size() == 1);
  CHECK_FALSE(settling("\"job.kind = sea and job.kind = field\"").can_support);
  CHECK(settling("\"deed.means = rope and deed.means = fist\"").to_support.size() == 2);
}

TEST_CASE("questions: nothing is asked where a finding is settled or does not apply") {
  const Library library = law_saying("a and b");
  CHECK(shortest_questions(library, 0, {.items = {said("f.a", State::no)}}).to_support.empty());
  const Settling early = shortest_questions(
      library, 0, {.facts_at = Interval<Day>{day("1990-01-01"), day("1990-01-01")}});
  CHECK_FALSE(early.can_support);
}

TEST_CASE("questions: a contested finding names the facts in conflict, and has no question") {
  const Library library = law_saying("a and b");
  const Settling one = shortest_questions(
      library, 0,
      {.items = {said("f.a", State::yes), said("f.a", State::no), said("f.b", State::yes)}});
  CHECK_FALSE(one.can_support);
  CHECK_FALSE(one.can_contradict);
  CHECK(one.in_conflict == std::vector<std::uint32_t>{fact("f.a")});
}

TEST_CASE("questions: no answer settles a contested element, but one may settle the finding") {
  const Evidence evidence{.items = {said("f.a", State::yes), said("f.a", State::no)}};
  const Settling one = shortest_questions(law_saying("a or (b and c)"), 0, evidence);
  CHECK(words(one.to_support) == Words{"f.b: yes", "f.c: yes"});
  CHECK_FALSE(one.can_contradict);
  CHECK(one.in_conflict == std::vector<std::uint32_t>{fact("f.a")});
  const Settling other = shortest_questions(law_saying("a and (b or c)"), 0, evidence);
  CHECK_FALSE(other.can_support);
  CHECK(words(other.to_contradict) == Words{"f.b: no", "f.c: no"});
}

TEST_CASE("questions: a dispute is no question, but a cue that nobody disputes may settle it") {
  const Library library = library_of(
      {file({}, element_text("x", "'f.a', 'f.b'", "contradicts = ['not f.a and not f.b']") +
                    limb_text("whole", "x"))});
  const Settling one =
      shortest_questions(library, 0, {.items = {said("f.a", State::yes), said("f.a", State::no)}});
  CHECK(words(one.to_support) == Words{"f.b: yes"});
  CHECK_FALSE(one.can_contradict);
  CHECK(one.in_conflict == std::vector<std::uint32_t>{fact("f.a")});
}

TEST_CASE("questions: what is shown at one record is not asked of the others") {
  const Library library = library_of({file(
      {}, element_text("x", "'deed.seen and f.a'", "contradicts = ['not deed.seen', 'not f.a']") +
              limb_text("whole", "x"))});
  const Settling one = shortest_questions(
      library, 0,
      {.items = {said("deed.seen", State::yes, 0, 1), said("deed.seen", State::no, 0, 2)}});
  CHECK(words(one.to_support) == Words{"f.a: yes"});
  CHECK(words(one.to_contradict) == Words{"f.a: no"});
  CHECK(one.in_conflict.empty());
}

TEST_CASE("questions: a conflict that does not matter to the finding is not named") {
  const Settling one = shortest_questions(
      law_saying("(a or b) and (c or d)"), 0,
      {.items = {said("f.a", State::yes), said("f.a", State::no), said("f.b", State::yes),
                 said("f.c", State::yes), said("f.c", State::no)}});
  CHECK(one.in_conflict == std::vector<std::uint32_t>{fact("f.c")});
}

TEST_CASE("questions: an exception may be what settles a finding") {
  const Library library = law_saying("a unless b");
  const Settling one =
      shortest_questions(library, 0, {.items = {said("f.a", State::yes), said("f.a", State::no)}});
  CHECK(one.can_contradict);
  CHECK(words(one.to_contradict) == Words{"f.b: yes"});
}

TEST_CASE("ranking: every question is held against what is known of all records") {
  const std::string elements = six_elements() + element_text("x", "'deed.seen'");
  const Library library =
      library_of({file({.id = "xx.one"}, elements + limb_text("whole", "x and b")),
                  file({.id = "xx.two"}, elements + limb_text("whole", "x and c"))});
  const Evidence evidence{
      .items = {said("deed.seen", State::yes, 0, 1), said("deed.seen", State::no, 0, 2)}};
  const std::vector<Settling> settlings = {shortest_questions(library, 0, evidence),
                                           shortest_questions(library, 1, evidence)};
  const std::vector<RankedQuestion> ranked = rank_questions(library, evidence, settlings);
  REQUIRE(ranked.size() == 2);
  for (const RankedQuestion& one : ranked) {
    CHECK(one.question.answer);
    CHECK(one.settles.size() == 1);
  }
}

TEST_CASE("ranking: the question that settles most findings alone comes first") {
  const std::string elements = six_elements();
  const Library library =
      library_of({file({.id = "xx.one"}, elements + limb_text("whole", "a and b")),
                  file({.id = "xx.two"}, elements + limb_text("whole", "b")),
                  file({.id = "xx.three"}, elements + limb_text("whole", "b or c"))});
  std::vector<Settling> settlings;
  for (std::size_t i = 0; i < 3; ++i)
    settlings.push_back(shortest_questions(library, i, {}));
  const std::vector<RankedQuestion> ranked = rank_questions(library, {}, settlings);
  REQUIRE(ranked.size() >= 2);
  CHECK(ranked[0].question.about == "f.b");
  CHECK(ranked[0].question.answer);
  // "one" is not settled by a yes to b; "two" and "three" are. Instruments are sorted by id.
  CHECK(ranked[0].settles == std::vector<std::size_t>{1, 2});
  CHECK(ranked[0].helps == std::vector<std::size_t>{0, 1, 2});
}

}  // namespace
}  // namespace manumit::law
