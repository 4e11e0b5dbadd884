// SPDX-License-Identifier: Apache-2.0
#include "search_index.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include "casebook_inside.h"
#include "invented_casebook.h"

using namespace manumit;
using namespace manumit::casework;
using namespace manumit::casework::invented;

namespace {

Findable told(int subject, std::string words) {
  return {.sort = Findable::Sort::story,
          .subject = id(subject),
          .kind = SubjectKind::event,
          .fact = 0,
          .text = std::move(words)};
}

Findable named(int subject, std::string name) {
  return {.sort = Findable::Sort::name,
          .subject = id(subject),
          .kind = SubjectKind::person,
          .fact = 1,
          .text = std::move(name)};
}

class Index {
 public:
  Index() : index_(SearchIndex::in_memory().value()) {}

  void put(std::uint32_t case_place, std::vector<Findable> all) {
    std::vector<Ready> prepared;
    for (Findable& one : all)
      prepared.push_back(ready(std::move(one)));
    REQUIRE(index_.begin());
    REQUIRE(index_.put(case_place, prepared));
    REQUIRE(index_.commit());
  }
  [[nodiscard]] std::vector<std::uint32_t> cases(const std::string& words,
                                                 std::size_t limit = 50) const {
    std::vector<std::uint32_t> out;
    const std::vector<Found> all = index_.find(words, limit).value();
    for (const Found& found : all)
      out.push_back(found.case_place);
    return out;
  }
  [[nodiscard]] SearchIndex::Size size() const { return index_.size(); }

 private:
  SearchIndex index_;
};

using Cases = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("search index: a case saved 3,000 times is found by its words; the index does not grow") {
  Index index;
  SearchIndex::Size early;
  for (int save = 0; save < 3000; ++save) {
    // The story and a name change with every save, into a word that was never seen before.
    const std::string number = "n" + std::to_string(10'000 + save);
    index.put(0, {named(1, "Зухра Каримова " + number), told(2, "the same thing happened"),
                  told(3, "it happened at the kiln 王小明 " + number)});
    if (save == 500)
      early = index.size();
  }
  CHECK(index.cases("happened") == Cases{0, 0});
  CHECK(index.cases("happened", 1) == Cases{0});
  CHECK(index.cases("karimova") == Cases{0});
  CHECK(index.cases("小明") == Cases{0});
  CHECK(index.cases("n12999") == Cases{0, 0});
  CHECK(index.cases("n10000").empty());
  // The name and two stories; zukhra, karimova, the number, the, same, thing, happened, it, at,
  // kiln, and the words and pairs of one Chinese name.
  const SearchIndex::Size late = index.size();
  CHECK(late.rows == 3);
  CHECK(late.words == early.words);
  CHECK(late.words < 20);
  // FTS5 merges what was taken out away by and by; what is kept for names is tidied at 64 KiB.
  CHECK(late.bytes < early.bytes + 200'000);
  CHECK(late.bytes < 300'000);
}

TEST_CASE("search index: what has not changed is left as it is, byte for byte") {
  Index index;
  const std::vector<Findable> all = {named(1, "Зухра Каримова"), told(2, "it happened at night"),
                                     told(3, "it happened at night")};
  index.put(0, all);
  const SearchIndex::Size before = index.size();
  for (int save = 0; save < 3000; ++save)
    index.put(0, all);
  CHECK(index.size().bytes == before.bytes);
  CHECK(index.size().rows == before.rows);
  CHECK(index.cases("happened") == Cases{0, 0});
}

TEST_CASE("search index: renewing one case does not hide another") {
  Index index;
  index.put(1, {named(1, "Гульнара Хамидова"), told(2, "it happened in the brick kiln")});
  for (int save = 0; save < 1500; ++save)
    index.put(0, {named(3, "Karl " + std::to_string(save)),
                  told(4, "it happened in the brick kiln, day " + std::to_string(save))});
  index.put(2, {named(5, "Нурлан"), told(6, "it happened in the brick kiln too")});
  for (const char* words : {"happened", "kiln brick", "happ"}) {
    CAPTURE(words);
    Cases found = index.cases(words);
    std::sort(found.begin(), found.end());
    CHECK(found == Cases{0, 1, 2});
  }
  CHECK(index.cases("hapened").size() == 3);  // misspelt
  CHECK(index.cases("hamidova") == Cases{1});
}

TEST_CASE(
    "search index: a word that nothing has any more is neither found nor offered as a spelling") {
  Index index;
  index.put(0, {named(1, "Guljamal"), told(2, "persimmon orchard")});
  index.put(1, {told(3, "orchard")});
  index.put(0, {named(1, "Oguljan")});
  for (const char* words : {"guljamal", "persimmon", "persimon", "guljamul"}) {
    CAPTURE(words);
    CHECK(index.cases(words).empty());
  }
  CHECK(index.cases("orchard") == Cases{1});
  CHECK(index.size().words == 2);
  index.put(0, {});
  index.put(1, {});
  CHECK(index.size().words == 0);
}

TEST_CASE("search index: a text longer than what is shown of it leaves the index whole") {
  Index index;
  std::string place;
  for (int word = 0; word < 20'000; ++word)
    place += "w" + std::to_string(word) + " ";
  index.put(0, {named(1, place)});
  CHECK(index.cases("w19999") == Cases{0});
  index.put(0, {named(1, "elsewhere")});
  CHECK(index.cases("w19999").empty());
  CHECK(index.size().words == 1);
}

TEST_CASE("search: a case to which 1,500 events are added by and by shows its first fifty") {
  Desk desk;
  desk.must_file({opened(id(1), id(2), {invented::text(id(2), "person.name", "Karimova")})});
  Filing other = opened(id(3), id(4), {invented::text(id(5), "event.what", "elsewhere")});
  other.subjects.push_back(subject_of(id(5), SubjectKind::event));
  desk.must_file({other});
  for (int event = 0; event < 30; ++event) {
    Filing one = added(id(1), {});
    for (int i = 0; i < 50; ++i) {
      const RecordId subject = id(1000 + event * 50 + i);
      one.subjects.push_back(subject_of(subject, SubjectKind::event));
      one.statements.push_back(invented::text(subject, "event.what", "it happened again"));
    }
    desk.must_file({one});
    if (event % 10 == 0)
      CHECK(desk.book().search("happened").size() == 50);
  }
  CHECK(desk.book().search("happened").size() == 50);
  CHECK(desk.book().search("elsewhere").size() == 1);
  CHECK_FALSE(desk.book().search_trouble());
  CHECK(desk.book().damages().empty());
}

TEST_CASE("search: a case that cannot be read at the moment is found as it was, and this is said") {
  bool readable = true;
  Indexer indexer;
  REQUIRE(indexer.start([&](std::uint32_t) -> Result<std::vector<Findable>> {
    if (!readable)
      return fail(Error::Kind::unavailable, "the vault cannot be read");
    return std::vector<Findable>{told(1, "it happened")};
  }));
  indexer.renew({0});
  CHECK(indexer.find("happened", 50).size() == 1);
  CHECK(indexer.trouble() == nullptr);
  readable = false;
  indexer.renew({0});
  CHECK(indexer.find("happened", 50).size() == 1);
  REQUIRE(indexer.trouble() != nullptr);
  CHECK(indexer.trouble()->what == "the vault cannot be read");
}

TEST_CASE("search: an index for which there is no memory says so instead of finding nothing") {
  std::string words;
  for (int word = 0; word < 50'000; ++word)
    words += "word" + std::to_string(word) + " ";
  Indexer indexer;
  REQUIRE(indexer.start([&](std::uint32_t) -> Result<std::vector<Findable>> {
    return std::vector<Findable>{told(1, words)};
  }));
  const sqlite3_int64 before = sqlite3_hard_heap_limit64(sqlite3_memory_used() + 100'000);
  indexer.renew({0});
  CHECK(indexer.find("word7", 50).empty());
  sqlite3_hard_heap_limit64(before);
  REQUIRE(indexer.trouble() != nullptr);
  CHECK(indexer.trouble()->kind == Error::Kind::unavailable);
  CHECK(indexer.trouble()->what == "the search index could not be kept in memory: {0}");
  CHECK(indexer.trouble()->fills == std::vector<std::string>{"out of memory"});
  // Saving goes on; the search goes on saying it.
  indexer.renew({0});
  CHECK(indexer.find("word7", 50).empty());
  CHECK(indexer.trouble() != nullptr);
}
