// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace manumit::estimate {

/// Which lists a person is on: bit j is set for list j, counted from 0 in the order of the columns.
/// 0 is nobody's history that can be seen: those people are what is estimated.
using History = std::uint32_t;

/// A table over more lists would have more cells than people could ever fill.
inline constexpr int kMostLists = 20;
/// More people than live on earth are a mistake in the file.
inline constexpr std::uint64_t kMostPeople = 10'000'000'000;

/// How many people have each capture history: the one form in which every method sees the lists.
///
/// Canonical: histories are summed and stand in the order of their number, so the order of rows,
/// rows of zero people and split duplicates change nothing. Cells that nobody has are there, with
/// 0. Memory 8 · 2^lists bytes.
class ListTable {
 public:
  /// One row of a source: a history and how many have it.
  struct Row {
    History history = 0;
    std::uint64_t people = 0;
  };
  /// Sums rows with the same history. Refused: no list, more than `kMostLists`, names that are
  /// empty or occur twice, people with the history 0, a history beyond the lists, more people than
  /// `kMostPeople`.
  [[nodiscard]] static Result<ListTable> of(std::vector<std::string> lists,
                                            std::span<const Row> rows);

  [[nodiscard]] int lists() const { return static_cast<int>(names_.size()); }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  /// By history, 2^lists long; the first is 0.
  [[nodiscard]] std::span<const std::uint64_t> counts() const { return counts_; }
  [[nodiscard]] std::uint64_t people() const { return people_; }
  /// People on every list of `all` (and perhaps on others). O(2^lists).
  [[nodiscard]] std::uint64_t on_all(History all) const;
  [[nodiscard]] std::uint64_t seen_times(int times) const;  ///< On exactly so many lists.
  [[nodiscard]] std::size_t cells_positive() const;

  /// Without a list; whoever was on that one alone is gone.
  [[nodiscard]] ListTable without(int list) const;
  /// Two lists made one, "on either", named "A+B", at the place of the first.
  [[nodiscard]] ListTable merged(int first, int second) const;
  /// Only the people on a list, its column removed; and how many of them no other list has seen.
  struct Conditioned;
  [[nodiscard]] Conditioned only_on(int list) const;

  /// The canonical file, by which the table can be known again: a heading of the list names and
  /// "count", then a row for each cell that is not 0, in the order of histories, LF at line ends.
  [[nodiscard]] std::string canonical_csv() const;
  /// SHA-256 of `canonical_csv`, hexadecimal: `sha256sum` gives the same.
  [[nodiscard]] std::string hash() const;

  friend bool operator==(const ListTable&, const ListTable&) = default;

 private:
  ListTable() = default;
  std::vector<std::string> names_;
  std::vector<std::uint64_t> counts_;
  std::uint64_t people_ = 0;
};

struct ListTable::Conditioned {
  std::optional<ListTable> table;  ///< Empty when no list is left.
  std::uint64_t truth = 0;         ///< People on the list: what the others should give.
};

/// A list that holds nobody or everybody says nothing of the others and is left out (notes 4.0).
struct UsableLists {
  std::optional<ListTable> table;     ///< Empty when no list is left.
  std::vector<std::string> empty;     ///< Lists that hold nobody.
  std::vector<std::string> everyone;  ///< Lists that hold everybody.
};
[[nodiscard]] UsableLists usable_lists(const ListTable& table);

/// The people of one stratum, such as {"sex": "female", "age": "child"}.
struct Stratum {
  std::vector<std::string> values;  ///< One for each of `Lists::columns`.
  ListTable table;
};

/// What the engine is given: the lists, whole or by strata, or several draws of their linkage.
struct Lists {
  ListTable table;                   ///< Everybody.
  std::vector<std::string> columns;  ///< The strata's columns; empty when there are none.
  std::vector<Stratum> strata;       ///< In the order of their values; they add up to `table`.
  /// The same people as R draws of the record linkage give them (notes 4.10); empty: one linkage,
  /// taken for certain. `table` is then the first.
  std::vector<ListTable> draws;
};

}  // namespace manumit::estimate
