// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace manumit::vault {

/// A prepared statement. Bound bytes are looked at, not copied: they must live until `step`.
class Statement {
 public:
  Statement() = default;
  Statement& bind(int place, std::int64_t value);
  Statement& bind(int place, ByteView bytes);
  Statement& bind_null(int place);
  /// True while there is a row.
  [[nodiscard]] Result<bool> step();
  /// Steps a statement that gives no rows, and readies it for the next.
  [[nodiscard]] Result<void> run();
  void reset();
  [[nodiscard]] std::int64_t integer(int column) const;
  /// Empty unless the column is a blob. Valid until the next step.
  [[nodiscard]] ByteView blob(int column) const;
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] bool is_null(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

/// One SQLite connection, for one thread at a time, with every door that we do not need shut: no
/// extensions, no trusted schema, no temporary files, overwritten when deleted.
class Database {
 public:
  enum class Mode {
    write,      ///< an existing file
    read,       ///< an existing file that another connection may be writing
    untouched,  ///< a file that nobody writes: no lock, no side file, no recovery
  };
  [[nodiscard]] static Result<Database> open(const std::filesystem::path& file, Mode mode);
  [[nodiscard]] Result<void> run(const std::string& sql);
  [[nodiscard]] Result<Statement> prepare(std::string_view sql) const;
  /// The first column of the first row, as text; empty if there is none.
  [[nodiscard]] Result<std::string> ask(std::string_view sql) const;
  /// Copies all pages, as this connection sees them, into an empty file; false if `goes_on`, which
  /// is told of pages done and pages in all, asked to stop. A reading transaction of this
  /// connection holds the sight still.
  [[nodiscard]] Result<bool> copy_pages(
      Database& to, const std::function<bool(std::uint64_t, std::uint64_t)>& goes_on) const;
  [[nodiscard]] bool in_transaction() const;
  void roll_back();

  /// Raw bytes of the file, read through SQLite: opening the file a second time and closing it
  /// would drop this process's locks on it (POSIX advisory locks belong to the process).
  [[nodiscard]] std::uint64_t file_size() const;
  [[nodiscard]] Result<Bytes> file_bytes(std::uint64_t offset, std::size_t count) const;

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Close> handle_;
};

/// Rolls back on leaving, unless committed.
class Transaction {
 public:
  [[nodiscard]] static Result<Transaction> begin(Database& database);
  [[nodiscard]] Result<void> commit();
  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

/// Whether an error says that the disk is full, or that another program holds the file.
[[nodiscard]] bool is_disk_full(const Error& error);
/// A rollback journal waits to be played back, and this connection may not write.
[[nodiscard]] bool is_half_saved(const Error& error);
[[nodiscard]] bool is_busy(const Error& error);

}  // namespace manumit::vault
