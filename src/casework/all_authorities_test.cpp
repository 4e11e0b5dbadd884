// SPDX-License-Identifier: Apache-2.0
#include "casework/all_authorities.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "invented_casebook.h"

using namespace manumit;
using namespace manumit::casework;
using namespace manumit::casework::invented;

namespace {

using Codes = std::vector<std::string>;

Day day(const char* iso) {
  return day_from_iso(iso).value();
}

/// Cases 100, 200 …: the affected person is +1, the works +2, the official +3, the office +4, and
/// steps are +10 and more.
struct CaseOf {
  explicit CaseOf(int of, const std::string& works = "Brick works") : number(of) {
    filing = opened(id(number), id(number + 1));
    add(2, SubjectKind::organisation, "employer");
    filing.statements.push_back(text(id(number + 2), "organisation.name", works));
  }
  void add(int place, SubjectKind kind, std::string role = {}) {
    filing.subjects.push_back(subject_of(id(number + place), kind, std::move(role)));
  }
  void official(const std::string& name) {
    add(3, SubjectKind::person, "official");
    filing.statements.push_back(text(id(number + 3), "person.name", name));
  }
  void office(const std::string& name) {
    add(4, SubjectKind::organisation, "authority");
    filing.statements.push_back(text(id(number + 4), "organisation.name", name));
  }

  struct Step {
    std::string kind, when, decision = {}, body = {}, rule = {};
    bool by_record = false, is_signed = false;
  };
  void step(const Step& told) {
    const RecordId step = id(number + 10 + steps++);
    filing.subjects.push_back(subject_of(step, SubjectKind::authority_step));
    const auto say = [&](const char* fact, Value value) {
      filing.statements.push_back(said(step, fact, AnswerState::yes, std::move(value)));
    };
    say("authority.kind", Codes{told.kind});
    if (!told.when.empty())
      say("authority.date", parse_partial_date(told.when).value());
    if (!told.decision.empty())
      say("authority.decision", Codes{told.decision});
    if (!told.body.empty())
      say("authority.body_name", told.body);
    if (!told.rule.empty())
      say("authority.due_rule", told.rule);
    if (told.by_record)
      say("authority.body", id(number + 4));
    if (told.is_signed)
      say("authority.official", id(number + 3));
  }
  void articles(const char* asked, const char* put) {
    const RecordId step = id(number + 10 + steps - 1);
    filing.statements.push_back(text(step, "authority.article_asked", asked));
    filing.statements.push_back(text(step, "authority.article", put));
  }

  int number;
  int steps = 0;
  Filing filing;
};

/// A complaint that was refused late, the refusal annulled, and a case opened for less.
CaseOf refused_case(int number) {
  CaseOf one(number);
  one.official("Investigator Invented");
  one.step({"complaint", "2026-03-02", "", "District police", "ru.upk.144"});
  one.step({.kind = "refusal",
            .when = "2026-03-20",
            .decision = "refused",
            .body = "District  police",
            .is_signed = true});
  one.step({"annulment", "2026-04-01", "returned", "Prosecutor"});
  one.step({"opening", "2026-05-01", "opened", "District police"});
  one.articles("127.2", "127(2)");
  return one;
}

AllAuthorities told_of(Desk& desk, const char* today = "2026-06-01") {
  auto all = authorities_of_all(desk.book(), day(today));
  REQUIRE_MESSAGE(all.has_value(), (all ? "" : in_english(all.error())));
  return std::move(*all);
}

const InCases& called(const std::vector<InCases>& among, const std::string& name) {
  const auto found = std::find_if(among.begin(), among.end(), [&](const InCases& one) {
    return std::find(one.names.begin(), one.names.end(), name) != one.names.end();
  });
  REQUIRE(found != among.end());
  return *found;
}

vault::EntryId link(Desk& desk, int a, int b, int offset) {
  NewDecision same;
  same.said.a = {id(a + offset), id(a)};
  same.said.b = {id(b + offset), id(b)};
  same.said.verdict = LinkVerdict::same;
  same.said.by_hand = true;
  auto made = desk.book().decide({same});
  REQUIRE_MESSAGE(made.has_value(), (made ? "" : in_english(made.error())));
  return made->front();
}

void take_back(Desk& desk, int a, int b, int offset, vault::EntryId what) {
  NewDecision back;
  back.said.a = {id(a + offset), id(a)};
  back.said.b = {id(b + offset), id(b)};
  back.said.takes_back = {what};
  REQUIRE(desk.book().decide({back}));
}

}  // namespace

TEST_CASE("authorities_of_all: the sum is that of the cases, and a case without a step is one") {
  Desk desk;
  desk.must_file({refused_case(100).filing, refused_case(200).filing, CaseOf(300).filing});
  const AllAuthorities all = told_of(desk);
  REQUIRE(all.cases.size() == 3);
  CHECK(all.cases_with_steps == 2);
  CHECK(all.cases[0].case_number == "0001");
  CHECK(all.cases[2].steps.empty());
  CHECK(all.counts.complaints == 2);
  CHECK(all.counts.refusals == 2);
  CHECK(all.counts.reversals == 2);
  CHECK(all.counts.openings == 2);
  CHECK(all.counts.late == 2);
  CHECK(all.counts.overdue == 0);
  CHECK(middle_of(all.counts.days_to_decision) == Interval<std::int32_t>{18, 18});
  CHECK(all.decided.size() == 2);
  CHECK(all.overdue.empty());
  CHECK(all.steps_of_no_office == 0);
}

TEST_CASE("authorities_of_all: what was put in place of what was asked stands with its cases") {
  Desk desk;
  desk.must_file({refused_case(100).filing, refused_case(200).filing});
  const AllAuthorities all = told_of(desk);
  REQUIRE(all.lesser.size() == 1);
  CHECK(all.lesser[0].asked == "127.2");
  CHECK(all.lesser[0].article == "127(2)");
  CHECK(all.lesser[0].steps == 2);
  CHECK(all.lesser[0].cases == std::vector<std::size_t>{0, 1});
  CHECK(all.counts.lesser == 2);
}

TEST_CASE("authorities_of_all: words alone are one authority where they are the same, no further") {
  Desk desk;
  CaseOf other(300);
  other.step({"refusal", "2026-02-01", "refused", "district police"});
  other.step({"refusal", "2026-02-02", "refused", ""});
  desk.must_file({refused_case(100).filing, refused_case(200).filing, other.filing});
  const AllAuthorities all = told_of(desk);
  const InCases& police = called(all.authorities, "District police");
  CHECK(police.is_words_alone());
  CHECK(police.recurs());
  CHECK(police.cases == std::vector<std::size_t>{0, 1});
  CHECK(police.names == std::vector<std::string>{"District police"});
  CHECK(police.counts.complaints == 2);
  CHECK(police.counts.refusals == 2);
  CHECK(police.counts.reversals == 0);
  CHECK(police.counts.late == 2);
  CHECK(called(all.authorities, "Prosecutor").counts.reversals == 2);
  CHECK_FALSE(called(all.authorities, "district police").recurs());
  CHECK(all.steps_of_no_office == 1);
}

TEST_CASE("authorities_of_all: two spellings of an office are one while a link holds") {
  Desk desk;
  CaseOf one(100);
  one.office("City prosecutor");
  one.step({.kind = "refusal", .when = "2026-02-01", .by_record = true});
  CaseOf two(200);
  two.office("Прокуратура города");
  two.step({.kind = "refusal", .when = "2026-02-03", .by_record = true});
  two.step({.kind = "refusal", .when = "2026-02-04", .by_record = true});
  desk.must_file({one.filing, two.filing});
  CHECK_FALSE(called(told_of(desk).authorities, "City prosecutor").recurs());
  const vault::EntryId said_so = link(desk, 100, 200, 4);
  const AllAuthorities linked = told_of(desk);
  REQUIRE(linked.authorities.size() == 1);
  CHECK(linked.authorities[0].names ==
        std::vector<std::string>{"City prosecutor", "Прокуратура города"});
  CHECK(linked.authorities[0].cases.size() == 2);
  CHECK(linked.authorities[0].counts.refusals == 3);
  CHECK_FALSE(linked.authorities[0].is_words_alone());
  take_back(desk, 100, 200, 4, said_so);
  CHECK(told_of(desk).authorities.size() == 2);
}

TEST_CASE("authorities_of_all: places of work recur through links, with all steps of their cases") {
  Desk desk;
  desk.must_file({refused_case(100).filing, refused_case(200).filing, CaseOf(300).filing});
  const AllAuthorities apart = told_of(desk);
  // The same name on three doors is not yet the same place.
  CHECK(apart.premises.size() == 3);
  for (const InCases& one : apart.premises)
    CHECK_FALSE(one.recurs());
  const vault::EntryId said_so = link(desk, 100, 200, 2);
  link(desk, 200, 300, 2);
  const AllAuthorities linked = told_of(desk);
  REQUIRE(linked.premises.size() == 1);
  CHECK(linked.premises[0].cases == std::vector<std::size_t>{0, 1, 2});
  CHECK(linked.premises[0].names == std::vector<std::string>{"Brick works"});
  CHECK(linked.premises[0].roles == std::vector<std::string>{"employer"});
  CHECK(linked.premises[0].counts.complaints == 2);
  CHECK(linked.premises[0].counts.refusals == 2);
  take_back(desk, 100, 200, 2, said_so);
  const AllAuthorities again = told_of(desk);
  REQUIRE(again.premises.size() == 2);
  CHECK(again.premises[0].cases == std::vector<std::size_t>{1, 2});
  CHECK(again.premises[0].counts.refusals == 1);
}

TEST_CASE("authorities_of_all: an office that a step names is no place of work, nor is a helper") {
  Desk desk;
  CaseOf one(100);
  one.office("City prosecutor");
  one.add(5, SubjectKind::organisation, "service");
  one.add(6, SubjectKind::organisation);
  one.step({.kind = "refusal", .when = "2026-02-01", .by_record = true});
  desk.must_file({one.filing});
  const AllAuthorities all = told_of(desk);
  CHECK(all.authorities.size() == 1);
  CHECK(all.premises.size() == 2);
}

TEST_CASE("authorities_of_all: two linked records of one case are one place, counted once") {
  Desk desk;
  CaseOf one = refused_case(100);
  one.add(5, SubjectKind::organisation, "exploitation_site");
  desk.must_file({one.filing});
  NewDecision same;
  same.said.a = {id(102), id(100)};
  same.said.b = {id(105), id(100)};
  same.said.verdict = LinkVerdict::same;
  same.said.by_hand = true;
  REQUIRE(desk.book().decide({same}));
  const AllAuthorities all = told_of(desk);
  REQUIRE(all.premises.size() == 1);
  CHECK_FALSE(all.premises[0].recurs());
  CHECK(all.premises[0].counts.refusals == 1);
}

TEST_CASE("authorities_of_all: who signed recurs through links, and the sealed are said sealed") {
  Desk desk;
  desk.must_file({refused_case(100).filing, refused_case(200).filing});
  link(desk, 100, 200, 3);
  const AllAuthorities open = told_of(desk);
  REQUIRE(open.officials.size() == 1);
  CHECK(open.officials[0].cases.size() == 2);
  CHECK(open.officials[0].names == std::vector<std::string>{"Investigator Invented"});
  CHECK(open.officials[0].counts.refusals == 2);
  CHECK(open.officials[0].counts.complaints == 0);
  CHECK(open.officials[0].sealed == 0);
  REQUIRE(desk.book().erase_person(id(100), id(103), "asked for it"));
  desk.reopen();
  CHECK(told_of(desk).officials[0].sealed == 1);
  REQUIRE(desk.book().erase_person(id(200), id(203), "asked for it"));
  desk.reopen();
  const AllAuthorities sealed = told_of(desk);
  REQUIRE(sealed.officials.size() == 1);
  CHECK(sealed.officials[0].sealed == 2);
  CHECK(sealed.officials[0].names.empty());
  CHECK(sealed.officials[0].counts.refusals == 2);
}

TEST_CASE("authorities_of_all: what waits for an answer, the longest first") {
  Desk desk;
  CaseOf one(100);
  one.step({"complaint", "2026-03-10", "", "Police", "ru.upk.144"});
  CaseOf two(200);
  two.step({"complaint", "2026-03-02", "", "Police", "ru.upk.144"});
  two.step({"refusal", "2026-03-04", "", "Court"});
  two.step({"complaint", "2026-05-30", "", "Prosecutor", "ru.59fz.12"});
  desk.must_file({one.filing, two.filing});
  const AllAuthorities all = told_of(desk, "2026-06-01");
  REQUIRE(all.overdue.size() == 2);
  CHECK(all.overdue[0].of_case == 1);
  CHECK(all.overdue[1].of_case == 0);
  CHECK(all.counts.overdue == 2);
  CHECK(told_of(desk, "2026-03-04").overdue.empty());
}

TEST_CASE("authorities_of_all: a damaged entry takes nothing of the others away") {
  Desk desk;
  desk.must_file({refused_case(100).filing});
  {
    vault::Vault vault = desk.bare();
    const auto compartment = vault.new_compartments(1).value().front();
    const vault::Draft draft{compartment, vault::EntryKind::filing, "no filing"};
    REQUIRE(vault.append({&draft, 1}));
  }
  desk.reopen();
  REQUIRE(desk.book().damages().size() == 1);
  CHECK(told_of(desk).counts.refusals == 1);
}

TEST_CASE("authorities_of_all: ends at once when it is told to, with an error and nothing half") {
  Desk desk;
  desk.must_file({refused_case(100).filing});
  const auto all = authorities_of_all(desk.book(), day("2026-06-01"),
                                      [](std::uint64_t, std::uint64_t) { return false; });
  REQUIRE_FALSE(all);
  CHECK(all.error().kind == Error::Kind::unavailable);
}

TEST_CASE(
    "gap_steps: kinds in the gap's words, as many of each as the counts say, in their order") {
  Desk desk;
  CaseOf late = refused_case(100);
  late.step({"statement_given", "", "", "Police"});
  CaseOf early(200);
  early.step({"supplement", "2010-06", "", "Police"});
  early.step({"judgment", "2024-12-10", "dismissed", "Court"});
  desk.must_file({late.filing, early.filing});
  const AllAuthorities all = told_of(desk);
  const std::vector<gap::Step> steps = gap_steps(all);
  const auto count = [&](const char* kind) {
    return static_cast<std::size_t>(std::count_if(
        steps.begin(), steps.end(), [&](const gap::Step& one) { return one.kind == kind; }));
  };
  CHECK(count("complaint") == all.counts.complaints);
  CHECK(count("refusal") == all.counts.refusals);
  CHECK(count("reversal") == all.counts.reversals);
  CHECK(count("opening") == all.counts.openings);
  CHECK(count("judgment") == 1);
  REQUIRE(steps.size() == 8);
  CHECK(steps.front().date.words == "2010-06-01/2010-06-30");
  CHECK(steps.front().kind == "complaint");
  CHECK(steps.back().kind == "statement_given");
  CHECK_FALSE(steps.back().date.days);
}

TEST_CASE("gap_steps: of one country the cases that happened there; each case is its own matter") {
  Desk desk;
  const auto in = [](CaseOf of, const char* country) {
    of.filing.statements.push_back(
        said(id(of.number + 1), "exploitation.country", AnswerState::yes, std::string(country)));
    return of.filing;
  };
  desk.must_file(
      {in(refused_case(100), "KZ"), in(refused_case(200), "TR"), refused_case(300).filing});
  const AllAuthorities all = told_of(desk);
  const auto matters = [&](std::string_view country) {
    std::set<std::string> out;
    for (const gap::Step& step : gap_steps(all, country))
      out.insert(step.matter);
    return out.size();
  };
  CHECK(matters("") == 3);
  CHECK(matters("KZ") == 1);
  CHECK(matters("UZ") == 0);
}

TEST_CASE("gap_steps: nobody is named, no case and no paper") {
  Desk desk;
  CaseOf one = refused_case(100);
  one.filing.statements.push_back(text(id(110), "authority.number", "77-301"));
  one.filing.statements.push_back(text(id(111), "authority.about", "complaint 77-301"));
  desk.must_file({one.filing});
  for (const gap::Step& step : gap_steps(told_of(desk))) {
    CHECK(step.about.empty());
    CHECK(step.source == "papers in the vault");
    for (const std::string& words : {step.authority, step.source, step.confidence, step.kind}) {
      CHECK(words.find("Invented") == std::string::npos);
      CHECK(words.find("77-301") == std::string::npos);
      CHECK(words.find("0001") == std::string::npos);
      CHECK(words.find(id(111).hex()) == std::string::npos);
    }
  }
}
