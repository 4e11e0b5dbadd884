// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "link/names.h"

using namespace manumit::link;

namespace {

/// Names of invented people, and what stands in columns of names besides.
rc::Gen<std::string> written_name() {
  const auto word = rc::gen::elementOf(std::vector<std::string>{
      "Zuhra",  "Karimova", "Каримова", "Рустамович", "Rustam",    "oʻgʻli", "al-Amin", "bin",
      "J.",     "Ш.",       "Саша",     "Aleksandr",  "Олександр", "محمد",   "کریمی",   "김정은",
      "王美玲", "Dr.",      "III",      "ПЕТРОВА",    "Petrowa",   "van",    "der",     "Berg",
      "Nguyễn", "Thị",      "a.k.a.",   "(born",      "Koda)",     ",",      ";",       "Ig0r",
      "",       "12",       "\xFF",     "Κώστας",     "Кapимoвa"});
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(word),
                      [](const std::vector<std::string>& words) {
                        std::string name;
                        for (const std::string& each : words)
                          name += each + ' ';
                        return name;
                      });
}

}  // namespace

TEST_CASE("name_bits: who is asked first does not matter where two alignments are equally good") {
  const Name a =
      Name::of("Dr. Рустамович محمد Κώστας Dr. Rustam J. Berg Ig0r Rustam", NameKind::person);
  const Name b =
      Name::of("Dr. Κώστας Ш. Thị Karimova محمد Thị Каримова Nguyễn Rustam", NameKind::person);
  CHECK(name_bits(a, b) == name_bits(b, a));
  const auto there = compare_names(a, b);
  const auto back = compare_names(b, a);
  REQUIRE(there);
  REQUIRE(back);
  REQUIRE(there->parts.size() == back->parts.size());
  for (std::size_t i = 0; i < there->parts.size(); ++i) {
    CHECK(there->parts[i].a == back->parts[i].b);
    CHECK(there->parts[i].b == back->parts[i].a);
  }
}

TEST_CASE("name_bits: who is asked first does not matter") {
  CHECK(rc::check("symmetry", [] {
    const std::string a = *written_name();
    const std::string b = *written_name();
    for (const NameKind kind : {NameKind::person, NameKind::organisation}) {
      const auto there = name_bits(Name::of(a, kind), Name::of(b, kind));
      const auto back = name_bits(Name::of(b, kind), Name::of(a, kind));
      RC_ASSERT(there.has_value() == back.has_value());
      if (there) {
        RC_ASSERT(std::isfinite(*there));
        RC_ASSERT(std::abs(*there - *back) < 1e-6);
      }
    }
  }));
}

TEST_CASE("name_bits: nothing to compare on one side is no evidence, and nothing else is") {
  CHECK(rc::check("null rules", [] {
    const Name a = Name::of(*written_name(), NameKind::person);
    const Name b = Name::of(*written_name(), NameKind::person);
    const auto found = name_bits(a, b);
    if (!a.usable() || !b.usable())
      RC_ASSERT(!found.has_value());
    const auto match = compare_names(a, b);
    RC_ASSERT(match.has_value() == found.has_value());
    if (match)
      RC_ASSERT(std::abs(match->bits - *found) < 1e-9);
  }));
}

TEST_CASE("name_bits: plain parts in another order weigh the same") {
  CHECK(rc::check("order of parts", [] {
    const auto word = rc::gen::elementOf(
        std::vector<std::string>{"Zuhra", "Karimova", "Каримова", "Rustam", "Рустам", "Aleksandr",
                                 "Олександр", "Petrowa", "Berg", "Lindgren", "Нилуфар"});
    auto parts = *rc::gen::unique<std::vector<std::string>>(4, word);
    const std::string other = *word + ' ' + *word;
    const auto joined = [&parts] {
      return std::accumulate(parts.begin(), parts.end(), std::string(),
                             [](const std::string& all, const std::string& each) {
                               return all.empty() ? each : all + ' ' + each;
                             });
    };
    const auto before =
        name_bits(Name::of(joined(), NameKind::person), Name::of(other, NameKind::person));
    std::reverse(parts.begin(), parts.end());
    const auto after =
        name_bits(Name::of(joined(), NameKind::person), Name::of(other, NameKind::person));
    RC_ASSERT(before.has_value() == after.has_value());
    // Joining neighbours depends on who they are; without it the order is nothing.
    if (before)
      RC_ASSERT(std::abs(*before - *after) < 12);
  }));
}
