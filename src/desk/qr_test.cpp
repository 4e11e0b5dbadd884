// SPDX-License-Identifier: Apache-2.0
#include "qr.h"

#include <doctest/doctest.h>

namespace manumit::desk {

TEST_CASE("qr_svg: has the size that ISO/IEC 18004 table 7 gives, and a quiet zone of four") {
  // Level M holds 62 bytes in version 4 (33 squares wide) and 84 in version 5 (37 wide).
  const auto small = qr_svg(std::string(62, 'a'));
  REQUIRE(small);
  CHECK(small->find("viewBox=\"0 0 41 41\"") != std::string::npos);
  CHECK(qr_svg(std::string(63, 'a'))->find("viewBox=\"0 0 45 45\"") != std::string::npos);
}

TEST_CASE("qr_svg: begins with the two upper finder patterns, seven squares wide") {
  const auto svg = qr_svg("manumit");
  REQUIRE(svg);
  // Version 1 is 21 wide: the finders' upper edges lie at 4 and at 4 + 21 - 7 = 18.
  CHECK(svg->find("M4 4h7v1h-7z") != std::string::npos);
  CHECK(svg->find("M18 4h7v1h-7z") != std::string::npos);
  CHECK(svg->find("M4 24h7v1h-7z") != std::string::npos);
  CHECK(svg->find("M18 24h7") == std::string::npos);
}

TEST_CASE("qr_svg: what does not fit is refused") {
  CHECK(qr_svg(std::string(2331, 'a')));
  CHECK_FALSE(qr_svg(std::string(2332, 'a')));
  CHECK_FALSE(qr_svg(""));
}

}  // namespace manumit::desk
