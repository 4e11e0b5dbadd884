// SPDX-License-Identifier: Apache-2.0
#include "reed_solomon.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "gf256.h"
#include "share_symbols.h"
#include "test_vault.h"

using namespace manumit;
using namespace manumit::vault;
using manumit::vault::testing::long_tests;

namespace {

using Places = std::vector<std::size_t>;

/// As long as a share.
Bytes some_text(unsigned seed = 1) {
  std::mt19937 chance(seed);
  Bytes out(kShareBytes);
  for (std::uint8_t& symbol : out)
    symbol = static_cast<std::uint8_t>(chance());
  const auto parity = parity_of(out);
  out.insert(out.end(), parity.begin(), parity.end());
  return out;
}

Bytes with_wrong(Bytes text, const Places& places, std::mt19937& chance) {
  for (const std::size_t place : places)
    text[place] ^= static_cast<std::uint8_t>(1 + chance() % 255);
  return text;
}

/// So many different places by chance, in order.
Places some_places(std::size_t count, std::mt19937& chance) {
  Places out;
  while (out.size() < count) {
    const std::size_t place = chance() % kShareSymbols;
    if (std::find(out.begin(), out.end(), place) == out.end())
      out.push_back(place);
  }
  std::sort(out.begin(), out.end());
  return out;
}

int draws(int usual) {
  return long_tests() ? usual * 50 : usual;
}

}  // namespace

TEST_CASE("parity: the whole text is zero at 3, 3², … 3⁶, and at no further power") {
  const Bytes text = some_text();
  for (unsigned i = 0; i <= kParity + 1; ++i) {
    // Term by term, not by Horner's rule.
    std::uint8_t sum = 0;
    const std::uint8_t at = gf256::power(gf256::kGenerator, i);
    for (unsigned place = 0; place < text.size(); ++place)
      sum ^= gf256::times(text[place],
                          gf256::power(at, static_cast<unsigned>(text.size()) - 1 - place));
    CHECK((sum == 0) == (i >= 1 && i <= kParity));
  }
}

TEST_CASE("mend: a text without a fault stays as it is") {
  Bytes text = some_text();
  const auto mended = mend(text, {});
  REQUIRE(mended);
  CHECK(mended->empty());
  CHECK(text == some_text());
}

TEST_CASE("mend: one wrong symbol is found, wherever it is and whatever it became") {
  const Bytes text = some_text();
  for (std::size_t place = 0; place < text.size(); ++place) {
    for (unsigned change = 1; change < 256; change += long_tests() ? 1 : 23) {
      Bytes wrong = text;
      wrong[place] ^= static_cast<std::uint8_t>(change);
      const auto mended = mend(wrong, {});
      REQUIRE(mended);
      CHECK(*mended == Places{place});
      CHECK(wrong == text);
    }
  }
}

TEST_CASE("mend: two wrong symbols are found, at every pair of places") {
  const Bytes text = some_text();
  std::mt19937 chance(2);
  for (std::size_t first = 0; first < text.size(); ++first) {
    for (std::size_t second = first + 1; second < text.size(); ++second) {
      Bytes wrong = with_wrong(text, {first, second}, chance);
      const auto mended = mend(wrong, {});
      REQUIRE(mended);
      CHECK(*mended == Places{first, second});
      CHECK(wrong == text);
    }
  }
}

TEST_CASE("mend: up to four symbols that cannot be read are filled in") {
  std::mt19937 chance(3);
  const Bytes text = some_text();
  for (int draw = 0; draw < draws(200); ++draw) {
    const Places places = some_places(1 + chance() % 4, chance);
    Bytes wrong = with_wrong(text, places, chance);
    const auto mended = mend(wrong, places);
    REQUIRE(mended);
    CHECK(*mended == places);
    CHECK(wrong == text);
  }
}

TEST_CASE("mend: one wrong beside two that cannot be read") {
  std::mt19937 chance(4);
  const Bytes text = some_text();
  for (int draw = 0; draw < draws(200); ++draw) {
    const Places places = some_places(3, chance);
    Bytes wrong = with_wrong(text, places, chance);
    Places illegible = places;
    illegible.erase(illegible.begin() + chance() % 3);
    const auto mended = mend(wrong, illegible);
    REQUIRE(mended);
    CHECK(*mended == places);
    CHECK(wrong == text);
  }
}

TEST_CASE("mend: three and four wrong ones are always refused, and nothing is changed") {
  std::mt19937 chance(5);
  const Bytes text = some_text();
  for (int draw = 0; draw < draws(2000); ++draw) {
    const Bytes wrong = with_wrong(text, some_places(3 + chance() % 2, chance), chance);
    Bytes tried = wrong;
    CHECK_FALSE(mend(tried, {}));
    CHECK(tried == wrong);
  }
}

TEST_CASE(
    "mend: five that cannot be read are refused, and so is a wrong one beside three or four") {
  std::mt19937 chance(6);
  const Bytes text = some_text();
  for (int draw = 0; draw < draws(400); ++draw) {
    const std::size_t illegible = 3 + chance() % 3;
    const Places places = some_places(illegible + (illegible < 5 ? 1 + chance() % 2 : 0), chance);
    Places known = places;
    std::shuffle(known.begin(), known.end(), chance);
    known.resize(illegible);
    Bytes wrong = with_wrong(text, places, chance);
    CHECK_FALSE(mend(wrong, known));
  }
}
