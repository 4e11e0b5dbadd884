// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "base/check.h"
#include "base/csv.h"
#include "csv_inside.h"

namespace manumit {
namespace {

constexpr std::array<char, 3> kDelimiters = {',', ';', '\t'};
constexpr int kEnd = 256;  // No char has this value.

}  // namespace

char found_delimiter(std::string_view start) {
  std::array<std::size_t, kDelimiters.size()> counts{};
  bool quoted = false;
  for (const char c : start) {
    if (c == '"')
      quoted = !quoted;
    if (quoted)
      continue;
    if (c == '\n' || c == '\r')
      break;
    const auto* which = std::find(kDelimiters.begin(), kDelimiters.end(), c);
    if (which != kDelimiters.end())
      ++counts[static_cast<std::size_t>(which - kDelimiters.begin())];
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  return kDelimiters[static_cast<std::size_t>(most - counts.begin())];
}

Error csv_cell_too_large(std::string place, std::size_t most) {
  return Error{.kind = Error::Kind::bad_input,
               .what = "a cell is larger than {0} bytes",
               .where = std::move(place),
               .next = "look whether a quotation mark is missing before it",
               .fills = {std::to_string(most)}};
}

Error csv_row_too_large(std::string place, std::size_t most) {
  return Error{.kind = Error::Kind::bad_input,
               .what = "a row is larger than {0} bytes",
               .where = std::move(place),
               .next = "look whether a quotation mark is missing before it",
               .fills = {std::to_string(most)}};
}

Error csv_too_many_columns(std::string place, std::size_t most) {
  return Error{.kind = Error::Kind::bad_input,
               .what = "a row has more than {0} columns",
               .where = std::move(place),
               .fills = {std::to_string(most)}};
}

Error csv_never_closed(std::string place, std::uint64_t opened_on) {
  return Error{.kind = Error::Kind::bad_input,
               .what = "a quotation mark is opened and never closed",
               .where = std::move(place),
               .next = "look at line {0} of the file",
               .fills = {std::to_string(opened_on)}};
}

Error csv_text_after_quote(std::string place) {
  return Error{.kind = Error::Kind::bad_input,
               .what = "text follows after a closing quotation mark",
               .where = std::move(place),
               .next = "double each quotation mark that is part of the text"};
}

ByteSource source_of(std::string_view text) {
  return [text](std::span<char> room) mutable -> Result<std::size_t> {
    const std::size_t taken = std::min(room.size(), text.size());
    std::copy_n(text.begin(), taken, room.begin());
    text.remove_prefix(taken);
    return taken;
  };
}

std::string cell_place(std::string_view file, std::uint64_t row, std::string_view column) {
  std::string place{file};
  place += ", row " + std::to_string(row);
  if (!column.empty()) {
    place += ", column ";
    place += column;
  }
  return place;
}

CsvReader::CsvReader(ByteSource source, CsvOptions options)
    : source_(std::move(source)), options_(std::move(options)), buffer_(kCsvChunkBytes) {}

std::string CsvReader::place() const {
  return cell_place(options_.name, rows_, std::to_string(column_));
}

/// Puts more bytes behind those not yet read; sets `ended_` when there are no more.
Result<void> CsvReader::fill() {
  std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(at_),
            buffer_.begin() + static_cast<std::ptrdiff_t>(have_), buffer_.begin());
  have_ -= at_;
  at_ = 0;
  if (have_ == buffer_.size())
    return {};
  const std::size_t got = TRY(source_(std::span<char>(buffer_).subspan(have_)));
  MANUMIT_CHECK(got <= buffer_.size() - have_);
  have_ += got;
  ended_ = got == 0;
  return {};
}

/// Skips the byte order mark and finds the delimiter in the first chunk.
Result<void> CsvReader::begin() {
  begun_ = true;
  while (!ended_ && have_ < buffer_.size())
    TRY(fill());
  std::string_view start(buffer_.data(), have_);
  if (start.starts_with(kCsvByteOrderMark)) {
    at_ = kCsvByteOrderMark.size();
    start.remove_prefix(at_);
  }
  delimiter_ = options_.delimiter.value_or(found_delimiter(start));
  return {};
}

/// The next byte, still to be read, or `kEnd`.
Result<int> CsvReader::peek() {
  while (at_ == have_ && !ended_)
    TRY(fill());
  if (at_ == have_)
    return kEnd;
  return buffer_[at_];
}

/// Reads the line break that stands next: CR LF, LF or CR.
Result<void> CsvReader::end_line() {
  const char first = buffer_[at_++];
  if (first == '\r' && TRY(peek()) == '\n')
    ++at_;
  ++line_;
  return {};
}

Result<void> CsvReader::take(std::string& cell, std::string_view bytes) {
  row_bytes_ += bytes.size();
  if (cell.size() + bytes.size() > options_.limits.cell_bytes) {
    return fail(csv_cell_too_large(place(), options_.limits.cell_bytes));
  }
  if (row_bytes_ > options_.limits.row_bytes) {
    return fail(csv_row_too_large(place(), options_.limits.row_bytes));
  }
  cell += bytes;
  return {};
}

/// The rest of a cell after its opening quotation mark.
Result<void> CsvReader::read_quoted(std::string& cell, std::uint64_t opened_on) {
  while (true) {
    if (TRY(peek()) == kEnd) {
      return fail(csv_never_closed(place(), opened_on));
    }
    const char* from = buffer_.data() + at_;
    const char* to = buffer_.data() + have_;
    const char* quote = std::find(from, to, '"');
    TRY(take(cell, std::string_view(from, static_cast<std::size_t>(quote - from))));
    line_ += static_cast<std::uint64_t>(std::count(from, quote, '\n'));
    at_ = static_cast<std::size_t>(quote - buffer_.data());
    if (quote == to)
      continue;
    ++at_;
    if (TRY(peek()) != '"')
      return {};
    TRY(take(cell, "\""));
    ++at_;
  }
}

/// One cell, up to the delimiter, line break or end that follows it.
Result<void> CsvReader::read_cell(std::string& cell) {
  if (TRY(peek()) == '"') {
    ++at_;
    TRY(read_quoted(cell, line_));
    if (ends_cell(TRY(peek())))
      return {};
    return fail(csv_text_after_quote(place()));
  }
  while (TRY(peek()) != kEnd) {
    const char* from = buffer_.data() + at_;
    const char* to = buffer_.data() + have_;
    const char* stop = std::find_if(from, to, [this](char c) { return ends_cell(c); });
    TRY(take(cell, std::string_view(from, static_cast<std::size_t>(stop - from))));
    at_ = static_cast<std::size_t>(stop - buffer_.data());
    if (stop != to)
      return {};
  }
  return {};
}

bool CsvReader::ends_cell(int letter) const {
  return letter == delimiter_ || letter == '\n' || letter == '\r' || letter == kEnd;
}

Result<bool> CsvReader::read_row(CsvRow& row) {
  if (!begun_)
    TRY(begin());
  int next = TRY(peek());
  while (next == '\n' || next == '\r') {
    TRY(end_line());
    ++rows_;
    next = TRY(peek());
  }
  if (next == kEnd)
    return false;
  row.number = ++rows_;
  row.line = line_;
  row_bytes_ = 0;
  column_ = 0;
  do {
    if (column_ == options_.limits.columns) {
      return fail(csv_too_many_columns(cell_place(options_.name, rows_, {}), column_));
    }
    if (column_ > 0)
      ++at_;  // The delimiter.
    if (column_ == row.cells.size())
      row.cells.emplace_back();
    std::string& cell = row.cells[column_++];
    cell.clear();
    TRY(read_cell(cell));
    next = TRY(peek());
  } while (next == delimiter_);
  row.cells.resize(column_);
  if (next != kEnd)
    TRY(end_line());
  return true;
}

Result<bool> CsvReader::next(CsvRow& row) {
  if (failed_)
    return fail(*failed_);
  Result<bool> more = read_row(row);
  if (!more)
    failed_ = more.error();
  return more;
}

Result<std::vector<CsvRow>> read_csv(std::string_view text, CsvOptions options) {
  CsvReader reader(source_of(text), std::move(options));
  std::vector<CsvRow> rows;
  CsvRow row;
  while (TRY(reader.next(row)))
    rows.push_back(row);
  return rows;
}

}  // namespace manumit
