// SPDX-License-Identifier: Apache-2.0
#include "sessions.h"

#include <doctest/doctest.h>

#include <set>
#include <vector>

namespace manumit::desk {

TEST_CASE("Sessions: the token is 256 bits and differs with every start") {
  const Sessions one(real_surroundings()), other(real_surroundings());
  CHECK(one.token().size() == 64);
  CHECK(one.token() != other.token());
}

TEST_CASE("Sessions: whoever brings the token gets a cookie, again and again, never the same") {
  Sessions sessions(real_surroundings());
  std::set<std::string> cookies;
  for (int i = 0; i < 5; ++i) {
    const auto cookie = sessions.begin(sessions.token());
    REQUIRE(cookie);
    CHECK(sessions.holds(*cookie));
    cookies.insert(*cookie);
  }
  CHECK(cookies.size() == 5);
  CHECK_FALSE(cookies.contains(sessions.token()));
}

TEST_CASE("Sessions: another token, half a token and none give nothing") {
  Sessions sessions(real_surroundings());
  std::string wrong = sessions.token();
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  CHECK_FALSE(sessions.begin(wrong));
  CHECK_FALSE(sessions.begin(sessions.token().substr(0, 32)));
  CHECK_FALSE(sessions.begin(""));
  CHECK_FALSE(sessions.holds(""));
  CHECK_FALSE(sessions.holds(sessions.token()));
}

TEST_CASE("Sessions: locking takes all power over cases, and leaves the way to the lock screen") {
  Sessions sessions(real_surroundings());
  const std::string old = sessions.begin(sessions.token()).value();
  sessions.vault_locked();
  CHECK_FALSE(sessions.holds(old));
  CHECK(sessions.may_unlock(old));
  CHECK_FALSE(sessions.may_unlock("0000"));
  const std::string fresh = sessions.renew(old);
  CHECK(sessions.holds(fresh));
  CHECK_FALSE(sessions.holds(old));
  CHECK_FALSE(sessions.may_unlock(old));
}

TEST_CASE("Sessions: the oldest of many ends, so they cannot pile up") {
  Sessions sessions(real_surroundings());
  const std::string first = sessions.begin(sessions.token()).value();
  for (int i = 0; i < 16; ++i)
    CHECK(sessions.begin(sessions.token()));
  CHECK_FALSE(sessions.holds(first));
}

}  // namespace manumit::desk
