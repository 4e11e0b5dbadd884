// SPDX-License-Identifier: Apache-2.0
#include "claim.h"

#include <algorithm>
#include <map>

#include "test_gap.h"

using namespace manumit;
using namespace manumit::gap;

namespace {

struct Evidence {
  FigureTable table = example_figures();
  std::vector<Step> steps = *read_steps(example("steps.csv"), "steps.csv");
  std::vector<LawDate> laws = *read_law_dates(example("laws.csv"), "laws.csv");
  ClaimEvidence all() const {
    return {.table = table, .definitions = built_in_definitions(), .steps = steps, .laws = laws};
  }
};

const Evidence& evidence() {
  static const Evidence kAll;
  return kAll;
}

std::map<std::string, ClaimAnswer> answers(const std::string& file) {
  const auto claims = read_claims(example(file), file);
  REQUIRE(claims);
  std::map<std::string, ClaimAnswer> all;
  for (const Claim& claim : *claims)
    all[claim.id] = check_claim(claim, evidence().all());
  return all;
}

bool drifts(const ClaimAnswer& answer, const std::string& code) {
  return std::any_of(answer.drifts.begin(), answer.drifts.end(),
                     [&](const Drift& one) { return one.code == code; });
}

Claim read(const std::string& sentence) {
  auto claim = read_sentence(sentence, built_in_definitions());
  REQUIRE(claim);
  return std::move(*claim);
}

}  // namespace

TEST_CASE("check_claim: the sixteen statements that do not hold as printed") {
  auto all = answers("claims.toml");
  REQUIRE(all.size() == 16);
  CHECK(all["tier"].answer == Answer::contradicted);
  CHECK(all["tier"].found == 3.0);
  CHECK(all["sochi"].answer == Answer::contradicted);
  CHECK(drifts(all["sochi"], "other_population"));
  CHECK(all["private"].answer == Answer::no_source);
  CHECK(drifts(all["private"], "place"));
  CHECK(all["decrease"].answer == Answer::not_shown);
  CHECK(all["decrease"].test->p == doctest::Approx(0.115).epsilon(0.005));
  CHECK(drifts(all["decrease"], "source"));
  CHECK(all["one-convicted"].answer == Answer::contradicted);
  CHECK(all["one-convicted"].found == 18.0);
  CHECK(drifts(all["one-convicted"], "population"));
  CHECK(all["not-passed"].answer == Answer::contradicted);
  CHECK(all["eleven"].answer == Answer::not_shown);
  CHECK(drifts(all["eleven"], "conflict"));
  CHECK(all["seven-hundred"].answer == Answer::not_shown);
  CHECK(drifts(all["seven-hundred"], "kind"));
  CHECK(all["six-refusals"].answer == Answer::not_shown);
  CHECK(all["six-refusals"].found == 2.0);
  CHECK(all["comensha"].answer == Answer::contradicted);
  CHECK(drifts(all["comensha"], "vintage"));
  CHECK(all["nrm"].answer == Answer::not_shown);
  CHECK(drifts(all["nrm"], "vintage"));
  CHECK(all["kyrgyz"].answer == Answer::not_shown);
  CHECK(all["kyrgyz"].found == 3.0);
  CHECK(all["editions"].answer == Answer::not_shown);
  CHECK(drifts(all["editions"], "editions"));
  CHECK(all["two-years"].answer == Answer::not_shown);
  CHECK(drifts(all["two-years"], "unit"));
  CHECK(drifts(all["two-years"], "time"));
  CHECK(all["palermo"].answer == Answer::contradicted);
  CHECK(drifts(all["palermo"], "event"));
  CHECK(all["key-rate"].answer == Answer::contradicted);
  CHECK(all["key-rate"].found == 18.0);
  CHECK(drifts(all["key-rate"], "other_population"));
}

TEST_CASE("check_claim: every answer says why and what it rests on") {
  for (const auto& [id, answer] : answers("claims.toml")) {
    CAPTURE(id);
    CHECK_FALSE(answer.because.text.empty());
    const bool rests = !answer.figures.empty() || !answer.steps.empty() || !answer.laws.empty() ||
                       answer.test || answer.answer == Answer::no_source;
    CHECK(rests);
  }
}

TEST_CASE("check_claim: one for every 132,333 estimated") {
  Claim claim;
  claim.kind = ClaimKind::ratio;
  claim.meant.measures = {"gsi.prevalence"};
  claim.meant.place = "RUS";
  claim.meant.time = *read_period("2018", "");
  claim.other.measures = {"tip.cases_investigated_127"};
  claim.other.place = "RUS";
  claim.other.time = *read_period("2019", "");
  claim.value = 132333;
  const ClaimAnswer answer = check_claim(claim, evidence().all());
  CHECK(answer.answer == Answer::supported);
  CHECK(drifts(answer, "unit"));
  CHECK(drifts(answer, "kind"));
  REQUIRE(answer.interval);
  CHECK(answer.interval->contains(132333));
}

TEST_CASE("check_claim: numbers of the claim's own have no source, and may contradict themselves") {
  Claim claim = read("a decrease from 114 to 66");
  const ClaimAnswer answer = check_claim(claim, evidence().all());
  CHECK(answer.answer == Answer::no_source);
  CHECK(answer.test->p < 0.001);
  CHECK(drifts(answer, "source"));
  claim = read("an increase from 114 to 66");
  CHECK(check_claim(claim, evidence().all()).answer == Answer::contradicted);
}

TEST_CASE("read_sentence: a decrease from 14 to 6") {
  const Claim claim = read("a decrease from 14 to 6");
  CHECK(claim.kind == ClaimKind::change);
  CHECK(claim.from == 14.0);
  CHECK(claim.value == 6.0);
  CHECK(claim.direction == Direction::down);
  CHECK(claim.not_understood.empty());
}

TEST_CASE("check_claim: a decrease from 14 to 6 is not shown") {
  const ClaimAnswer answer = check_claim(read("a decrease from 14 to 6"), evidence().all());
  CHECK(answer.answer == Answer::not_shown);
  CHECK(answer.test->p == doctest::Approx(0.115).epsilon(0.005));
}

TEST_CASE("check_claim: other years are no sources that disagree") {
  Claim claim = read("18 persons convicted");
  claim.meant.measures = {"court.convicted_main.127.1"};
  const ClaimAnswer answer = check_claim(claim, evidence().all());
  CHECK(answer.answer == Answer::supported);  // In 2018.
  CHECK(answer.figures.size() == 1);
  CHECK(drifts(answer, "time"));
}

TEST_CASE("check_claim: a whole sentence of the article, with its figures looked up") {
  Claim claim = read("six cases investigated in 2019, a decrease from 14");
  CHECK(claim.kind == ClaimKind::change);
  CHECK(claim.meant.role == "investigated");
  claim.meant.place = "RUS";
  const ClaimAnswer answer = check_claim(claim, evidence().all());
  CHECK(answer.answer == Answer::not_shown);
  CHECK(answer.figures.size() == 1);
}

TEST_CASE("read_sentence: in Russian, with the number as a word and the years after it") {
  const Claim claim = read("снижение с 14 дел в 2018 году до шести дел в 2019 году");
  CHECK(claim.kind == ClaimKind::change);
  CHECK(claim.from == 14.0);
  CHECK(claim.value == 6.0);
  CHECK(claim.direction == Direction::down);
}

TEST_CASE("read_sentence: the later year is where a change ends, and the unit is read") {
  const Claim claim = read("снижение с 14 дел в 2018 году до шести дел в 2019 году");
  CHECK(claim.unit == "cases");
  CHECK(claim.from_time.words == "2018");
  CHECK(claim.meant.time.words == "2019");
  CHECK(claim.not_understood.empty());
}

TEST_CASE("read_sentence: two years without a beginning are a time") {
  for (const char* sentence :
       {"114 people convicted in 2009–2012", "114 people convicted from 2009 to 2012",
        "осуждено 114 человек в 2009-2012 годах"}) {
    CAPTURE(sentence);
    const Claim claim = read(sentence);
    CHECK(claim.kind == ClaimKind::value);
    CHECK(claim.meant.time.words == "2009/2012");
    CHECK(claim.value == 114.0);
  }
}

TEST_CASE("read_sentence: numbers and years that were not used are shown") {
  const auto has = [](const Claim& claim, const std::string& said) {
    return std::find(claim.not_understood.begin(), claim.not_understood.end(), said) !=
           claim.not_understood.end();
  };
  const Claim claim = read("16 people convicted and 20,500 workers in 2009, 2012 and 2020");
  CHECK(claim.value == 16.0);
  CHECK(has(claim, "20,500"));
  CHECK(has(claim, "2012"));
  CHECK(read("a decrease from 14 to 6").not_understood.empty());
}

TEST_CASE("check_claim: whether a law was amended is asked of all its amendments") {
  const std::vector<LawDate> laws =
      *read_law_dates("law,event,from\na,amended,2012\na,amended,2003\na,adopted,1996\n", "l.csv");
  const ClaimEvidence all{
      .table = evidence().table, .definitions = built_in_definitions(), .steps = {}, .laws = laws};
  Claim claim;
  claim.kind = ClaimKind::in_force;
  claim.law = "a";
  claim.event = "amended";
  claim.meant.time = *read_period("2003", "");
  CHECK(check_claim(claim, all).answer == Answer::supported);
  claim.holds = false;
  CHECK(check_claim(claim, all).answer == Answer::contradicted);
  claim.meant.time = *read_period("2007", "");
  CHECK(check_claim(claim, all).answer == Answer::supported);
  claim.event = "adopted";
  claim.holds = true;
  claim.meant.time = {};
  CHECK(check_claim(claim, all).answer == Answer::no_source);
}

TEST_CASE("read_sentence: thousands and millions") {
  CHECK(read("794,000 people").value == 794000.0);
  CHECK(read("794 000 человек").value == 794000.0);
  CHECK(read("1.05 million people").value == 1050000.0);
  CHECK(read("2000 workers").value == 2000.0);
}

TEST_CASE("read_sentence: bounds and steps") {
  CHECK(read("more than 700 people").bound == Bound::at_least);
  CHECK(read("не менее 6 отказов").bound == Bound::at_least);
  CHECK(read("не менее 6 отказов").step == "refusal");
  CHECK(read("refused on at least six occasions").step == "refusal");
  CHECK(read("refused on at least six occasions").value == 6.0);
}

TEST_CASE("read_sentence: what was not understood is shown as such") {
  const Claim claim = read("six cases investigated near the purple river in 2019");
  CHECK(claim.meant.role == "investigated");
  CHECK(claim.not_understood == std::vector<std::string>{"near", "purple", "river"});
}

TEST_CASE("read_sentence: a sentence without a number, or not text, is refused") {
  CHECK_FALSE(read_sentence("things got worse", built_in_definitions()));
  CHECK_FALSE(read_sentence("\xFF\xFE 5", built_in_definitions()));
  CHECK_FALSE(read_sentence(std::string(3000, '1'), built_in_definitions()));
}

TEST_CASE("read_claims: a slip is refused with its line") {
  for (const char* wrong :
       {"", "format = 1\n[[claim]]\nkind = \"value\"\n",
        "format = 1\n[[claim]]\nkind = \"guess\"\nvalue = 1\n", "format = 1\n[[claim]]\nvalu = 1\n",
        "format = 1\n[[claim]]\nvalue = -1\n",
        "format = 1\n[[claim]]\nvalue = 1\ntime = \"2020/2019\"\n",
        "format = 1\n[[claim]]\nkind = \"in_force\"\ntime = 2019\n",
        "format = 1\n[[claim]]\nkind = \"steps\"\nvalue = 3\n"}) {
    CAPTURE(wrong);
    CHECK_FALSE(read_claims(wrong, "claims.toml"));
  }
}

TEST_CASE("check_claim: a paper that is missing does not contradict") {
  Claim claim = read("at least six refusals");
  CHECK(check_claim(claim, evidence().all()).answer == Answer::not_shown);
  claim = read("at least four refusals");
  CHECK(check_claim(claim, evidence().all()).answer == Answer::supported);
  claim.bound = Bound::at_most;
  claim.value = 3;
  CHECK(check_claim(claim, evidence().all()).answer == Answer::contradicted);
}
