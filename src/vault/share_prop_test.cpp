// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "shamir.h"
#include "share_words.h"
#include "vault/vault_for_tests.h"

using namespace manumit;
using namespace manumit::vault;

namespace {

Share any_share() {
  Share out;
  out.set = *rc::gen::arbitrary<std::array<std::uint8_t, 2>>();
  out.total = *rc::gen::inRange(2U, 17U);
  out.threshold = *rc::gen::inRange(2U, out.total + 1);
  out.index = *rc::gen::inRange(1U, out.total + 1);
  out.value.reveal() = *rc::gen::arbitrary<std::array<std::uint8_t, 32>>();
  return out;
}

bool same_share(const Share& a, const Share& b) {
  return a.set == b.set && a.index == b.index && a.threshold == b.threshold && a.total == b.total &&
         a.value.reveal() == b.value.reveal();
}

}  // namespace

TEST_CASE("any secret comes back from any choice of enough shares, and from fewer it does not") {
  CHECK(rc::check([] {
    start_crypto();
    const auto secret = *rc::gen::arbitrary<std::array<std::uint8_t, 32>>();
    const auto total = *rc::gen::inRange(2U, 17U);
    const auto threshold = *rc::gen::inRange(2U, total + 1);
    auto points =
        split(secret, threshold, total, test_surroundings(*rc::gen::arbitrary<unsigned>()));
    RC_ASSERT(points.has_value());
    std::rotate(points->begin(), points->begin() + *rc::gen::inRange(0U, total), points->end());
    const std::span<const SharePoint> all(*points);
    const LockedBytes enough = combine(all.first(*rc::gen::inRange(threshold, total + 1)));
    RC_ASSERT(std::equal(secret.begin(), secret.end(), enough.view().begin()));
    const LockedBytes fewer = combine(all.first(threshold - 1));
    RC_ASSERT(!std::equal(secret.begin(), secret.end(), fewer.view().begin()));
  }));
}

TEST_CASE("any share is read back from each of its forms") {
  CHECK(rc::check([] {
    const Share share = any_share();
    const RecoveryShare printed = to_print(share);
    for (const auto* form : {&printed.words_en, &printed.words_ru, &printed.code}) {
      const auto read = read_share(form->reveal());
      RC_ASSERT(read.has_value());
      RC_ASSERT(read->mended.empty());
      RC_ASSERT(same_share(read->share, share));
    }
  }));
}

TEST_CASE(
    "whatever bytes replace a part of a share's text, reading gives the share or a sentence") {
  CHECK(rc::check([](const std::string& noise) {
    const Share share = any_share();
    const RecoveryShare printed = to_print(share);
    std::string text = printed.words_ru.reveal();
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    text.replace(at, noise.size(), noise);
    const auto read = read_share(text);
    const bool right = read ? same_share(read->share, share) : !read.error().next.empty();
    RC_ASSERT(right);
  }));
}
