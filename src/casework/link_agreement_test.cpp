// SPDX-License-Identifier: Apache-2.0
#include "casework/link_agreement.h"

#include <doctest/doctest.h>

#include "invented_links.h"

using namespace manumit;
using namespace manumit::casework;
using namespace manumit::casework::invented;

namespace {

using V = LinkVerdict;

LinkDecision blind(int a, int b, V verdict) {
  LinkDecision out = word(a, b, verdict);
  out.blind_to_others = true;
  return out;
}

/// The answers of each observer, unit by unit; a dot is missing.
std::vector<std::vector<int>> units_of(const std::vector<std::string>& observers) {
  std::vector<std::vector<int>> units(observers.front().size());
  for (const std::string& observer : observers) {
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      if (observer[unit] != '.')
        units[unit].push_back(observer[unit]);
    }
  }
  return units;
}

std::optional<Agreement> of_all(const Links& links) {
  return agreement(links, [](const LinkPair&) { return true; });
}

}  // namespace

TEST_CASE("nominal_alpha: agrees with Krippendorff's published examples") {
  // Krippendorff (2011), parts A, B and C.
  CHECK(nominal_alpha(units_of({"0100000010", "1110010000"})).value() ==
        doctest::Approx(0.095).epsilon(0.005));
  CHECK(nominal_alpha(units_of({"aabbdcccedda", "babbbccceddd"})).value() ==
        doctest::Approx(0.692).epsilon(0.001));
  CHECK(nominal_alpha(units_of({"123321412...", "1233224125.3", ".3332342251.", "12332441251."}))
            .value() == doctest::Approx(0.743).epsilon(0.001));
}

TEST_CASE("nominal_alpha: nothing can be told where all answers are one, or nobody met") {
  CHECK_FALSE(nominal_alpha(units_of({"111", "111"})));
  CHECK_FALSE(nominal_alpha(units_of({"12.", "..3"})));
  CHECK_FALSE(nominal_alpha({}));
}

TEST_CASE("nominal_alpha: 1 where all agree, below 0 where they agree less than chance would") {
  CHECK(nominal_alpha(units_of({"1122", "1122"})).value() == doctest::Approx(1));
  CHECK(nominal_alpha(units_of({"1212", "2121"})).value() < 0);
}

TEST_CASE("agreement: is of the pairs that two have judged, with Wilson's interval") {
  Sayings sayings;
  for (const int b : {2, 3, 4}) {
    sayings.add(1, blind(1, b, V::same));
    sayings.add(2, blind(1, b, b == 4 ? V::cannot_tell : V::same));
  }
  sayings.add(1, blind(1, 5, V::not_same));  // Only one has.
  const auto found = of_all(sayings.links());
  REQUIRE(found);
  CHECK(found->pairs == 3);
  CHECK(found->agreed == 2);
  CHECK(found->share == doctest::Approx(2.0 / 3));
  // (2/3 + z²/6 ± z·√(2/27 + z²/36)) / (1 + z²/3) with z² = 3.8415.
  CHECK(found->low == doctest::Approx(0.20766).epsilon(0.0001));
  CHECK(found->high == doctest::Approx(0.93851).epsilon(0.0001));
  CHECK(found->alpha.has_value());
}

TEST_CASE("agreement: to settle what people differ on does not make them agree") {
  Sayings sayings;
  sayings.add(1, blind(1, 2, V::same));
  sayings.add(2, blind(1, 2, V::same));
  const auto one = sayings.add(1, blind(1, 3, V::same));
  const auto other = sayings.add(2, blind(1, 3, V::not_same));
  CHECK(of_all(sayings.links())->agreed == 1);
  sayings.add(3, settling(1, 3, V::same, {std::min(one, other), std::max(one, other)}));
  const auto found = of_all(sayings.links());
  CHECK(found->pairs == 2);
  CHECK(found->agreed == 1);
}

TEST_CASE("agreement: words that were led, said by hand or taken back are not counted") {
  Sayings sayings;
  for (const int b : {2, 3}) {
    sayings.add(1, blind(1, b, V::same));
    sayings.add(2, blind(1, b, V::same));
  }
  sayings.add(1, blind(1, 4, V::same));
  sayings.add(2, word(1, 4, V::not_same));  // Had seen the first one's word.
  sayings.add(1, blind(1, 5, V::same));
  sayings.add(2, by_hand(1, 5, V::not_same));
  sayings.add(1, blind(1, 6, V::same));
  const auto regretted = sayings.add(2, blind(1, 6, V::not_same));
  sayings.add(2, back(1, 6, {regretted}));
  const auto found = of_all(sayings.links());
  CHECK(found->pairs == 2);
  CHECK(found->agreed == 2);
  CHECK_FALSE(found->alpha);
}

TEST_CASE("agreement: one pair is no agreement, and pairs elsewhere are not ours") {
  Sayings sayings;
  sayings.add(1, blind(1, 2, V::same));
  sayings.add(2, blind(1, 2, V::same));
  CHECK_FALSE(of_all(sayings.links()));
  sayings.add(1, blind(3, 4, V::same));
  sayings.add(2, blind(3, 4, V::same));
  CHECK(of_all(sayings.links()));
  CHECK_FALSE(
      agreement(sayings.links(), [](const LinkPair& pair) { return pair.a == record(3).subject; }));
}
