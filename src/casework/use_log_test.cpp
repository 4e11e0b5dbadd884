// SPDX-License-Identifier: Apache-2.0
#include "casework/use_log.h"

#include "invented_casebook.h"

namespace manumit::casework {
namespace {

using namespace invented;

Use looked_at(RecordId case_id) {
  return {.kind = UseKind::looked, .case_id = case_id};
}

Use exported_dump() {
  Use out{.kind = UseKind::exported, .cases = 2, .statements = 17, .form = "dump"};
  out.file.emplace().fill(0xAB);
  return out;
}

TEST_CASE("decode_use: reads what encode writes, and no other form of it") {
  vault::MemberId member;
  member.bytes.fill(9);
  for (const Use& use : {looked_at(id(1)), Use{.kind = UseKind::printed, .case_id = id(2)},
                         exported_dump(), Use{.kind = UseKind::bundle_made, .member = member}}) {
    const std::string json = encode(use);
    const auto read = decode_use(json);
    REQUIRE(read.has_value());
    CHECK(*read == use);
    CHECK_FALSE(decode_use(json + " "));
    CHECK_FALSE(decode_use(json.substr(0, json.size() - 1)));
  }
  CHECK(encode(looked_at(id(1))) == R"({"use":1,"kind":"looked","case":")" + id(1).hex() + R"("})");
  CHECK_FALSE(decode_use(R"({"use":1,"kind":"looked"})"));
  CHECK_FALSE(decode_use(R"({"use":1,"kind":"exported","cases":0,"form":"dump"})"));
  CHECK_FALSE(decode_use(R"({"use":1,"kind":"exported","form":"../x"})"));
  CHECK(decode_use(R"({"use":2,"kind":"dreamt"})").error().kind == Error::Kind::unavailable);
}

TEST_CASE("what was looked at and what left outlives the vault's closing, and the case") {
  Desk desk;
  desk.must_file({opened(id(1), id(2)), opened(id(11), id(12))});
  REQUIRE(desk.book().note(looked_at(id(1))));
  REQUIRE(desk.book().note(exported_dump()));
  UsePage page = desk.book().uses({});
  CHECK(page.found == 2);
  CHECK(page.rows.front().by == "A.");
  CHECK(desk.book().uses({.only_left = true}).found == 1);
  CHECK(desk.book().uses({.case_id = id(1)}).rows.front().case_number == "0001");
  REQUIRE(desk.book().erase_case(id(1), "she asked for it"));
  page = desk.reopen().uses({.case_id = id(1)});
  REQUIRE(page.found == 1);
  CHECK(page.rows.front().what.use == looked_at(id(1)));
  CHECK(page.rows.front().case_number.empty());
  CHECK(desk.book().uses({}).found == 2);
  CHECK(desk.book().vault().verify(1, {}).value().sound_throughout());
}

TEST_CASE("one look at a case in half a day is noted once, and every export") {
  Desk desk;
  desk.must_file({opened(id(1), id(2)), opened(id(11), id(12))});
  const std::uint64_t before = desk.book().vault().entry_count();
  for (int i = 0; i < 5; ++i) {
    REQUIRE(desk.book().note(looked_at(id(1))));
    REQUIRE(desk.book().note(looked_at(id(11))));
    REQUIRE(desk.book().note(exported_dump()));
  }
  CHECK(desk.book().vault().entry_count() == before + 2 + 5);
  CHECK(desk.book().uses({.offset = 5, .limit = 10}).rows.size() == 2);
  const std::uint64_t savings = desk.book().savings();
  REQUIRE(desk.book().note(exported_dump()));
  CHECK(desk.book().savings() == savings);
}

}  // namespace
}  // namespace manumit::casework
