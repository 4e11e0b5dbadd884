// SPDX-License-Identifier: Apache-2.0
#include "vault/passphrase_strength.h"

#include <doctest/doctest.h>

namespace manumit::vault {

TEST_CASE("passphrase_strength: what everybody tries first is weak, however it is dressed") {
  for (const char* common :
       {"password", "Password1", "p@ssw0rd", "qwerty123456", "iloveyou2019", "пароль", "Пароль123",
        "gfhjkm", "ghbdtn", "йцукен", "letmein!", "aaaaaaaaaaaa", "abcabcabcabc", "1234567890",
        "abcdefghijkl", "zxcvbnm,./", "qwertyuiop[]", "наташа1987", "0987654321"}) {
    CAPTURE(common);
    const Strength found = passphrase_strength(common);
    CHECK(found.words == "weak");
    CHECK_FALSE(found.hint.empty());
    CHECK_FALSE(check_passphrase(common));
  }
}

TEST_CASE("passphrase_strength: words by chance count as dice do, 12.9 bits each") {
  // Four words and three blanks: 4 × 12.9 + 3 × 1.5 = 56.1 at most; shorter words count less.
  const Strength four = passphrase_strength("garden window copper lantern");
  CHECK(four.bits <= 56.2);
  CHECK(four.bits > 50);
  CHECK(four.words == "fair");
  CHECK(passphrase_strength("garden window copper lantern thunder").words == "strong");
  CHECK(passphrase_strength("огород окошко медный фонарь").words == "fair");
}

TEST_CASE("passphrase_strength: letters by chance count as their alphabet does") {
  // Twelve of 26 small letters that nobody can say: 12 × log2(26) = 56.4.
  CHECK(passphrase_strength("xkqzvwptbrfj").bits == doctest::Approx(56.4).epsilon(0.01));
}

TEST_CASE("passphrase_strength: saying the same twice adds nearly nothing") {
  const double once = passphrase_strength("xkqzvwptbr").bits;
  CHECK(passphrase_strength("xkqzvwptbrxkqzvwptbr").bits < once + 8);
}

TEST_CASE("passphrase_strength: nothing at all, and far too much, are no trouble") {
  CHECK(passphrase_strength("").bits == 0);
  CHECK(passphrase_strength(std::string(100'000, 'x')).bits < 40);
  CHECK(passphrase_strength("\xff\xfe\xc0\x80\xf0").bits >= 0);
}

TEST_CASE("check_passphrase: ten letters at least, counted as letters and not as bytes") {
  const auto nine = check_passphrase("жщцкъгйфх");
  REQUIRE_FALSE(nine);
  CHECK(nine.error().what == "the passphrase is too short");
  CHECK(check_passphrase("жщцкъгйфхш"));
  const auto easy = check_passphrase("passwordpassword");
  REQUIRE_FALSE(easy);
  CHECK(easy.error().what == "the passphrase is too easy to guess");
}

}  // namespace manumit::vault
