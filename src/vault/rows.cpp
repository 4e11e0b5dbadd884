// SPDX-License-Identifier: Apache-2.0
#include "rows.h"

#include <algorithm>

namespace manumit::vault {
namespace {

constexpr std::size_t kBlockBytes = 8 << 20;
constexpr std::uint64_t kMostProbes = 100'000;

constexpr std::string_view kWithSealed =
    "SELECT n, id, header, sig, crc, ct IS NULL, ct FROM entry ";
constexpr std::string_view kHeadersOnly = "SELECT n, id, header, sig, crc, ct IS NULL FROM entry ";

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

std::uint64_t number_from(const Database& database, std::string_view question) {
  const Result<std::string> answer = database.ask(question);
  if (!answer)
    return 0;
  const long long number = std::strtoll(answer->c_str(), nullptr, 10);
  return number > 0 ? static_cast<std::uint64_t>(number) : 0;
}

}  // namespace

Result<RowStream> RowStream::over(const Database& database, bool with_sealed,
                                  std::uint64_t expected) {
  RowStream out;
  out.with_sealed_ = with_sealed;
  out.database_ = &database;
  out.expected_ = expected;
  const std::string columns(with_sealed ? kWithSealed : kHeadersOnly);
  out.range_ = TRY(database.prepare(columns + "WHERE n > ?1 ORDER BY n LIMIT ?2"));
  out.point_ = TRY(database.prepare(columns + "WHERE n = ?1"));
  out.last_row_ = std::max(expected, number_from(database, "SELECT max(n) FROM entry"));
  return out;
}

bool RowStream::fill_by_range(std::vector<StoredRow>& block) {
  std::size_t bytes = 0;
  range_.bind(1, done_).bind(2, static_cast<std::int64_t>(kBlockRows));
  bool sound = true;
  while (bytes < kBlockBytes) {
    const Result<bool> more = range_.step();
    sound = more.has_value();
    if (!sound || !*more)
      break;
    // A damaged tree may hand out its rows out of order, and then for ever.
    if (range_.integer(0) <= done_) {
      sound = false;
      break;
    }
    block.push_back(read_row(range_, with_sealed_));
    bytes += weight(block.back());
    done_ = static_cast<std::int64_t>(block.back().n);
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
  const auto done = static_cast<std::uint64_t>(done_);
  // No number is believed beyond what the file has room for.
  const std::uint64_t room = database_->file_size() / kHeaderBytes;
  const std::uint64_t said = last_row_ > 0 ? last_row_ : known;
  last_row_ = std::min({said, room, known > 0 ? std::max(known, done) : done + kMostProbes});
}

void RowStream::fill_by_probing(std::vector<StoredRow>& block) {
  bound_search();
  while (block.size() < kBlockRows && static_cast<std::uint64_t>(done_) < last_row_) {
    ++done_;
    point_.bind(1, done_);
    const Result<bool> found = point_.step();
    if (!found) {
      block.push_back({.n = static_cast<std::uint64_t>(done_), .unreadable = true});
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
  if (!fill_by_range(block) && block.empty())
    fill_by_probing(block);
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
  return out;
}

Result<Readers::Loan> Readers::borrow() {
  {
    const std::lock_guard lock(door_);
    if (!idle_.empty()) {
      auto reader = std::move(idle_.back());
      idle_.pop_back();
      return Loan(*this, std::move(reader));
    }
  }
  Database database = TRY(Database::open(file_, mode_));
  Statement point = TRY(database.prepare(std::string(kWithSealed) + "WHERE n = ?1"));
  return Loan(*this,
              std::make_unique<Loan::Reader>(Loan::Reader{std::move(database), std::move(point)}));
}

void Readers::close() {
  const std::lock_guard lock(door_);
  idle_.clear();
}

}  // namespace manumit::vault
