// SPDX-License-Identifier: Apache-2.0
#include "word_lists.h"

#include <doctest/doctest.h>

#include <string>

using namespace manumit::link;

namespace {

/// So many people of whom one is called Ali and one Zhyldyzbek.
struct FewPeople {
  Values values;
  std::vector<std::uint32_t> counts = {0};

  explicit FewPeople(std::uint32_t people) {
    for (const std::string name : {"ali", "zhyldyzbek"}) {
      static_cast<void>(values.id_of(name));
      counts.push_back(1);
    }
    for (std::uint32_t i = 2; i < people; ++i) {
      static_cast<void>(values.id_of("stranger" + std::to_string(i)));
      counts.push_back(1);
    }
  }
  /// By how many bits the rare name tells more than the common one.
  [[nodiscard]] float apart(bool names) const {
    const WordLists lists = WordLists::of(values, counts, names);
    return lists.rarity(lists.of_value(2)[0]) - lists.rarity(lists.of_value(1)[0]);
  }
};

}  // namespace

TEST_CASE("WordLists: a short list is told by the world that a name is common") {
  CHECK(FewPeople(30).apart(true) > 1);
  // Words of addresses are no names, whatever they are.
  CHECK(FewPeople(30).apart(false) == 0);
}

TEST_CASE("WordLists: a value that comes later is weighed as one of the list would be") {
  FewPeople people(30);
  WordLists lists = WordLists::of(people.values, people.counts, true);
  const std::uint32_t both = people.values.id_of("zhyldyzbek ali newword");
  lists.take_in(people.values);
  const auto words = lists.of_value(both);
  REQUIRE(words.size() == 3);
  CHECK(words[0] == lists.of_value(2)[0]);
  CHECK(words[1] == lists.of_value(1)[0]);
  CHECK(lists.text(words[2]) == "newword");
  CHECK(lists.records(words[2]) == 0);
  CHECK(lists.rarity(words[2]) >= lists.rarity(words[0]));
}
