// SPDX-License-Identifier: Apache-2.0
#include "packed_text.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>

#include "lane_bounds.h"
#include "text/misspelling.h"

using namespace manumit;
using namespace manumit::link;

namespace {

/// Few letters, so that they meet.
rc::Gen<std::string> short_text() {
  return rc::gen::map(rc::gen::container<std::string>(rc::gen::elementOf(std::string("abcdeamo"))),
                      [](std::string text) { return text.substr(0, kPackedLetters); });
}

struct Two {
  std::string a;
  std::string b;
  PackedText packed_a;
  PackedText packed_b;
};

Two two_texts() {
  Two two{*short_text(), *short_text(), {}, {}};
  Values values;
  static_cast<void>(values.id_of(two.a));
  static_cast<void>(values.id_of(two.b));
  const LetterClasses classes = letter_classes(values);
  two.packed_a = packed(two.a, classes);
  two.packed_b = packed(two.b, classes);
  return two;
}

}  // namespace

TEST_CASE("packed_similarity: agrees with Winkler's published pairs") {
  Values values;
  for (const char* name : {"martha", "marhta", "dixon", "dicksonx", "dwayne", "duane"})
    static_cast<void>(values.id_of(name));
  const auto all = packed(values, letter_classes(values));
  CHECK(packed_similarity(all[1], all[2]) == doctest::Approx(0.961).epsilon(0.001));
  CHECK(packed_similarity(all[3], all[4]) == doctest::Approx(0.813).epsilon(0.001));
  CHECK(packed_similarity(all[5], all[6]) == doctest::Approx(0.84).epsilon(0.001));
}

TEST_CASE("packed_similarity: says what the plain reference says, whoever is asked first") {
  CHECK(rc::check("the reference", [] {
    const Two two = two_texts();
    const bool turned = two.a.size() != two.b.size() ? two.a.size() > two.b.size() : two.a > two.b;
    const double plain =
        turned ? text::name_similarity(two.b, two.a) : text::name_similarity(two.a, two.b);
    RC_ASSERT(packed_similarity(two.packed_a, two.packed_b) == plain);
    RC_ASSERT(packed_similarity(two.packed_b, two.packed_a) == plain);
  }));
}

TEST_CASE("packed_distance: says what the plain reference says") {
  CHECK(rc::check("the reference", [] {
    const Two two = two_texts();
    const auto plain = text::edit_distance(std::string_view(two.a), std::string_view(two.b), 99);
    RC_ASSERT(plain.has_value());
    RC_ASSERT(packed_distance(two.packed_a, two.packed_b, true) == *plain);
    RC_ASSERT(packed_distance(two.packed_b, two.packed_a, true) == *plain);
    // Two neighbours exchanged are one slip, or two where exchanges do not count.
    const int without = packed_distance(two.packed_a, two.packed_b, false);
    RC_ASSERT(without >= *plain && without <= 2 * *plain);
  }));
}

TEST_CASE("most_shared: never less than the letters that two texts share") {
  CHECK(rc::check("bound", [] {
    const Two two = two_texts();
    std::string rest = two.b;
    unsigned shared = 0;
    for (const char letter : two.a) {
      const auto at = rest.find(letter);
      if (at != std::string::npos) {
        rest.erase(at, 1);
        ++shared;
      }
    }
    RC_ASSERT(most_shared(two.packed_a, two.packed_b) >= shared);
  }));
}

TEST_CASE("packed: what is too long or not ASCII does not fit") {
  const LetterClasses classes{};
  CHECK(packed("sixteen letters.", classes).fits);
  CHECK_FALSE(packed("seventeen letters", classes).fits);
  CHECK_FALSE(packed("Зухра", classes).fits);
}

TEST_CASE("mark_same_key: the fast way marks what shares the key, and no key is no key") {
  const std::vector<std::uint64_t> keys = {7, 0, 7, 9, 7, 0, 9, 7, 7, 1, 2, 7};
  std::vector<std::uint8_t> known(keys.size(), 0);
  mark_same_key()(keys.data(), keys.size(), 0, 1, known.data());
  for (std::size_t j = 1; j < keys.size(); ++j)
    CHECK(known[j] == (keys[j] == 7 ? 1 : 0));
}
