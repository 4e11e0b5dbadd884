// SPDX-License-Identifier: Apache-2.0
#include "casework/legal_evidence.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "invented_filings.h"
#include "law/assess.h"

namespace manumit::casework {
namespace {

using invented::id;
using invented::said;

Value code(std::string each) {
  return std::vector<std::string>{std::move(each)};
}

/// A case of one affected person, and what the test adds.
struct Invented {
  Filing filing;
  RecordId person = id(2);

  Invented() {
    filing.case_id = id(1);
    filing.opens_case = true;
    filing.subjects = {{id(1), SubjectKind::case_file, "", {}},
                       {person, SubjectKind::person, "affected", {}}};
  }
  RecordId add(SubjectKind kind) {
    const RecordId subject = id(static_cast<int>(filing.subjects.size()) + 1);
    filing.subjects.push_back({subject, kind, "", {}});
    return subject;
  }
  void yes(const RecordId& subject, std::string fact, Value value) {
    filing.statements.push_back(said(subject, std::move(fact), AnswerState::yes, std::move(value)));
  }
  void works_from(std::string_view day) {
    yes(add(SubjectKind::work), "work.start", *parse_partial_date(day));
  }
  void event(std::string kind, std::string phase, std::string_view day) {
    const RecordId subject = add(SubjectKind::event);
    yes(subject, "event.kind", code(std::move(kind)));
    if (!phase.empty())
      yes(subject, "event.phase", code(std::move(phase)));
    yes(subject, "event.date", *parse_partial_date(day));
  }
  void told(std::string fact, AnswerState state) { told_of(person, std::move(fact), state); }
  void told_of(const RecordId& subject, std::string fact, AnswerState state) {
    filing.statements.push_back(said(subject, std::move(fact), state));
  }
  [[nodiscard]] law::Evidence evidence() const {
    Filed filed;
    filed.entry = invented::entry(1);
    filed.filing = filing;
    return evidence_of(casework::fold({filed}), person).evidence;
  }
  [[nodiscard]] std::string time() const {
    const auto at = evidence().facts_at;
    return at ? to_iso(at->least) + "/" + to_iso(at->most) : std::string();
  }
  /// "supported", "contradicted", "open" or "contested".
  [[nodiscard]] std::string element(std::string_view law, std::string_view id) const {
    const auto& laws = built_in_law().instruments();
    for (std::size_t i = 0; i < laws.size(); ++i) {
      for (std::size_t e = 0; laws[i].name() == law && e < laws[i].elements.size(); ++e) {
        if (laws[i].elements[e].id != id)
          continue;
        const law::Verdict found =
            law::assess_one(built_in_law(), i, evidence()).elements[e].verdict;
        return std::string(found.status == law::Status::unknown ? law::name_of(found.reason)
                                                                : law::name_of(found.status));
      }
    }
    return "no such element";
  }
};

TEST_CASE("evidence: an inspection, a way home, a talk with us years later do not move the facts") {
  Invented one;
  one.works_from("2010-03-01");
  one.event("inspection", "", "2019-05-05");
  one.event("inspection", "Leaving", "2019-06-05");
  one.event("return_home", "Leaving", "2018-01-01");
  one.event("contact_us", "Leaving", "2020-01-01");
  CHECK(one.time() == "2010-03-01/2010-03-01");
}

TEST_CASE("evidence: whoever flees or is freed was there until then, though no end was recorded") {
  Invented one;
  one.works_from("2010-03-01");
  one.event("release_refused", "Leaving", "2011-02-03");
  CHECK(one.time() == "2010-03-01/2011-02-03");
  one.event("rescue", "", "2012-10-30");
  CHECK(one.time() == "2010-03-01/2012-10-30");
  one.yes(one.add(SubjectKind::work), "work.end", *parse_partial_date("2011-05-31"));
  CHECK(one.time() == "2010-03-01/2011-05-31");  // What is told of the work itself goes before.
}

TEST_CASE("evidence: an event of the recruitment dates the facts before the work began") {
  Invented one;
  one.works_from("2010-03-01");
  one.event("offer", "Recruitment", "2009-12-24");
  CHECK(one.time() == "2009-12-24/2010-03-01");
}

constexpr AnswerState kYes = AnswerState::yes, kNo = AnswerState::no;
constexpr const char* k1926 = "un.slavery.1926.1927";

TEST_CASE("slavery 1926: that nobody acted as an owner decides only with what else was done") {
  Invented one;
  one.told("ownership.treated_as_owned", kNo);
  CHECK(one.element(k1926, "ownership_powers") == "open");
  one.told("ownership.bought_or_sold", kYes);
  CHECK(one.element(k1926, "ownership_powers") == "open");
  Invented held = one;
  held.told("freedom.could_leave", kNo);
  CHECK(held.element(k1926, "ownership_powers") == "contested");
  Invented free = one;
  free.told("freedom.could_leave", kYes);
  CHECK(free.element(k1926, "ownership_powers") == "contradicted");
}

TEST_CASE("slavery 1926: bought and not able to leave supports it while nobody says otherwise") {
  Invented one;
  one.told("ownership.bought_or_sold", kYes);
  one.told("freedom.could_leave", kNo);
  CHECK(one.element(k1926, "ownership_powers") == "supported");
}

TEST_CASE("slave trade: a disputed owner leaves it contested, a known aim settles it") {
  Invented one;
  one.told("act.sale", kYes);
  one.told("ownership.treated_as_owned", kYes);
  CHECK(one.element(k1926, "slave_trade") == "supported");
  one.told("ownership.treated_as_owned", kNo);
  CHECK(one.element(k1926, "slave_trade") == "contested");
  one.told("purpose.slavery", kYes);
  CHECK(one.element(k1926, "slave_trade") == "supported");
}

TEST_CASE("purpose of slavery: what nobody did to somebody who never worked says nothing of it") {
  for (const char* law : {"un.palermo.2000.2003", "coe.cetss197.2005.2008", "ua.kk.149.v2018"}) {
    Invented one;
    one.told("ownership.treated_as_owned", kNo);
    CHECK_MESSAGE(one.element(law, "purpose.slavery") == "open", law);
    one.told("act.use_of_labour", kYes);
    CHECK_MESSAGE(one.element(law, "purpose.slavery") == "contradicted", law);
    one.told("ownership.treated_as_owned", kYes);
    CHECK_MESSAGE(one.element(law, "purpose.slavery") == "contested", law);
  }
}

TEST_CASE("purpose of debt bondage: a disputed pledge decides nothing, a known purpose does") {
  Invented one;
  const RecordId debt = one.add(SubjectKind::debt);
  one.told_of(debt, "debt.work_not_credited", kYes);
  one.told_of(debt, "debt.services_pledged", kYes);
  constexpr const char* kPalermo = "un.palermo.2000.2003";
  CHECK(one.element(kPalermo, "purpose.debt_bondage") == "supported");
  one.told_of(debt, "debt.services_pledged", kNo);
  CHECK(one.element(kPalermo, "purpose.debt_bondage") == "contested");
  one.told("purpose.debt_bondage", kYes);
  CHECK(one.element(kPalermo, "purpose.debt_bondage") == "supported");
}

TEST_CASE(
    "wages: settled at the end may have been late, so only pay on time speaks against delay") {
  Invented one;
  const RecordId work = one.add(SubjectKind::work);
  one.told_of(work, "pay.settled_at_end", kYes);
  CHECK(one.element("ru.tk.wages.2006", "tk.236.interest") == "open");
  CHECK(one.element("ru.uk.145_1.undated", "act.unpaid") == "open");
  one.told_of(work, "pay.half_monthly", kYes);
  CHECK(one.element("ru.tk.wages.2006", "tk.236.interest") == "contradicted");
  CHECK(one.element("ru.uk.145_1.undated", "act.unpaid") == "contradicted");
}

}  // namespace
}  // namespace manumit::casework
