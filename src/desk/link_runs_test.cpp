// SPDX-License-Identifier: Apache-2.0
#include "link_runs.h"

#include <doctest/doctest.h>

namespace manumit::desk {
namespace {

casework::RecordId id(int number) {
  casework::RecordId out;
  out.bytes[15] = static_cast<std::uint8_t>(number);
  return out;
}
vault::MemberId member(int number) {
  vault::MemberId out;
  out.bytes[0] = static_cast<std::uint8_t>(number);
  return out;
}

LinkRuns::Run run_called(const std::string& name, casework::LinkedKind kind) {
  auto run = std::make_shared<exchange::VaultLinkage>();
  run->id = name;
  run->wanted.kind = kind;
  return run;
}

casework::Links said_by(int who) {
  casework::Decided one;
  one.by = member(who);
  one.said.a.subject = id(1);
  one.said.b.subject = id(2);
  one.said.verdict = casework::LinkVerdict::same;
  one.said.people = 2;
  return casework::Links({one});
}

}  // namespace

TEST_CASE("LinkRuns: the newest of each kind is kept, and none after all are forgotten") {
  using Kind = casework::LinkedKind;
  LinkRuns runs;
  CHECK_FALSE(runs.find("a"));
  runs.keep(run_called("a", Kind::people));
  runs.keep(run_called("b", Kind::organisations));
  runs.keep(run_called("c", Kind::people));
  CHECK_FALSE(runs.find("a"));
  CHECK(runs.find("b").value()->id == "b");
  CHECK(runs.newest(Kind::people)->id == "c");
  runs.begin({.kind = Kind::people}, "job");
  CHECK(runs.begun({.kind = Kind::people}).value() == "job");
  CHECK_FALSE(runs.begun({.kind = Kind::organisations}));
  runs.forget_all();
  CHECK_FALSE(runs.find("c"));
  CHECK(runs.newest(Kind::organisations) == nullptr);
  CHECK_FALSE(runs.begun({.kind = Kind::people}));
}

TEST_CASE("LinkRuns: only the same wish is the same comparison, whatever stands in its words") {
  LinkRuns runs;
  runs.begin({.roles = {"affected", "employer"}, .deduplicated = {"a"}}, "job");
  CHECK(runs.begun({.roles = {"employer", "affected"}, .deduplicated = {"a"}}).value() == "job");
  CHECK_FALSE(runs.begun({.roles = {"affected employer"}, .deduplicated = {"a"}}));
  CHECK_FALSE(runs.begun({.roles = {"affected"}, .deduplicated = {"employer", "a"}}));
  CHECK_FALSE(runs.begun({.roles = {"affected", "employer"}}));
}

TEST_CASE(
    "LinkRuns: what was shown of a pair is known in either order, and forgotten with the rest") {
  LinkRuns runs;
  runs.note_weight_shown({id(2), id(1)});
  CHECK(runs.is_weight_shown({id(1), id(2)}));
  CHECK_FALSE(runs.is_weight_shown({id(1), id(3)}));
  runs.forget_all();
  CHECK_FALSE(runs.is_weight_shown({id(1), id(2)}));
}

TEST_CASE("LinkRuns: one's own word, or that there is none, leads nobody") {
  LinkRuns runs;
  runs.note_words_shown({id(1), id(2)}, {}, member(1));
  runs.note_words_shown({id(1), id(2)}, said_by(1), member(1));
  CHECK_FALSE(runs.are_words_shown({id(1), id(2)}));
  runs.note_words_shown({id(2), id(1)}, said_by(2), member(1));
  CHECK(runs.are_words_shown({id(1), id(2)}));
}

}  // namespace manumit::desk
