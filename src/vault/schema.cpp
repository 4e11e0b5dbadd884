// SPDX-License-Identifier: Apache-2.0
#include "schema.h"

#include <algorithm>
#include <array>
#include <map>

#include "header.h"
#include "little_endian.h"

namespace manumit::vault {
namespace {

// "MNV1" and "MNK1" as big-endian numbers, at offset 68 of the SQLite file header.
constexpr std::int64_t kEntriesId = 0x4D4E5631;
constexpr std::int64_t kKeysId = 0x4D4E4B31;

// A user_version that a later format may plausibly carry; beyond it, the number is damage.
constexpr std::int64_t kPlausibleFormats = 1000;

constexpr std::string_view kMetaTable =
    "CREATE TABLE meta(n INTEGER PRIMARY KEY CHECK(n=1), body BLOB NOT NULL) STRICT";

// The compartment's tag stands 112 bytes before the end of every header.
constexpr std::array kEntryParts{
    SchemaPart{"meta", kMetaTable, true},
    SchemaPart{"author",
               "CREATE TABLE author(id BLOB PRIMARY KEY NOT NULL, public_key BLOB NOT NULL) "
               "STRICT, WITHOUT ROWID",
               true},
    SchemaPart{
        "entry",
        "CREATE TABLE entry(n INTEGER PRIMARY KEY CHECK(n>0), id BLOB NOT NULL UNIQUE, header "
        "BLOB NOT NULL, sig BLOB NOT NULL, crc BLOB NOT NULL, ct BLOB) STRICT",
        true},
    SchemaPart{"erasure",
               "CREATE TABLE erasure(tag BLOB PRIMARY KEY NOT NULL, by_entry BLOB NOT NULL) "
               "STRICT, WITHOUT ROWID",
               true},
    SchemaPart{"waiting",
               "CREATE TABLE waiting(n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, header BLOB "
               "NOT NULL, sig BLOB NOT NULL, ct BLOB, public_key BLOB) STRICT"},
    SchemaPart{"checkpoint",
               "CREATE TABLE checkpoint(n INTEGER PRIMARY KEY, body BLOB NOT NULL, author BLOB NOT "
               "NULL, sig BLOB NOT NULL, anchor_kind INTEGER NOT NULL, anchor BLOB) STRICT"},
    SchemaPart{"fork",
               "CREATE TABLE fork(n INTEGER PRIMARY KEY, author BLOB NOT NULL, seq INTEGER NOT "
               "NULL, header_a BLOB NOT NULL, sig_a BLOB NOT NULL, header_b BLOB NOT NULL, sig_b "
               "BLOB NOT NULL) STRICT"},
    SchemaPart{"entry_stays",
               "CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, "
               "'entries are never deleted'); END"},
    SchemaPart{"entry_unchanged",
               "CREATE TRIGGER entry_unchanged BEFORE UPDATE OF n, id, header, sig, crc ON entry "
               "BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END"},
    SchemaPart{"entry_blanked_on_order",
               "CREATE TRIGGER entry_blanked_on_order BEFORE UPDATE OF ct ON entry WHEN NEW.ct IS "
               "NOT NULL OR NOT EXISTS (SELECT 1 FROM erasure WHERE tag = substr(OLD.header, -112, "
               "16)) BEGIN SELECT RAISE(ABORT, 'only an erased compartment is blanked'); END"},
    SchemaPart{"author_stays",
               "CREATE TRIGGER author_stays BEFORE DELETE ON author BEGIN SELECT RAISE(ABORT, "
               "'authors are never deleted'); END"},
    SchemaPart{"author_unchanged",
               "CREATE TRIGGER author_unchanged BEFORE UPDATE ON author BEGIN SELECT RAISE(ABORT, "
               "'authors are never changed'); END"},
    SchemaPart{"erasure_stays",
               "CREATE TRIGGER erasure_stays BEFORE DELETE ON erasure BEGIN SELECT RAISE(ABORT, "
               "'erasures are never deleted'); END"},
    SchemaPart{"erasure_unchanged",
               "CREATE TRIGGER erasure_unchanged BEFORE UPDATE ON erasure BEGIN SELECT RAISE("
               "ABORT, 'erasures are never changed'); END"},
    SchemaPart{"checkpoint_stays",
               "CREATE TRIGGER checkpoint_stays BEFORE DELETE ON checkpoint BEGIN SELECT RAISE("
               "ABORT, 'checkpoints are never deleted'); END"},
    SchemaPart{"checkpoint_unchanged",
               "CREATE TRIGGER checkpoint_unchanged BEFORE UPDATE ON checkpoint BEGIN SELECT "
               "RAISE(ABORT, 'checkpoints are never changed'); END"},
    SchemaPart{"fork_stays",
               "CREATE TRIGGER fork_stays BEFORE DELETE ON fork BEGIN SELECT RAISE(ABORT, 'forks "
               "are never deleted'); END"},
    SchemaPart{"fork_unchanged",
               "CREATE TRIGGER fork_unchanged BEFORE UPDATE ON fork BEGIN SELECT RAISE(ABORT, "
               "'forks are never changed'); END"},
};

constexpr std::array kKeyParts{
    SchemaPart{"meta", kMetaTable, true},
    SchemaPart{"slot", "CREATE TABLE slot(n INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT", true},
    SchemaPart{"casekey",
               "CREATE TABLE casekey(tag BLOB NOT NULL, epoch INTEGER NOT NULL, recipient BLOB NOT "
               "NULL, ephemeral BLOB NOT NULL, nonce BLOB NOT NULL, wrapped BLOB NOT NULL, crc "
               "BLOB NOT NULL, PRIMARY KEY(tag, epoch, recipient)) STRICT, WITHOUT ROWID",
               true},
    SchemaPart{"mark",
               "CREATE TABLE mark(n INTEGER PRIMARY KEY CHECK(n=1), body BLOB NOT NULL) STRICT",
               true},
};

Bytes meta_body(FileKind kind, const VaultId& vault) {
  Writer out(kMetaBytes);
  out.text(kMagic).number(kFormat).number(static_cast<std::uint8_t>(kind)).number(kSuite);
  out.raw(vault.bytes);
  const Hash32 check = hash32("mnv1-meta", {out.view()});
  return out.raw(check).take();
}

/// The meta row's own account. Later formats keep its first three fields and its last, so that
/// this program can say "newer" about them rather than "damaged".
Preamble parse_meta(ByteView body, FileKind kind) {
  Reader in(body);
  Preamble out;
  if (!in.literal(kMagic) || body.size() < kMetaBytes)
    return out;
  const auto format = in.number<std::uint16_t>();
  const auto named = in.number<std::uint8_t>();
  const ByteView check = body.last(32);
  if (!same(check, hash32("mnv1-meta", {body.first(body.size() - 32)})))
    return out;
  if (format != kFormat || in.number<std::uint16_t>() != kSuite) {
    out.state = Preamble::State::newer;
    return out;
  }
  if (named != static_cast<std::uint8_t>(kind) || body.size() != kMetaBytes) {
    out.state = Preamble::State::foreign;
    return out;
  }
  in.into(out.vault.bytes);
  out.state = Preamble::State::sound;
  return out;
}

}  // namespace

std::span<const SchemaPart> schema_of(FileKind kind) {
  if (kind == FileKind::entries)
    return kEntryParts;
  return kKeyParts;
}

Result<void> write_schema(Database& database, FileKind kind, const VaultId& vault) {
  const std::int64_t id = kind == FileKind::entries ? kEntriesId : kKeysId;
  TRY(database.run("PRAGMA page_size=4096; PRAGMA encoding='UTF-8'; PRAGMA application_id=" +
                   std::to_string(id) + "; PRAGMA user_version=" + std::to_string(kFormat)));
  for (const SchemaPart& part : schema_of(kind))
    TRY(database.run(std::string(part.sql)));
  const Bytes body = meta_body(kind, vault);
  Statement insert = TRY(database.prepare("INSERT INTO meta(n, body) VALUES(1, ?1)"));
  return insert.bind(1, ByteView(body)).run();
}

Preamble read_preamble(const Database& database, FileKind kind) {
  Preamble out;
  const auto id = database.ask("PRAGMA application_id");
  const auto version = database.ask("PRAGMA user_version");
  if (!id || !version)
    return out;
  const std::int64_t number = std::strtoll(version->c_str(), nullptr, 10);
  const std::int64_t expected = kind == FileKind::entries ? kEntriesId : kKeysId;
  auto row = database.prepare("SELECT body FROM meta WHERE n=1");
  if (row) {
    const auto found = row->step();
    if (found && *found)
      out = parse_meta(row->blob(0), kind);
  }
  const bool ours = *id == std::to_string(expected);
  if (out.state == Preamble::State::newer)
    return out;
  if (ours && number > kFormat && number <= kPlausibleFormats) {
    out.state = Preamble::State::newer;
  } else if (!ours && out.state != Preamble::State::sound) {
    out.state = Preamble::State::foreign;
  } else if (!ours || number != kFormat) {
    out.state = Preamble::State::damaged;
  }
  return out;
}

std::optional<VaultId> vault_of_meta(ByteView body, FileKind kind) {
  const Preamble meta = parse_meta(body, kind);
  return meta.state == Preamble::State::sound ? std::optional(meta.vault) : std::nullopt;
}

SchemaState check_schema(const Database& database, FileKind kind) {
  auto rows = database.prepare(
      "SELECT name, sql FROM sqlite_schema WHERE NOT (type='index' AND sql IS NULL)");
  if (!rows)
    return SchemaState::broken;
  std::map<std::string, std::string> found;
  bool exact = true;
  while (true) {
    const auto more = rows->step();
    if (!more)
      return SchemaState::broken;
    if (!*more)
      break;
    exact = found.emplace(rows->text(0), rows->text(1)).second && exact;
  }
  const auto parts = schema_of(kind);
  exact = exact && found.size() == parts.size();
  for (const SchemaPart& part : parts) {
    const auto place = found.find(std::string(part.name));
    const bool right = place != found.end() && place->second == part.sql;
    if (!right && part.needed_to_read)
      return SchemaState::broken;
    exact = exact && right;
  }
  return exact ? SchemaState::exact : SchemaState::readable;
}

}  // namespace manumit::vault
