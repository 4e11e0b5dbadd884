// SPDX-License-Identifier: Apache-2.0
#include "base/bytes.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include <array>
#include <utility>

using namespace manumit;

TEST_CASE("to_base64: the test vectors of RFC 4648 section 10") {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kVectors = {
      {{"", ""},
       {"f", "Zg=="},
       {"fo", "Zm8="},
       {"foo", "Zm9v"},
       {"foob", "Zm9vYg=="},
       {"fooba", "Zm9vYmE="},
       {"foobar", "Zm9vYmFy"}}};
  for (const auto& [plain, encoded] : kVectors) {
    CHECK(to_base64(bytes_of(plain)) == encoded);
    const Bytes back = from_base64(encoded).value();
    CHECK(std::string(back.begin(), back.end()) == plain);
  }
}

TEST_CASE("from_base64: refuses every second spelling") {
  for (const std::string& text :
       std::vector<std::string>{"Zg=", "Zg", "Zh==", "Zm9=", "Z===", "====", "Zm9v\n", "Zm 9v",
                                "Zg==Zg==", "Zm9v!A==", "=m9v"}) {
    CAPTURE(text);
    CHECK_FALSE(from_base64(text));
  }
}

TEST_CASE("to_hex: two lower-case digits a byte, and back from either case") {
  const Bytes bytes = {0x00, 0x0F, 0xA7, 0xFF};
  CHECK(to_hex(bytes) == "000fa7ff");
  CHECK(from_hex("000FA7ff").value() == bytes);
  CHECK(from_hex("").value().empty());
  CHECK_FALSE(from_hex("0"));
  CHECK_FALSE(from_hex("0g"));
  CHECK_FALSE(from_hex("0x00"));
}
