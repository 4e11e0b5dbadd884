// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "envelope.h"
#include "header.h"

using namespace manumit;
using namespace manumit::vault;

namespace {

Header with_heads(std::size_t count) {
  Header header;
  header.author.bytes.fill(0xFF);
  header.seq = 2;
  header.prev.bytes.fill(0x33);
  for (std::size_t i = 0; i < count; ++i)
    header.knew.push_back({AuthorId{{static_cast<std::uint8_t>(i)}}, i + 1, EntryId{{0x02}}});
  header.lamport = 9;
  header.epoch = 1;
  header.ct_len = 528;
  return header;
}

}  // namespace

TEST_CASE("any number of known heads is read back as written") {
  CHECK(rc::check([] {
    const auto count = *rc::gen::inRange<std::size_t>(0, 200);
    const Bytes bytes = encode(with_heads(count));
    const auto back = parse_header(bytes);
    RC_ASSERT(back.has_value());
    RC_ASSERT(encode(*back) == bytes);
  }));
}

TEST_CASE("whatever bytes come as a header, reading ends, and what is read is canonical") {
  CHECK(rc::check([](const std::vector<std::uint8_t>& noise) {
    Bytes bytes = encode(with_heads(2));
    for (std::size_t i = 0; i + 1 < noise.size(); i += 2)
      bytes[(noise[i] * 256U + noise[i + 1]) % bytes.size()] = noise[i + 1];
    const auto read = parse_header(bytes);
    // RC_ASSERT reckons both sides of an "or", so it gets the answer alone.
    const bool canonical = !read || encode(*read) == bytes;
    RC_ASSERT(canonical);
  }));
}

TEST_CASE("any words at any time come out of their envelope unchanged") {
  CHECK(rc::check([](const std::string& body, std::int64_t time) {
    const auto back = unpack(pack(EntryKind::filing, time, body));
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->body == body);
    RC_ASSERT(back->written_ms == time);
  }));
}
