// SPDX-License-Identifier: Apache-2.0
#include "base/json_write.h"

#include <doctest/doctest.h>

#include <limits>

namespace manumit {
namespace {

std::string written(std::string_view text) {
  JsonWriter json;
  json.text(text);
  return std::string(json.view());
}

std::string decimal(std::int64_t units, int places) {
  JsonWriter json;
  json.decimal(units, places);
  return std::string(json.view());
}

void write_sample(JsonWriter& json) {
  json.open();
  json.field("a", 1);
  json.key("b");
  json.open_list();
  json.text("x");
  json.open();
  json.close();
  json.nothing();
  json.close_list();
  json.field_if("left_out", "");
  json.field("none", std::vector<std::string>{});
  json.field("c", true);
  json.close();
}

}  // namespace

TEST_CASE("JsonWriter: members and items are divided by commas, at every depth") {
  JsonWriter json;
  write_sample(json);
  CHECK(json.view() == R"({"a":1,"b":["x",{},null],"none":[],"c":true})");
}

TEST_CASE("JsonWriter: indented, a level is two spaces and what is empty takes no line") {
  JsonWriter json(JsonWriter::Layout::indented);
  write_sample(json);
  CHECK(json.view() == R"({
  "a": 1,
  "b": [
    "x",
    {},
    null
  ],
  "none": [],
  "c": true
}
)");
}

TEST_CASE("JsonWriter: whatever a person typed stays inside its string") {
  CHECK(written("</script><script>alert(1)</script>") == "\"</script><script>alert(1)</script>\"");
  CHECK(written("\",\"admin\":\"") == R"("\",\"admin\":\"")");
  CHECK(written("a\\") == R"("a\\")");
  CHECK(written(std::string_view("a\0b", 3)) == R"("a\u0000b")");
  CHECK(written("a\nb\r\t\x1b[31m\x7f") == R"("a\nb\r\t\u001b[31m\u007f")");
}

TEST_CASE("JsonWriter: a key is quoted like every text") {
  JsonWriter json;
  json.open();
  json.field("a\"b\n", 1);
  json.close();
  CHECK(json.view() == R"({"a\"b\n":1})");
}

TEST_CASE("JsonWriter: letters that are not seen stand as escapes, their neighbours as they are") {
  // U+0080, U+009F | U+00A0, U+00AB
  CHECK(written("\u0080\u009F\u00A0\u00AB") == "\"\\u0080\\u009f\u00A0\u00AB\"");
  // U+061C | U+061B, U+0628
  CHECK(written("\u061C\u061B\u0628") == "\"\\u061c\u061B\u0628\"");
  // U+200E, U+200F, U+2028 to U+202E | U+200D, U+2027, U+202F
  CHECK(written("\u200E\u200F\u200D\u2027\u202F") == "\"\\u200e\\u200f\u200D\u2027\u202F\"");
  CHECK(written("\u2028\u2029\u202A\u202E") == R"("\u2028\u2029\u202a\u202e")");
  // U+2066 to U+2069 | U+2065, U+206A
  CHECK(written("\u2066\u2069\u2065\u206A") == "\"\\u2066\\u2069\u2065\u206A\"");
}

TEST_CASE("JsonWriter: every script passes as it is") {
  CHECK(written("Каримова كريمة 王小明 \xF0\x9D\x84\x9E") ==
        "\"Каримова كريمة 王小明 \xF0\x9D\x84\x9E\"");
}

TEST_CASE("JsonWriter: bytes that are no UTF-8 become the replacement letter") {
  CHECK(written("a\xFFz") == "\"a\xEF\xBF\xBDz\"");
  CHECK(written("\xE2") == "\"\xEF\xBF\xBD\"");
  CHECK(written("\xC2") == "\"\xEF\xBF\xBD\"");
  CHECK(written("\xED\xA0\x80").find('\xED') == std::string::npos);
}

TEST_CASE("JsonWriter: whole numbers are exact to both ends of their types") {
  JsonWriter json;
  json.open_list();
  json.whole(std::numeric_limits<std::int64_t>::min());
  json.whole(std::numeric_limits<std::uint64_t>::max());
  json.whole(std::uint8_t{7});
  json.close_list();
  CHECK(json.view() == "[-9223372036854775808,18446744073709551615,7]");
}

TEST_CASE("JsonWriter: numbers beyond JSON become null, the others read back as themselves") {
  JsonWriter json;
  json.open_list();
  json.real(std::numeric_limits<double>::infinity());
  json.real(std::numeric_limits<double>::quiet_NaN());
  json.real(0.5);
  json.real(0.1 + 0.2);
  json.close_list();
  CHECK(json.view() == "[null,null,0.5,0.30000000000000004]");
}

TEST_CASE("JsonWriter: a decimal is a string of all its digits") {
  CHECK(decimal(603576, 2) == "\"6035.76\"");
  CHECK(decimal(5, 2) == "\"0.05\"");
  CHECK(decimal(-5, 2) == "\"-0.05\"");
  CHECK(decimal(0, 2) == "\"0.00\"");
  CHECK(decimal(7, 0) == "\"7\"");
  CHECK(decimal(std::numeric_limits<std::int64_t>::min(), 3) == "\"-9223372036854775.808\"");
}

TEST_CASE("JsonWriter: a long text keeps every letter while the buffer grows") {
  std::string all;
  for (int i = 0; i < 100'000; ++i)
    all += static_cast<char>('a' + i % 26);
  CHECK(written(all) == "\"" + all + "\"");
}

TEST_CASE("JsonWriter: what was taken is gone, and the writer begins anew") {
  JsonWriter json;
  json.text("x");
  CHECK(json.take().reveal() == "\"x\"");
  CHECK(json.view().empty());
  json.text("y");
  CHECK(json.view() == "\"y\"");
}

}  // namespace manumit
