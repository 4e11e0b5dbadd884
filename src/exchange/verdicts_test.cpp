// SPDX-License-Identifier: Apache-2.0
// The worked examples, from the typed case to what the laws make of it. What is expected was
// reasoned by hand, from the texts of the laws and what is known of the case; it stands in the
// README files of the examples.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "case_file.h"
#include "casework/fold.h"
#include "casework/legal_evidence.h"
#include "law/assess.h"
#include "law/questions.h"

namespace manumit::exchange {
namespace {

using law::Reason;
using law::Status;
using law::Verdict;

constexpr Verdict kSupported{Status::supported, Reason::none};
constexpr Verdict kContradicted{Status::contradicted, Reason::none};
constexpr Verdict kOpen{Status::unknown, Reason::open};
constexpr Verdict kContested{Status::unknown, Reason::contested};
constexpr Verdict kNotInForce{Status::not_applicable, Reason::not_in_force};
using Ids = std::vector<std::string>;

casework::Case example(const std::string& name) {
  std::ifstream file(MANUMIT_SOURCE_DIR "/examples/" + name + "/" + name + ".toml");
  std::ostringstream text;
  text << file.rdbuf();
  std::uint16_t next = 0;
  const auto new_id = [&] {
    ++next;
    casework::RecordId id;
    id.bytes[14] = static_cast<std::uint8_t>(next >> 8U);
    id.bytes[15] = static_cast<std::uint8_t>(next & 0xffU);
    return id;
  };
  const auto read = read_case_file(text.str(), name, casework::built_in_vocabulary(), new_id);
  REQUIRE(read);
  REQUIRE(read->problems.empty());
  casework::Filed filed;
  filed.filing = read->filing;
  return casework::fold({filed});
}

/// What the laws make of one person's case, asked by the names that the definitions use.
class Board {
 public:
  Board(const std::string& example_name, std::string_view person)
      : evidence_(evidence_of_person(example(example_name), person)),
        findings_(law::assess(library_, evidence_)) {}

  [[nodiscard]] Verdict limb(std::string_view law, std::string_view id) const {
    const law::Finding& finding = of(law);
    const auto& limbs = library_.instruments()[finding.instrument].limbs;
    for (std::size_t i = 0; i < limbs.size(); ++i)
      if (limbs[i].id == id)
        return finding.limbs[i];
    FAIL(std::string(id) << " is no limb");
    return {};
  }
  [[nodiscard]] Verdict element(std::string_view law, std::string_view id) const {
    return of(law).elements[place(law, id)].verdict;
  }
  [[nodiscard]] Verdict whole(std::string_view law) const { return of(law).verdict; }

  /// The elements with that verdict, among those of which the id starts so.
  [[nodiscard]] Ids elements(std::string_view law, Verdict verdict,
                             std::string_view start = {}) const {
    const law::Finding& finding = of(law);
    const auto& all = library_.instruments()[finding.instrument].elements;
    Ids out;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (finding.elements[i].verdict == verdict && all[i].id.compare(0, start.size(), start) == 0)
        out.push_back(all[i].id);
    return out;
  }

  [[nodiscard]] law::Settling settling(std::string_view law) const {
    return law::shortest_questions(library_, of(law).instrument, evidence_);
  }
  /// Whether that fact can speak for or against the element.
  [[nodiscard]] bool is_of(std::uint32_t fact, std::string_view law, std::string_view id) const {
    const Ids& facts = library_.instruments()[of(law).instrument].elements[place(law, id)].facts;
    return std::find(facts.begin(), facts.end(), fact_id(fact)) != facts.end();
  }
  [[nodiscard]] const std::string& fact_id(std::uint32_t fact) const {
    return library_.facts().rows[fact].id;
  }

 private:
  static law::Evidence evidence_of_person(const casework::Case& one, std::string_view person) {
    for (const casework::RecordId& id : casework::affected_people(one))
      for (const casework::Told* told : one.told(id, "person.name"))
        if (const auto* name = std::get_if<std::string>(&told->said.answer.value);
            name != nullptr && *name == person)
          return casework::evidence_of(one, id).evidence;
    FAIL(std::string(person) << " is not in the example");
    return {};
  }

  [[nodiscard]] const law::Finding& of(std::string_view law) const {
    const auto at = std::find_if(findings_.begin(), findings_.end(), [&](const auto& finding) {
      return library_.instruments()[finding.instrument].name() == law;
    });
    REQUIRE_MESSAGE(at != findings_.end(), std::string(law));
    return *at;
  }
  [[nodiscard]] std::size_t place(std::string_view law, std::string_view id) const {
    const auto& elements = library_.instruments()[of(law).instrument].elements;
    const auto at = std::find_if(elements.begin(), elements.end(),
                                 [&](const law::Element& one) { return one.id == id; });
    REQUIRE_MESSAGE(at != elements.end(), std::string(id));
    return static_cast<std::size_t>(at - elements.begin());
  }

  const law::Library& library_ = casework::built_in_law();
  law::Evidence evidence_;
  std::vector<law::Finding> findings_;
};

const Board& brick_factory() {
  static const Board board("brick-factory", "the man");
  return board;
}

// ---- the brick factory, row by row -----------------------------------------------------------

constexpr const char* kPalermo = "un.palermo.2000.2003";

TEST_CASE("brick factory: under Palermo act, means and purpose stand against the recruiter") {
  const Board& man = brick_factory();
  CHECK(man.limb(kPalermo, "recruiter") == kSupported);
  for (const char* id : {"act.recruitment", "act.transportation", "act.transfer", "means.deception",
                         "purpose.forced_labour"})
    CHECK_MESSAGE(man.element(kPalermo, id) == kSupported, id);
  CHECK(man.whole(kPalermo) == kSupported);
}

TEST_CASE("brick factory: the owner received and kept him by his vulnerability, not by a payment") {
  const Board& man = brick_factory();
  CHECK(man.limb(kPalermo, "owner") == kSupported);
  for (const char* id : {"act.receipt", "act.harbouring", "means.position_of_vulnerability"})
    CHECK_MESSAGE(man.element(kPalermo, id) == kSupported, id);
  CHECK(man.element(kPalermo, "means.payment_to_controller") == kOpen);
}

TEST_CASE("brick factory: he agreed to come, and that does not count") {
  const Board& man = brick_factory();
  CHECK(man.limb(kPalermo, "agreement_void") == kSupported);
  CHECK(man.element(kPalermo, "consent.irrelevant") == kSupported);
  CHECK(man.limb(kPalermo, "child") ==
        kContradicted);  // A man: the rule on children is not needed.
}

TEST_CASE("brick factory: for forced labour under C29 one question is left, on the menace") {
  const Board& man = brick_factory();
  constexpr const char* kC29 = "ilo.c029.1930.1932";
  CHECK(man.whole(kC29) == kOpen);
  CHECK(man.element(kC29, "work_or_service") == kSupported);
  CHECK(man.element(kC29, "not_voluntary") == kSupported);
  CHECK(man.element(kC29, "menace_of_penalty") == kOpen);
  const law::Settling settling = man.settling(kC29);
  CHECK(settling.shortest);
  REQUIRE(settling.to_support.size() == 1);
  CHECK(man.is_of(settling.to_support[0].fact, kC29, "menace_of_penalty"));
  CHECK(settling.to_support[0].answer);
}

TEST_CASE("brick factory: debt bondage of 1956 is contested at the pledge, and nowhere else") {
  const Board& man = brick_factory();
  constexpr const char* k1956 = "un.supplementary.1956.1957";
  CHECK(man.element(k1956, "debt.value_not_applied") == kSupported);
  CHECK(man.element(k1956, "debt.length_nature_unlimited") == kSupported);
  CHECK(man.elements(k1956, kContested) == Ids{"debt.pledge"});
  CHECK(man.limb(k1956, "debt_bondage") == kContested);
  CHECK(man.limb(k1956, "other_practices") == kOpen);
  CHECK(man.whole(k1956) == kContested);  // Not supported, though the rest of it is open.
  const law::Settling settling = man.settling(k1956);
  CHECK(std::any_of(settling.in_conflict.begin(), settling.in_conflict.end(),
                    [&](auto fact) { return man.fact_id(fact) == "debt.services_pledged"; }));
}

TEST_CASE("brick factory: what is said for and against an owner leaves slavery contested") {
  const Board& man = brick_factory();
  constexpr const char* k1926 = "un.slavery.1926.1927";
  CHECK(man.element(k1926, "ownership_powers") == kContested);
  CHECK(man.element(k1926, "slave_trade") == kContested);
  CHECK(man.whole(k1926) == kContested);
  const law::Settling settling = man.settling(k1926);
  CHECK(std::any_of(settling.in_conflict.begin(), settling.in_conflict.end(),
                    [&](auto fact) { return man.fact_id(fact) == "ownership.treated_as_owned"; }));
}

TEST_CASE(
    "brick factory: of the purposes, forced labour stands; slavery and a pledge are contested") {
  const Board& man = brick_factory();
  CHECK(man.elements(kPalermo, kSupported, "purpose.") == Ids{"purpose.forced_labour"});
  CHECK(man.elements(kPalermo, kContested, "purpose.") ==
        Ids{"purpose.slavery", "purpose.debt_bondage"});
}

TEST_CASE("brick factory: recruitment was not unfree without a penalty; leaving was impossible") {
  const Board& man = brick_factory();
  constexpr const char* kHardToSee = "ilo.hardtosee.2012.2012";
  CHECK(man.elements(kHardToSee, kSupported, "recruitment.") ==
        Ids{"recruitment.involuntariness.strong.sale", "recruitment.involuntariness.strong.debt",
            "recruitment.involuntariness.strong.deception_nature"});
  CHECK(man.limb(kHardToSee, "unfree_recruitment") == kOpen);
  CHECK(man.element(kHardToSee, "leaving.involuntariness.strong.debt") == kSupported);
  CHECK(man.element(kHardToSee, "leaving.penalty.strong.wages") == kSupported);
  CHECK(man.limb(kHardToSee, "no_way_out") == kSupported);
}

TEST_CASE("brick factory: 127.1 is met by the sale alone, for whoever sold and whoever bought") {
  const Board& man = brick_factory();
  constexpr const char* k1271 = "ru.uk.127_1.v2011";
  CHECK(man.limb(k1271, "seller") == kSupported);
  CHECK(man.whole(k1271) == kSupported);
  CHECK(man.elements(k1271, kSupported, "purpose.").empty());
  for (const char* earlier : {"ru.uk.127_1.v2003", "ru.uk.127_1.v2004", "ru.uk.127_1.v2008"})
    CHECK_MESSAGE(man.whole(earlier) == kNotInForce, earlier);
}

TEST_CASE("brick factory: 127.2 is contested: he could not refuse, but was he owned?") {
  const Board& man = brick_factory();
  constexpr const char* k1272 = "ru.uk.127_2.v2011";
  CHECK(man.limb(k1272, "cannot_refuse") == kSupported);
  CHECK(man.elements(k1272, kContested) == Ids{"slav.ownership_powers"});
  CHECK(man.whole(k1272) == kContested);
}

TEST_CASE("brick factory: the rules on wages of C95 and of the Labour Code were broken") {
  const Board& man = brick_factory();
  // Articles 4, 7, 8, 9; and 12, pay kept back.
  for (const char* id : {"in_kind_alcohol", "works_store", "deductions", "recruiter_fee"})
    CHECK_MESSAGE(man.element("ilo.c095.1949.1952", id) == kSupported, id);
  CHECK(man.whole("ilo.c095.1949.1952") == kSupported);
  for (const char* id : {"tk.131.ban", "tk.136.halfmonth", "tk.137.closed_list"})
    CHECK_MESSAGE(man.element("ru.tk.wages.2006", id) == kSupported, id);
  CHECK(man.limb("ru.tk.wages.2006", "wages") == kSupported);
  // The cap of Article 138 asks what was paid; nobody knows.
  CHECK(man.element("ru.tk.wages.2006", "tk.138.cap") == kOpen);
}

// ---- the shop --------------------------------------------------------------------------------

const Board& applicants() {
  static const Board board("shop", "the five applicants");
  return board;
}

TEST_CASE("shop: acts and forced labour are borne out, by which means nobody has said") {
  const Board& five = applicants();
  CHECK(five.elements(kPalermo, kSupported, "act.") == Ids{"act.recruitment", "act.harbouring"});
  CHECK(five.element(kPalermo, "purpose.forced_labour") == kSupported);
  CHECK(five.elements(kPalermo, kOpen, "means.").size() == 8);
  CHECK(five.limb(kPalermo, "adult") == kOpen);
  const law::Settling settling = five.settling(kPalermo);
  REQUIRE(settling.to_support.size() == 1);
  const Ids means = five.elements(kPalermo, kOpen, "means.");
  CHECK(std::any_of(means.begin(), means.end(), [&](const std::string& id) {
    return five.is_of(settling.to_support[0].fact, kPalermo, id);
  }));
}

TEST_CASE("shop: hours and wages kept back are the signs that are borne out") {
  CHECK(applicants().elements("ilo.indicators.2012.2012", kSupported) == Ids{"wages", "overtime"});
}

TEST_CASE("shop: what the Court found missing is supported, for everybody who was held there") {
  constexpr const char* kJudgment = "echr.fm_russia.2024.2024";
  for (const char* person : {"the five applicants", "F.M.", "N.I.", "two sisters"}) {
    const Board board("shop", person);
    CHECK_MESSAGE(
        board.elements(kJudgment, kSupported, "d") ==
            Ids({"duty.operational", "duty.investigate", "duty.compensation", "discrimination"}),
        person);
    CHECK(board.limb("echr.rantsev.2010.2010", "breach") == kSupported);
  }
}

TEST_CASE("shop: money that the Court awards is no remedy by the state") {
  CHECK(applicants().element("ilo.p029.2014.2016", "remedy") == kSupported);
}

TEST_CASE("shop: the facts straddle all versions of 127.1, and each is valued") {
  const Board& five = applicants();
  for (const char* version : {"v2003", "v2004", "v2008", "v2011"})
    CHECK_MESSAGE(five.whole("ru.uk.127_1." + std::string(version)) == kOpen, version);
}

TEST_CASE("shop: whether the people freed could leave is contested, not decided by who closed it") {
  const Board freed("shop", "the people freed in October 2012");
  CHECK(freed.whole("ru.uk.127.1997") == kContested);
  const law::Settling settling = freed.settling("ru.uk.127.1997");
  REQUIRE(settling.in_conflict.size() == 1);
  CHECK(freed.fact_id(settling.in_conflict[0]) == "freedom.could_leave");
  // Nothing else shows that they did not work freely, and a dispute does not.
  CHECK(freed.element("ilo.c029.1930.1932", "not_voluntary") == kContested);
  CHECK(freed.whole("ilo.c029.1930.1932") == kContested);
  CHECK(freed.limb("ru.uk.127_2.v2011", "cannot_refuse") == kContested);
}

TEST_CASE("shop: wages were kept back, and of the other rules on wages nobody was asked") {
  // Overtime (152) needs to be known unpaid, the forms of pay (131, 136 to 138) to be known at all.
  CHECK(applicants().elements("ru.tk.wages.2006", kSupported) == Ids{"tk.236.interest"});
  CHECK(applicants().elements("ru.tk.wages.2006", kContradicted).empty());
}

}  // namespace
}  // namespace manumit::exchange
