// SPDX-License-Identifier: Apache-2.0
#include "json_read.h"

#include <doctest/doctest.h>

#include "base/json_write.h"

namespace manumit::desk {

TEST_CASE("parse_json: what JsonWriter wrote comes back the same, whatever was typed") {
  std::string all;
  for (int letter = 1; letter < 0x80; ++letter)
    all.push_back(static_cast<char>(letter));
  all += "Каримова كريمة 王小明 \xF0\x9D\x84\x9E \u0080\u009F\u061C\u200E\u2028\u202E\u2066\u2069";
  JsonWriter json;
  json.text(all);
  CHECK(nlohmann::json::parse(json.view()).get<std::string>() == all);
}

TEST_CASE("parse_json: sixteen levels are read, seventeen are refused before they are built") {
  CHECK(parse_json(std::string(16, '[') + std::string(16, ']')));
  const auto deep = parse_json(std::string(17, '[') + std::string(17, ']'));
  REQUIRE_FALSE(deep);
  CHECK(deep.error().kind == Error::Kind::bad_input);
  CHECK_FALSE(parse_json(std::string(1'000'000, '[')));
  // Brackets inside a text are not nesting.
  CHECK(parse_json("\"" + std::string(100, '[') + "\""));
  CHECK(parse_json("\"\\\"" + std::string(100, '[') + "\""));
}

TEST_CASE("parse_json: too many values are refused before they are built") {
  std::string many = "[0";
  for (int i = 0; i < 200'000; ++i)
    many += ",0";
  CHECK_FALSE(parse_json(many + "]"));
}

TEST_CASE("parse_json: what is not JSON is refused") {
  for (const char* bad :
       {"", "{", "{\"a\":}", "[1,]", "nul", "{\"a\" 1}", "\"\xff\"", "1 2", "// no\n1", "NaN"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_json(bad));
  }
}

}  // namespace manumit::desk
