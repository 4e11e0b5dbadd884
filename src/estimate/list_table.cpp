// SPDX-License-Identifier: Apache-2.0
#include "list_table.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/check.h"
#include "base/csv.h"
#include "sha256.h"

namespace manumit::estimate {
namespace {

constexpr History bit(int list) {
  return History{1} << list;
}

/// The history with one list's column taken out: the lists after it move up.
constexpr History taken_out(History history, int list) {
  const History before = bit(list) - 1;
  return (history & before) | ((history >> 1) & ~before);
}

Result<void> check_names(const std::vector<std::string>& names) {
  if (names.empty())
    return fail(Error::Kind::bad_input, "there is no list");
  if (names.size() > static_cast<std::size_t>(kMostLists)) {
    return fail(Error::Kind::bad_input, "there are {0} lists, and at most {1} can be compared", "",
                "leave lists out, or make lists of the same kind one",
                {std::to_string(names.size()), std::to_string(kMostLists)});
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty())
      return fail(Error::Kind::bad_input, "list {0} has no name", "", "", {std::to_string(i + 1)});
    const auto earlier =
        std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]);
    if (earlier - names.begin() != static_cast<std::ptrdiff_t>(i)) {
      return fail(Error::Kind::bad_input, "lists {0} and {1} have the same name", "", "",
                  {std::to_string(earlier - names.begin() + 1), std::to_string(i + 1)});
    }
  }
  return {};
}

/// A line of CSV with the line end of Unix, no cell guarded: a table is known by these bytes.
std::string plain_line(const std::vector<std::string>& cells) {
  std::string line = csv_line(cells, ',', Guard::none);
  line.erase(line.size() - 2);
  line += '\n';
  return line;
}

}  // namespace

Result<ListTable> ListTable::of(std::vector<std::string> lists, std::span<const Row> rows) {
  TRY(check_names(lists));
  ListTable table;
  table.counts_.assign(std::size_t{1} << lists.size(), 0);
  for (const Row& row : rows) {
    if (row.people == 0)
      continue;
    if (row.history == 0) {
      return fail(Error::Kind::bad_input,
                  "people who are on no list cannot be counted: how many they are is the question");
    }
    if (row.history >= table.counts_.size())
      return fail(Error::Kind::bad_input, "a history names a list that is not there");
    if (row.people > kMostPeople - table.people_) {
      return fail(Error::Kind::bad_input, "the lists hold more people than live on earth", "",
                  "look for a count that is wrong");
    }
    table.people_ += row.people;
    table.counts_[row.history] += row.people;
  }
  table.names_ = std::move(lists);
  return table;
}

std::uint64_t ListTable::on_all(History all) const {
  std::uint64_t people = 0;
  for (History history = all; history < counts_.size(); ++history) {
    if ((history & all) == all)
      people += counts_[history];
  }
  return people;
}

std::uint64_t ListTable::seen_times(int times) const {
  std::uint64_t people = 0;
  for (History history = 1; history < counts_.size(); ++history) {
    if (std::popcount(history) == times)
      people += counts_[history];
  }
  return people;
}

std::size_t ListTable::cells_positive() const {
  return counts_.size() - static_cast<std::size_t>(std::count(counts_.begin(), counts_.end(), 0U));
}

ListTable ListTable::without(int list) const {
  MANUMIT_CHECK(list >= 0 && list < lists() && lists() > 1);
  ListTable smaller;
  smaller.names_ = names_;
  smaller.names_.erase(smaller.names_.begin() + list);
  smaller.counts_.assign(counts_.size() / 2, 0);
  for (History history = 1; history < counts_.size(); ++history)
    smaller.counts_[taken_out(history, list)] += counts_[history];
  smaller.people_ = people_ - smaller.counts_[0];
  smaller.counts_[0] = 0;
  return smaller;
}

ListTable ListTable::merged(int first, int second) const {
  MANUMIT_CHECK(first != second && std::min(first, second) >= 0 &&
                std::max(first, second) < lists());
  ListTable joined;
  joined.names_ = names_;
  std::string name =
      names_[static_cast<std::size_t>(first)] + "+" + names_[static_cast<std::size_t>(second)];
  // A list that is called "A+B" already keeps its name to itself.
  while (std::find(names_.begin(), names_.end(), name) != names_.end())
    name += '+';
  joined.names_[static_cast<std::size_t>(first)] = std::move(name);
  joined.names_.erase(joined.names_.begin() + second);
  joined.counts_.assign(counts_.size() / 2, 0);
  for (History history = 1; history < counts_.size(); ++history) {
    const History either = history | ((history & bit(second)) != 0 ? bit(first) : 0);
    joined.counts_[taken_out(either, second)] += counts_[history];
  }
  joined.people_ = people_;
  return joined;
}

ListTable::Conditioned ListTable::only_on(int list) const {
  MANUMIT_CHECK(list >= 0 && list < lists());
  Conditioned known;
  known.truth = on_all(bit(list));
  if (lists() == 1)
    return known;
  ListTable others;
  others.names_ = names_;
  others.names_.erase(others.names_.begin() + list);
  others.counts_.assign(counts_.size() / 2, 0);
  for (History history = 1; history < counts_.size(); ++history) {
    if ((history & bit(list)) != 0)
      others.counts_[taken_out(history, list)] += counts_[history];
  }
  others.people_ = known.truth - others.counts_[0];
  others.counts_[0] = 0;
  known.table = std::move(others);
  return known;
}

std::string ListTable::canonical_csv() const {
  std::vector<std::string> cells = names_;
  cells.emplace_back("count");
  std::string text = plain_line(cells);
  for (History history = 1; history < counts_.size(); ++history) {
    if (counts_[history] == 0)
      continue;
    for (int list = 0; list < lists(); ++list)
      cells[static_cast<std::size_t>(list)] = (history & bit(list)) != 0 ? "1" : "0";
    cells.back() = std::to_string(counts_[history]);
    text += plain_line(cells);
  }
  return text;
}

std::string ListTable::hash() const {
  return sha256_hex(canonical_csv());
}

UsableLists usable_lists(const ListTable& table) {
  UsableLists usable{.table = table, .empty = {}, .everyone = {}};
  // Whoever was only on a list that goes is gone too, and another list may then hold everybody.
  for (int list = 0; usable.table && list < usable.table->lists();) {
    const std::uint64_t on_it = usable.table->on_all(bit(list));
    if (on_it != 0 && on_it != usable.table->people()) {
      ++list;
      continue;
    }
    const std::string& name = usable.table->names()[static_cast<std::size_t>(list)];
    (on_it == 0 ? usable.empty : usable.everyone).push_back(name);
    if (usable.table->lists() == 1)
      usable.table.reset();
    else
      usable.table = usable.table->without(list);
    list = 0;
  }
  return usable;
}

}  // namespace manumit::estimate
