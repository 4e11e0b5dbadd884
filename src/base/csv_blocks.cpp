// SPDX-License-Identifier: Apache-2.0
#include "base/csv_blocks.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "base/check.h"
#include "csv_inside.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace manumit {
namespace {

constexpr std::size_t kStep = 64;  // As many letters as a mask has bits.

/// Which of 64 letters end a cell.
std::uint64_t ends_among(const char* text, char delimiter) {
  std::uint64_t found = 0;
#ifdef __SSE2__
  const __m128i comma = _mm_set1_epi8(delimiter);
  const __m128i line_feed = _mm_set1_epi8('\n');
  const __m128i carriage_return = _mm_set1_epi8('\r');
  for (std::size_t part = 0; part < kStep; part += 16) {
    const __m128i letters = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + part));
    const __m128i ends = _mm_or_si128(
        _mm_cmpeq_epi8(letters, comma),
        _mm_or_si128(_mm_cmpeq_epi8(letters, line_feed), _mm_cmpeq_epi8(letters, carriage_return)));
    found |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(ends)))
             << part;
  }
#else
  for (std::size_t i = 0; i < kStep; ++i) {
    const bool ends = text[i] == delimiter || text[i] == '\n' || text[i] == '\r';
    found |= static_cast<std::uint64_t>(ends) << i;
  }
#endif
  return found;
}

}  // namespace

/// The places where cells end, found 64 letters at a time.
class CsvBlockReader::Marks {
 public:
  Marks(const char* text, std::size_t have, char delimiter)
      : text_(text), have_(have), delimiter_(delimiter), mask_(ends_among(text, delimiter)) {}

  /// The first one at `from` or behind it; `have` if there is none. `from` never goes back.
  [[nodiscard]] std::size_t next(std::size_t from) {
    if (from >= base_ + kStep)
      look_at(from & ~(kStep - 1));
    // What stands before the base has been looked at: nothing ends there.
    std::uint64_t left = from <= base_ ? mask_ : mask_ & (~std::uint64_t{0} << (from - base_));
    while (left == 0) {
      if (base_ + kStep >= have_)
        return have_;
      look_at(base_ + kStep);
      left = mask_;
    }
    return std::min(have_, base_ + static_cast<std::size_t>(std::countr_zero(left)));
  }

 private:
  void look_at(std::size_t base) {
    base_ = base;
    mask_ = ends_among(text_ + base, delimiter_);
  }

  const char* text_;
  std::size_t have_;
  char delimiter_;
  std::size_t base_ = 0;
  std::uint64_t mask_;
};

std::uint64_t CsvBlock::number_of(std::size_t row) const {
  const auto after =
      std::upper_bound(skipped_.begin(), skipped_.end(), row,
                       [](std::size_t wanted, const Skipped& each) { return wanted < each.row; });
  return first_number_ + row + (after == skipped_.begin() ? 0 : std::prev(after)->lines);
}

CsvBlockReader::CsvBlockReader(ByteSource source, CsvOptions options, std::size_t block_bytes)
    : source_(std::move(source)), options_(std::move(options)), block_bytes_(block_bytes) {
  MANUMIT_CHECK(block_bytes > 0);
}

std::string CsvBlockReader::place() const {
  return cell_place(options_.name, rows_ + 1, std::to_string(column_));
}

/// Puts up to `more` bytes behind those that the block has; fewer only at the end of the file.
Result<void> CsvBlockReader::fill(CsvBlock& block, std::size_t more) {
  const std::size_t wanted = have_ + more;
  MANUMIT_CHECK(wanted < (std::size_t{1} << 32));
  // Behind the last byte is room for a whole step, so that nobody looks beyond the text.
  if (block.text_.size() < wanted + kStep)
    block.text_.resize(wanted + kStep);
  while (!ended_ && have_ < wanted) {
    const std::size_t got =
        TRY(source_(std::span<char>(block.text_).subspan(have_, wanted - have_)));
    MANUMIT_CHECK(got <= wanted - have_);
    have_ += got;
    ended_ = got == 0;
  }
  return {};
}

/// Skips the byte order mark and finds the delimiter.
Result<void> CsvBlockReader::begin(CsvBlock& block) {
  begun_ = true;
  TRY(fill(block, std::max(kCsvChunkBytes, block_bytes_)));
  std::string_view start(block.text_.data(), std::min(have_, kCsvChunkBytes));
  if (start.starts_with(kCsvByteOrderMark)) {
    at_ = kCsvByteOrderMark.size();
    start.remove_prefix(at_);
  }
  delimiter_ = options_.delimiter.value_or(found_delimiter(start));
  return {};
}

Result<bool> CsvBlockReader::read_block(CsvBlock& block) {
  block.cells_.clear();
  block.row_ends_.clear();
  block.skipped_.clear();
  block.first_number_ = rows_ + 1;
  at_ = 0;
  have_ = kept_.size();
  if (block.text_.size() < have_)
    block.text_.resize(have_);
  std::copy(kept_.begin(), kept_.end(), block.text_.begin());
  kept_.clear();
  if (begun_)
    TRY(fill(block, block_bytes_));
  else
    TRY(begin(block));
  while (true) {
    TRY(read_rows(block));
    if (block.rows() > 0 || (ended_ && at_ == have_))
      break;
    TRY(fill(block, std::max(have_, block_bytes_)));  // One row that is longer than a block.
  }
  kept_.assign(block.text_.begin() + static_cast<std::ptrdiff_t>(at_),
               block.text_.begin() + static_cast<std::ptrdiff_t>(have_));
  block.used_ = at_;
  return block.rows() > 0;
}

/// All rows that end within the text.
Result<void> CsvBlockReader::read_rows(CsvBlock& block) {
  Marks marks(block.text_.data(), have_, delimiter_);
  while (skip_empty_lines(block) && at_ < have_) {
    const std::size_t start = at_;
    const std::uint64_t line = line_;
    const std::size_t cells = block.cells_.size();
    const Result<bool> whole = read_row(block, marks);
    if (whole && *whole)
      continue;
    block.cells_.resize(cells);
    if (!whole) {
      if (block.rows() == 0)
        return fail(whole.error());
      failed_ = whole.error();  // Told after the rows before it.
      return {};
    }
    at_ = start;
    line_ = line;
    return {};
  }
  return {};
}

/// Reads the line break that stands next: CR LF, LF or CR. False: whether an LF follows is not yet
/// known.
bool CsvBlockReader::end_line(const CsvBlock& block) {
  const bool carriage_return = block.text_[at_] == '\r';
  if (carriage_return && at_ + 1 == have_ && !ended_)
    return false;
  ++at_;
  if (carriage_return && at_ < have_ && block.text_[at_] == '\n')
    ++at_;
  ++line_;
  return true;
}

bool CsvBlockReader::skip_empty_lines(CsvBlock& block) {
  std::uint64_t lines = 0;
  bool whole = true;
  while (whole && at_ < have_ && (block.text_[at_] == '\n' || block.text_[at_] == '\r')) {
    whole = end_line(block);
    lines += whole ? 1 : 0;
  }
  if (lines > 0) {
    rows_ += lines;
    const std::uint64_t before = block.skipped_.empty() ? 0 : block.skipped_.back().lines;
    block.skipped_.push_back({block.rows(), before + lines});
  }
  return whole;
}

/// The row that begins here. False: it does not end within the text.
Result<bool> CsvBlockReader::read_row(CsvBlock& block, Marks& marks) {
  column_ = 0;
  row_bytes_ = 0;
  doubled_.clear();
  do {
    if (column_++ == options_.limits.columns)
      return fail(csv_too_many_columns(cell_place(options_.name, rows_ + 1, {}), column_ - 1));
    const bool quoted = at_ < have_ && block.text_[at_] == '"';
    // The plain cell goes without a Result: there are millions of them.
    if (!quoted && take_plain(block, marks.next(at_)))
      continue;
    if (!TRY(quoted ? read_quoted(block) : read_plain(block, marks)))
      return false;
  } while (at_ < have_ && block.text_[at_] == delimiter_ && ++at_ > 0);
  if (at_ < have_ && !end_line(block))
    return false;
  finish_row(block);
  return true;
}

/// The row is whole: what stands doubled in its cells may now be moved together.
void CsvBlockReader::finish_row(CsvBlock& block) {
  for (const std::size_t which : doubled_) {
    CsvBlock::Cell& cell = block.cells_[which];
    char* const from = block.text_.data() + cell.begin;
    char* to = from;
    for (std::size_t i = 0; i < cell.size; ++i) {
      *to++ = from[i];
      i += from[i] == '"' ? 1 : 0;
    }
    cell.size = static_cast<std::uint32_t>(to - from);
  }
  block.row_ends_.push_back(static_cast<std::uint32_t>(block.cells_.size()));
  ++rows_;
}

/// So many bytes more in this cell.
Result<void> CsvBlockReader::within_limits(std::size_t bytes) const {
  if (bytes > options_.limits.cell_bytes)
    return fail(csv_cell_too_large(place(), options_.limits.cell_bytes));
  if (row_bytes_ + bytes > options_.limits.row_bytes)
    return fail(csv_row_too_large(place(), options_.limits.row_bytes));
  return {};
}

Result<void> CsvBlockReader::keep_cell(CsvBlock& block, std::size_t begin, std::size_t size,
                                       std::size_t doubled) {
  TRY(within_limits(size - doubled));
  row_bytes_ += size - doubled;
  block.cells_.push_back(
      {.begin = static_cast<std::uint32_t>(begin), .size = static_cast<std::uint32_t>(size)});
  return {};
}

/// Takes a cell without quotation marks, if it ends before the text does and is not too large.
bool CsvBlockReader::take_plain(CsvBlock& block, std::size_t end) {
  const std::size_t size = end - at_;
  if (end == have_ || size > options_.limits.cell_bytes ||
      row_bytes_ + size > options_.limits.row_bytes)
    return false;
  row_bytes_ += size;
  block.cells_.push_back(
      {.begin = static_cast<std::uint32_t>(at_), .size = static_cast<std::uint32_t>(size)});
  at_ = end;
  return true;
}

/// The same cell at the end of the text, or with its error.
Result<bool> CsvBlockReader::read_plain(CsvBlock& block, Marks& marks) {
  const std::size_t end = marks.next(at_);
  TRY(keep_cell(block, at_, end - at_, 0));
  at_ = end;
  return end < have_ || ended_;
}

/// A cell in quotation marks, up to what follows it. False: its end is not here.
Result<bool> CsvBlockReader::read_quoted(CsvBlock& block) {
  if (!TRY(read_inside_quotes(block)))
    return false;
  if (at_ == have_)
    return ended_;
  const char after = block.text_[at_];
  if (after == delimiter_ || after == '\n' || after == '\r')
    return true;
  return fail(csv_text_after_quote(place()));
}

Result<bool> CsvBlockReader::read_inside_quotes(CsvBlock& block) {
  const char* const text = block.text_.data();
  const std::uint64_t opened_on = line_;
  const std::size_t begin = ++at_;
  std::size_t doubled = 0;
  while (true) {
    const void* found = std::memchr(text + at_, '"', have_ - at_);
    const std::size_t quote =
        found == nullptr ? have_ : static_cast<std::size_t>(static_cast<const char*>(found) - text);
    line_ += static_cast<std::uint64_t>(std::count(text + at_, text + quote, '\n'));
    TRY(within_limits(quote - begin - doubled));
    if (quote == have_ && ended_)
      return fail(csv_never_closed(place(), opened_on));
    if (quote == have_ || (quote + 1 == have_ && !ended_))
      return false;
    at_ = quote + 1;
    if (at_ == have_ || text[at_] != '"')
      break;
    ++doubled;
    ++at_;
  }
  TRY(keep_cell(block, begin, at_ - 1 - begin, doubled));
  if (doubled > 0)
    doubled_.push_back(block.cells_.size() - 1);
  return true;
}

Result<bool> CsvBlockReader::next(CsvBlock& block) {
  if (failed_)
    return fail(*failed_);
  Result<bool> more = read_block(block);
  if (!more)
    failed_ = more.error();
  return more;
}

}  // namespace manumit
