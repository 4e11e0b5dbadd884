// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "law/assess.h"
#include "law/library.h"
#include "test_vocabulary.h"

namespace manumit::law {
namespace {

/// The file that docs/adding-a-law.md walks through, as it stands there.
DefinitionFile example() {
  std::ifstream in(MANUMIT_SOURCE_DIR "/docs/examples/zz.penal.88.toml", std::ios::binary);
  return {"zz.penal.88.toml", {std::istreambuf_iterator<char>(in), {}}};
}

std::size_t place(const Library& library) {
  const std::vector<std::size_t> places = library.versions_of("zz.penal.88");
  REQUIRE(places.size() == 1);
  return places[0];
}

TEST_CASE("adding a country: one file beside the others, and its law is valued") {
  std::vector<DefinitionFile> files = built_in_definitions();
  const std::size_t before = files.size();
  files.push_back(example());
  Result<Library> library = Library::read(files, real_facts());
  if (!library)
    FAIL(in_english(library.error()));
  CHECK(library->instruments().size() == before + 1);

  const auto yes = [&](std::string_view id) {
    return Item{.fact = library->facts().place_of(id).value(), .state = State::yes};
  };
  Evidence evidence;
  evidence.places = {"ZZ"};
  evidence.facts_at = Interval<Day>{*day_from_iso("2015-06-01"), *day_from_iso("2015-08-31")};
  evidence.items = {yes("act.recruitment"), yes("means.deception")};
  CHECK(assess_one(*library, place(*library), evidence).verdict.reason == Reason::open);
  evidence.items.push_back(yes("purpose.forced_labour"));
  CHECK(assess_one(*library, place(*library), evidence).verdict.status == Status::supported);
  evidence.items.push_back(yes("exemption.released_voluntarily"));
  CHECK(assess_one(*library, place(*library), evidence).verdict.status == Status::contradicted);
  evidence.places = {"RU"};
  CHECK(assess_one(*library, place(*library), evidence).verdict.reason == Reason::other_place);
}

TEST_CASE("adding a country: the page shows the file word by word") {
  std::ifstream in(MANUMIT_SOURCE_DIR "/docs/adding-a-law.md", std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  const std::string text = example().text;
  REQUIRE(!text.empty());
  CHECK(page.find(text) != std::string::npos);
}

}  // namespace
}  // namespace manumit::law
