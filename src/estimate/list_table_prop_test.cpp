// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "list_file.h"
#include "list_table.h"

using namespace manumit;
using namespace manumit::estimate;

namespace {

struct Sample {
  std::vector<std::string> names;
  std::vector<ListTable::Row> rows;
};

Sample some_lists(int fewest) {
  Sample sample;
  const int lists = *rc::gen::inRange(fewest, 7);
  for (int i = 0; i < lists; ++i)
    sample.names.push_back(std::string(1, static_cast<char>('A' + i)));
  const auto rows = *rc::gen::inRange(0, 30);
  for (int i = 0; i < rows; ++i) {
    sample.rows.push_back({*rc::gen::inRange<History>(1, History{1} << lists),
                           *rc::gen::inRange<std::uint64_t>(0, 50)});
  }
  return sample;
}

ListTable table_of(const Sample& sample) {
  const auto table = ListTable::of(sample.names, sample.rows);
  RC_ASSERT(table.has_value());
  return *table;
}

std::string as_file(const Sample& sample, const std::vector<ListTable::Row>& rows) {
  std::string text;
  for (const std::string& name : sample.names)
    text += name + ";";
  text += "count\n";
  for (const ListTable::Row& row : rows) {
    for (std::size_t list = 0; list < sample.names.size(); ++list)
      text += (row.history >> list & 1U) != 0 ? "1;" : "0;";
    text += std::to_string(row.people) + "\n";
  }
  return text;
}

/// The rows in another order, each split in two, with rows of nobody between them.
std::vector<ListTable::Row> disturbed(std::vector<ListTable::Row> rows) {
  std::vector<ListTable::Row> other;
  for (const ListTable::Row& row : rows) {
    const auto part = *rc::gen::inRange<std::uint64_t>(0, row.people + 1);
    other.push_back({row.history, part});
    other.push_back({row.history, row.people - part});
    other.push_back({0, 0});
  }
  for (std::size_t i = other.size(); i > 1; --i)
    std::swap(other[i - 1], other[*rc::gen::inRange<std::size_t>(0, i)]);
  return other;
}

}  // namespace

TEST_CASE("ListTable: order of rows, rows of nobody and split duplicates give the same bytes") {
  CHECK(rc::check([] {
    const Sample sample = some_lists(1);
    const auto other = ListTable::of(sample.names, disturbed(sample.rows));
    RC_ASSERT(other.has_value());
    RC_ASSERT(*other == table_of(sample));
    RC_ASSERT(other->hash() == table_of(sample).hash());
  }));
}

TEST_CASE("read_lists: the same file in another order gives the same bytes, and reads back") {
  CHECK(rc::check([] {
    const Sample sample = some_lists(1);
    const ListTable table = table_of(sample);
    RC_PRE(table.people() > 0);
    const std::string file = as_file(sample, disturbed(sample.rows));
    const auto read = read_lists(source_of(file), {});
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->table == table);
    const std::string canonical = table.canonical_csv();
    RC_ASSERT(read_lists(source_of(canonical), {})->table.canonical_csv() == canonical);
  }));
}

TEST_CASE("ListTable: margins add up whatever is dropped, merged or looked at alone") {
  CHECK(rc::check([] {
    const ListTable table = table_of(some_lists(2));
    const int a = *rc::gen::inRange(0, table.lists());
    const int b = (a + *rc::gen::inRange(1, table.lists())) % table.lists();
    const auto only = [&](int list) { return table.counts()[History{1} << list]; };
    const auto on = [&](int list) { return table.on_all(History{1} << list); };
    // Dropped: the people on that list alone are gone, nobody else.
    RC_ASSERT(table.without(a).people() == table.people() - only(a));
    // Merged: nobody is lost, and either is one plus the other less both.
    const ListTable merged = table.merged(a, b);
    RC_ASSERT(merged.people() == table.people());
    const int place = a - (b < a ? 1 : 0);
    RC_ASSERT(merged.on_all(History{1} << place) ==
              on(a) + on(b) - table.on_all(History{1} << a | History{1} << b));
    // Alone: known and found by others, or known and not found.
    const auto known = table.only_on(a);
    RC_ASSERT(known.truth == on(a));
    RC_ASSERT(known.table->people() == on(a) - only(a));
    std::uint64_t seen = 0;
    for (int times = 1; times <= table.lists(); ++times)
      seen += table.seen_times(times);
    RC_ASSERT(seen == table.people());
  }));
}

TEST_CASE("ListTable: two lists dropped one after the other are dropped in any order") {
  CHECK(rc::check([] {
    const ListTable table = table_of(some_lists(3));
    const int a = *rc::gen::inRange(0, table.lists() - 1);
    const int b = *rc::gen::inRange(a + 1, table.lists());
    RC_ASSERT(table.without(b).without(a) == table.without(a).without(b - 1));
  }));
}

TEST_CASE("usable_lists: what is left holds somebody and not everybody on each list") {
  CHECK(rc::check([] {
    const ListTable table = table_of(some_lists(1));
    const UsableLists usable = usable_lists(table);
    const std::size_t kept = usable.table ? usable.table->names().size() : 0;
    RC_ASSERT(kept + usable.empty.size() + usable.everyone.size() == table.names().size());
    for (int list = 0; list < static_cast<int>(kept); ++list) {
      const std::uint64_t on = usable.table->on_all(History{1} << list);
      RC_ASSERT(on > 0);
      RC_ASSERT(on < usable.table->people());
    }
  }));
}
