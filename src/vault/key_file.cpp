// SPDX-License-Identifier: Apache-2.0
#include "key_file.h"

#include <sys/stat.h>

#include <cstring>

#include "place.h"
#include "schema.h"
#include "written_keys.h"

namespace manumit::vault {
namespace {

// The lock is held from the first transaction to the closing of the connection. The journal is
// the kind that is safe on any disk; the file is small and seldom written.
constexpr const char* kAlone =
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA busy_timeout=300; PRAGMA journal_mode=DELETE; "
    "PRAGMA synchronous=EXTRA; BEGIN EXCLUSIVE; COMMIT";

template <std::size_t N>
bool take(std::array<std::uint8_t, N>& place, ByteView bytes) {
  if (bytes.size() != N)
    return false;
  std::memcpy(place.data(), bytes.data(), N);
  return true;
}

/// The row's key if its shape and its checksum are right.
bool read_row(const Statement& row, const VaultId& vault, WrappedKey& out) {
  Hash16 check{};
  const std::int64_t epoch = row.integer(1);
  out.epoch = static_cast<std::uint32_t>(epoch);
  const bool shaped = take(out.recipient.bytes, row.blob(2)) && take(out.ephemeral, row.blob(3)) &&
                      take(out.nonce, row.blob(4)) && take(out.wrapped, row.blob(5)) &&
                      take(check, row.blob(6));
  return shaped && epoch > 0 && epoch == out.epoch && check == row_checksum(vault, out);
}

/// Which file stands under the name now; zeros if none.
std::pair<std::uint64_t, std::uint64_t> standing_at(const std::filesystem::path& file) {
  struct stat about {};
  if (::stat(file.c_str(), &about) != 0)
    return {};
  return {about.st_dev, about.st_ino};
}

tl::unexpected<Error> keys_exchanged() {
  return fail(Error::Kind::unavailable,
              "the key file of this vault was exchanged by another program, so nothing is written "
              "to it any more",
              "", "lock the vault here and open it again");
}

Error keys_differ() {
  return {Error::Kind::damaged,
          "new keys do not read back as they were written, and those of before were kept: the disk "
          "or the memory of this computer is failing",
          "", "write nothing more here; copy both files to another computer and verify them"};
}

constexpr const char* kOneKey =
    "SELECT tag, epoch, recipient, ephemeral, nonce, wrapped, crc FROM casekey "
    "WHERE tag=?1 AND epoch=?2 AND recipient=?3";

Statement& bind_place(Statement& statement, const WrappedKey& row) {
  statement.bind(1, ByteView(row.compartment.bytes)).bind(2, std::int64_t{row.epoch});
  return statement.bind(3, ByteView(row.recipient.bytes));
}

}  // namespace

KeyFile::KeyFile(std::filesystem::path file, Database database, const VaultId& vault)
    : file_(std::move(file)),
      database_(std::move(database)),
      vault_(vault),
      which_(standing_at(file_)) {}

bool KeyFile::in_place() const {
  return standing_at(file_) == which_;
}

Result<KeyFile> KeyFile::make(const std::filesystem::path& file, const VaultId& vault) {
  Database database = TRY(Database::open(file, Database::Mode::write));
  TRY(database.run("PRAGMA synchronous=EXTRA"));
  TRY(write_schema(database, FileKind::keys, vault));
  return KeyFile(file, std::move(database), vault);
}

Result<KeyFile> KeyFile::lock(const std::filesystem::path& file, const VaultId& vault) {
  Database database = TRY(Database::open(file, Database::Mode::write));
  const Result<void> alone = database.run(kAlone);
  if (!alone && is_busy(alone.error())) {
    return fail(Error::Kind::unavailable, "this vault is already open in another window or program",
                "", "go on there, or close it there first");
  }
  if (!alone)
    return tl::unexpected(alone.error());
  return KeyFile(file, std::move(database), vault);
}

Result<KeyFile> KeyFile::look(const std::filesystem::path& file, const VaultId& vault) {
  return KeyFile(file, TRY(Database::open(file, Database::Mode::untouched)), vault);
}

Result<void> KeyFile::put_slot(ByteView body) {
  Statement insert = TRY(database_.prepare("INSERT INTO slot(body) VALUES(?1)"));
  return insert.bind(1, body).run();
}

Result<void> KeyFile::add_slot(const Slot& slot) {
  return put_slot(encode(slot));
}

Result<void> KeyFile::put_recovery(ByteView slot) {
  Transaction all = TRY(Transaction::begin(database_));
  // "MNVR"
  TRY(database_.run("DELETE FROM slot WHERE substr(body, 1, 4)=x'4D4E5652'"));
  TRY(put_slot(slot));
  return all.commit();
}

Result<void> KeyFile::put_keys(std::span<const WrappedKey> rows, IfThere there) {
  if (rows.empty())
    return {};
  Transaction all = TRY(Transaction::begin(database_));
  const std::string how = there == IfThere::keep ? "INSERT OR IGNORE" : "INSERT OR REPLACE";
  Statement insert =
      TRY(database_.prepare(how +
                            " INTO casekey(tag, epoch, recipient, ephemeral, nonce, wrapped, crc) "
                            "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"));
  for (const WrappedKey& row : rows) {
    const Hash16 check = row_checksum(vault_, row);
    insert.bind(1, ByteView(row.compartment.bytes)).bind(2, std::int64_t{row.epoch});
    insert.bind(3, ByteView(row.recipient.bytes)).bind(4, ByteView(row.ephemeral));
    insert.bind(5, ByteView(row.nonce)).bind(6, ByteView(row.wrapped)).bind(7, ByteView(check));
    TRY(insert.run());
  }
  return all.commit();
}

Result<void> KeyFile::add_keys(std::span<const WrappedKey> rows, IfThere there) {
  if (rows.empty())
    return {};
  TRY(put_keys(rows, there));
  TRY(forget());
  return read_back(rows, there);
}

Result<void> KeyFile::forget() {
  TRY(database_.run("PRAGMA shrink_memory"));
  forget_held(file_);
  return {};
}

Result<void> KeyFile::read_back(std::span<const WrappedKey> rows, IfThere there) {
  Statement find = TRY(database_.prepare(kOneKey));
  for (const WrappedKey* row : by_place(rows)) {
    WrappedKey found = *row;
    const Result<bool> there_now = bind_place(find, *row).step();
    const bool sound = there_now && *there_now && read_row(find, vault_, found);
    const bool same = sound && (there == IfThere::keep || same_row(found, *row));
    find.reset();
    if (same)
      continue;
    take_out(rows);
    return fail(keys_differ());
  }
  return {};
}

/// Nothing was written under them; what else is damaged there the next opening tells.
void KeyFile::take_out(std::span<const WrappedKey> rows) {
  auto all = Transaction::begin(database_);
  auto out = database_.prepare("DELETE FROM casekey WHERE tag=?1 AND epoch=?2 AND recipient=?3");
  if (!all || !out)
    return;
  for (const WrappedKey& row : rows) {
    if (!bind_place(*out, row).run())
      return;
  }
  static_cast<void>(all->commit());
}

/// Beside the real one, and closed.
Result<void> KeyFile::write_beside(const std::filesystem::path& beside, const KeysToWrite& wanted) {
  wipe_and_remove(beside);
  TRY(make_private_file(beside));
  KeyFile anew = TRY(make(beside, vault_));
  TRY(anew.put_keys(wanted.rows));
  for (const Bytes& slot : wanted.slots)
    TRY(anew.put_slot(slot));
  return anew.put_mark(wanted.mark);
}

Result<void> KeyFile::rewrite(std::span<const WrappedKey> rows, std::span<const Bytes> slots,
                              const Mark& mark, ByteView mark_key) {
  // Else a way in that was destroyed meanwhile would come back.
  if (!in_place())
    return keys_exchanged();
  std::filesystem::path beside = file_;
  beside += kBeingMade;
  const KeysToWrite wanted{rows, slots, encode(vault_, mark, mark_key)};
  Result<void> written = write_beside(beside, wanted);
  if (written && !lies_as_written(beside, vault_, wanted))
    written = fail(keys_differ());
  // Asked once more: making it takes seconds where there are many keys.
  if (written && !in_place())
    written = keys_exchanged();
  if (!written) {
    wipe_and_remove(beside);
    return written;
  }
  TRY(replace_and_wipe(beside, file_));
  database_ = {};
  Result<KeyFile> again = lock(file_, vault_);
  if (again) {
    *this = std::move(*again);
    return {};
  }
  // Another program was quicker: this one still reads, and writes no more.
  database_ = TRY(Database::open(file_, Database::Mode::read));
  return tl::unexpected(std::move(again.error()));
}

Result<void> KeyFile::write_mark(const Mark& mark, ByteView mark_key) {
  return put_mark(encode(vault_, mark, mark_key));
}

Result<void> KeyFile::put_mark(ByteView body) {
  Statement put = TRY(database_.prepare("INSERT OR REPLACE INTO mark(n, body) VALUES(1, ?1)"));
  return put.bind(1, body).run();
}

Result<void> KeyFile::copy_to(const std::filesystem::path& file) const {
  Database to = TRY(Database::open(file, Database::Mode::write));
  TRY(to.run("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=NORMAL"));
  static_cast<void>(TRY(database_.copy_pages(to, [](auto, auto) { return true; })));
  return {};
}

Result<KeyFile::Keys> KeyFile::keys() const {
  return read_keys(database_, vault_);
}

Result<KeyFile::Keys> read_keys(const Database& database, const VaultId& vault) {
  KeyFile::Keys out;
  Statement rows = TRY(database.prepare(
      "SELECT tag, epoch, recipient, ephemeral, nonce, wrapped, crc FROM casekey ORDER BY tag"));
  while (true) {
    const Result<bool> more = rows.step();
    // A page that cannot be read costs the keys on it and those behind it, and no others.
    if (!more) {
      ++out.unreadable;
      break;
    }
    if (!*more)
      break;
    WrappedKey row;
    if (!take(row.compartment.bytes, rows.blob(0))) {
      ++out.unreadable;
    } else if (!read_row(rows, vault, row)) {
      out.torn.push_back(row.compartment);
    } else {
      out.rows.push_back(row);
    }
  }
  return out;
}

Result<std::vector<Bytes>> KeyFile::slots() const {
  std::vector<Bytes> out;
  Statement rows = TRY(database_.prepare("SELECT body FROM slot ORDER BY n LIMIT 64"));
  while (TRY(rows.step())) {
    const ByteView body = rows.blob(0);
    out.emplace_back(body.begin(), body.end());
  }
  return out;
}

Result<Bytes> KeyFile::mark() const {
  Statement row = TRY(database_.prepare("SELECT body FROM mark WHERE n=1"));
  if (!TRY(row.step()))
    return Bytes{};
  const ByteView body = row.blob(0);
  return Bytes(body.begin(), body.end());
}

}  // namespace manumit::vault
