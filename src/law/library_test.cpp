// SPDX-License-Identifier: Apache-2.0
#include "law/library.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "test_library.h"

namespace manumit::law {
namespace {

std::string body() {
  return six_elements() + limb_text("whole", "any(act)");
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, from);
  return text.replace(at, from.size(), to);
}

/// The line and column at which `mark` stands in a text.
std::string place(const DefinitionFile& file, const std::string& mark, std::size_t skip = 0) {
  const std::size_t at = file.text.find(mark);
  REQUIRE(at != std::string::npos);
  const auto begin = file.text.begin();
  const auto here = begin + static_cast<std::ptrdiff_t>(at);
  const auto line = std::count(begin, here, '\n') + 1;
  const std::size_t start = file.text.rfind('\n', at);
  const std::size_t column = at - (start == std::string::npos ? 0 : start + 1) + 1 + skip;
  return file.name + ", line " + std::to_string(line) + ", column " + std::to_string(column);
}

/// The one fault of these files.
Error only_fault(const std::vector<DefinitionFile>& files) {
  const std::vector<Error> faults = Library::faults(files, invented_facts());
  for (std::size_t i = 1; i < faults.size(); ++i)
    FAIL_CHECK("more than one fault: " << in_english(faults[i]));
  REQUIRE(!faults.empty());
  const Result<Library> read = Library::read(files, invented_facts());
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().what == faults[0].what);
  CHECK_FALSE(faults[0].where.empty());
  return faults[0];
}

/// A file with `from` replaced by `to` has one fault, which stands where `mark` does.
void refuses(const DefinitionFile& good, const std::string& from, const std::string& to,
             const std::string& what, const std::string& mark, std::size_t skip = 0) {
  DefinitionFile bad = good;
  bad.text = replaced(bad.text, from, to);
  const Error fault = only_fault({bad});
  CHECK(filled(fault.what, fault.fills) == what);
  CHECK(fault.where == place(bad, mark, skip));
}

TEST_CASE("library: reads what it should, with its facts, questions and versions in order") {
  const Library library =
      library_of({file({.version = "v2010", .in_force = "{ from = 2010-01-01 }"}, body()),
                  file({.in_force = "{ from = 2000-01-01, to = 2009-12-31 }"},
                       element_text("x", "\"f.a and f.b\", \"f.c\"", "contradicts = [\"f.d\"]") +
                           limb_text("whole", "x"))});
  REQUIRE(library.instruments().size() == 2);
  CHECK(library.instruments()[0].version == "v2000");
  CHECK(library.instruments()[0].elements[0].facts ==
        std::vector<std::string>{"f.a", "f.b", "f.c", "f.d"});
  CHECK(library.instruments()[0].elements[0].ask == std::vector<std::string>{"f.a", "f.b", "f.c"});
  CHECK(library.versions_of("xx.law") == std::vector<std::size_t>{0, 1});
  CHECK(library.place_of("xx.law", "v2010") == 1);
  CHECK_FALSE(library.place_of("xx.law", "v2011"));
  CHECK(library.versions_of("xx").empty());
}

TEST_CASE("library: refuses a fact or a code that does not exist, at its letter") {
  const DefinitionFile good = file({}, body());
  refuses(good, "\"f.a\"", "\"f.b or f.zz\"", "there is no fact called f.zz", "f.zz");
  refuses(good, "\"f.a\"", "\"job.kind = moon\"", "the fact job.kind has no code moon", "moon");
  refuses(good, "\"f.a\"", "\"went.to = ru\"", "the fact went.to has no code ru", "ru\"");
  refuses(good, "\"f.a\"", "\"f.a\"]\nask = [\"f.zz\"", "there is no fact called f.zz", "\"f.zz",
          1);
}

TEST_CASE("library: finds the letter in every way TOML writes a text") {
  const DefinitionFile good = file({}, body());
  const std::string what = "there is no fact called f.zz";
  refuses(good, "\"f.a\"", "'f.b or f.zz'", what, "f.zz");
  refuses(good, "\"f.a\"", "\"\"\"\nf.b or\nf.zz\"\"\"", what, "f.zz");
  refuses(good, "\"f.a\"", "'''f.b or\n   f.zz'''", what, "f.zz");
  refuses(good, "\"f.a\"", "\"\"\"f.b or \\\n   f.zz\"\"\"", what, "f.zz");
  refuses(good, "\"f.a\"", "\"job.kind = \\\"sea\\\" or f.zz\"", what, "f.zz");
  refuses(good, "\"f.a\"", "\"f.b \\u0009 or f.zz\"", what, "f.zz");
  refuses(good, "text = { en = \"words\" }\nsupports = [\"f.a\"",
          "text = { en = \"слова\" }\nsupports = [\"f.zz\"", what, "f.zz");
}

TEST_CASE("library: refuses a test that does not fit its fact") {
  const DefinitionFile good = file({}, body());
  refuses(good, "\"f.a\"", "\"hours\"", "the fact hours is not answered by yes or no alone",
          "hours");
  refuses(good, "\"f.a\"", "\"f.a < 3\"", "the fact f.a is no number and no amount of money",
          "3\"");
  refuses(good, "\"f.a\"", "\"hours = long\"", "the fact hours has no codes, so it cannot be long",
          "long");
  refuses(good, "\"f.a\"", "\"age = old\"", "an age is compared with a number, not with old",
          "old");
  refuses(good, "\"f.a\"", "\"age known\"", "an age is compared with a number, not with known",
          "age known");
  refuses(good, "\"f.a\"", "\"age < 18 with f.a\"", "an age cannot stand beside with", "age <");
  refuses(good, "\"f.a\"", "\"f.a with deed.seen\"",
          "with joins facts of one subject, but deed.seen is about deed and not about person",
          "deed.seen");
  refuses(good, "\"f.a\"", "\"f.a and\"", "the expression ends where something is still missing",
          "f.a and\"", 7);
}

TEST_CASE("library: refuses an element, limb or tag in logic that does not exist") {
  const DefinitionFile good = file({}, six_elements() + limb_text("whole", "a and any(act)"));
  refuses(good, "a and any", "zz and any", "there is no element and no limb called zz", "zz and");
  refuses(good, "any(act)", "any(zz)", "no element has the id or the tag zz", "zz)");
  refuses(good, "any(act)", "any(act & zz)", "no element has the id or the tag act & zz",
          "act & zz");
}

TEST_CASE("library: refuses limbs in a circle, and a limb that stands on itself") {
  const DefinitionFile good =
      file({}, six_elements() + limb_text("one", "a") + limb_text("two", "b or one") +
                   limb_text("whole", "one"));
  refuses(good, "logic = \"a\"", "logic = \"c or two\"", "the limb one stands on itself",
          "one\"\n[[limb]]\nid = \"whole");
  refuses(good, "logic = \"a\"", "logic = \"any(one)\"", "the limb one stands on itself", "one)");
}

TEST_CASE("library: refuses what is missing, and what should not be there") {
  const DefinitionFile good = file({}, body());
  const std::string table = good.text.substr(0, good.text.find("[[element]]"));
  const auto fault = [&](const std::string& from, const std::string& to) {
    DefinitionFile bad = good;
    bad.text = replaced(bad.text, from, to);
    const Error one = only_fault({bad});
    return filled(one.what, one.fills);
  };
  CHECK(fault("article = \"1\"", "") == "the key article is missing");
  CHECK(fault("source = \"nowhere\"", "") == "the key source is missing");
  CHECK(fault("recheck = 2030-01-01", "") == "the key recheck is missing");
  CHECK(fault("confidence = \"verified\"", "confidence = \"unverified\"") ==
        "the key unverified is missing");
  CHECK(fault("recheck = 2030-01-01", "recheck = 2030-01-01\nrechek = 1") ==
        "the key rechek means nothing here");
  CHECK(fault("article = \"1\"", "article = \"1\"\nsuports = []") ==
        "the key suports means nothing here");
  CHECK(fault("article = \"1\"", "article = 1") ==
        "the key article needs words in quotation marks");
  CHECK(fault("text = { en", "text = { ru") ==
        "the key text needs words by language, English among them");
  CHECK(fault("supports = [\"f.a\"]", "supports = \"f.a\"") ==
        "the key supports needs a list in square brackets");
  CHECK(fault("supports = [\"f.a\"]", "supports = [1]") ==
        "the list supports holds texts in quotation marks alone");
  CHECK(fault("recheck = 2030-01-01", "recheck = \"2030-01-01\"") ==
        "the key recheck needs a date such as 2011-12-08, without quotation marks");
  CHECK(fault("id = \"whole\"", "id = \"all_of_it\"") ==
        "the limb whole is missing, which says when the instrument is met");
  CHECK(fault("id = \"a\"", "id = \"A\"") ==
        "an id is made of small letters, digits, _ and points: A");
  CHECK(fault("recheck = 2030-01-01", "recheck = 2030-01-01\nelement = 3").substr(0, 15) ==
        "this is not TOM");
}

TEST_CASE("library: refuses kinds, dimensions and degrees of confidence that there are not") {
  const DefinitionFile good = file({}, body());
  refuses(good, "\"criminal_code\"", "\"code\"", "there is no kind of instrument called code",
          "\"code\"");
  refuses(good, "dimension = \"act\"", "dimension = \"deed\"", "there is no dimension called deed",
          "\"deed\"");
  refuses(good, "\"verified\"", "\"sure\"", "there is no degree of confidence called sure",
          "\"sure\"");
}

TEST_CASE("library: refuses an end before its beginning, in a version and in a party") {
  const DefinitionFile good = file({}, body());
  refuses(good, "{ from = 2000-01-01 }", "{ from = 2000-01-01, to = 1999-12-31 }",
          "the last day, 1999-12-31, is before the first, 2000-01-01", "1999-12-31");
  const std::string party = "recheck = 2030-01-01\n[[party]]\n";
  refuses(good, "recheck = 2030-01-01",
          party + "country = \"RU\"\nfrom = 2001-01-01\nto = 2000-01-01",
          "the last day, 2000-01-01, is before the first, 2001-01-01", "2000-01-01\n\n");
  refuses(good, "recheck = 2030-01-01", party + "from = 2001-01-01", "the key country is missing",
          "[[party]]");
  refuses(good, "recheck = 2030-01-01", party + "country = \"Russia\"",
          "a country is written with two capital letters, not as Russia", "\"Russia\"");
  refuses(good, "recheck = 2030-01-01", party + "country = \"RU\"\nafter = \"gone\"",
          "after a party leaves, nothing called gone can hold", "\"gone\"");
  refuses(good, "recheck = 2030-01-01", party + "country = \"RU\"\n[[party]]\ncountry = \"RU\"",
          "the country RU is a party twice at the same time", "[[party]]\ncountry = \"RU\"\n\n");
  refuses(good, "recheck = 2030-01-01", "recheck = 2030-01-01\nplaces = [\"RUS\"]",
          "a country is written with two capital letters, not as RUS", "\"RUS\"");
}

TEST_CASE("library: refuses an id that stands twice or reads as a tag") {
  const DefinitionFile good = file({}, body());
  const std::string second = "id = \"b\"";
  refuses(good, second, "id = \"a\"", "the id a stands twice",
          "[[element]]\nid = \"a\"\ndimension = \"act\"\narticle = \"1\"\ntext = { en = \"words\" "
          "}\nsupports = [\"f.b\"]");
  refuses(good, second, "id = \"act\"", "the id act is also a tag or a dimension",
          "[[element]]\nid = \"act\"");
}

TEST_CASE("library: refuses two versions in force on one day, or one version twice") {
  const DefinitionFile first = file({.in_force = "{ from = 2000-01-01, to = 2010-01-01 }"}, body());
  const DefinitionFile second =
      file({.version = "v2010", .in_force = "{ from = 2010-01-01 }"}, body());
  Error fault = only_fault({first, second});
  CHECK(fault.what == "this version and {0} are in force on the same day");
  CHECK(fault.where == place(second, "{ from = 2010-01-01 }"));
  DefinitionFile again = first;
  again.name = "elsewhere/xx.law.v2000.toml";
  fault = only_fault({first, again});
  CHECK(fault.what == "the version {0} stands in {1} too");
}

TEST_CASE("library: refuses a substitute that no file defines, and an unknown part of Palermo") {
  const DefinitionFile good = file({.more = "substitutes = [\"xx.law\"]"}, body());
  CHECK(Library::faults({good}, invented_facts()).empty());
  refuses(good, "[\"xx.law\"]", "[\"xx.other\"]", "no file defines the instrument xx.other",
          "\"xx.other\"");
  const DefinitionFile palermo = file(
      {.id = "un.palermo.2000", .version = "2003", .kind = "treaty"},
      element_text("one", "\"f.a\"", "palermo = \"act.transfer\"") + limb_text("whole", "one"));
  DefinitionFile other = file({}, body());
  other.text =
      replaced(other.text, "article = \"1\"", "article = \"1\"\npalermo = \"act.lending\"");
  const Error fault = only_fault({palermo, other});
  CHECK(filled(fault.what, fault.fills) ==
        "the Palermo Protocol has no element called act.lending");
  CHECK(fault.where == place(other, "\"act.lending\""));
  refuses(good, "recheck = 2030-01-01",
          "recheck = 2030-01-01\npalermo = { not_checked = [\"deeds\"] }",
          "nothing that is compared with Palermo is called deeds", "\"deeds\"");
}

TEST_CASE("library: a file is named after its instrument") {
  DefinitionFile one = file({}, body());
  one.name = "xx/xx.law.toml";
  CHECK(Library::faults({one}, invented_facts()).empty());
  one.name = "law.toml";
  CHECK(only_fault({one}).what == "a file of definitions is named after its instrument");
}

TEST_CASE("library: tells all faults at once, each with its file") {
  DefinitionFile one = file({}, body());
  one.text = replaced(one.text, "\"f.a\"", "\"f.zz\"");
  one.text = replaced(one.text, "any(act)", "any(zz)");
  const std::vector<DefinitionFile> files = {one, {"broken.toml", "= nothing"}};
  CHECK(Library::faults(files, invented_facts()).size() == 3);
}

TEST_CASE("library: words in any script survive a folded line") {
  DefinitionFile one = file({}, body());
  one.text = replaced(one.text, "{ en = \"An invented law\" }",
                      "{ en = \"\"\"\\\n  Уголовный \\\n  кодекс\"\"\" }");
  const Library library = library_of({one});
  CHECK(library.instruments()[0].title.in("ru") == "Уголовный кодекс");
}

TEST_CASE("library: a file larger than 256 KiB is refused before it is read") {
  DefinitionFile one = file({}, body());
  one.text += "#" + std::string(256 * 1024, '.');
  CHECK(only_fault({one}).what == "this file of definitions is larger than {0} bytes");
}

}  // namespace
}  // namespace manumit::law
