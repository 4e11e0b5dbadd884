// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "casework/filing.h"
#include "invented_filings.h"

using namespace manumit;
using namespace manumit::casework;

TEST_CASE("decode: gives back whatever encode was given") {
  CHECK(rc::check([] {
    const Filing filing = *invented::filing();
    const Result<Filing> back = decode(encode(filing));
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == filing);
  }));
}

TEST_CASE("decode: accepts no text but the one that encode would write") {
  CHECK(rc::check([] {
    const Filing filing = *invented::filing();
    const std::string json = encode(filing);
    const auto at = *rc::gen::inRange<std::size_t>(0, json.size());
    std::string other = json;
    other[at] = static_cast<char>(*rc::gen::inRange(0, 256));
    const Result<Filing> read = decode(other);
    RC_ASSERT((!read || encode(*read) == other));
  }));
}

TEST_CASE("decode: a filing cut short is refused") {
  CHECK(rc::check([] {
    const Filing filing = *invented::filing();
    const std::string json = encode(filing);
    RC_ASSERT_FALSE(
        decode(json.substr(0, *rc::gen::inRange<std::size_t>(0, json.size()))).has_value());
  }));
}
