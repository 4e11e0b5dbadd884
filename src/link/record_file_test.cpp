// SPDX-License-Identifier: Apache-2.0
#include "record_file.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace manumit;
using namespace manumit::link;

namespace {

struct TestFile {
  std::string name;
  std::string text;
  bool deduplicated = false;
};

Result<ReadRecords> read(const std::vector<TestFile>& files, const ReadOptions& options = {}) {
  std::vector<RecordFile> sources;
  for (const TestFile& file : files)
    sources.push_back({file.name, source_of(file.text), file.deduplicated});
  return read_records(std::move(sources), options);
}

Error error_of(const std::vector<TestFile>& files, const ReadOptions& options = {}) {
  const auto read_them = read(files, options);
  REQUIRE_FALSE(read_them);
  CHECK(read_them.error().kind == Error::Kind::bad_input);
  return read_them.error();
}

const Warning* warning(const ReadRecords& read, const std::string& code) {
  for (const Warning& each : read.warnings) {
    if (each.code == code)
      return &each;
  }
  return nullptr;
}

const std::string kShelter =
    "id,first_name,surname,dob\nA1,Zuhra,Karimova,1991-03-05\nA2,Bakyt,Usenov,1987-11-20\n";
const std::string kHotline =
    "Имя;Фамилия;Дата рождения\nЗухра;Каримова;05.03.1991\n Бакыт ;Усенов;\n";

}  // namespace

TEST_CASE("read_records: columns of two lists that mean the same are one column") {
  const auto records = read({{"shelter.csv", kShelter}, {"hotline.csv", kHotline, true}});
  REQUIRE(records);
  const RecordTable& table = records->table;
  CHECK(table.kind() == NameKind::person);
  REQUIRE(table.columns().size() == 3);
  CHECK(table.columns()[0].name == "first_name");
  CHECK(table.columns()[0].role == Role::given_name);
  CHECK(table.columns()[1].role == Role::family_name);
  CHECK(table.columns()[2].role == Role::birth_date);
  REQUIRE(table.size() == 4);
  CHECK(table.text(2, 1) == "Каримова");
  CHECK(table.text(3, 0) == "Бакыт");  // Without the blanks around it.
  CHECK(table.value(3, 2) == 0);
  CHECK(table.sources()[1].name == "hotline.csv");
  CHECK(table.sources()[1].deduplicated);
  CHECK_FALSE(table.sources()[0].deduplicated);
  CHECK(records->warnings.empty());
}

TEST_CASE("read_records: each record keeps its list, its row as a spreadsheet counts, and its id") {
  const auto records = read({{"shelter.csv", kShelter}, {"hotline.csv", kHotline}});
  REQUIRE(records);
  const RecordTable& table = records->table;
  CHECK(table.source_of(1) == 0);
  CHECK(table.source_of(2) == 1);
  CHECK(table.row_of(0) == 2);
  CHECK(table.row_of(1) == 3);
  CHECK(table.row_of(3) == 3);
  CHECK(table.id_of(1) == "A2");
  CHECK(table.id_of(2).empty());
}

TEST_CASE("read_records: empty lines are no records, and a spreadsheet counts them") {
  const auto records =
      read({{"a.csv", "\nname,dob\n\nZuhra,1991\nBakyt,1987\n\n\n\nAigul,1979\n"}});
  REQUIRE(records);
  const RecordTable& table = records->table;
  REQUIRE(table.size() == 3);
  CHECK(table.row_of(0) == 4);
  CHECK(table.row_of(1) == 5);
  CHECK(table.row_of(2) == 9);
  CHECK(table.record_at(0, 9) == 2);
  CHECK_FALSE(table.record_at(0, 3));
  CHECK_FALSE(table.record_at(0, 10));
}

TEST_CASE("read_records: two short lists of the same people are two lists") {
  const auto records = read({{"a.csv", "name,dob,seen in\nZuhra,1991,May\n"},
                             {"b.csv", "name,dob,seen in\nZuhra,1991,June\n"}});
  REQUIRE(records);
  CHECK(records->table.sources().size() == 2);
}

TEST_CASE("read_records: a cell that cannot be read is named by file, row and column") {
  SUBCASE("a row that is too short") {
    const Error error = error_of({{"a.csv", "name,dob\nZuhra,1991\nBakyt\n"}});
    CHECK(error.where == "a.csv, row 3");
    CHECK(error.what.find("as many cells") != std::string::npos);
  }
  SUBCASE("bytes that are no text") {
    const Error error = error_of({{"a.csv", "name,dob\nZu\xFF\x01ra,1991\nBakyt,1987\n"}});
    CHECK(error.where == "a.csv, row 2, column name");
  }
  SUBCASE("both: what they have in common is said, and each place") {
    const Error error =
        error_of({{"a.csv", "name,dob\nZuhra\nBakyt,1987\n"}, {"b.csv", "name,dob\n\xFF,1\n"}});
    CHECK(error.where == "a.csv, row 2; b.csv, row 2, column name");
  }
  SUBCASE("a list in another encoding is told by its letters, and no name is repeated") {
    // "Каримова" and "Усенов" in Windows-1251.
    const Error error =
        error_of({{"a.csv",
                   "name,dob\n\xCA\xE0\xF0\xE8\xEC\xEE\xE2\xE0,1991\n\xD3\xF1\xE5\xED\xEE\xE2,1987"
                   "\n"}});
    CHECK(error.what == "the list is not written in UTF-8; it looks like {0}");
    REQUIRE(error.fills.size() == 1);
    CHECK(error.fills[0].find("1251") != std::string::npos);
  }
  SUBCASE("no more than a hundred of them") {
    std::string text = "name,dob\n";
    for (int i = 0; i < 5000; ++i)
      text += "Zuhra\n";
    const Error error = error_of({{"a.csv", text}});
    CHECK(std::count(error.where.begin(), error.where.end(), ';') == 99);
  }
}

TEST_CASE("read_records: lists that say nothing, or the same twice, are refused") {
  CHECK(error_of({}).what == "no list was named");
  CHECK(error_of({{"a.csv", ""}}).what == "the file is empty");
  CHECK(error_of({{"a.csv", "name,dob\n"}}).what ==
        "the list holds nobody: it has headings and no rows");
  CHECK(error_of({{"a.csv", "name,name\nZuhra,Zuhra\n"}}).where == "a.csv, row 1, column name");
  CHECK(error_of({{"a.csv", "colour,mood\nblue,calm\n"}}).what ==
        "no column of the lists can be compared");
  const Error twice = error_of({{"a.csv", kShelter}, {"copy of a.csv", kShelter}});
  CHECK(twice.what == "this list is the same as {0}, row by row");
  CHECK(twice.where == "copy of a.csv");
  CHECK(error_of({{"a.csv", "name,dob\nZuhra,1991\n"}, {"b.csv", "name,dob\r\nZuhra,1991\r\n\r\n"}})
            .what == "this list is the same as {0}, row by row");
}

TEST_CASE("read_records: a column that a person names must be there") {
  CHECK(error_of({{"a.csv", kShelter}}, {.ignore = {"nickname"}}).where ==
        "a.csv, row 1, column nickname");
  CHECK(error_of({{"a.csv", kShelter}}, {.roles = {{"nickname", Role::other}}}).where ==
        "a.csv, row 1, column nickname");
  CHECK(error_of({{"a.csv", kShelter}}, {.truth = "who"}).where == "a.csv, row 1, column who");
}

TEST_CASE("read_records: the column of truth and what is ignored are never compared") {
  const std::string text =
      "name,dob,who,sex\nZuhra Karimova,1991,7,f\nZuhra Karimowa,1991,7,f\nBakyt Usenov,1987,9,m\n";
  const auto records = read({{"a.csv", text}}, {.ignore = {"sex"}, .truth = "who"});
  REQUIRE(records);
  REQUIRE(records->table.columns().size() == 2);
  CHECK(records->table.columns()[0].name == "name");
  CHECK(records->table.columns()[1].name == "dob");
  const auto& truth = records->table.truth();
  REQUIRE(truth.size() == 3);
  CHECK(truth[0] == truth[1]);
  CHECK(truth[0] != truth[2]);
}

TEST_CASE(
    "read_records: where a person told which column is the id, no other is guessed to be one") {
  const auto records = read({{"a.csv", "no,code,name\n1,k7,Zuhra\n2,k9,Bakyt\n3,k4,Aigul\n"}},
                            {.roles = {{"code", Role::id}}});
  REQUIRE(records);
  CHECK(records->table.id_of(0) == "k7");
}

TEST_CASE("read_records: a person may say what a column holds") {
  const auto records = read({{"a.csv", "colour,mood\nblue,calm\nred,calm\n"}},
                            {.roles = {{"colour", Role::family_name}}});
  REQUIRE(records);
  REQUIRE(records->table.columns().size() == 1);
  CHECK(records->table.columns()[0].role == Role::family_name);
}

TEST_CASE("read_records: what looks odd is warned of with its number and its first place") {
  const std::string long_name(10'000, 'z');
  const auto records =
      read({{"a.csv", "id,name,dob\n1,Zuhra Karimova,1991\n2,,\n2,Bakyt Usenov,\n4," + long_name +
                          ",1980\n5,K\xD0\xB0rimova,1991\n"}});
  REQUIRE(records);
  const Warning* ids = warning(*records, "ids_not_unique");
  REQUIRE(ids != nullptr);
  CHECK(ids->sentence.fills == std::vector<std::string>{"1", "a.csv, row 4"});
  const Warning* empty = warning(*records, "empty_records");
  REQUIRE(empty != nullptr);
  CHECK(empty->sentence.fills == std::vector<std::string>{"1", "a.csv, row 3"});
  const Warning* longest = warning(*records, "long_values");
  REQUIRE(longest != nullptr);
  CHECK(longest->sentence.fills == std::vector<std::string>{"1", "a.csv, row 5, column name"});
  const Warning* mixed = warning(*records, "mixed_scripts");
  REQUIRE(mixed != nullptr);
  CHECK(mixed->sentence.fills == std::vector<std::string>{"1", "a.csv, row 6, column name"});
}

TEST_CASE("read_records: one thread and eight read the same table") {
  std::string text = "id,first_name,surname,dob\n";
  for (int i = 0; i < 40'000; ++i)
    text += std::to_string(i) + ",name" + std::to_string(i % 97) + ",family" +
            std::to_string(i * 7919 % 20011) + ",19" + std::to_string(50 + i % 50) + "\n";
  const auto one = read({{"a.csv", text}}, {.threads = 1});
  const auto eight = read({{"a.csv", text}}, {.threads = 8});
  REQUIRE(one);
  REQUIRE(eight);
  REQUIRE(one->table.size() == 40'000);
  REQUIRE(eight->table.size() == 40'000);
  bool same = true;
  for (std::size_t i = 0; i < one->table.size(); ++i) {
    const auto a = one->table.row(i);
    const auto b = eight->table.row(i);
    same = same && std::equal(a.begin(), a.end(), b.begin(), b.end()) &&
           one->table.id_of(i) == eight->table.id_of(i);
  }
  CHECK(same);
  CHECK(one->table.text(39'999, 1) == "family" + std::to_string(39'999 * 7919 % 20011));
}
