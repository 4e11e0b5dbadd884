// SPDX-License-Identifier: Apache-2.0
#include "sql.h"

#include <sqlite3.h>

#include "base/check.h"

namespace manumit::vault {
namespace {

constexpr std::string_view kFull = "the disk is full";
constexpr std::string_view kHalfSaved =
    "the disk took nothing more in the middle of a saving, which has to be taken back before "
    "anything "
    "is read";
constexpr std::string_view kBusy = "another program is using this vault at the moment";
constexpr int kPatienceMs = 5000;
constexpr int kMaxValue = 64 << 20;
constexpr int kPagesAtOnce = 16;

Error half_saved() {
  return {
      Error::Kind::unavailable, std::string(kHalfSaved), "",
      "make room on the disk, or let it be written to again, and try once more; nothing that was "
      "called saved is lost, and a copy of the vault needs its file that ends in -journal too"};
}

Error from_code(int code) {
  using Kind = Error::Kind;
  if (code == SQLITE_READONLY_ROLLBACK)
    return half_saved();
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return {Kind::unavailable, std::string(kFull), "",
              "make room and try again; nothing that was saved before is touched"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Kind::unavailable, std::string(kBusy), "", "close the other program and try again"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {Kind::damaged, "a part of the file cannot be read as a database", "",
              "keep this file as it is, and verify the vault to see which entries are sound"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {Kind::unavailable, "the file or its folder cannot be written to", "",
              "copy both files of the vault to a folder of your own and open them there"};
    case SQLITE_CANTOPEN:
      return {Kind::unavailable, "the file cannot be opened", "",
              "check that you may read and write it and the folder it lies in"};
    case SQLITE_IOERR:
      return {Kind::unavailable,
              "the disk reports an error (SQLite {0})",
              "",
              "copy both files of the vault to another disk before anything else",
              {std::to_string(code)}};
    case SQLITE_NOMEM:
      return {Kind::unavailable, "there is not enough memory", "",
              "close other programs and try again"};
    case SQLITE_CONSTRAINT:
      return {Kind::not_allowed, "the vault refused a change to what is already written", "",
              "entries are only ever added"};
    default:
      return {Kind::damaged,
              "the database refused a request (SQLite {0})",
              "",
              "keep both files as they are, and verify the vault",
              {std::to_string(code)}};
  }
}

/// A path as an SQLite URI, so that odd letters in it mean nothing.
std::string uri_of(const std::filesystem::path& file, bool untouched) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out = "file:";
  for (const char letter : std::filesystem::absolute(file).string()) {
    const auto code = static_cast<unsigned char>(letter);
    if (std::isalnum(code) != 0 || letter == '/' || letter == '.' || letter == '-' ||
        letter == '_') {
      out += letter;
    } else {
      out += '%';
      out += kDigits[code >> 4];
      out += kDigits[code & 15];
    }
  }
  return untouched ? out + "?immutable=1" : out;
}

int flags_of(Database::Mode mode) {
  const int common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
  return common | (mode == Database::Mode::write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
}

void harden(sqlite3* database) {
  sqlite3_busy_timeout(database, kPatienceMs);
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, nullptr);
  sqlite3_limit(database, SQLITE_LIMIT_LENGTH, kMaxValue);
  sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0);
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}
void Database::Close::operator()(sqlite3* database) const {
  sqlite3_close(database);
}

Statement& Statement::bind(int place, std::int64_t value) {
  MANUMIT_CHECK(sqlite3_bind_int64(handle_.get(), place, value) == SQLITE_OK);
  return *this;
}

Statement& Statement::bind(int place, ByteView bytes) {
  // A null pointer would bind NULL instead of an empty blob.
  static constexpr std::uint8_t kNothing = 0;
  const void* data = bytes.empty() ? &kNothing : bytes.data();
  MANUMIT_CHECK(sqlite3_bind_blob64(handle_.get(), place, data, bytes.size(), SQLITE_STATIC) ==
                SQLITE_OK);
  return *this;
}

Statement& Statement::bind_null(int place) {
  MANUMIT_CHECK(sqlite3_bind_null(handle_.get(), place) == SQLITE_OK);
  return *this;
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW)
    return true;
  if (code == SQLITE_DONE)
    return false;
  sqlite3_reset(handle_.get());
  return fail(from_code(code));
}

Result<void> Statement::run() {
  TRY(step());
  reset();
  return {};
}

void Statement::reset() {
  sqlite3_reset(handle_.get());
  sqlite3_clear_bindings(handle_.get());
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(handle_.get(), column);
}

ByteView Statement::blob(int column) const {
  if (sqlite3_column_type(handle_.get(), column) != SQLITE_BLOB)
    return {};
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_.get(), column));
  if (data == nullptr)
    return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

std::string Statement::text(int column) const {
  const unsigned char* letters = sqlite3_column_text(handle_.get(), column);
  if (letters == nullptr)
    return {};
  return {reinterpret_cast<const char*>(letters),
          static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

Result<Database> Database::open(const std::filesystem::path& file, Mode mode) {
  sqlite3* raw = nullptr;
  const int code =
      sqlite3_open_v2(uri_of(file, mode == Mode::untouched).c_str(), &raw, flags_of(mode), nullptr);
  Database out;
  out.handle_.reset(raw);
  if (code != SQLITE_OK)
    return fail(from_code(code));
  harden(raw);
  TRY(out.run("PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=ON; PRAGMA secure_delete=ON"));
  return out;
}

Result<void> Database::run(const std::string& sql) {
  const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK)
    return fail(from_code(code));
  return {};
}

Result<Statement> Database::prepare(std::string_view sql) const {
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  Statement out;
  out.handle_.reset(raw);
  if (code != SQLITE_OK)
    return fail(from_code(code));
  return out;
}

Result<std::string> Database::ask(std::string_view sql) const {
  Statement statement = TRY(prepare(sql));
  if (!TRY(statement.step()))
    return std::string{};
  return statement.text(0);
}

Result<bool> Database::copy_pages(
    Database& to, const std::function<bool(std::uint64_t, std::uint64_t)>& goes_on) const {
  struct Finish {
    void operator()(sqlite3_backup* work) const { sqlite3_backup_finish(work); }
  };
  const std::unique_ptr<sqlite3_backup, Finish> work(
      sqlite3_backup_init(to.handle_.get(), "main", handle_.get(), "main"));
  if (!work)
    return fail(from_code(sqlite3_extended_errcode(to.handle_.get())));
  while (true) {
    const int code = sqlite3_backup_step(work.get(), kPagesAtOnce);
    if (code == SQLITE_DONE)
      return true;
    if (code != SQLITE_OK)
      return fail(from_code(code));
    const auto total = static_cast<std::uint64_t>(sqlite3_backup_pagecount(work.get()));
    const auto left = static_cast<std::uint64_t>(sqlite3_backup_remaining(work.get()));
    if (!goes_on(total - left, total))
      return false;
  }
}

bool Database::in_transaction() const {
  return sqlite3_get_autocommit(handle_.get()) == 0;
}

void Database::roll_back() {
  if (handle_ && in_transaction())
    sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

std::uint64_t Database::file_size() const {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  sqlite3_int64 size = 0;
  if (file == nullptr || file->pMethods == nullptr ||
      file->pMethods->xFileSize(file, &size) != SQLITE_OK)
    return 0;
  return static_cast<std::uint64_t>(size);
}

Result<Bytes> Database::file_bytes(std::uint64_t offset, std::size_t count) const {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (file == nullptr || file->pMethods == nullptr)
    return fail(from_code(SQLITE_CANTOPEN));
  Bytes out(count);
  const int code = file->pMethods->xRead(file, out.data(), static_cast<int>(count),
                                         static_cast<sqlite3_int64>(offset));
  if (code != SQLITE_OK)
    return fail(from_code(code));
  return out;
}

Result<Transaction> Transaction::begin(Database& database) {
  TRY(database.run("BEGIN IMMEDIATE"));
  return Transaction(database);
}

Result<void> Transaction::commit() {
  TRY(database_->run("COMMIT"));
  database_ = nullptr;
  return {};
}

Transaction::~Transaction() {
  if (database_ != nullptr)
    database_->roll_back();
}

bool is_disk_full(const Error& error) {
  return error.what == kFull;
}
bool is_half_saved(const Error& error) {
  return error.what == kHalfSaved;
}
bool is_busy(const Error& error) {
  return error.what == kBusy;
}

}  // namespace manumit::vault
