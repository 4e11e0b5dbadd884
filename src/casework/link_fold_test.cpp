// SPDX-License-Identifier: Apache-2.0
#include "casework/link_fold.h"

#include <doctest/doctest.h>

#include "invented_links.h"

using namespace manumit;
using namespace manumit::casework;
using namespace manumit::casework::invented;

namespace {

using V = LinkVerdict;

constexpr int kAnna = 1;
constexpr int kBoris = 2;
constexpr int kClara = 3;

const LinkPair& pair_of(const Links& links, int a, int b) {
  const LinkPair* pair = links.pair(id(a), id(b));
  REQUIRE(pair != nullptr);
  return *pair;
}
Standing standing(const invented::Sayings& told, int a = 1, int b = 2) {
  return pair_of(told.links(), a, b).standing;
}

std::vector<RecordId> subjects_of(const LinkGroup& group) {
  std::vector<RecordId> out;
  for (const RecordRef& one : group.members)
    out.push_back(one.subject);
  return out;
}

/// Two people of the office say it.
void agree(invented::Sayings& told, int a, int b, V verdict) {
  told.add(kAnna, word(a, b, verdict));
  told.add(kBoris, word(a, b, verdict));
}

}  // namespace

TEST_CASE("links: a pair stands where the words on it have brought it") {
  const std::vector<std::pair<std::vector<std::pair<int, V>>, Standing>> table = {
      {{{kAnna, V::same}}, Standing::one_said},
      {{{kAnna, V::cannot_tell}}, Standing::one_said},
      {{{kAnna, V::same}, {kBoris, V::same}}, Standing::agreed_same},
      {{{kAnna, V::not_same}, {kBoris, V::not_same}}, Standing::agreed_not_same},
      {{{kAnna, V::cannot_tell}, {kBoris, V::cannot_tell}}, Standing::agreed_cannot_tell},
      {{{kAnna, V::same}, {kBoris, V::not_same}}, Standing::disagreed},
      {{{kAnna, V::same}, {kBoris, V::cannot_tell}}, Standing::disagreed},
      // A third word beside a "cannot tell" makes two who agree.
      {{{kAnna, V::same}, {kBoris, V::cannot_tell}, {kClara, V::same}}, Standing::agreed_same},
      {{{kAnna, V::same}, {kBoris, V::not_same}, {kClara, V::same}}, Standing::agreed_same},
      // One person who says it twice, on two devices perhaps, is one person.
      {{{kAnna, V::same}, {kAnna, V::same}}, Standing::one_said},
      {{{kAnna, V::same}, {kAnna, V::not_same}}, Standing::one_said},
  };
  for (const auto& [words, expected] : table) {
    invented::Sayings told;
    for (const auto& [by, verdict] : words)
      told.add(by, word(1, 2, verdict));
    CAPTURE(static_cast<int>(expected));
    CHECK(standing(told) == expected);
  }
}

TEST_CASE("links: only what holds as the same binds; one word of two does not") {
  invented::Sayings told;
  told.add(kAnna, word(1, 2, V::same));
  CHECK(told.links().groups().empty());
  told.add(kBoris, word(1, 2, V::same));
  REQUIRE(told.links().groups().size() == 1);
  CHECK(told.links().groups()[0].members == std::vector<RecordRef>{record(1), record(2)});
}

TEST_CASE("links: in an office of one the one word holds, also when a second member comes later") {
  invented::Sayings told;
  LinkDecision alone = word(1, 2, V::same);
  alone.people = 1;
  told.add(kAnna, alone);
  CHECK(standing(told) == Standing::agreed_same);
  // The newcomer differs: the pair still holds, and is shown as disputed.
  told.add(kBoris, word(1, 2, V::not_same));
  const LinkPair pair = pair_of(told.links(), 1, 2);
  CHECK(pair.standing == Standing::agreed_same);
  CHECK(pair.disputed);
  CHECK(pair.parted);
}

TEST_CASE("links: what is decided by hand holds at once, and a later word against it is shown") {
  invented::Sayings told;
  told.add(kAnna, by_hand(1, 2, V::same));
  CHECK(standing(told) == Standing::settled);
  CHECK_FALSE(pair_of(told.links(), 1, 2).disputed);
  told.add(kBoris, word(1, 2, V::not_same));
  const Links links = told.links();
  CHECK(pair_of(links, 1, 2).same());
  CHECK(pair_of(links, 1, 2).disputed);
  REQUIRE(links.groups().size() == 1);
  CHECK(links.groups()[0].against.size() == 1);
}

TEST_CASE("links: two who decide by hand against each other disagree until somebody settles it") {
  invented::Sayings told;
  const auto one = told.add(kAnna, by_hand(1, 2, V::same));
  const auto other = told.add(kBoris, by_hand(1, 2, V::not_same));
  CHECK(standing(told) == Standing::disagreed);
  CHECK(told.links().groups().empty());
  told.add(kClara, settling(1, 2, V::same, {one, other}));
  CHECK(standing(told) == Standing::settled);
  CHECK(told.links().groups().size() == 1);
}

TEST_CASE("links: a third person settles; when that is taken back the two differ again") {
  invented::Sayings told;
  const auto anna = told.add(kAnna, word(1, 2, V::same));
  const auto boris = told.add(kBoris, word(1, 2, V::not_same));
  const auto clara = told.add(kClara, settling(1, 2, V::not_same, {anna, boris}));
  const LinkPair settled = pair_of(told.links(), 1, 2);
  CHECK(settled.standing == Standing::settled);
  CHECK(settled.verdict == V::not_same);
  CHECK_FALSE(settled.disputed);
  // A word that the settlement did not know is shown beside it.
  invented::Sayings later = told;
  later.add(4, word(1, 2, V::same));
  CHECK(pair_of(later.links(), 1, 2).standing == Standing::settled);
  CHECK(pair_of(later.links(), 1, 2).disputed);
  told.add(kAnna, back(1, 2, {clara}));
  CHECK(standing(told) == Standing::disagreed);
}

TEST_CASE("links: a decision taken back leaves all as before, and the taking back can be undone") {
  invented::Sayings told;
  agree(told, 1, 2, V::same);
  const Links before = told.links();
  const auto third = told.add(kAnna, by_hand(2, 3, V::same));
  CHECK(told.links().groups()[0].members.size() == 3);
  const auto undone = told.add(kBoris, back(2, 3, {third}));
  CHECK(told.links().groups() == before.groups());
  CHECK(standing(told, 2, 3) == Standing::open);
  CHECK_FALSE(told.links().decisions()[2].live);
  told.add(kAnna, back(2, 3, {undone}));
  CHECK(told.links().groups()[0].members.size() == 3);
}

TEST_CASE("links: nobody can take back or settle what is on another pair, or did not stand yet") {
  invented::Sayings told;
  const auto first = told.add(kAnna, by_hand(1, 2, V::same));
  told.add(kBoris, back(1, 3, {first}));
  CHECK(told.links().groups().size() == 1);
  std::vector<Decided> all = told.all();
  all[1].said = back(1, 2, {first});
  CHECK(Links(all).groups().empty());
  all[1].lamport = 0;  // it claims to be older than what it takes back
  CHECK(Links(all).groups().size() == 1);
}

TEST_CASE("links: a not-the-same within a group is shown, neither dropped nor obeyed") {
  invented::Sayings told;
  agree(told, 1, 2, V::same);
  agree(told, 2, 3, V::same);
  agree(told, 1, 3, V::not_same);
  const Links links = told.links();
  REQUIRE(links.groups().size() == 1);
  const LinkGroup& group = links.groups()[0];
  CHECK(group.members.size() == 3);
  REQUIRE(group.against.size() == 1);
  CHECK(links.pairs()[group.against[0]].a == id(1));
  CHECK(links.pairs()[group.against[0]].b == id(3));
  // A not-the-same between two groups contradicts nothing.
  agree(told, 4, 5, V::same);
  agree(told, 1, 4, V::not_same);
  REQUIRE(told.links().groups().size() == 2);
  CHECK(told.links().groups()[1].against.empty());
  CHECK(told.links().groups()[0].against.size() == 1);
}

TEST_CASE("links: a group is called after its oldest member, while it grows and when it shrinks") {
  invented::Sayings told;
  const auto young = told.add(kAnna, by_hand(5, 9, V::same));
  told.add(kAnna, by_hand(3, 5, V::same));  // 5 and 9 were named before 3
  CHECK(told.links().groups()[0].id == id(5));
  told.add(kAnna, by_hand(1, 2, V::same));
  told.add(kAnna, by_hand(2, 9, V::same));
  REQUIRE(told.links().groups().size() == 1);
  CHECK(told.links().groups()[0].id == id(5));
  CHECK(subjects_of(told.links().groups()[0]) ==
        std::vector<RecordId>{id(5), id(9), id(3), id(1), id(2)});
  told.add(kAnna, back(5, 9, {young}));
  REQUIRE(told.links().groups().size() == 2);
  CHECK(told.links().groups()[0].id == id(5));
  CHECK(told.links().groups()[1].id == id(9));
}

TEST_CASE("links: somebody who stands in several cases under one id is one member, seen twice") {
  invented::Sayings told;
  LinkDecision elsewhere = by_hand(1, 3, V::same);
  elsewhere.a.case_id = id(150);
  told.add(kAnna, by_hand(1, 2, V::same));
  told.add(kAnna, elsewhere);
  const LinkGroup group = told.links().groups()[0];
  CHECK(subjects_of(group) == std::vector<RecordId>{id(1), id(1), id(2), id(3)});
  CHECK(group.members[0].case_id == id(101));
  CHECK(group.members[1].case_id == id(150));
}

TEST_CASE("bonds_of: what is to be taken back so that a record stands alone again") {
  invented::Sayings told;
  agree(told, 1, 2, V::same);
  told.add(kAnna, by_hand(2, 3, V::same));
  const Links links = told.links();
  CHECK(links.bonds_of(id(2)) == std::vector<std::uint32_t>{0, 1, 2});
  CHECK(links.bonds_of(id(3)) == std::vector<std::uint32_t>{2});
  CHECK(links.bonds_of(id(7)).empty());
  CHECK(links.decisions_of(id(1)) == std::vector<std::uint32_t>{0, 1});
  CHECK(links.pair(id(2), id(1)) == links.pair(id(1), id(2)));
  CHECK(links.pair(id(1), id(3)) == nullptr);
  CHECK(links.group_of(id(7)) == nullptr);
}

TEST_CASE("opinions: one word a person, the one by hand before those in the queue") {
  invented::Sayings told;
  told.add(kAnna, word(1, 2, V::cannot_tell));
  const auto hand = told.add(kAnna, by_hand(1, 2, V::same));
  told.add(kAnna, word(1, 2, V::not_same));
  told.add(kBoris, word(1, 2, V::same));
  const Links links = told.links();
  const std::vector<Opinion> opinions = links.opinions(pair_of(links, 1, 2));
  REQUIRE(opinions.size() == 2);
  CHECK(opinions[0].by == member(kAnna));
  CHECK(links.decisions()[opinions[0].decision].entry == hand);
  CHECK(opinions[1].by == member(kBoris));
}

TEST_CASE("group_history: merges and splits, with the groups before and after") {
  invented::Sayings told;
  const auto first = told.add(kAnna, by_hand(1, 2, V::same));
  told.add(kAnna, by_hand(4, 5, V::same));
  told.add(kAnna, by_hand(2, 4, V::same));
  told.add(kAnna, by_hand(1, 4, V::same));  // bound already: changes nothing
  told.add(kAnna, back(1, 2, {first}));     // still bound by way of 4
  const auto history = group_history(told.links());
  REQUIRE(history.size() == 3);
  CHECK(history[0] == GroupChange{0, {{id(1), 1}, {id(2), 1}}, {{id(1), 2}}});
  CHECK(history[2] == GroupChange{2, {{id(1), 2}, {id(4), 2}}, {{id(1), 4}}});
  told.add(kAnna, back(2, 4, {told.all()[2].entry}));
  CHECK(group_history(told.links()).back() ==
        GroupChange{5, {{id(1), 4}}, {{id(1), 3}, {id(2), 1}}});
}

TEST_CASE(
    "links: a hundred thousand decisions, or one pair decided ten thousand times, fold at once") {
  std::vector<Decided> many(100'000);
  for (std::size_t i = 0; i < many.size(); ++i) {
    Decided& one = many[i];
    one.lamport = i;
    for (std::size_t byte = 0; byte < 8; ++byte)
      one.entry.bytes[byte] = static_cast<std::uint8_t>(i >> (8 * byte));
    one.by = member(1);
    one.said = by_hand(1, 2, V::same);
    if (i >= 10'000) {  // a chain: each record is bound to the next
      one.said.a.subject.bytes = one.said.b.subject.bytes = {};
      for (std::size_t byte = 0; byte < 4; ++byte) {
        one.said.a.subject.bytes[byte] = static_cast<std::uint8_t>(i >> (24 - 8 * byte));
        one.said.b.subject.bytes[byte] = static_cast<std::uint8_t>((i + 1) >> (24 - 8 * byte));
      }
      one.said.a.case_id = one.said.a.subject;
      one.said.b.case_id = one.said.b.subject;
    } else if (i > 0) {
      one.said.takes_back = {many[i - 1].entry};
    }
  }
  const Links links(std::move(many));
  CHECK(links.groups().size() == 2);
  CHECK(links.groups()[1].members.size() == 90'001);
}
