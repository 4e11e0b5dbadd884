// SPDX-License-Identifier: Apache-2.0
#include "law/assess.h"

#include <doctest/doctest.h>

#include <array>

#include "test_library.h"

namespace manumit::law {
namespace {

/// 'T' one yes, 'F' one no, 'B' both, 'N' neither: Belnap's four, of an element.
Evidence state_of(char a, char b) {
  Evidence out;
  const auto add = [&](const char* id, char value) {
    if (value == 'T' || value == 'B')
      out.items.push_back(said(id, State::yes));
    if (value == 'F' || value == 'B')
      out.items.push_back(said(id, State::no));
  };
  add("f.a", a);
  add("f.b", b);
  return out;
}

char letter(const Verdict& verdict) {
  if (verdict == kSupported)
    return 'T';
  if (verdict == kContradicted)
    return 'F';
  return verdict == kContested ? 'B' : 'N';
}

/// The table of a logic over a and b, rows a = T F B N, in each b = T F B N.
std::string table(const std::string& logic) {
  const Library library = law_saying(logic);
  std::string out;
  for (const char a : {'T', 'F', 'B', 'N'})
    for (const char b : {'T', 'F', 'B', 'N'})
      out += letter(verdict(library, state_of(a, b)));
  return out;
}

// Kleene (1952), "Introduction to Metamathematics", section 64, the strong tables of & and v over
// t, f and u; both B and N are u there. Which of the two an unknown is, is reckoned by hand from
// the pairs: B where evidence for or against comes out, N where neither does.
TEST_CASE("logic: and, or and not are Kleene's, and say whether an unknown is contested or open") {
  CHECK(table("a and b") ==
        "TFBN"
        "FFFF"
        "BFBB"
        "NFBN");
  CHECK(table("a or b") ==
        "TTTT"
        "TFBN"
        "TBBB"
        "TNBN");
  CHECK(table("not a") ==
        "FFFF"
        "TTTT"
        "BBBB"
        "NNNN");
  CHECK(table("any(a, b)") == table("a or b"));
  CHECK(table("all(a, b)") == table("a and b"));
}

// By hand from (fX and not fY, aX or fY), where u is (0,0); the reason from the pairs as they are.
TEST_CASE("unless: an exception that is open or contested hides nothing; one that is shown does") {
  CHECK(table("a unless b") ==
        "FTTT"
        "FFFF"
        "FBBB"
        "FNBN");
}

TEST_CASE("logic: a contested finding stays contested beside an open question") {
  const Evidence contested{.items = {said("f.a", State::yes), said("f.a", State::no)}};
  CHECK(verdict(law_saying("a or b"), contested) == kContested);
  CHECK(verdict(law_saying("a and b"), contested) == kContested);
  CHECK(verdict(law_saying("(a or b) and (c or a)"), contested) == kContested);
  // One open question would still have to be answered, whoever is right about a.
  CHECK(verdict(law_saying("(a or b) and c"), contested) == kOpen);
}

TEST_CASE("cues: inside an element evidence for one half is evidence, whatever is open") {
  // Both witnesses may be right of another half of the cue, so the pair stays a pair down there.
  const Library library = library_of(
      {file({}, element_text("x", "\"f.a or f.b\"", "contradicts = [\"not (f.a and f.b)\"]") +
                    limb_text("whole", "x"))});
  const Evidence evidence{.items = {said("f.a", State::yes), said("f.a", State::no)}};
  CHECK(assess_one(library, 0, evidence).elements[0].verdict == kContested);
  CHECK(verdict(library, evidence) == kContested);
}

TEST_CASE("evidence: unknown is not no") {
  const Library library = law_saying("a");
  for (const State state : {State::not_asked, State::refused, State::unclear})
    CHECK(verdict(library, {.items = {said("f.a", state)}}) == kOpen);
  CHECK(verdict(library, {}) == kOpen);
}

Verdict under_cue(const std::string& cue, std::vector<Item> items, std::vector<AgeItem> ages = {}) {
  // What the cue has for it supports, what it has against it contradicts.
  const Library library = library_of(
      {file({}, element_text("x", "'" + cue + "'", "contradicts = ['not (" + cue + ")']") +
                    limb_text("whole", "x"))});
  return verdict(library, {.items = std::move(items), .ages = std::move(ages)});
}

TEST_CASE(
    "cues: another code of a fact that has one speaks against, of a fact that has several not") {
  CHECK(under_cue("job.kind = sea", {said_code("job.kind", {"sea"})}) == kSupported);
  CHECK(under_cue("job.kind = sea", {said_code("job.kind", {"field"})}) == kContradicted);
  CHECK(under_cue("job.kind = sea", {said("job.kind", State::no)}) == kContradicted);
  CHECK(under_cue("deed.means = fist", {said_code("deed.means", {"rope", "fist"})}) == kSupported);
  CHECK(under_cue("deed.means = fist", {said_code("deed.means", {"rope"})}) == kOpen);
  CHECK(under_cue("deed.means = fist", {said("deed.means", State::no)}) == kContradicted);
  Item russia = said("went.to", State::yes);
  russia.codes = {code("went.to", "RU")};
  CHECK(under_cue("went.to = RU", {russia}) == kSupported);
  CHECK(under_cue("went.to = KZ", {russia}) == kContradicted);
}

TEST_CASE("cues: a no is written as such, and may be what supports") {
  CHECK(under_cue("f.a = no", {said("f.a", State::no)}) == kSupported);
  CHECK(under_cue("f.a = yes", {said("f.a", State::no)}) == kContradicted);
}

TEST_CASE("cues: numbers and amounts compare at their limits") {
  CHECK(under_cue("hours > 12", {said_number("hours", 12)}) == kContradicted);
  CHECK(under_cue("hours >= 12", {said_number("hours", 12)}) == kSupported);
  CHECK(under_cue("hours < 12", {said_number("hours", 11.5)}) == kSupported);
  CHECK(under_cue("hours <= 12", {said_number("hours", 12.5)}) == kContradicted);
  CHECK(under_cue("hours = 12", {said_number("hours", 12)}) == kSupported);
  CHECK(under_cue("owed > 0", {said_number("owed", 18000)}) == kSupported);
  CHECK(under_cue("hours > 12", {said("hours", State::yes)}) == kOpen);
}

TEST_CASE("cues: known asks only whether anything is recorded") {
  CHECK(under_cue("note known", {said("note", State::yes)}) == kSupported);
  CHECK(under_cue("note known", {said("note", State::no)}) == kContradicted);
  CHECK(under_cue("note known", {said("note", State::refused)}) == kOpen);
}

TEST_CASE("cues: an age that leaves room decides nothing") {
  CHECK(under_cue("age < 18", {}, {{.years = {15, 17}}}) == kSupported);
  CHECK(under_cue("age < 18", {}, {{.years = {18, 20}}}) == kContradicted);
  CHECK(under_cue("age < 18", {}, {{.years = {17, 18}}}) == kOpen);
  CHECK(under_cue("age < 18", {}, {{.years = {17, 17}}, {.years = {19, 19}}}) == kContested);
  CHECK(under_cue("age = 17", {}, {{.years = {17, 17}}}) == kSupported);
  CHECK(under_cue("age = 17", {}, {{.years = {16, 18}}}) == kOpen);
  CHECK(under_cue("age = 17", {}, {{.years = {18, 19}}}) == kContradicted);
}

TEST_CASE("with: tests must hold of the same deed") {
  const std::string cue = "deed.means = rope with deed.kind = sale";
  CHECK(under_cue(cue, {said_code("deed.means", {"rope"}, 1),
                        said_code("deed.kind", {"sale"}, 1)}) == kSupported);
  CHECK(under_cue(cue, {said_code("deed.means", {"rope"}, 1),
                        said_code("deed.kind", {"sale"}, 2)}) == kOpen);
  const std::string other = "deed.seen with not deed.kind = sale";
  CHECK(under_cue(other, {said("deed.seen", State::yes, 0, 1),
                          said_code("deed.kind", {"blow"}, 1)}) == kSupported);
  CHECK(under_cue(other, {said("deed.seen", State::yes, 0, 1),
                          said_code("deed.kind", {"sale"}, 1)}) == kOpen);
}

TEST_CASE(
    "with: a no speaks against only of a deed that is meant, and another code of it not at all") {
  const std::string cue = "deed.seen with deed.kind = sale";
  CHECK(under_cue(cue, {said("deed.seen", State::no, 0, 1), said_code("deed.kind", {"sale"}, 1)}) ==
        kContradicted);
  CHECK(under_cue(cue, {said("deed.seen", State::no, 0, 1), said_code("deed.kind", {"blow"}, 1)}) ==
        kOpen);
  CHECK(under_cue("deed.kind = sale with deed.seen",
                  {said_code("deed.kind", {"blow"}, 1), said("deed.seen", State::yes, 0, 1)}) ==
        kOpen);
}

TEST_CASE(
    "assess: each element has the statements that speak for and against it, and what is missing") {
  const Library library =
      library_of({file({}, element_text("x", "\"f.a and f.b\", \"f.c\"",
                                        "contradicts = [\"not f.a\"]\nask = "
                                        "[\"f.b\", \"f.a\", \"note\", \"f.d\"]") +
                               limb_text("whole", "x"))});
  Evidence evidence;
  evidence.items = {said("f.a", State::yes, 7), said("f.b", State::refused, 8)};
  Finding finding = assess_one(library, 0, evidence);
  CHECK(finding.elements[0].uses.empty());  // Half of a cue carries nothing yet.
  const std::vector<Missing> missing = {{fact("f.b"), Absence::refused},
                                        {fact("note"), Absence::not_recorded},
                                        {fact("f.d"), Absence::not_recorded}};
  CHECK(finding.elements[0].missing == missing);

  evidence.items.push_back(said("f.b", State::yes, 9));
  evidence.items.push_back(said("f.a", State::no, 3));
  finding = assess_one(library, 0, evidence);
  CHECK(finding.elements[0].verdict == kContested);
  REQUIRE(finding.elements[0].uses.size() == 3);
  CHECK(finding.elements[0].uses[0] == Use{.statement = 7, .fact = fact("f.a")});
  CHECK(finding.elements[0].uses[1] == Use{.statement = 9, .fact = fact("f.b")});
  CHECK(finding.elements[0].uses[2] ==
        Use{.statement = 3, .fact = fact("f.a"), .state = State::no, .speaks_for = false});
}

TEST_CASE("assess: the statements of with are those of the deed that is meant") {
  const Library library = library_of({file(
      {}, element_text("x", "\"deed.seen with deed.kind = sale\"") + limb_text("whole", "x"))});
  Evidence evidence;
  evidence.items = {said("deed.seen", State::yes, 1, 10), said_code("deed.kind", {"sale"}, 10, 2),
                    said("deed.seen", State::yes, 3, 11), said_code("deed.kind", {"blow"}, 11, 4)};
  const Finding finding = assess_one(library, 0, evidence);
  REQUIRE(finding.elements[0].uses.size() == 2);
  CHECK(finding.elements[0].uses[0].statement == 1);
  CHECK(finding.elements[0].uses[1].statement == 2);
}

TEST_CASE("assess: a finding that rests on doubtful statements says so") {
  const Library library = law_saying("a or b");
  Evidence evidence{.items = {said("f.a", State::yes)}};
  evidence.items[0].certainty = Certainty::doubtful;
  CHECK(verdict(library, evidence) == kSupported);
  CHECK(assess_one(library, 0, evidence).rests_on_uncertain);
  evidence.items.push_back(said("f.b", State::yes));
  CHECK_FALSE(assess_one(library, 0, evidence).rests_on_uncertain);
}

TEST_CASE("assess: limbs are valued apart, and may stand on each other in any order") {
  const Library library =
      library_of({file({}, six_elements() + limb_text("second", "first and c") +
                               limb_text("first", "a or b") + limb_text("whole", "second or d"))});
  const Finding finding = assess_one(library, 0, {.items = {said("f.a", State::yes)}});
  CHECK(finding.limbs[0] == kOpen);
  CHECK(finding.limbs[1] == kSupported);
  CHECK(finding.limbs[2] == kOpen);
}

TEST_CASE("assess: any takes the elements that bear all of the tags joined by &") {
  const Library library = library_of({file(
      {}, element_text("x", "\"f.a\"", "tags = [\"penalty\", \"strong\"]") +
              element_text("y", "\"f.b\"", "tags = [\"penalty\"]") +
              limb_text("loose", "any(penalty)") + limb_text("whole", "any(penalty & strong)"))});
  const Finding finding = assess_one(library, 0, {.items = {said("f.b", State::yes)}});
  CHECK(finding.limbs[0] == kSupported);
  CHECK(finding.limbs[1] == kOpen);
}

// ---- statements that stand against each other, and several records ---------------------------

/// An element with these cues, valued over some statements.
Verdict of_cues(const std::string& supports, const std::string& contradicts,
                std::vector<Item> items, std::vector<AgeItem> ages = {}) {
  const Library library =
      library_of({file({}, element_text("x", supports, "contradicts = [" + contradicts + "]\n") +
                               limb_text("whole", "x"))});
  return verdict(library, {.items = std::move(items), .ages = std::move(ages)});
}

TEST_CASE("disputed: a yes and a no to one fact leave the element contested") {
  const std::vector<Item> both = {said("f.a", State::yes, 1), said("f.a", State::no, 2)};
  CHECK(of_cues("'f.a'", "", both) == kContested);
  // As most laws do: one yes supports, only noes to everything contradict.
  CHECK(of_cues("'f.a', 'f.b'", "'not f.a and not f.b'", both) == kContested);
  CHECK(of_cues("'f.b'", "'not f.a'", both) == kContested);
  CHECK(of_cues("'not f.a'", "", both) == kContested);
  CHECK(of_cues("'f.c'", "", both) == kOpen);
}

TEST_CASE("disputed: one cue that nobody disputes carries the element alone") {
  std::vector<Item> items = {said("f.a", State::yes), said("f.a", State::no),
                             said("f.b", State::yes)};
  CHECK(of_cues("'f.a', 'f.b'", "'not f.a and not f.b'", items) == kSupported);
  CHECK(of_cues("'f.a or f.b'", "", items) == kSupported);
  CHECK(of_cues("'f.a and f.b'", "", items) == kContested);
  CHECK(of_cues("'f.c'", "'f.a', 'f.b'", items) == kContradicted);
  // A cue that contradicts stands against it, disputed or not.
  CHECK(of_cues("'f.a', 'f.b'", "'not f.a'", items) == kContested);
}

TEST_CASE("disputed: an open fact beside a disputed one settles nothing, as in the logic") {
  const std::vector<Item> both = {said("f.a", State::yes), said("f.a", State::no)};
  CHECK(of_cues("'f.a or f.b'", "", both) == kContested);
  CHECK(of_cues("'f.b'", "'not (f.a and f.b)'", both) == kContested);
  CHECK(of_cues("'f.a and f.b'", "", both) == kOpen);
}

TEST_CASE("disputed: where yes and no support alike, who is right does not matter") {
  CHECK(of_cues("'f.a', 'not f.a'", "", {said("f.a", State::yes), said("f.a", State::no)}) ==
        kSupported);
}

TEST_CASE("disputed: an exception of a cue that is disputed hides nothing") {
  std::vector<Item> items = {said("f.a", State::yes), said("f.b", State::yes),
                             said("f.b", State::no)};
  CHECK(of_cues("'f.a unless f.b'", "", items) == kSupported);
  items.pop_back();
  CHECK(of_cues("'f.a unless f.b'", "", items) == kOpen);
}

TEST_CASE("disputed: two ages, and two codes of a fact that has one, stand against each other") {
  CHECK(of_cues("'age < 18'", "", {}, {{.years = {17, 17}}, {.years = {19, 19}}}) == kContested);
  CHECK(of_cues("'age < 18'", "", {}, {{.years = {17, 17}}, {.years = {12, 14}}}) == kSupported);
  CHECK(of_cues("'job.kind = sea'", "",
                {said_code("job.kind", {"sea"}), said_code("job.kind", {"field"})}) == kContested);
  CHECK(of_cues("'deed.means = rope'", "",
                {said_code("deed.means", {"rope"}), said_code("deed.means", {"fist"})}) ==
        kSupported);
}

TEST_CASE("disputed: the statements on both sides are named") {
  const Library library = library_of(
      {file({}, element_text("x", "'f.a or f.c', 'f.b'", "contradicts = ['not f.b and not f.c']") +
                    limb_text("whole", "x"))});
  const Finding finding =
      assess_one(library, 0, {.items = {said("f.a", State::yes, 7), said("f.a", State::no, 3)}});
  REQUIRE(finding.elements[0].uses.size() == 2);
  CHECK(finding.elements[0].uses[0] == Use{.statement = 7, .fact = fact("f.a")});
  CHECK(finding.elements[0].uses[1] ==
        Use{.statement = 3, .fact = fact("f.a"), .state = State::no, .speaks_for = false});
}

TEST_CASE("disputed: a no that a cue of its own counts is never named as speaking for") {
  const Library library = library_of({file(
      {}, element_text("x", "'f.a', 'f.b'", "contradicts = ['(f.a and not f.a) unless f.c']") +
              limb_text("whole", "x"))});
  Evidence evidence{
      .items = {said("f.a", State::yes, 1), said("f.a", State::no, 2), said("f.b", State::yes, 3)}};
  const Finding finding = assess_one(library, 0, evidence);
  CHECK(finding.elements[0].verdict == kContested);
  for (const Use& use : finding.elements[0].uses)
    CHECK((!use.speaks_for || use.state == State::yes));
}

TEST_CASE("records: a no at the second deed does not contest a yes at the first") {
  const std::vector<Item> items = {said("deed.seen", State::yes, 1, 1),
                                   said("deed.seen", State::no, 2, 2)};
  CHECK(of_cues("'deed.seen'", "'not deed.seen'", items) == kSupported);
  CHECK(of_cues("'not deed.seen'", "'deed.seen'", items) == kSupported);
  CHECK(of_cues("'deed.seen = no'", "'deed.seen = yes'", items) == kSupported);
  CHECK(of_cues("'deed.seen'", "", items) == kSupported);
  CHECK(of_cues("'hours > 12'", "'hours <= 12'",
                {said_number("hours", 14, 1), said_number("hours", 6, 2)}) == kSupported);
  CHECK(of_cues("'deed.kind = sale'", "'deed.kind = blow'",
                {said_code("deed.kind", {"sale"}, 1), said_code("deed.kind", {"blow"}, 2)}) ==
        kSupported);
}

TEST_CASE("records: what contradicts must hold at every record that was spoken of") {
  CHECK(of_cues("'f.a'", "'not deed.seen'",
                {said("deed.seen", State::no, 1, 1), said("deed.seen", State::yes, 2, 2)}) ==
        kOpen);
  CHECK(of_cues("'f.a'", "'not deed.seen'",
                {said("deed.seen", State::no, 1, 1), said("deed.seen", State::no, 2, 2)}) ==
        kContradicted);
  CHECK(of_cues("'f.a'", "'hours <= 12'",
                {said_number("hours", 14, 1), said_number("hours", 6, 2)}) == kOpen);
  // A record of which nobody answered is unknown, and unknown is not no.
  CHECK(of_cues("'f.a'", "'not deed.seen'",
                {said("deed.seen", State::no, 1, 1), said("deed.seen", State::refused, 2, 2)}) ==
        kContradicted);
}

TEST_CASE("records: a dispute about one is none about another") {
  std::vector<Item> items = {said("deed.seen", State::yes, 1, 1),
                             said("deed.seen", State::no, 2, 1),
                             said("deed.seen", State::no, 3, 2)};
  CHECK(of_cues("'deed.seen'", "'not deed.seen'", items) == kContested);
  items.push_back(said("deed.seen", State::yes, 4, 3));
  CHECK(of_cues("'deed.seen'", "'not deed.seen'", items) == kSupported);
  CHECK(of_cues("'f.a'", "'not deed.seen'", items) == kOpen);
}

TEST_CASE("records: with means the same one, also where others are answered otherwise") {
  const std::string cue = "'deed.seen with deed.kind = sale'";
  std::vector<Item> items = {
      said("deed.seen", State::yes, 0, 1), said_code("deed.kind", {"sale"}, 1),
      said("deed.seen", State::no, 0, 2), said_code("deed.kind", {"sale"}, 2)};
  CHECK(of_cues(cue, "'not (deed.seen with deed.kind = sale)'", items) == kSupported);
  items.push_back(said("deed.seen", State::no, 0, 1));
  CHECK(of_cues(cue, "", items) == kContested);
}

TEST_CASE("records: whether it is the one that is meant may itself be disputed") {
  const std::string cue = "'deed.means = rope with deed.seen'";
  std::vector<Item> items = {said_code("deed.means", {"rope"}, 1),
                             said("deed.seen", State::yes, 0, 1)};
  CHECK(of_cues(cue, "", items) == kSupported);
  items.push_back(said("deed.seen", State::no, 0, 1));
  CHECK(of_cues(cue, "", items) == kContested);
  const Library library = library_of({file({}, element_text("x", cue) + limb_text("whole", "x"))});
  items.back().statement = 5;
  const Finding finding = assess_one(library, 0, {.items = items});
  REQUIRE(finding.elements[0].uses.size() == 3);
  CHECK(finding.elements[0].uses[2] ==
        Use{.statement = 5, .fact = fact("deed.seen"), .state = State::no, .speaks_for = false});
  items.back().subject = 2;
  CHECK(of_cues(cue, "", items) == kSupported);
  // Two who call the deed by two names both saw it.
  CHECK(of_cues("'deed.seen with deed.kind = sale'", "",
                {said("deed.seen", State::yes, 0, 1), said_code("deed.kind", {"sale"}, 1),
                 said_code("deed.kind", {"blow"}, 1)}) == kSupported);
}

TEST_CASE("records: an exception in a cue must hold of all of them to hide what supports") {
  std::vector<Item> items = {said("f.a", State::yes), said("deed.seen", State::yes, 0, 1),
                             said("deed.seen", State::no, 0, 2)};
  CHECK(of_cues("'f.a unless deed.seen'", "", items) == kSupported);
  CHECK(of_cues("'f.b'", "'f.a unless deed.seen'", items) == kOpen);
  items[2].state = State::yes;
  CHECK(of_cues("'f.a unless deed.seen'", "", items) == kOpen);
}

// ---- time and place --------------------------------------------------------------------------

Library two_versions() {
  const std::string body = six_elements() + limb_text("whole", "a");
  return library_of(
      {file({.in_force = "{ from = 2000-01-01, to = 2009-12-31 }", .more = "places = [\"XX\"]"},
            body),
       file({.version = "v2010", .in_force = "{ from = 2010-01-01 }", .more = "places = [\"XX\"]"},
            body)});
}

TEST_CASE("versions: facts that straddle two versions are valued under both") {
  const Library library = two_versions();
  Evidence evidence{.items = {said("f.a", State::yes)}};
  evidence.places = {"XX"};
  evidence.facts_at = days("2009-06-01", "2010-06-01");
  std::vector<Finding> findings = assess(library, evidence);
  CHECK(findings[0].covers == Covers::part);
  CHECK(findings[1].covers == Covers::part);
  CHECK(findings[0].verdict == kSupported);
  CHECK(findings[1].verdict == kSupported);

  evidence.facts_at = days("2009-12-31", "2009-12-31");  // The last day counts.
  findings = assess(library, evidence);
  CHECK(findings[0].covers == Covers::whole);
  CHECK(findings[1].verdict == Verdict{Status::not_applicable, Reason::not_in_force});
  CHECK(findings[1].limbs[0].status == Status::not_applicable);
  CHECK(findings[1].elements[0].verdict == kSupported);  // Still seen, for comparison.

  evidence.facts_at = days("1999-01-01", "1999-12-31");
  CHECK(assess(library, evidence)[0].verdict.reason == Reason::not_in_force);
  evidence.facts_at.reset();
  CHECK(assess(library, evidence)[1].covers == Covers::unknown);
  CHECK(assess(library, evidence)[1].verdict == kSupported);
}

TEST_CASE("versions: since when is not known is said, not guessed") {
  const Library library = library_of(
      {file({.in_force = "{ to = 2009-12-31 }"}, six_elements() + limb_text("whole", "a"))});
  Evidence evidence{.facts_at = days("2005-01-01", "2005-01-01"), .places = {}};
  CHECK(assess_one(library, 0, evidence).covers == Covers::unknown);
  evidence.facts_at = days("2010-01-01", "2010-01-01");
  CHECK(assess_one(library, 0, evidence).covers == Covers::none);
}

TEST_CASE("places: national law asks for its country, and waits where none is recorded") {
  const Library library = two_versions();
  Evidence evidence{.items = {said("f.a", State::yes)},
                    .facts_at = days("2005-01-01", "2005-02-01"),
                    .places = {"KZ"}};
  CHECK(assess_one(library, 0, evidence).verdict ==
        Verdict{Status::not_applicable, Reason::other_place});
  evidence.places = {"KZ", "XX"};
  CHECK(assess_one(library, 0, evidence).verdict == kSupported);
  evidence.places.clear();
  CHECK(assess_one(library, 0, evidence).in_place == InPlace::unknown);
  CHECK(assess_one(library, 0, evidence).verdict == kSupported);
}

TEST_CASE(
    "parties: a treaty is a yardstick outside, a court has no jurisdiction after its last day") {
  const auto treaty = [](const std::string& after) {
    return library_of(
        {file({.kind = "treaty",
               .more = "[[party]]\ncountry = \"RU\"\nfrom = 2004-06-25\nto = 2022-09-16\n" + after},
              six_elements() + limb_text("whole", "a"))});
  };
  Evidence evidence{.items = {said("f.a", State::yes)},
                    .facts_at = days("2015-01-01", "2015-12-31"),
                    .places = {"RU"}};
  const Library court = treaty("after = \"not_applicable\"\n");
  CHECK(assess_one(court, 0, evidence).binding == Binding::yes);
  evidence.facts_at = days("2004-01-01", "2004-12-31");
  CHECK(assess_one(court, 0, evidence).binding == Binding::part);
  evidence.facts_at = days("2003-01-01", "2003-12-31");
  CHECK(assess_one(court, 0, evidence).binding == Binding::no);
  CHECK(assess_one(court, 0, evidence).verdict == kSupported);
  evidence.facts_at = days("2022-09-16", "2022-09-30");
  CHECK(assess_one(court, 0, evidence).verdict == kSupported);  // Its first day still counts.
  evidence.facts_at = days("2022-09-17", "2022-09-17");
  CHECK(assess_one(court, 0, evidence).verdict ==
        Verdict{Status::not_applicable, Reason::outside_jurisdiction});
  CHECK(assess_one(treaty(""), 0, evidence).verdict == kSupported);
  CHECK(assess_one(treaty(""), 0, evidence).binding == Binding::no);
  evidence.places = {"KZ"};
  CHECK(assess_one(court, 0, evidence).binding == Binding::not_recorded);
  evidence.facts_at.reset();
  evidence.places = {"RU"};
  CHECK(assess_one(court, 0, evidence).binding == Binding::not_recorded);
}

TEST_CASE("parties: since when a country is one must be written to bind it") {
  const Library library =
      library_of({file({.kind = "treaty", .more = "[[party]]\ncountry = \"RU\"\n"},
                       six_elements() + limb_text("whole", "a"))});
  const Evidence evidence{.facts_at = days("2015-01-01", "2015-12-31"), .places = {"RU"}};
  CHECK(assess_one(library, 0, evidence).binding == Binding::not_recorded);
}

}  // namespace
}  // namespace manumit::law
