// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <optional>
#include <string>

#include "law/questions.h"
#include "test_library.h"

namespace manumit::law {
namespace {

// The search against trying everything: over facts that are answered yes or no, every way of
// answering the open ones is valued by `assess`, and the smallest that settles is the truth.

constexpr std::array<const char*, 6> kFacts = {"f.a", "f.b", "f.c", "f.d", "f.e", "f.f"};

std::string expression(int depth, const std::vector<std::string>& leaves, bool unless) {
  if (depth == 0)
    return *rc::gen::elementOf(leaves);
  const std::string left = expression(depth - 1, leaves, unless);
  switch (*rc::gen::inRange(0, unless ? 5 : 4)) {
    case 0:
      return "(" + left + " and " + expression(depth - 1, leaves, unless) + ")";
    case 1:
      return "(" + left + " or " + expression(depth - 1, leaves, unless) + ")";
    case 2:
      return "not " + left;
    case 3:
      return left;
    default:
      return "(" + left + " unless " + expression(depth - 1, leaves, unless) + ")";
  }
}

Library random_law() {
  const std::vector<std::string> facts(kFacts.begin(), kFacts.end());
  std::string elements;
  for (const char id : {'a', 'b', 'c', 'd'})
    elements += element_text(std::string(1, id), "'" + expression(2, facts, false) + "'",
                             "contradicts = ['" + expression(1, facts, true) + "']\n");
  return library_of(
      {file({}, elements + limb_text("whole", expression(3, {"a", "b", "c", "d"}, true)))});
}

/// How many open facts must be answered at least, by trying all three to the sixth ways.
std::optional<int> by_brute_force(const Library& library, const Evidence& evidence,
                                  const std::vector<const char*>& open, Verdict wanted) {
  std::optional<int> least;
  int ways = 1;
  for (std::size_t i = 0; i < open.size(); ++i)
    ways *= 3;
  for (int way = 0; way < ways; ++way) {
    Evidence supposed = evidence;
    int answered = 0;
    int rest = way;
    for (const char* id : open) {
      if (rest % 3 != 0) {
        supposed.items.push_back(said(id, rest % 3 == 1 ? State::yes : State::no));
        ++answered;
      }
      rest /= 3;
    }
    if ((!least || answered < *least) && verdict(library, supposed) == wanted)
      least = answered;
  }
  return least;
}

/// Answering the questions as said must do what they promise.
Verdict answered(const Library& library, Evidence evidence, const std::vector<Question>& asked) {
  for (const Question& one : asked)
    evidence.items.push_back({.fact = one.fact, .state = one.answer ? State::yes : State::no});
  return verdict(library, evidence);
}

TEST_CASE("property: the questions settle what they say, and no fewer would") {
  CHECK(rc::check([] {
    const Library library = random_law();
    Evidence evidence;
    std::vector<const char*> open;
    for (const char* id : kFacts) {
      const int state = *rc::gen::inRange(0, 7);
      if (state < 3) {
        if (state != 1)
          evidence.items.push_back(said(id, State::yes));
        if (state != 0)
          evidence.items.push_back(said(id, State::no));
      } else {
        open.push_back(id);
      }
      if (state == 3)
        evidence.items.push_back(said(id, State::refused));
    }
    RC_PRE(verdict(library, evidence).status == Status::unknown);
    const Settling one = shortest_questions(library, 0, evidence);
    RC_ASSERT(one.shortest);
    const std::optional<int> support = by_brute_force(library, evidence, open, kSupported);
    const std::optional<int> contradict = by_brute_force(library, evidence, open, kContradicted);
    RC_ASSERT(one.can_support == support.has_value());
    RC_ASSERT(one.can_contradict == contradict.has_value());
    if (support) {
      RC_ASSERT(static_cast<int>(one.to_support.size()) == *support);
      RC_ASSERT(answered(library, evidence, one.to_support) == kSupported);
    }
    if (contradict) {
      RC_ASSERT(static_cast<int>(one.to_contradict.size()) == *contradict);
      RC_ASSERT(answered(library, evidence, one.to_contradict) == kContradicted);
    }
  }));
}

TEST_CASE("property: of an unknown finding either something is open or facts stand in conflict") {
  CHECK(rc::check([] {
    const Library library = random_law();
    Evidence evidence;
    for (const char* id : kFacts)
      for (const State state : {State::yes, State::no})
        if (*rc::gen::arbitrary<bool>())
          evidence.items.push_back(said(id, state));
    const Settling one = shortest_questions(library, 0, evidence);
    const bool contested = verdict(library, evidence) == kContested;
    RC_ASSERT(contested == !one.in_conflict.empty());
  }));
}

TEST_CASE("property: what a ranked question says it settles, its answer settles") {
  CHECK(rc::check([] {
    const Library library = random_law();
    Evidence evidence;
    for (const char* id : kFacts)
      if (*rc::gen::inRange(0, 4) == 0)
        evidence.items.push_back(said(id, *rc::gen::element(State::yes, State::no)));
    const Settling settling = shortest_questions(library, 0, evidence);
    for (const RankedQuestion& one : rank_questions(library, evidence, {&settling, 1})) {
      const Status after = answered(library, evidence, {one.question}).status;
      RC_ASSERT((after != Status::unknown) == !one.settles.empty());
    }
  }));
}

}  // namespace
}  // namespace manumit::law
