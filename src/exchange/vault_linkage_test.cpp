// SPDX-License-Identifier: Apache-2.0
#include "exchange/vault_linkage.h"

#include <doctest/doctest.h>

#include "exchange/link_review.h"
#include "made_casebook.h"

namespace manumit::exchange {
namespace {

using casework::Decided;
using casework::LinkVerdict;
using casework::RecordId;
using casework::RecordRef;

/// Invented people, two of whom stand twice: each a case of its own.
struct Fixture {
  made::TestCasebook casebook;
  std::vector<RecordRef> people;

  Fixture() {
    add("Зухра Каримова", "1994-03-05", "+7 000 555-01-02");
    add("Zuhra Karimova", "1994-03-05", "+7 000 555-01-02");
    add("Bahrom Khudoiberdiev", "1988-11-20", "+7 000 555-03-04");
    add("Khudoyberdiyev Bahrom", "1988-11-20", "+7 000 555-03-04");
    add("Joy Adeyemi", "2001-07-14", "+7 000 555-05-06");
    add("Anna Kovalenko", "1979-01-30", "+7 000 555-07-08");
    add("Tran Thi Hoa", "1999-09-09", "");
    add("", "", "");
  }

  void add(const std::string& name, const std::string& born, const std::string& phone) {
    casework::Filing filing;
    filing.case_id = casebook->new_id();
    filing.opens_case = true;
    const RecordId person = casebook->new_id();
    filing.subjects.push_back({person, casework::SubjectKind::person, "affected", {}});
    const auto say = [&](const char* fact, casework::Value value) {
      casework::Statement statement;
      statement.subject = person;
      statement.fact = fact;
      statement.answer = {casework::AnswerState::yes, std::move(value)};
      filing.statements.push_back(std::move(statement));
    };
    if (!name.empty())
      say("person.name", name);
    if (!born.empty())
      say("person.birth_date", parse_partial_date(born).value());
    if (!phone.empty())
      say("person.mobile_phone", phone);
    REQUIRE(casebook->file({filing}).has_value());
    people.push_back({person, filing.case_id});
  }

  std::unique_ptr<VaultLinkage> run() {
    auto made = link_vault(*casebook, {});
    REQUIRE_MESSAGE(made.has_value(), (made ? "" : in_english(made.error())));
    return std::move(*made);
  }

  link::RecordPair rows(const VaultLinkage& run, std::size_t a, std::size_t b) const {
    const auto [low, high] =
        std::minmax({run.row(people[a].subject).value(), run.row(people[b].subject).value()});
    return {low, high};
  }
};

/// What several people said, one after the other: an office of more than one cannot be made yet.
class Words {
 public:
  void add(int by, const RecordRef& a, const RecordRef& b, LinkVerdict verdict) {
    Decided one;
    one.entry.bytes[0] = static_cast<std::uint8_t>(all_.size() + 1);
    one.by = member(by);
    one.lamport = all_.size() + 1;
    one.said.a = std::min(a, b);
    one.said.b = std::max(a, b);
    one.said.verdict = verdict;
    one.said.people = 2;
    all_.push_back(one);
  }
  static vault::MemberId member(int number) {
    vault::MemberId out;
    out.bytes[0] = static_cast<std::uint8_t>(number);
    return out;
  }
  [[nodiscard]] casework::Links links() const { return casework::Links(all_); }

 private:
  std::vector<Decided> all_;
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "link_vault: finds who stands twice among a handful, in two scripts") {
  const auto made = run();
  CHECK(made->records.rows.size() == 7);
  CHECK(made->linkage.clusters == 5);
  CHECK(made->unlinkable == 1);
  for (const auto& [a, b] : {std::pair{0, 1}, {2, 3}}) {
    const link::RecordPair pair =
        rows(*made, static_cast<std::size_t>(a), static_cast<std::size_t>(b));
    CHECK(made->linkage.cluster[pair.a] == made->linkage.cluster[pair.b]);
    CHECK(made->explainer->explain(pair.a, pair.b).weight > 0);
  }
  CHECK(made->by_teaching.size() == made->pairs.size());
  CHECK(made->drawn.has_value());
}

TEST_CASE_FIXTURE(Fixture,
                  "link_vault: the same vault gives the same run, and a decision another") {
  const std::string id = run()->id;
  CHECK(id.size() == 64);
  CHECK(run()->id == id);
  casework::NewDecision decision;
  decision.said.a = people[4];
  decision.said.b = people[5];
  decision.said.verdict = LinkVerdict::same;
  decision.said.by_hand = true;
  REQUIRE(casebook->decide({decision}).has_value());
  const auto after = run();
  CHECK(after->id != id);
  const link::RecordPair pair = rows(*after, 4, 5);
  CHECK(after->linkage.cluster[pair.a] == after->linkage.cluster[pair.b]);
}

TEST_CASE("link_vault: two people of whom nothing is recorded are not one person") {
  Fixture none;
  for (int i = 0; i < 3; ++i)
    none.add("", "", "");
  const auto made = none.run();
  CHECK(made->unlinkable == 4);
  CHECK(made->records.rows.size() == 7);
  CHECK(made->records.lists[0].count == 7);
  for (const RecordRef& one : none.people)
    CHECK(made->row(one.subject).has_value() == (&one - none.people.data() < 7));
}

TEST_CASE_FIXTURE(Fixture, "link_vault: fewer than two records are refused in words") {
  const auto made = link_vault(*casebook, {.roles = {"employer"}});
  REQUIRE_FALSE(made.has_value());
  CHECK(made.error().kind == Error::Kind::refused);
}

TEST_CASE_FIXTURE(Fixture, "link_vault: stops where it is told to") {
  int steps = 0;
  const auto made =
      link_vault(*casebook, {}, [&](std::uint64_t, std::uint64_t) { return ++steps < 3; });
  REQUIRE_FALSE(made.has_value());
  CHECK(made.error().kind == Error::Kind::unavailable);
}

TEST_CASE_FIXTURE(Fixture, "link_vault: tells how far it is, from nothing to all") {
  std::uint64_t last = 0;
  const auto made = link_vault(*casebook, {}, [&](std::uint64_t done, std::uint64_t of) {
    CHECK(of == 1000);
    CHECK(done <= of);
    last = done;
    return true;
  });
  REQUIRE(made.has_value());
  CHECK(last == 1000);
}

TEST_CASE_FIXTURE(Fixture, "pairs_of: what people decided on is there, whatever it weighs") {
  const auto made = run();
  Words words;
  words.add(1, people[4], people[5], LinkVerdict::not_same);
  const casework::Links links = words.links();
  const auto all = pairs_of(*made, links, PairsShown::all);
  REQUIRE(all.size() == made->pairs.size() + 1);
  CHECK(all.back().rows == rows(*made, 4, 5));
  CHECK(all.back().weight < kReviewedFrom);
  CHECK(all.back().decided != nullptr);
  for (std::size_t i = 1; i < all.size(); ++i)
    CHECK(all[i - 1].weight >= all[i].weight);
  for (const ReviewedPair& pair : pairs_of(*made, links, PairsShown::linked))
    CHECK(made->linkage.cluster[pair.rows.a] == made->linkage.cluster[pair.rows.b]);
}

TEST_CASE_FIXTURE(Fixture, "waiting_for: nobody is asked twice, nor of what others have settled") {
  const auto made = run();
  const auto one = Words::member(1);
  const auto other = Words::member(2);
  const std::size_t all = waiting_for(*made, {}, one).size();
  REQUIRE(all == made->pairs.size());
  REQUIRE(all >= 2);
  Words words;
  words.add(1, people[0], people[1], LinkVerdict::same);
  CHECK(waiting_for(*made, words.links(), one).size() == all - 1);
  CHECK(waiting_for(*made, words.links(), other).size() == all);
  CHECK(review_of(*made, words.links(), one).one_said == 1);
  words.add(2, people[0], people[1], LinkVerdict::same);
  CHECK(waiting_for(*made, words.links(), Words::member(3)).size() == all - 1);
  CHECK(review_of(*made, words.links(), one).agreed == 1);
}

TEST_CASE_FIXTURE(Fixture, "waiting_for: on what people differ waits for whoever settles it") {
  const auto made = run();
  Words words;
  words.add(1, people[0], people[1], LinkVerdict::same);
  words.add(2, people[0], people[1], LinkVerdict::not_same);
  const casework::Links links = words.links();
  CHECK(waiting_for(*made, links, Words::member(3)).size() == made->pairs.size() - 1);
  const auto disagreed = disagreed_in(*made, links);
  REQUIRE(disagreed.size() == 1);
  CHECK(disagreed[0].rows == rows(*made, 0, 1));
  CHECK(review_of(*made, links, Words::member(3)).disagreed == 1);
}

TEST_CASE_FIXTURE(Fixture, "clusters_of: groups of two and more, with what speaks for them") {
  const auto made = run();
  const auto found = clusters_of(*made, {}, 0, 10);
  CHECK(found.total == 2);
  REQUIRE(found.shown.size() == 2);
  for (const ProposedCluster& cluster : found.shown) {
    CHECK(cluster.rows.size() == 2);
    REQUIRE(cluster.edges.size() == 1);
    CHECK(cluster.edges[0].rows == link::RecordPair{cluster.rows[0], cluster.rows[1]});
  }
  CHECK(clusters_of(*made, {}, 1, 10).shown.size() == 1);
  CHECK(clusters_of(*made, {}, 9, 10).shown.empty());
  CHECK(clusters_of(*made, {}, 0, 1).shown.size() == 1);
}

TEST_CASE_FIXTURE(Fixture,
                  "link_vault: what is odd in a record is told by the number of its case") {
  // The first letter is Latin, the others are Cyrillic.
  add("Aнна Коваленко", "", "");
  const auto made = run();
  const auto row = casebook->row(people.back().case_id);
  REQUIRE(row.has_value());
  bool told = false;
  for (const Warning& warning : made->warnings) {
    for (const std::string& fill : warning.sentence.fills)
      told = told || fill == row->number + ", name";
  }
  CHECK(told);
}

}  // namespace manumit::exchange
