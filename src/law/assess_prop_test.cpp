// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>

#include "law/assess.h"
#include "law/questions.h"
#include "test_library.h"

namespace manumit::law {
namespace {

/// A random logic over the elements a … f. Without `unless` if `plain`.
std::string logic(int depth, bool plain) {
  if (depth == 0)
    return std::string(1, *rc::gen::inRange('a', 'g'));
  const std::string left = logic(depth - 1, plain);
  switch (*rc::gen::inRange(0, plain ? 4 : 5)) {
    case 0:
      return "(" + left + " and " + logic(depth - 1, plain) + ")";
    case 1:
      return "(" + left + " or " + logic(depth - 1, plain) + ")";
    case 2:
      return "not " + left;
    case 3:
      return left;
    default:
      return "(" + left + " unless " + logic(depth - 1, plain) + ")";
  }
}

/// Random cues over every kind of fact there is.
std::string cue() {
  static const std::vector<std::string> kTests = {"f.a",
                                                  "f.b",
                                                  "f.c",
                                                  "not f.d",
                                                  "f.e = no",
                                                  "job.kind = sea",
                                                  "job.kind = field",
                                                  "deed.means = rope",
                                                  "deed.means = fist",
                                                  "hours > 12",
                                                  "hours <= 5",
                                                  "age < 18",
                                                  "age >= 16",
                                                  "note known",
                                                  "deed.means = rope with deed.kind = sale",
                                                  "deed.seen with not deed.kind = blow",
                                                  "went.to = RU"};
  std::string out = *rc::gen::elementOf(kTests);
  for (int more = *rc::gen::inRange(0, 3); more > 0; --more)
    out += (*rc::gen::arbitrary<bool>() ? " and " : " or ") + *rc::gen::elementOf(kTests);
  return out;
}

std::string random_elements() {
  std::string out;
  for (const char id : {'a', 'b', 'c', 'd', 'e', 'f'}) {
    std::string contradicts;
    if (*rc::gen::inRange(0, 3) > 0)
      contradicts = "contradicts = ['" + cue() + "']\n";
    out += element_text(std::string(1, id), "'" + cue() + "'", contradicts);
  }
  return out;
}

Library random_law(bool plain = false) {
  return library_of({file({}, random_elements() + limb_text("whole", logic(3, plain)))});
}

Item random_item(std::uint32_t number) {
  const FactTable facts = invented_facts();
  Item item;
  item.fact = static_cast<std::uint32_t>(*rc::gen::inRange<std::size_t>(0, facts.rows.size()));
  item.subject = *rc::gen::inRange(0U, 3U);
  item.statement = number;
  item.state = static_cast<State>(*rc::gen::inRange(0, 5));
  item.certainty = static_cast<Certainty>(*rc::gen::inRange(0, 3));
  const FactRow& row = facts.rows[item.fact];
  if (item.state != State::yes)
    return item;
  if (row.kind == FactKind::country)
    item.codes = {*facts.code_of(item.fact, *rc::gen::element<std::string>("RU", "KZ"))};
  else if (!row.codes.empty())
    item.codes = {*rc::gen::inRange<CodeNumber>(0, 3)};
  item.number = *rc::gen::element(4.0, 5.0, 12.0, 13.0);
  return item;
}

Evidence random_evidence(std::uint32_t most = 12) {
  Evidence out;
  const std::uint32_t count = *rc::gen::inRange(0U, most);
  for (std::uint32_t i = 0; i < count; ++i)
    out.items.push_back(random_item(i));
  if (*rc::gen::arbitrary<bool>()) {
    const int least = *rc::gen::inRange(12, 22);
    out.ages.push_back({.years = {least, least + *rc::gen::inRange(0, 4)}, .statement = 100});
  }
  return out;
}

bool same(const Finding& a, const Finding& b) {
  if (a.verdict != b.verdict || a.limbs != b.limbs || a.rests_on_uncertain != b.rests_on_uncertain)
    return false;
  return std::equal(a.elements.begin(), a.elements.end(), b.elements.begin(), b.elements.end(),
                    [](const ElementFinding& x, const ElementFinding& y) {
                      return x.verdict == y.verdict && x.uses == y.uses && x.missing == y.missing;
                    });
}

TEST_CASE("property: a statement that answers nothing never moves a verdict") {
  CHECK(rc::check([] {
    const Library library = random_law();
    Evidence evidence = random_evidence();
    const Verdict before = verdict(library, evidence);
    Item nothing = random_item(99);
    nothing.state = *rc::gen::element(State::not_asked, State::refused, State::unclear);
    evidence.items.push_back(nothing);
    RC_ASSERT(verdict(library, evidence) == before);
  }));
}

bool opposite(const Verdict& a, const Verdict& b) {
  return (a == kSupported && b == kContradicted) || (a == kContradicted && b == kSupported);
}

void say_more(Evidence& evidence) {
  for (int more = *rc::gen::inRange(1, 6); more > 0; --more)
    evidence.items.push_back(random_item(99));
}

/// As if the case knew one deed, one place of work and one journey only.
void of_one_record(Evidence& evidence) {
  for (Item& item : evidence.items)
    item.subject = 0;
}

// Evidence for an element is never taken back by more evidence of the same records, so no element
// turns round at once; Kleene's connectives are monotone in what is known, so neither does a limb.
// It may fall back to unknown, and rise again by a cue that nobody disputes, or another way.
TEST_CASE("property: more statements on the same records never turn a finding, without unless") {
  CHECK(rc::check([] {
    const Library library = random_law(true);
    Evidence evidence = random_evidence();
    of_one_record(evidence);
    const Finding before = assess_one(library, 0, evidence);
    say_more(evidence);
    of_one_record(evidence);
    const Finding after = assess_one(library, 0, evidence);
    RC_ASSERT(!opposite(before.verdict, after.verdict));
    for (std::size_t i = 0; i < before.elements.size(); ++i) {
      const Verdict& was = before.elements[i].verdict;
      const Verdict& is = after.elements[i].verdict;
      RC_ASSERT(!opposite(was, is));
      RC_ASSERT(was == kOpen || is != kOpen);
    }
  }));
}

// What contradicts must hold of every record, so a new one may take it away. What supports is never
// taken away: it can only be disputed.
TEST_CASE("property: an element that is supported is never contradicted by another record") {
  CHECK(rc::check([] {
    const Library library = random_law(true);
    Evidence evidence = random_evidence();
    const Finding before = assess_one(library, 0, evidence);
    say_more(evidence);
    const Finding after = assess_one(library, 0, evidence);
    for (std::size_t i = 0; i < before.elements.size(); ++i) {
      const Verdict& is = after.elements[i].verdict;
      if (before.elements[i].verdict == kSupported)
        RC_ASSERT(is == kSupported || is == kContested);
    }
  }));
}

TEST_CASE("property: a record of which the same is said as of another changes nothing") {
  CHECK(rc::check([] {
    const Library library = random_law();
    Evidence evidence = random_evidence();
    const Finding before = assess_one(library, 0, evidence);
    const std::uint32_t which = *rc::gen::inRange(0U, 3U);
    const std::vector<Item> items = evidence.items;
    for (Item item : items)
      if (item.subject == which) {
        item.subject = 17;
        evidence.items.push_back(item);
      }
    RC_ASSERT(same(before, assess_one(library, 0, evidence)));
  }));
}

TEST_CASE(
    "property: the statements named for and against an element are those that its verdict rests "
    "on") {
  CHECK(rc::check([] {
    const Library library = random_law();
    Evidence evidence = random_evidence();
    const Finding before = assess_one(library, 0, evidence);
    for (const ElementFinding& element : before.elements) {
      const bool speaks_for = std::any_of(element.uses.begin(), element.uses.end(),
                                          [](const Use& use) { return use.speaks_for; });
      const bool against = std::any_of(element.uses.begin(), element.uses.end(),
                                       [](const Use& use) { return !use.speaks_for; });
      RC_ASSERT((element.verdict == kSupported) == (speaks_for && !against));
      RC_ASSERT((element.verdict == kContradicted) == (against && !speaks_for));
      RC_ASSERT((element.verdict == kContested) == (speaks_for && against));
    }
  }));
}

TEST_CASE("property: what turns round by unless does so by its exception alone") {
  CHECK(rc::check([] {
    const Library library =
        library_of({file({}, random_elements() + limb_text("base", logic(2, true)) +
                                 limb_text("exception", logic(2, true)) +
                                 limb_text("whole", "base unless exception"))});
    Evidence evidence = random_evidence();
    of_one_record(evidence);
    const Finding before = assess_one(library, 0, evidence);
    say_more(evidence);
    of_one_record(evidence);
    const Finding after = assess_one(library, 0, evidence);
    if (before.verdict == kSupported && after.verdict == kContradicted)
      RC_ASSERT(before.limbs[1] != kSupported && after.limbs[1] == kSupported);
    if (before.verdict == kContradicted && after.verdict == kSupported)
      RC_ASSERT(before.limbs[1] == kSupported && after.limbs[1] != kSupported);
  }));
}

TEST_CASE("property: an open question beside a finding decides nothing that the finding did not") {
  CHECK(rc::check([] {
    const std::string x = "(" + logic(3, false) + ")";
    Evidence evidence;
    for (const char* id : {"f.a", "f.b", "f.c", "f.d", "f.e"})  // Nobody answers f.f.
      for (const State state : {State::yes, State::no})
        if (*rc::gen::inRange(0, 5) < 2)
          evidence.items.push_back(said(id, state));
    const Verdict alone = verdict(law_saying(x), evidence);
    const Status with_or = verdict(law_saying(x + " or f"), evidence).status;
    const Status with_and = verdict(law_saying(x + " and f"), evidence).status;
    RC_ASSERT(with_or == (alone == kSupported ? Status::supported : Status::unknown));
    RC_ASSERT(with_and == (alone == kContradicted ? Status::contradicted : Status::unknown));
    RC_ASSERT(verdict(law_saying(x + " unless f"), evidence) == alone);
  }));
}

TEST_CASE("property: to the logic a contested element is one of which nobody has spoken") {
  CHECK(rc::check([] {
    const Library library = law_saying(logic(3, false));
    Evidence all;
    Evidence agreed;
    bool contested = false;
    for (const char* id : {"f.a", "f.b", "f.c", "f.d", "f.e", "f.f"}) {
      const int die = *rc::gen::inRange(0, 4);
      if (die % 2 == 1)
        all.items.push_back(said(id, State::yes));
      if (die / 2 == 1)
        all.items.push_back(said(id, State::no));
      if (die == 1 || die == 2)
        agreed.items.push_back(all.items.back());
      contested = contested || die == 3;
    }
    const Verdict of_all = verdict(library, all);
    const Verdict of_agreed = verdict(library, agreed);
    RC_ASSERT(of_all.status == of_agreed.status);
    RC_ASSERT(of_agreed.reason != Reason::contested);
    RC_ASSERT(contested || of_all == of_agreed);
  }));
}

TEST_CASE("property: the order of statements does not matter") {
  CHECK(rc::check([] {
    const Library library = random_law();
    Evidence evidence = random_evidence();
    const Finding before = assess_one(library, 0, evidence);
    std::reverse(evidence.items.begin(), evidence.items.end());
    std::rotate(evidence.items.begin(),
                evidence.items.begin() + static_cast<std::ptrdiff_t>(evidence.items.size() / 3),
                evidence.items.end());
    RC_ASSERT(same(before, assess_one(library, 0, evidence)));
  }));
}

TEST_CASE("property: a statement taken back leaves the finding as if it had never been given") {
  CHECK(rc::check([] {
    const Library library = random_law();
    Evidence evidence = random_evidence();
    const Finding before = assess_one(library, 0, evidence);
    evidence.items.push_back(random_item(99));
    static_cast<void>(assess_one(library, 0, evidence));
    evidence.items.pop_back();
    RC_ASSERT(same(before, assess_one(library, 0, evidence)));
  }));
}

TEST_CASE("property: De Morgan's laws hold, and a double not is nothing") {
  CHECK(rc::check([] {
    const std::string x = logic(2, false);
    const std::string y = logic(2, false);
    const std::string elements = random_elements();
    const auto law = [&](const std::string& whole) {
      return library_of({file({}, elements + limb_text("whole", whole))});
    };
    const Evidence evidence = random_evidence();
    RC_ASSERT(verdict(law("not (" + x + " and " + y + ")"), evidence) ==
              verdict(law("not " + x + " or not " + y), evidence));
    RC_ASSERT(verdict(law("not (" + x + " or " + y + ")"), evidence) ==
              verdict(law("not " + x + " and not " + y), evidence));
    RC_ASSERT(verdict(law("not (not (" + x + "))"), evidence) == verdict(law(x), evidence));
  }));
}

TEST_CASE("property: a whole vault at once gives what each case alone gives") {
  CHECK(rc::check([] {
    const Library library = random_law();
    std::vector<Evidence> cases;
    const std::size_t count = *rc::gen::inRange<std::size_t>(0, 140);
    for (std::size_t i = 0; i < count; ++i) {
      cases.push_back(random_evidence(6));
      if (*rc::gen::arbitrary<bool>())
        cases.back().facts_at = days("1999-06-01", "1999-12-31");
    }
    const Verdicts all = verdicts(library, cases);
    for (std::size_t i = 0; i < count; ++i)
      RC_ASSERT(all.at(i, 0) == verdict(library, cases[i]));
  }));
}

TEST_CASE("property: an element without a verdict names what it misses, and every use answers") {
  CHECK(rc::check([] {
    const Library library = random_law();
    const Evidence evidence = random_evidence();
    for (const ElementFinding& element : assess_one(library, 0, evidence).elements) {
      const bool settled = element.verdict.status != Status::unknown;
      const bool contested = element.verdict.reason == Reason::contested;
      RC_ASSERT(settled || contested == !element.uses.empty());
      RC_ASSERT(!settled || !element.uses.empty());
      for (const Use& use : element.uses)
        RC_ASSERT(use.state == State::yes || use.state == State::no);
    }
  }));
}

}  // namespace
}  // namespace manumit::law
