// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

#include "settings.h"
#include "test_tables.h"

using namespace manumit;
using namespace manumit::link;

namespace {

const std::string kSmallest =
    "format = 1\n"
    "[[comparison]]\ncolumns = [\"name\"]\nhow = \"words\"\n"
    "[[rule]]\nkeys = [\"name\"]\n";

Settings all_set() {
  Settings settings;
  settings.kind = NameKind::organisation;
  settings.columns = {{"na\"me\\ \x01", Role::organisation}, {"note", Role::ignored}};
  settings.deduplicated = {"a.csv"};
  settings.comparisons = {{"name", {"first", "last"}, How::words, {}, true},
                          {"born", {"born"}, How::edit, {1, 2.5}, false}};
  settings.rules = {{{{{"first", "last"}, Cut::rare, 300}, {{"born"}, Cut::year, 0}}}, {}};
  settings.most_in_block = 77;
  settings.prior = {.rules = {{{{{"born"}, Cut::value, 0}}}}, .recall = 0.25, .share = {}};
  settings.training = {.rules = {{{{{"last"}, Cut::first, 4}}}},
                       .pairs = 5000,
                       .random_pairs = 6000,
                       .bootstrap = 12};
  settings.clusters = {.method = ClusterMethod::components, .at_least = 1.0 / 3};
  settings.seed = 42;
  return settings;
}

Error refused(const std::string& toml) {
  const auto read = read_settings(toml, "link.toml");
  REQUIRE_FALSE(read);
  CHECK(read.error().kind == Error::Kind::bad_input);
  return read.error();
}

}  // namespace

TEST_CASE("read_settings: what is written reads back as the same, to the last digit") {
  const Settings settings = all_set();
  const auto read = read_settings(written(settings), "link.toml");
  REQUIRE(read);
  CHECK(written(*read) == written(settings));
  CHECK(read->kind == NameKind::organisation);
  CHECK(read->columns[0].name == settings.columns[0].name);
  CHECK(read->comparisons[1].levels == std::vector<double>{1, 2.5});
  CHECK_FALSE(read->comparisons[1].term_frequency);
  CHECK(read->rules == settings.rules);
  CHECK(read->most_in_block == 77);
  CHECK(read->prior.recall == 0.25);
  CHECK(read->training.bootstrap == 12);
  CHECK(read->clusters.at_least == 1.0 / 3);
  CHECK(read->seed == 42);
}

TEST_CASE("read_settings: what is left out is as usual") {
  const auto read = read_settings(kSmallest, "link.toml");
  REQUIRE(read);
  CHECK(read->comparisons[0].name == "name");
  CHECK(read->clusters.method == ClusterMethod::average);
  CHECK(read->most_in_block == 5000);
  CHECK_FALSE(read->prior.share);
}

TEST_CASE("read_settings: what means nothing is refused by line and column") {
  CHECK(refused("format = 1\nkind = \"ship\"\n").where == "link.toml, line 2, column 8");
  CHECK(refused("kind = \"person\"\n").what == "the file does not begin with format = 1");
  const Error key = refused(kSmallest + "colour = \"blue\"\n");
  CHECK(key.where == "link.toml, line 7, column 10");
  CHECK(key.fills == std::vector<std::string>{"colour"});
  CHECK(refused("format = 1\n[[comparison\n").what == "the file is no valid TOML from here on");
  CHECK(refused("format = 1\n[[rule]]\nkeys = [\"name\"]\n").what ==
        "there must be from 1 to {0} comparisons");
  const std::string comparison = "format = 1\n[[comparison]]\ncolumns = [\"name\"]\n";
  CHECK(refused(comparison + "how = \"magic\"\n").what == "values cannot be compared in this way");
  CHECK(refused(comparison + "how = \"edit\"\nlevels = [2.0, 1.0]\n").where ==
        "link.toml, line 5, column 10");
  const auto thresholds = [](int count) {
    std::string all;
    for (int i = 0; i < count; ++i)
      all += (i > 0 ? ", " : "") + std::to_string(0.99 - 0.01 * i);
    return "how = \"jaro_winkler\"\nlevels = [" + all + "]\n";
  };
  CHECK(refused(comparison + thresholds(14)).fills == std::vector<std::string>{"13"});
  CHECK(refused(comparison + "how = \"words\"\nlevels = [1.0]\n").what ==
        "this way of comparing has levels of its own");
  CHECK(refused(kSmallest + "[prior]\nshare = nan\n").where == "link.toml, line 8, column 9");
  CHECK(refused(kSmallest + "[clusters]\nmethod = \"circles\"\n").what ==
        "groups cannot be made in this way");
}

TEST_CASE("key_part_of: a column, and what of it counts") {
  const auto part = key_part_of("first_name+surname:rare 300");
  REQUIRE(part);
  CHECK(part->columns == std::vector<std::string>{"first_name", "surname"});
  CHECK(part->cut == Cut::rare);
  CHECK(part->number == 300);
  // A heading may have a colon of its own.
  CHECK(key_part_of("time: from")->columns == std::vector<std::string>{"time: from"});
  CHECK(key_part_of("surname:first")->columns == std::vector<std::string>{"surname:first"});
  CHECK_FALSE(key_part_of(""));
  CHECK_FALSE(key_part_of("a+:words"));
}

TEST_CASE("written: every key part that can be made reads back as itself") {
  CHECK(rc::check("round trip", [] {
    KeyPart part;
    part.columns = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
        rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('a', 'z')))));
    part.cut = static_cast<Cut>(*rc::gen::inRange<int>(0, kCuts));
    const bool has_number = part.cut == Cut::first || part.cut == Cut::last ||
                            part.cut == Cut::word || part.cut == Cut::grams ||
                            part.cut == Cut::rare;
    part.number = has_number ? *rc::gen::inRange<std::uint32_t>(1, 1000) : 0;
    const auto read = key_part_of(written(part));
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == part);
  }));
}

TEST_CASE("guess_settings: names are compared as a whole, dates as dates, and nothing unknown") {
  testing::InventedPeople people(5);
  auto columns = testing::invented_columns();
  const RecordTable table = testing::list_of(columns, testing::cells_of(people.rows(100)));
  const Settings settings = guess_settings(table);
  REQUIRE(settings.comparisons.size() == 4);
  CHECK(settings.comparisons[0].columns == std::vector<std::string>{"given_name", "family_name"});
  CHECK(settings.comparisons[0].how == How::words);
  CHECK(settings.comparisons[1].how == How::date);
  // So short a list is compared pair by pair: no rule can lose one.
  REQUIRE(settings.rules.size() == 1);
  CHECK(settings.rules[0].parts.empty());
  CHECK(read_settings(written(settings), "link.toml"));
}

TEST_CASE("guess_settings: a long list is compared by rules that do not find everything") {
  testing::InventedPeople people(6);
  const RecordTable table =
      testing::list_of(testing::invented_columns(), testing::cells_of(people.rows(2500)));
  const Settings settings = guess_settings(table);
  CHECK(settings.rules.size() > 2);
  CHECK_FALSE(settings.training.rules.empty());
  for (const RuleSetting& rule : settings.rules)
    CHECK_FALSE(rule.parts.empty());
}
