// SPDX-License-Identifier: Apache-2.0
#include "header.h"

#include <doctest/doctest.h>

#include "envelope.h"
#include "registry.h"

using namespace manumit;
using namespace manumit::vault;

namespace {

Header sample() {
  Header header;
  header.vault.bytes.fill(0x11);
  header.author.bytes.fill(0x22);
  header.seq = 2;
  header.prev.bytes.fill(0x33);
  header.knew = {{AuthorId{{0x01}}, 7, EntryId{{0x02}}}, {AuthorId{{0x02}}, 9, EntryId{{0x03}}}};
  header.lamport = 0x0102030405060708;
  header.compartment.bytes.fill(0x44);
  header.epoch = 1;
  header.nonce.fill(0x55);
  header.ct_len = 528;
  return header;
}

Bytes with_byte(Bytes bytes, std::size_t at, std::uint8_t value) {
  bytes.at(at) = value;
  return bytes;
}

}  // namespace

TEST_CASE("a header is laid out in a fixed order, little-endian") {
  const Bytes bytes = encode(sample());
  REQUIRE(bytes.size() == 200 + 2 * 56);
  CHECK(to_hex(ByteView(bytes).first(6)) == "4d4e56310100");             // MNV1, suite 1
  CHECK(to_hex(ByteView(bytes).subspan(38, 8)) == "0200000000000000");   // number 2
  CHECK(to_hex(ByteView(bytes).subspan(78, 2)) == "0200");               // two known heads
  CHECK(to_hex(ByteView(bytes).subspan(192, 8)) == "0807060504030201");  // lamport
  // The compartment stands 112 bytes before the end: the guard against blanking relies on it.
  CHECK(to_hex(ByteView(bytes).last(112).first(16)) == std::string(32, '4'));
  CHECK(bound_part(bytes).size() == bytes.size() - 36);
}

TEST_CASE("a header read is the header written") {
  const Bytes bytes = encode(sample());
  const auto back = parse_header(bytes);
  REQUIRE(back);
  CHECK(encode(*back) == bytes);
  CHECK(back->knew == sample().knew);
  CHECK(back->lamport == sample().lamport);
}

TEST_CASE("a header in any other form than the canonical one is refused") {
  const Bytes good = encode(sample());
  REQUIRE(parse_header(good));
  Bytes longer = good;
  longer.push_back(0);
  CHECK_FALSE(parse_header(longer));
  CHECK_FALSE(parse_header(ByteView(good).first(good.size() - 1)));
  CHECK_FALSE(parse_header({}));
  CHECK_FALSE(parse_header(with_byte(good, 0, 'm')));
  CHECK_FALSE(parse_header(with_byte(good, 4, 2)));      // another suite
  CHECK_FALSE(parse_header(with_byte(good, 79, 0xFF)));  // more heads than there is room for
  Header header = sample();
  std::swap(header.knew[0], header.knew[1]);
  CHECK_FALSE(parse_header(encode(header)));
  header = sample();
  header.knew[0].author = header.author;
  CHECK_FALSE(parse_header(encode(header)));
  header = sample();
  header.seq = 0;
  CHECK_FALSE(parse_header(encode(header)));
  header.seq = 1;  // the first has no predecessor, but this one names one
  CHECK_FALSE(parse_header(encode(header)));
  header = sample();
  header.epoch = 0;
  CHECK_FALSE(parse_header(encode(header)));
  header = sample();
  header.ct_len = 18 << 20;
  CHECK_FALSE(parse_header(encode(header)));
}

TEST_CASE("padded sizes follow Padmé above the floor of 512 bytes") {
  CHECK(padded_size(0) == 512);
  CHECK(padded_size(14 + 400) == 512);
  CHECK(padded_size(512) == 512);
  // By hand: 513 has exponent 9, which takes 4 bits, so 5 bits are rounded away: next of 32.
  CHECK(padded_size(513) == 544);
  CHECK(padded_size(1000) == 1024);
  // 1025: exponent 10, 4 bits, 6 rounded away: next of 64.
  CHECK(padded_size(1025) == 1088);
  // 100,000: exponent 16, 5 bits, 11 rounded away: next of 2048.
  CHECK(padded_size(100'000) == 100'352);
}

TEST_CASE("padding costs at most 12 in 100") {
  for (std::size_t length = 513; length < 2'000'000; length += 997)
    REQUIRE(padded_size(length) * 100 <= length * 112);
}

TEST_CASE("an envelope is kind, time, length and words, and then zeros alone") {
  Bytes plain = pack(EntryKind::erase, -5, "abc");
  CHECK(plain.size() == 512);
  CHECK(to_hex(ByteView(plain).first(18)) == "0400fbffffffffffffff0300000061626300");
  plain.back() = 1;
  CHECK_FALSE(unpack(plain));
  plain.back() = 0;
  plain.push_back(0);
  CHECK_FALSE(unpack(plain));
  CHECK_FALSE(unpack({}));
}

TEST_CASE("fingerprints are read aloud in groups of four without letters that are mistaken") {
  // 0x00…: all zeros. 0xFF…: all Z, the last letter of Crockford's thirty-two.
  const Bytes zeros(5, 0);
  const Bytes ones(5, 0xFF);
  CHECK(in_groups(zeros) == "0000-0000");
  CHECK(in_groups(ones) == "ZZZZ-ZZZZ");
  // 0x08 0x42 0x10 0x84 0x21 is 00001 eight times over.
  const Bytes each{0x08, 0x42, 0x10, 0x84, 0x21};
  CHECK(in_groups(each) == "1111-1111");
}
