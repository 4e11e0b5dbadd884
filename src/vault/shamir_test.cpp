// SPDX-License-Identifier: Apache-2.0
#include "shamir.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <map>

#include "gf256.h"
#include "vault/vault_for_tests.h"

using namespace manumit;
using namespace manumit::vault;

namespace {

Bytes secret_bytes() {
  start_crypto();
  Bytes out(32);
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = static_cast<std::uint8_t>(i * 8);
  return out;
}

/// Those of the points whose bits are set.
std::vector<SharePoint> chosen(const std::vector<SharePoint>& points, unsigned bits) {
  std::vector<SharePoint> out;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if ((bits & (1U << i)) == 0)
      continue;
    out.emplace_back();
    out.back().x = points[i].x;
    out.back().y.reveal() = points[i].y.reveal();
  }
  return out;
}

bool gives(const std::vector<SharePoint>& points, ByteView secret) {
  const LockedBytes got = combine(points);
  return std::equal(got.view().begin(), got.view().end(), secret.begin(), secret.end());
}

unsigned count_of(unsigned bits) {
  unsigned count = 0;
  for (; bits != 0; bits &= bits - 1)
    ++count;
  return count;
}

/// These bytes in place of chance.
Surroundings drawing(const Bytes& bytes) {
  return {.now_ms = TestClock{}, .random = [bytes](std::span<std::uint8_t> place) {
            REQUIRE(place.size() == bytes.size());
            std::memcpy(place.data(), bytes.data(), bytes.size());
          }};
}

}  // namespace

TEST_CASE("split: a line through the secret, reckoned by hand") {
  start_crypto();
  const Bytes secret(32, 0x53);
  // 53 + 01·x: at 1, 2 and 3 the exclusive or with 01, 02 and 03.
  const auto points = split(secret, 2, 3, drawing(Bytes(32, 0x01)));
  REQUIRE(points);
  CHECK((*points)[0].y.reveal()[0] == 0x52);
  CHECK((*points)[1].y.reveal()[0] == 0x51);
  CHECK((*points)[2].y.reveal()[0] == 0x50);
  // 53 + 80·x at 2: 80·02 is 1B after the reduction, and 53 + 1B is 48.
  CHECK(split(secret, 2, 3, drawing(Bytes(32, 0x80))).value()[1].y.reveal()[0] == 0x48);
}

TEST_CASE("split: every three of five give the secret, and so do more; no two do") {
  const Bytes secret = secret_bytes();
  const auto points = split(secret, 3, 5, test_surroundings(1));
  REQUIRE(points);
  unsigned enough = 0;
  for (unsigned bits = 1; bits < 32; ++bits) {
    CHECK(gives(chosen(*points, bits), secret) == (count_of(bits) >= 3));
    enough += count_of(bits) == 3 ? 1U : 0U;
  }
  CHECK(enough == 10);
}

TEST_CASE("split: the most shares there can be, all of them needed") {
  const Bytes secret = secret_bytes();
  const auto points = split(secret, 16, 16, test_surroundings(2));
  REQUIRE(points);
  CHECK(gives(chosen(*points, 0xFFFF), secret));
  for (unsigned left_out = 0; left_out < 16; ++left_out)
    CHECK_FALSE(gives(chosen(*points, 0xFFFFU & ~(1U << left_out)), secret));
}

TEST_CASE("combine: the order of the shares does not matter") {
  const Bytes secret = secret_bytes();
  auto points = split(secret, 3, 5, test_surroundings(3)).value();
  std::reverse(points.begin(), points.end());
  CHECK(gives(chosen(points, 0b10101), secret));
}

TEST_CASE("split: refuses numbers that make no sense, with a sentence") {
  const Bytes secret = secret_bytes();
  for (const auto& [threshold, total] : std::vector<std::pair<unsigned, unsigned>>{
           {0, 0}, {0, 5}, {1, 1}, {1, 5}, {6, 5}, {2, 17}, {17, 17}, {2, 1}}) {
    const auto points = split(secret, threshold, total, test_surroundings(4));
    REQUIRE_FALSE(points);
    CHECK(points.error().kind == Error::Kind::bad_input);
    CHECK_FALSE(points.error().next.empty());
  }
}

TEST_CASE(
    "split: one share of a pair says nothing, exactly: each value comes once for each secret") {
  // For one byte and m = 2, over all 256 coefficients: share 2 must take all 256 values, whatever
  // the secret is. The 32 bytes of a secret are split each by itself, so one call tries 32.
  for (unsigned secret = 0; secret < 256; ++secret) {
    std::array<unsigned, 256> seen{};
    for (unsigned from = 0; from < 256; from += 32) {
      Bytes coefficients(32);
      for (unsigned i = 0; i < 32; ++i)
        coefficients[i] = static_cast<std::uint8_t>(from + i);
      const Bytes whole(32, static_cast<std::uint8_t>(secret));
      const auto points = split(whole, 2, 2, drawing(coefficients)).value();
      for (const std::uint8_t value : points[1].y.reveal())
        ++seen[value];
    }
    CHECK(std::all_of(seen.begin(), seen.end(), [](unsigned times) { return times == 1; }));
  }
}

TEST_CASE("split: two shares of three needed say nothing: each pair comes once for each secret") {
  // m = 3, over all 65536 pairs of coefficients.
  for (const unsigned secret : {0U, 1U, 0x53U, 0xFFU}) {
    std::vector<unsigned> seen(65536);
    for (unsigned pair = 0; pair < 65536; pair += 32) {
      Bytes coefficients(64);
      for (unsigned i = 0; i < 32; ++i) {
        coefficients[i] = static_cast<std::uint8_t>((pair + i) & 0xFF);
        coefficients[32 + i] = static_cast<std::uint8_t>((pair + i) >> 8);
      }
      const Bytes whole(32, static_cast<std::uint8_t>(secret));
      const auto points = split(whole, 3, 3, drawing(coefficients)).value();
      for (std::size_t i = 0; i < 32; ++i)
        ++seen[points[0].y.reveal()[i] * 256U + points[2].y.reveal()[i]];
    }
    CHECK(std::all_of(seen.begin(), seen.end(), [](unsigned times) { return times == 1; }));
  }
}

TEST_CASE("combine: to two shares of three every secret can belong, by one third share each") {
  const auto points = split(secret_bytes(), 3, 5, test_surroundings(5)).value();
  std::vector<std::map<unsigned, unsigned>> third_for_secret(32);
  for (unsigned third = 0; third < 256; ++third) {
    auto tried = chosen(points, 0b01011);
    tried[2].y.reveal().fill(static_cast<std::uint8_t>(third));
    const LockedBytes secret = combine(tried);
    for (std::size_t i = 0; i < 32; ++i)
      ++third_for_secret[i][secret.view()[i]];
  }
  for (const auto& secrets : third_for_secret)
    CHECK(secrets.size() == 256);
}
