// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "header.h"
#include "sql.h"

namespace manumit::vault {

/// One row of `entry` as it lies in the file, unchecked. Its columns lie in one piece of memory:
/// opening a vault reads each row twice.
struct StoredRow {
  std::uint64_t n = 0;
  bool blank = false;       ///< there is no cipher text
  bool unreadable = false;  ///< its page cannot be read; the rest is empty
  /// The number in the file is another one; `n` is what the row's own checksum or its place says.
  bool misnumbered = false;
  Bytes bytes = {};
  std::array<std::uint32_t, 5> ends = {};  ///< of each column in `bytes`
  [[nodiscard]] ByteView id() const { return column(0); }
  [[nodiscard]] ByteView header() const { return column(1); }
  [[nodiscard]] ByteView sig() const { return column(2); }
  [[nodiscard]] ByteView crc() const { return column(3); }
  [[nodiscard]] ByteView ct() const { return column(4); }

 private:
  [[nodiscard]] ByteView column(std::size_t which) const {
    const std::size_t from = which == 0 ? 0 : ends[which - 1];
    return ByteView(bytes).subspan(from, ends[which] - from);
  }
};

/// All rows in file order, a block at a time, so that memory stays bounded. A page that cannot be
/// read costs the rows on it: the stream then feels its way forward row by row. A row whose number
/// is damaged costs itself: it is handed out at its own place.
class RowStream {
 public:
  /// `expected` is how many rows there should be by what else is known; a file whose own count
  /// cannot be read is searched that far.
  /// The rows of `passed_over`, first and last of each stretch in rising order, are left out and
  /// not read.
  using Stretch = std::pair<std::uint64_t, std::uint64_t>;
  [[nodiscard]] static Result<RowStream> over(const Database& database, bool with_sealed,
                                              std::uint64_t expected,
                                              std::vector<Stretch> passed_over = {});
  static constexpr std::size_t kBlockRows = 1024;
  /// The next rows, kBlockRows at most; empty at the end.
  [[nodiscard]] Result<std::vector<StoredRow>> next();
  /// How far the file goes, as well as that can be known.
  [[nodiscard]] std::uint64_t last_row() const { return last_row_; }

 private:
  RowStream() = default;
  void bound_search();
  [[nodiscard]] std::uint64_t number_of(const StoredRow& row);
  [[nodiscard]] bool fill_by_range(std::vector<StoredRow>& block);
  void fill_by_probing(std::vector<StoredRow>& block);
  [[nodiscard]] bool at_stretch() const { return stretch_ < passed_over_.size(); }
  void pass_over();
  Statement range_, point_;
  std::vector<Stretch> passed_over_;
  std::size_t stretch_ = 0;  ///< the next of them
  bool with_sealed_ = true;
  std::uint64_t done_ = 0;
  std::uint64_t last_row_ = 0;
  const Database* database_ = nullptr;
  std::uint64_t expected_ = 0;
  bool bounded_ = false;
  std::set<std::uint64_t> misnumbered_;  ///< the numbers in the file of rows handed out as others
};

/// Read connections, one for each thread that wants one at the same time.
class Readers {
 public:
  Readers(std::filesystem::path file, Database::Mode mode) : file_(std::move(file)), mode_(mode) {}
  /// A connection to read single rows with, handed back on destruction.
  class Loan {
   public:
    Loan(Loan&&) noexcept = default;
    Loan& operator=(Loan&&) = delete;
    ~Loan();
    /// Found beside its place too, where a damaged number has put the tree out of order.
    [[nodiscard]] StoredRow row(std::uint64_t n);
    [[nodiscard]] const Database& database() const { return reader_->database; }

   private:
    friend class Readers;
    struct Reader {
      Database database;
      Statement point, range;
    };
    [[nodiscard]] std::optional<StoredRow> row_nearby(std::uint64_t n);
    Loan(Readers& home, std::unique_ptr<Reader> reader)
        : home_(&home), reader_(std::move(reader)) {}
    Readers* home_;
    std::unique_ptr<Reader> reader_;
  };
  [[nodiscard]] Result<Loan> borrow();
  /// Closes all that are at home.
  void close();

 private:
  [[nodiscard]] Result<Loan> lend();
  [[nodiscard]] Result<Loan> from_home();

  std::filesystem::path file_;
  Database::Mode mode_;
  std::mutex door_;
  std::vector<std::unique_ptr<Loan::Reader>> idle_;
};

}  // namespace manumit::vault
