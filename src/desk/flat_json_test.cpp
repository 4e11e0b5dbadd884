// SPDX-License-Identifier: Apache-2.0
#include "flat_json.h"

#include <doctest/doctest.h>

#include <array>
#include <optional>
#include <string>

namespace manumit::desk {
namespace {

constexpr std::array kFields{FlatField{"passphrase"}, FlatField{"member", false}};

std::optional<std::string> read_first(std::string body) {
  const auto texts = read_flat(body, kFields);
  if (!texts)
    return std::nullopt;
  return (*texts)[0].reveal();
}

}  // namespace

TEST_CASE("read_flat: texts come in the order asked for, whatever the order sent") {
  std::string body = R"( {"member" : "A.", "passphrase":"x"} )";
  const auto texts = read_flat(body, kFields);
  REQUIRE(texts);
  CHECK((*texts)[0].reveal() == "x");
  CHECK((*texts)[1].reveal() == "A.");
}

TEST_CASE("read_flat: escapes of RFC 8259 section 7 are taken apart") {
  CHECK(read_first(R"({"passphrase":"a\"\\\/\b\f\n\r\tz"})") == "a\"\\/\b\f\n\r\tz");
  CHECK(read_first(R"({"passphrase":"\u043f\u0410"})") == "пА");
  CHECK(read_first(R"({"passphrase":"\u20AC"})") == "€");
  // The RFC's own example of a letter beyond the basic plane: the G clef.
  CHECK(read_first(R"({"passphrase":"\uD834\uDD1E"})") == "\xF0\x9D\x84\x9E");
  CHECK(read_first(R"({"passphrase":"\u0000"})") == std::string(1, '\0'));
}

TEST_CASE("read_flat: what is not such an object is refused") {
  for (const char* bad : {"",
                          "{",
                          "}",
                          "[]",
                          "\"a\"",
                          "{}",
                          R"({"passphrase":1})",
                          R"({"passphrase":null})",
                          R"({"passphrase":"x")",
                          R"({"passphrase":"x"}})",
                          R"({"passphrase":"x"} x)",
                          R"({"passphrase":"x",})",
                          R"({"passphrase":"x","other":"y"})",
                          R"({"passphrase":"x","passphrase":"y"})",
                          R"({"member":"y"})",
                          R"({"passphrase":"\ud834"})",
                          R"({"passphrase":"\ud834\u0041"})",
                          R"({"passphrase":"\udd1e"})",
                          R"({"passphrase":"\x"})",
                          R"({"passphrase":"\u12"})",
                          R"({"passphrase":"\)",
                          "{\"passphrase\":\"a\nb\"}",
                          "{\"passphrase\":\"\xff\"}",
                          R"({'passphrase':'x'})",
                          R"({"passphrase":["x"]})"}) {
    CAPTURE(bad);
    CHECK_FALSE(read_first(bad));
  }
  CHECK_FALSE(read_first(std::string("{\"passphrase\":\"x\"}\0", 19)));
}

TEST_CASE("read_flat: an object without members answers to no fields") {
  std::string body = " { } ";
  CHECK(read_flat(body, {}));
}

}  // namespace manumit::desk
