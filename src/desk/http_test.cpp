// SPDX-License-Identifier: Apache-2.0
#include "http.h"

#include <doctest/doctest.h>

#include <string>

namespace manumit::desk {

TEST_CASE("parse_target: path and query are taken apart and decoded") {
  const auto target = parse_target("/cases?q=%D0%9A%D0%B0%D1%80&state=Follow+up&empty=&bare");
  REQUIRE(target);
  CHECK(target->path == "/cases");
  CHECK(target->asked("q") == "Кар");
  CHECK(target->asked("state") == "Follow up");
  CHECK(target->asked("empty").empty());
  CHECK(target->asked("bare").empty());
  CHECK(target->asked("absent").empty());
}

TEST_CASE("parse_target: a plus sign in a path is a plus sign") {
  CHECK(parse_target("/a+b")->path == "/a+b");
}

TEST_CASE("parse_target: paths that climb are refused, plain or escaped") {
  for (const char* bad : {"/../etc/passwd", "/a/../b", "/..", "/.", "/a/./b", "/%2e%2e/x",
                          "/a/%2E%2e/x", "/..%2fetc", "/a\\..\\b", "/%5c..%5c"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_target(bad));
  }
}

TEST_CASE("parse_target: names that begin or end with dots do not climb") {
  CHECK(parse_target("/..a/b.."));
  CHECK(parse_target("/a.b.c"));
}

TEST_CASE("parse_target: NUL, control letters, half escapes and bad UTF-8 are refused") {
  for (const char* bad :
       {"/a%00b", "/a%0ab", "/a%0d", "/a%7f", "/a%", "/a%4", "/a%zz", "/%ff", "/%c0%af",
        "/%ed%a0%80", "/x?a=%00", "/x?%00=a", "x", "", "*", "http://evil/"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_target(bad));
  }
}

}  // namespace manumit::desk
