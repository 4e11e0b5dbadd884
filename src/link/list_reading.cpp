// SPDX-License-Identifier: Apache-2.0
#include "list_reading.h"

#include <algorithm>
#include <utility>

#include "base/encoding.h"
#include "hashing.h"

namespace manumit::link {
namespace {

constexpr std::size_t kRowsLookedAt = 1000;
constexpr std::size_t kLongestHeading = 200;

bool can_be_a_heading(std::string_view text) {
  const auto is_control = [](char letter) {
    return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F;
  };
  return text.size() <= kLongestHeading && !first_bad_utf8(text) &&
         std::none_of(text.begin(), text.end(), is_control);
}

}  // namespace

ListReading::ListReading(RecordFile file)
    : name_(std::move(file.name)),
      deduplicated_(file.deduplicated),
      reader_(std::move(file.bytes), {.name = name_}) {}

Result<ListReading> ListReading::begin(RecordFile file) {
  ListReading list(std::move(file));
  list.has_block_ = TRY(list.reader_.next(list.blocks_[0]));
  if (!list.has_block_)
    return fail(Error::Kind::bad_input, "the file is empty", list.name_);
  TRY(list.read_headings());
  return list;
}

Result<void> ListReading::read_headings() {
  const CsvBlock& first = blocks_[0];
  for (std::size_t column = 0; column < first.columns_of(0); ++column) {
    std::string heading(trimmed(first.cell(0, column)));
    if (heading.find_first_of("\r\n") != std::string::npos) {
      return fail(Error::Kind::bad_input, "this heading has a line break in it",
                  cell_place(name_, first.number_of(0), std::to_string(column + 1)),
                  "write it in one line");
    }
    if (!can_be_a_heading(heading)) {
      RecordFaults faults;
      faults.add_bad_text(name_, first.number_of(0), std::to_string(column + 1), heading);
      return fail(faults.error());
    }
    if (heading.empty())
      heading = "column " + std::to_string(column + 1);
    if (std::find(headings_.begin(), headings_.end(), heading) != headings_.end()) {
      return fail(Error::Kind::bad_input, "two columns have the same name",
                  cell_place(name_, first.number_of(0), heading),
                  "give each column a name of its own");
    }
    headings_.push_back(std::move(heading));
  }
  return {};
}

std::vector<ColumnLook> ListReading::look() const {
  std::vector<ColumnLook> columns;
  for (const std::string& heading : headings_)
    columns.push_back({.heading = heading, .cells = {}});
  const CsvBlock& first = blocks_[0];
  const std::size_t end = std::min(first.rows(), kRowsLookedAt + 1);
  for (std::size_t row = 1; row < end; ++row) {
    const std::size_t cells = std::min(columns.size(), first.columns_of(row));
    for (std::size_t column = 0; column < cells; ++column)
      columns[column].cells.emplace_back(trimmed(first.cell(row, column)));
  }
  return columns;
}

Result<void> ListReading::read_ahead() {
  for (std::size_t row = 0; row < block().rows(); ++row) {
    for (std::size_t column = 0; column < block().columns_of(row); ++column)
      content_ = mixed(content_, hash_of(trimmed(block().cell(row, column))));
    content_ = mixed(content_, block().columns_of(row));
  }
  has_next_ = TRY(reader_.next(blocks_[1 - now_]));
  return {};
}

void ListReading::go_on() {
  now_ = 1 - now_;
  has_block_ = has_next_;
  at_start_ = false;
}

void find_faults(ListReading& list, RecordFaults& faults) {
  const CsvBlock& block = list.block();
  const bool all_text = !first_bad_utf8(block.text());
  for (std::size_t row = list.first_record_row(); row < block.rows() && !faults.enough(); ++row) {
    const std::uint64_t number = block.number_of(row);
    if (block.columns_of(row) != list.headings().size()) {
      faults.add(list.name(), number, {},
                 "a row has as many cells as there are headings, and this has not");
      continue;
    }
    for (std::size_t column = 0; !all_text && column < list.headings().size(); ++column) {
      if (list.places[column].kind != ColumnPlace::Kind::nowhere &&
          first_bad_utf8(block.cell(row, column)))
        faults.add_bad_text(list.name(), number, list.headings()[column], block.cell(row, column));
    }
  }
}

}  // namespace manumit::link
