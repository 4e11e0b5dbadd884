// SPDX-License-Identifier: Apache-2.0
#include "casework/legal_evidence.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "invented_filings.h"

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
  [[nodiscard]] std::string time() const {
    Filed filed;
    filed.entry = invented::entry(1);
    filed.filing = filing;
    const auto at = evidence_of(casework::fold({filed}), person).evidence.facts_at;
    return at ? to_iso(at->least) + "/" + to_iso(at->most) : std::string();
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

}  // namespace
}  // namespace manumit::casework
