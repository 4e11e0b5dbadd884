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

/// Random answers to a fact, of one or two records, some of them disputed.
void answer_somehow(Evidence& evidence, const char* id) {
  const std::uint32_t records = *rc::gen::inRange(1U, 3U);
  for (std::uint32_t record = 0; record < records; ++record) {
    const int state = *rc::gen::inRange(0, 3);
    if (state != 1)
      evidence.items.push_back(said(id, State::yes, 0, record));
    if (state != 0)
      evidence.items.push_back(said(id, State::no, 0, record));
  }
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
      if (state < 3)
        answer_somehow(evidence, id);
      else
        open.push_back(id);
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
      if (*rc::gen::inRange(0, 4) > 0)
        answer_somehow(evidence, id);
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
      if (*rc::gen::inRange(0, 3) == 0)
        answer_somehow(evidence, id);
    const Settling settling = shortest_questions(library, 0, evidence);
    for (const RankedQuestion& one : rank_questions(library, evidence, {&settling, 1})) {
      const Status after = answered(library, evidence, {one.question}).status;
      RC_ASSERT((after != Status::unknown) == !one.settles.empty());
    }
  }));
}

// Deeds, and tests that must hold of the same one: each answer is recorded of a deed of its own.
const std::vector<std::string> kOfDeeds = {"deed.seen",
                                           "deed.kind = sale",
                                           "deed.seen with deed.kind = sale",
                                           "deed.means = rope",
                                           "deed.means = fist",
                                           "deed.means = rope with deed.seen",
                                           "not deed.seen",
                                           "f.a",
                                           "deed.seen with not deed.kind = sale",
                                           "not deed.kind = sale"};

Item of_deed(const std::string& id, std::string_view name, bool yes, std::uint32_t deed) {
  return yes ? said_code(id, {name}, deed) : said(id, State::no, 0, deed);
}

void answer(Evidence& evidence, const Question& one, std::uint32_t deed) {
  const std::size_t with = one.about.find(" with ");
  const std::string head = one.about.substr(0, with);
  const std::string other = with == std::string::npos ? "" : one.about.substr(with + 6);
  const auto add = [&](const std::string& test, bool yes) {
    if (test == "deed.kind = sale")
      evidence.items.push_back(of_deed("deed.kind", "sale", yes, deed));
    else if (test == "deed.means = rope" || test == "deed.means = fist")
      evidence.items.push_back(of_deed("deed.means", test.substr(13), yes, deed));
    else
      evidence.items.push_back(said(test, yes ? State::yes : State::no, 0, deed));
  };
  add(head, one.answer);
  if (other.compare(0, 4, "not ") == 0)
    add(other.substr(4), false);
  else if (!other.empty())
    add(other, true);
}

TEST_CASE("property: questions on deeds do what they promise, whatever is known of other deeds") {
  CHECK(rc::check([] {
    std::string elements;
    for (const char id : {'a', 'b', 'c', 'd'})
      elements += element_text(std::string(1, id), "'" + expression(1, kOfDeeds, false) + "'",
                               "contradicts = ['" + expression(1, kOfDeeds, true) + "']\n");
    const Library library = library_of(
        {file({}, elements + limb_text("whole", expression(2, {"a", "b", "c", "d"}, true)))});
    Evidence evidence;
    for (int more = *rc::gen::inRange(0, 6); more > 0; --more) {
      const bool yes = *rc::gen::arbitrary<bool>();
      const std::uint32_t deed = *rc::gen::inRange(0U, 3U);
      const int which = *rc::gen::inRange(0, 3);
      if (which == 0)
        evidence.items.push_back(said("deed.seen", yes ? State::yes : State::no, 0, deed));
      else if (which == 1)
        evidence.items.push_back(of_deed("deed.kind", yes ? "sale" : "blow", true, deed));
      else
        evidence.items.push_back(of_deed("deed.means", "rope", yes, deed));
    }
    const Settling one = shortest_questions(library, 0, evidence);
    for (const auto& [asked, promised] :
         {std::pair(one.to_support, kSupported), std::pair(one.to_contradict, kContradicted)}) {
      Evidence supposed = evidence;
      std::uint32_t deed = 10;
      for (const Question& question : asked)
        answer(supposed, question, deed++);
      RC_ASSERT(asked.empty() || verdict(library, supposed) == promised);
    }
    for (const RankedQuestion& ranked : rank_questions(library, evidence, {&one, 1})) {
      Evidence supposed = evidence;
      answer(supposed, ranked.question, 10);
      const Status after = verdict(library, supposed).status;
      RC_ASSERT((after != Status::unknown) == !ranked.settles.empty());
    }
  }));
}

}  // namespace
}  // namespace manumit::law
