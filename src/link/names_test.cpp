// SPDX-License-Identifier: Apache-2.0
#include "link/names.h"

#include <doctest/doctest.h>

using namespace manumit::link;

namespace {

Name person(std::string_view written) {
  return Name::of(written, NameKind::person);
}

}  // namespace

TEST_CASE("compare_names: the order of the parts does not matter") {
  const auto straight = name_bits(person("Zuhra Karimova"), person("Каримова Зухра"));
  const auto turned = name_bits(person("Zuhra Karimova"), person("Зухра Каримова"));
  REQUIRE(straight);
  REQUIRE(turned);
  CHECK(*straight == doctest::Approx(*turned));
  CHECK(*straight > 0);
}

TEST_CASE("compare_names: a missing name is no evidence") {
  CHECK_FALSE(compare_names(person(""), person("Zuhra Karimova")));
  CHECK_FALSE(compare_names(person("Zuhra Karimova"), person(" -- ")));
  CHECK_FALSE(name_bits(person(""), person("")));
}
