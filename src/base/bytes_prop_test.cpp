// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/bytes.h"
#include "base/encoding.h"

using namespace manumit;

TEST_CASE("bytes: any bytes come back from hexadecimal and base64, and each has one spelling") {
  CHECK(rc::check([] {
    const auto bytes = *rc::gen::arbitrary<Bytes>();
    RC_ASSERT(from_hex(to_hex(bytes)).value() == bytes);
    RC_ASSERT(from_base64(to_base64(bytes)).value() == bytes);
    const auto text = *rc::gen::container<std::string>(
        rc::gen::element('A', 'B', 'w', 'g', 'Q', '=', '+', '/', '1'));
    const auto read = from_base64(text);
    if (read)
      RC_ASSERT(to_base64(*read) == text);
  }));
}

TEST_CASE("to_utf8: what it gives is always well-formed, from any bytes in any encoding") {
  CHECK(rc::check([] {
    const auto bytes = *rc::gen::arbitrary<std::string>();
    const auto encoding = static_cast<Encoding>(*rc::gen::inRange(0, 5));
    const auto text = to_utf8(bytes, encoding);
    if (!text)
      return;
    RC_ASSERT(!first_bad_utf8(*text));
    RC_ASSERT(nfc(*text).has_value());
    RC_ASSERT(nfc(nfc(*text).value()).value() == nfc(*text).value());
  }));
}
