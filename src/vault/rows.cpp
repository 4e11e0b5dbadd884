// SPDX-License-Identifier: Apache-2.0
#include "rows.h"

#include <algorithm>

namespace manumit::vault {
namespace {

constexpr std::size_t kBlockBytes = 8 << 20;
constexpr std::uint64_t kMostProbes = 100'000;
constexpr std::uint64_t kMostRows = UINT32_MAX;  // docs/formats/mnv1.md §11
// A page of 4096 bytes holds eleven of the smallest rows (§4 and §5 of the format).
constexpr std::int64_t kRowsNearby = 16;

constexpr std::string_view kWithSealed =
    "SELECT n, id, header, sig, crc, ct IS NULL, ct FROM entry ";
// `typeof` looks at the row's own header; `IS NULL` would read a piece of a file to its end first.
constexpr std::string_view kHeadersOnly =
    "SELECT n, id, header, sig, crc, typeof(ct) = 'null' FROM entry ";
constexpr std::string_view kOne = "WHERE n = ?1";
constexpr std::string_view kAfter = "WHERE n > ?1 ORDER BY n LIMIT ?2";
constexpr std::string_view kBetween = "WHERE n > ?1 AND n <= ?3 ORDER BY n LIMIT ?2";

StoredRow read_row(const Statement& row, bool with_sealed) {
  StoredRow out;
  out.n = static_cast<std::uint64_t>(row.integer(0));
  const std::array<ByteView, 5> columns = {row.blob(1), row.blob(2), row.blob(3), row.blob(4),
                                           with_sealed ? row.blob(6) : ByteView()};
  out.blank = row.integer(5) != 0;
  std::size_t size = 0;
  for (const ByteView column : columns)
    size += column.size();
  out.bytes.reserve(size);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    out.bytes.insert(out.bytes.end(), columns[i].begin(), columns[i].end());
    out.ends[i] = static_cast<std::uint32_t>(out.bytes.size());
  }
  return out;
}

std::size_t weight(const StoredRow& row) {
  return row.bytes.size() + 200;
}

/// Whether the row's checksum, which covers its number, is over this one.
bool is_number_of(const StoredRow& row, std::uint64_t number) {
  return std::ranges::equal(row.crc(), row_checksum(number, row.id(), row.header(), row.sig()));
}

std::uint64_t number_from(const Database& database, std::string_view question) {
  const Result<std::string> answer = database.ask(question);
  if (!answer)
    return 0;
  const long long number = std::strtoll(answer->c_str(), nullptr, 10);
  return number > 0 ? static_cast<std::uint64_t>(number) : 0;
}

}  // namespace

Result<RowStream> RowStream::over(const Database& database, bool with_sealed,
                                  std::uint64_t expected, std::vector<Stretch> passed_over) {
  RowStream out;
  out.passed_over_ = std::move(passed_over);
  out.with_sealed_ = with_sealed;
  out.database_ = &database;
  out.expected_ = expected;
  const std::string columns(with_sealed ? kWithSealed : kHeadersOnly);
  out.range_ = TRY(database.prepare(columns + std::string(kBetween)));
  out.point_ = TRY(database.prepare(columns + std::string(kOne)));
  out.last_row_ = std::max(expected, number_from(database, "SELECT max(n) FROM entry"));
  return out;
}

/// The number that the next row of the range should have: its own if it follows on or its checksum
/// covers it, else the next one. The last one over again: the row was handed out before.
std::uint64_t RowStream::number_of(const StoredRow& row) {
  if (row.n == done_ + 1 && row.n <= kMostRows)
    return row.n;
  for (const std::uint64_t number : {row.n, done_ + 1, done_}) {
    if (number > kMostRows || !is_number_of(row, number))
      continue;
    if (number != row.n)
      misnumbered_.insert(row.n);
    return number;
  }
  const bool new_here = misnumbered_.insert(row.n).second;
  return new_here && done_ < kMostRows ? done_ + 1 : done_;
}

/// Steps over the stretches that begin with the next row.
void RowStream::pass_over() {
  while (at_stretch() && passed_over_[stretch_].first <= done_ + 1)
    done_ = std::max(done_, passed_over_[stretch_++].second);
}

bool RowStream::fill_by_range(std::vector<StoredRow>& block) {
  std::size_t bytes = 0;
  // A damaged number may lie below the first.
  const std::int64_t after = done_ == 0 ? INT64_MIN : static_cast<std::int64_t>(done_);
  const std::int64_t until =
      at_stretch() ? static_cast<std::int64_t>(passed_over_[stretch_].first) - 1 : INT64_MAX;
  range_.bind(1, after).bind(2, static_cast<std::int64_t>(kBlockRows)).bind(3, until);
  bool sound = true;
  while (bytes < kBlockBytes) {
    const Result<bool> more = range_.step();
    if (!more)
      sound = false;
    if (!more || !*more)
      break;
    StoredRow row = read_row(range_, with_sealed_);
    const std::uint64_t number = number_of(row);
    // A damaged tree may hand out its rows out of order, and some of them again, for ever.
    if (number <= done_) {
      sound = false;
      continue;
    }
    row.misnumbered = row.n != number;
    row.n = number;
    done_ = number;
    bytes += weight(row);
    block.push_back(std::move(row));
  }
  range_.reset();
  return sound;
}

/// Before feeling forward row by row, how far there is to go: the last number may be damaged
/// itself, so the mark and the index of ids, which lies on other pages, are heard too.
void RowStream::bound_search() {
  if (std::exchange(bounded_, true))
    return;
  const std::uint64_t indexed =
      number_from(*database_, "SELECT count(*) FROM entry INDEXED BY sqlite_autoindex_entry_1");
  const std::uint64_t known = std::max(expected_, indexed);
  // No number is believed beyond what the file has room for.
  const std::uint64_t room = database_->file_size() / kHeaderBytes;
  const std::uint64_t said = last_row_ > 0 ? last_row_ : known;
  last_row_ = std::min({said, room, known > 0 ? std::max(known, done_) : done_ + kMostProbes});
}

void RowStream::fill_by_probing(std::vector<StoredRow>& block) {
  bound_search();
  while (block.size() < kBlockRows && done_ < last_row_) {
    pass_over();
    ++done_;
    point_.bind(1, static_cast<std::int64_t>(done_));
    const Result<bool> found = point_.step();
    if (!found) {
      block.push_back({.n = done_, .unreadable = true});
    } else if (*found) {
      block.push_back(read_row(point_, with_sealed_));
      point_.reset();
      return;  // Sound ground again.
    }
    point_.reset();
  }
}

Result<std::vector<StoredRow>> RowStream::next() {
  std::vector<StoredRow> block;
  while (block.empty()) {
    pass_over();
    if (!fill_by_range(block) && block.empty())
      fill_by_probing(block);
    if (!block.empty() || !at_stretch())
      break;
    // Nothing stands between here and the next stretch.
    done_ = std::max(done_, passed_over_[stretch_++].second);
  }
  return block;
}

Readers::Loan::~Loan() {
  if (!reader_)
    return;
  const std::lock_guard lock(home_->door_);
  home_->idle_.push_back(std::move(reader_));
}

StoredRow Readers::Loan::row(std::uint64_t n) {
  Statement& point = reader_->point;
  point.bind(1, static_cast<std::int64_t>(n));
  const Result<bool> found = point.step();
  StoredRow out{.n = n, .unreadable = true};
  if (found && *found)
    out = read_row(point, true);
  point.reset();
  if (!found || (*found && is_number_of(out, n)))
    return out;
  return row_nearby(n).value_or(std::move(out));
}

std::optional<StoredRow> Readers::Loan::row_nearby(std::uint64_t n) {
  Statement& range = reader_->range;
  range.bind(1, static_cast<std::int64_t>(n) - kRowsNearby).bind(2, 2 * kRowsNearby);
  std::optional<StoredRow> out;
  while (!out) {
    const Result<bool> more = range.step();
    if (!more || !*more)
      break;
    StoredRow row = read_row(range, true);
    if (is_number_of(row, n))
      out = std::move(row);
  }
  range.reset();
  if (out) {
    out->misnumbered = out->n != n;
    out->n = n;
  }
  return out;
}

Result<Readers::Loan> Readers::borrow() {
  Result<Loan> out = lend();
  if (out || !is_half_saved(out.error()) || mode_ != Database::Mode::read)
    return out;
  // Whoever may write takes it back, if the disk lets them; then there is something to read again.
  if (const auto writer = Database::open(file_, Database::Mode::write))
    static_cast<void>(writer->ask("SELECT count(*) FROM sqlite_master"));
  return lend();
}

/// Without the first question a row that cannot be read now would be taken for one that is damaged.
Result<Readers::Loan> Readers::lend() {
  Loan out = TRY(from_home());
  const Result<bool> asked = out.reader_->point.bind(1, 0).step();
  out.reader_->point.reset();
  if (!asked && (is_half_saved(asked.error()) || is_busy(asked.error())))
    return fail(asked.error());
  return out;
}

Result<Readers::Loan> Readers::from_home() {
  {
    const std::lock_guard lock(door_);
    if (!idle_.empty()) {
      auto reader = std::move(idle_.back());
      idle_.pop_back();
      return Loan(*this, std::move(reader));
    }
  }
  Database database = TRY(Database::open(file_, mode_));
  Statement point = TRY(database.prepare(std::string(kWithSealed) + std::string(kOne)));
  Statement range = TRY(database.prepare(std::string(kWithSealed) + std::string(kAfter)));
  return Loan(*this, std::make_unique<Loan::Reader>(
                         Loan::Reader{std::move(database), std::move(point), std::move(range)}));
}

void Readers::close() {
  const std::lock_guard lock(door_);
  idle_.clear();
}

}  // namespace manumit::vault
