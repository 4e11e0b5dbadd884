// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

#include "base/parallel.h"

using namespace manumit;

TEST_CASE("parallel_map: any number of threads gives what one gives, failures included") {
  CHECK(rc::check([] {
    const auto pieces =
        *rc::gen::container<std::vector<std::string>>(rc::gen::arbitrary<std::string>());
    const auto threads = *rc::gen::inRange(2U, 9U);
    const auto failing = *rc::gen::inRange<std::size_t>(0, 20);
    const auto work = [&](std::size_t i) -> Result<std::string> {
      if (i >= failing && i % 3 == failing % 3) {
        return fail(Error::Kind::bad_input, "piece {0} failed", {}, {}, {std::to_string(i)});
      }
      return pieces[i] + pieces[i];
    };
    const auto one = parallel_map<std::string>(pieces.size(), 1, work);
    const auto many = parallel_map<std::string>(pieces.size(), threads, work);
    RC_ASSERT(one.has_value() == many.has_value());
    if (one) {
      RC_ASSERT(*one == *many);
    } else {
      RC_ASSERT(one.error().fills == many.error().fills);
    }
  }));
}
