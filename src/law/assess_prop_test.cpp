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

TEST_CASE("property: one more answer never turns supported into contradicted, without unless") {
  CHECK(rc::check([] {
    const Library library = random_law(true);
    Evidence evidence = random_evidence();
    const Verdict before = verdict(library, evidence);
    evidence.items.push_back(random_item(99));
    const Verdict after = verdict(library, evidence);
    // Evidence only grows: what is supported stays so or becomes contested.
    if (before == kSupported)
      RC_ASSERT(after == kSupported || after == kContested);
    if (before == kContradicted)
      RC_ASSERT(after == kContradicted || after == kContested);
    if (before == kContested)
      RC_ASSERT(after == kContested);
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
