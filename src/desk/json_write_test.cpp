// SPDX-License-Identifier: Apache-2.0
#include "json_write.h"

#include <doctest/doctest.h>

#include <limits>

#include "json_read.h"

namespace manumit::desk {
namespace {

std::string written(std::string_view text) {
  JsonWriter json;
  json.text(text);
  return std::string(json.view());
}

}  // namespace

TEST_CASE("JsonWriter: members and items are divided by commas, at every depth") {
  JsonWriter json;
  json.open();
  json.field("a", 1);
  json.key("b");
  json.open_list();
  json.text("x");
  json.open();
  json.close();
  json.nothing();
  json.close_list();
  json.field("c", true);
  json.close();
  CHECK(json.view() == R"({"a":1,"b":["x",{},null],"c":true})");
}

TEST_CASE("JsonWriter: whatever a person typed stays inside its string") {
  CHECK(written("</script><script>alert(1)</script>") == "\"</script><script>alert(1)</script>\"");
  CHECK(written("\",\"admin\":\"") == R"("\",\"admin\":\"")");
  CHECK(written("a\\") == R"("a\\")");
  CHECK(written(std::string_view("a\0b", 3)) == R"("a\u0000b")");
  CHECK(written("a\nb\x1b[31m\x7f") == R"("a\nb\u001b[31m\u007f")");
  CHECK(written("\xE2\x80\xA8\xE2\x80\xA9") == R"("\u2028\u2029")");
  // Letters that turn the reading direction are data; the page shows them isolated.
  CHECK(written("\xE2\x80\xAE") == "\"\xE2\x80\xAE\"");
}

TEST_CASE("JsonWriter: bytes that are no UTF-8 become the replacement letter") {
  CHECK(written("a\xFFz") == "\"a\xEF\xBF\xBDz\"");
  CHECK(written("\xE2") == "\"\xEF\xBF\xBD\"");
  CHECK(written("\xED\xA0\x80").find('\xED') == std::string::npos);
}

TEST_CASE("JsonWriter: every text comes back the same from another program's parser") {
  std::string all;
  for (int letter = 1; letter < 0x80; ++letter)
    all.push_back(static_cast<char>(letter));
  all += "Каримова كريمة 王小明 \xF0\x9D\x84\x9E";
  const auto parsed = nlohmann::json::parse(written(all));
  CHECK(parsed.get<std::string>() == all);
}

TEST_CASE("JsonWriter: numbers beyond JSON become null") {
  JsonWriter json;
  json.open_list();
  json.real(std::numeric_limits<double>::infinity());
  json.real(0.5);
  json.whole(std::numeric_limits<std::int64_t>::min());
  json.close_list();
  CHECK(json.view() == "[null,0.5,-9223372036854775808]");
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
