// SPDX-License-Identifier: Apache-2.0
#include "decision_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "list_reading.h"

namespace manumit::link {
namespace {

constexpr std::array<std::string_view, 5> kColumns = {"source_a", "row_a", "source_b", "row_b",
                                                      "decision"};
constexpr std::size_t kMostDecisions = 10'000'000;

class Reading {
 public:
  Reading(const std::string& file, const RecordTable& table) : file_(file), table_(table) {}

  [[nodiscard]] Result<void> read_headings(const CsvRow& row) {
    headings_ = row.cells.size();
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
      const auto found =
          std::find_if(row.cells.begin(), row.cells.end(),
                       [&](const std::string& cell) { return trimmed(cell) == kColumns[i]; });
      if (found == row.cells.end())
        return fail(Error::Kind::bad_input, "there is no column of this name",
                    cell_place(file_, row.number, kColumns[i]),
                    "write the pairs with --pairs and add a column decision");
      places_[i] = static_cast<std::size_t>(found - row.cells.begin());
      if (std::any_of(found + 1, row.cells.end(),
                      [&](const std::string& cell) { return trimmed(cell) == kColumns[i]; }))
        return fail(Error::Kind::bad_input, "two columns have the same name",
                    cell_place(file_, row.number, kColumns[i]),
                    "give each column a name of its own");
    }
    return {};
  }

  [[nodiscard]] Result<void> read(const CsvRow& row) {
    if (row.cells.size() != headings_)
      return refuse(row, {}, "a row has as many cells as there are headings, and this has not");
    const std::string_view said = cell(row, 4);
    if (said.empty() || said == "cannot_tell")
      return {};
    if (said != "same" && said != "not_same")
      return refuse(row, kColumns[4], "a decision is same, not_same or cannot_tell");
    const auto a = record(row, 0);
    const auto b = record(row, 2);
    if (!a || !b)
      return refuse(row, kColumns[a ? 2 : 0], "there is no such row of such a list");
    if (*a == *b)
      return refuse(row, {}, "a decision is about two different rows");
    const std::pair<std::uint32_t, std::uint32_t> pair{std::min(*a, *b), std::max(*a, *b)};
    const bool same = said == "same";
    const auto [before, is_new] = decided_.try_emplace(pair, same);
    if (before->second != same)
      return refuse(row, kColumns[4], "an earlier row decides otherwise about the same pair");
    if (is_new)
      (same ? decisions_.same : decisions_.different).push_back({pair.first, pair.second});
    return {};
  }

  [[nodiscard]] bool enough() const { return decided_.size() >= kMostDecisions; }
  [[nodiscard]] Decisions take() { return std::move(decisions_); }

 private:
  [[nodiscard]] std::string_view cell(const CsvRow& row, std::size_t column) const {
    return trimmed(row.cells[places_[column]]);
  }

  /// The record that a list and a row name, which stand in two columns from this one on.
  [[nodiscard]] std::optional<std::uint32_t> record(const CsvRow& row, std::size_t column) const {
    const std::string_view source = cell(row, column);
    const std::string_view digits = cell(row, column + 1);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size())
      return std::nullopt;
    for (std::size_t list = 0; list < table_.sources().size(); ++list) {
      if (table_.sources()[list].name != source)
        continue;
      if (const auto found = table_.record_at(list, number))
        return static_cast<std::uint32_t>(*found);
    }
    return std::nullopt;
  }

  [[nodiscard]] tl::unexpected<Error> refuse(const CsvRow& row, std::string_view column,
                                             std::string what) const {
    return fail(Error::Kind::bad_input, std::move(what), cell_place(file_, row.number, column));
  }

  const std::string& file_;
  const RecordTable& table_;
  std::size_t headings_ = 0;
  std::array<std::size_t, kColumns.size()> places_{};
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> decided_;
  Decisions decisions_;
};

}  // namespace

Result<Decisions> read_decisions(ByteSource bytes, const std::string& file,
                                 const RecordTable& table) {
  CsvReader csv(std::move(bytes), {.name = file});
  CsvRow row;
  Reading reading(file, table);
  if (!TRY(csv.next(row)))
    return fail(Error::Kind::bad_input, "the file is empty", file);
  TRY(reading.read_headings(row));
  while (TRY(csv.next(row))) {
    if (reading.enough())
      return fail(Error::Kind::bad_input, "the file holds more than {0} decisions", file, {},
                  {std::to_string(kMostDecisions)});
    TRY(reading.read(row));
  }
  return reading.take();
}

}  // namespace manumit::link
