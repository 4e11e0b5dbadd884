// SPDX-License-Identifier: Apache-2.0
#include "casework/link_decision.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <numeric>

#include "invented_links.h"
#include "link_words.h"

using namespace manumit;
using namespace manumit::casework;
using namespace manumit::casework::invented;

namespace {

// As docs/formats/link-decision.md §5 has it.
const std::string kExample =
    R"({"link":1,"a":{"case":"a0000000000000000000000000000001",)"
    R"("subject":"a0000000000000000000000000000002"},)"
    R"("b":{"case":"a0000000000000000000000000000003",)"
    R"("subject":"a0000000000000000000000000000004"},"verdict":"same","people":2,)"
    R"("blind":["score","others"],)"
    R"("run":"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",)"
    R"("words":"a0000000000000000000000000000005",)"
    R"("takes_back":["00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"]})";

std::string with(std::string_view from, std::string_view to) {
  std::string out = kExample;
  const std::size_t at = out.find(from);
  REQUIRE(at != std::string::npos);
  return out.replace(at, from.size(), to);
}

Surroundings counting_bytes() {
  return {
      .now_ms = [] { return std::int64_t{0}; },
      .random =
          [](std::span<std::uint8_t> out) { std::iota(out.begin(), out.end(), std::uint8_t{7}); }};
}

}  // namespace

TEST_CASE("decode_decision: the format's worked example is read and written to the byte") {
  const Result<LinkDecision> read = decode_decision(kExample);
  REQUIRE(read);
  CHECK(read->a == RecordRef{id(2), id(1)});
  CHECK(read->b == RecordRef{id(4), id(3)});
  CHECK(read->verdict == LinkVerdict::same);
  CHECK(read->people == 2);
  CHECK_FALSE(read->by_hand);
  CHECK(read->blind_to_score);
  CHECK(read->blind_to_others);
  CHECK(read->run->at(31) == 0x1f);
  CHECK(read->words == id(5));
  CHECK(read->settles.empty());
  CHECK(read->takes_back.front().bytes[1] == 0x11);
  CHECK(encode(*read) == kExample);
}

TEST_CASE("decode_decision: gives back whatever encode was given, and takes no other form of it") {
  CHECK(rc::check([] {
    const LinkDecision one = *invented::decision();
    RC_ASSERT(check_decision(one).has_value());
    const std::string json = encode(one);
    const Result<LinkDecision> read = decode_decision(json);
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == one);
    std::string other = json;
    other[*rc::gen::inRange<std::size_t>(0, json.size())] =
        static_cast<char>(*rc::gen::inRange(0, 256));
    const Result<LinkDecision> again = decode_decision(other);
    RC_ASSERT((!again || encode(*again) == other));
    RC_ASSERT_FALSE(decode_decision(json.substr(0, *rc::gen::inRange<std::size_t>(0, json.size())))
                        .has_value());
  }));
}

TEST_CASE("decode_decision: what says nothing, or two things, is refused with the place") {
  for (const std::string& wrong :
       {with(R"("verdict":"same")", R"("verdict":"certain")"),
        with(R"("people":2)", R"("people":0)"), with(R"("people":2,)", ""),
        with(R"("people":2)", R"("people":2,"by_hand":true)"), with(R"("verdict":"same",)", ""),
        with(R"(["score","others"])", R"(["others","score"])"),
        with(R"(["score","others"])", R"(["score","score"])"), with(R"(["score","others"])", "[]"),
        with("a0000000000000000000000000000002", "a0000000000000000000000000000004"),
        with("a0000000000000000000000000000002", "a0000000000000000000000000000009"),
        with("a0000000000000000000000000000001", "00000000000000000000000000000000"),
        with(R"("words":"a)", R"("words":"A)"), with(R"("people":2)", R"("people":1001)")}) {
    CAPTURE(wrong);
    const Result<LinkDecision> read = decode_decision(wrong);
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == Error::Kind::bad_input);
    CHECK_FALSE(read.error().where.empty());
  }
}

TEST_CASE("decode_decision: of a later version it says so, and that nothing is lost") {
  const Result<LinkDecision> read = decode_decision(R"({"link":2,"all":"else"})");
  REQUIRE_FALSE(read);
  CHECK(read.error().kind == Error::Kind::unavailable);
}

TEST_CASE("decode_decision: names of earlier decisions stand in order, each once") {
  LinkDecision one = invented::back(1, 2, {entry(3), entry(4)});
  std::sort(one.takes_back.begin(), one.takes_back.end());
  CHECK(check_decision(one));
  std::swap(one.takes_back[0], one.takes_back[1]);
  CHECK_FALSE(check_decision(one));
  CHECK_FALSE(decode_decision(encode(one)));
  one.takes_back[1] = one.takes_back[0];
  CHECK_FALSE(check_decision(one));
  one.takes_back.assign(1001, entry(1));
  CHECK_FALSE(check_decision(one));
}

TEST_CASE("people_to_agree: two in an office that has two, else the one there is") {
  CHECK(people_to_agree(0) == 1);
  CHECK(people_to_agree(1) == 1);
  CHECK(people_to_agree(2) == 2);
  CHECK(people_to_agree(9) == 2);
}

TEST_CASE("split_words: neither half says anything, and both together the words") {
  const std::string reason = "the same passport; Зухра says so herself";
  const auto [a, b] = split_words(id(5), reason, counting_bytes());
  CHECK(join_words(a, b) == reason);
  CHECK(join_words(b, a) == reason);
  for (const WordsHalf& half : {a, b}) {
    CHECK(half.half.size() == reason.size());
    CHECK(half.half != Bytes(reason.begin(), reason.end()));
    CHECK(decode_half(encode(half)).value() == half);
  }
  CHECK(encode(a).find("passport") == std::string::npos);
  CHECK_FALSE(join_words(a, WordsHalf{id(6), b.half}));
  CHECK_FALSE(join_words(a, WordsHalf{id(5), {}}));
}

TEST_CASE("decode_half: takes the one form and no other") {
  const std::string good =
      R"({"link_words":1,"words":"a0000000000000000000000000000005","half":"07ff"})";
  CHECK(encode(decode_half(good).value()) == good);
  for (const char* wrong :
       {R"({"link_words":1,"words":"a0000000000000000000000000000005","half":"07FF"})",
        R"({"link_words":1,"words":"a0000000000000000000000000000005","half":""})",
        R"({"link_words":1,"words":"a0000000000000000000000000000005","half":"07f"})",
        R"({"link_words":1,"words":"00000000000000000000000000000000","half":"07ff"})",
        R"({"link_words":2,"words":"a0000000000000000000000000000005","half":"07ff"})",
        R"({"link_words":1,"words":"a0000000000000000000000000000005","half":"07ff"} )", ""})
    CHECK_FALSE(decode_half(wrong));
}
