// SPDX-License-Identifier: Apache-2.0
#include "vault/salvage.h"

#include "base/parallel.h"
#include "findings.h"
#include "gather.h"
#include "look.h"
#include "open_vault.h"
#include "place.h"
#include "schema.h"
#include "wishes.h"
#include "working_file.h"

namespace manumit::vault {
namespace {

/// What the key file beside the damaged one tells without a key.
struct KeyHint {
  std::optional<VaultId> vault;
  Mark mark;
};

KeyHint look_at_keys(const std::filesystem::path& file) {
  KeyHint out;
  if (has_journal(file))
    return out;
  const Result<Database> database = Database::open(file, Database::Mode::untouched);
  if (!database)
    return out;
  const Preamble preamble = read_preamble(*database, FileKind::keys);
  if (preamble.state != Preamble::State::sound)
    return out;
  out.vault = preamble.vault;
  auto row = database->prepare("SELECT body FROM mark WHERE n=1");
  const Result<bool> there = row ? row->step() : Result<bool>(false);
  if (there && *there)
    out.mark = parse_mark(preamble.vault, row->blob(0), std::nullopt).value_or(Mark{});
  return out;
}

Result<void> write_lists(Database& database, const Gathering& gathered, Salvaged& out) {
  Statement author = TRY(database.prepare("INSERT INTO author(id, public_key) VALUES(?1, ?2)"));
  for (const auto& [id, key] : gathered.authors())
    TRY(author.bind(1, ByteView(id.bytes)).bind(2, ByteView(key)).run());
  Statement erasure = TRY(database.prepare("INSERT INTO erasure(tag, by_entry) VALUES(?1, ?2)"));
  for (const auto& [tag, by] : gathered.erasures())
    TRY(erasure.bind(1, ByteView(tag.bytes)).bind(2, ByteView(by.bytes)).run());
  out.devices = gathered.authors().size();
  out.erasures = gathered.erasures().size();
  return {};
}

Result<void> write_evidence(Database& database, const Carving& tables, Salvaged& out) {
  Statement checkpoint = TRY(database.prepare(
      "INSERT INTO checkpoint(body, author, sig, anchor_kind, anchor) VALUES(?1, ?2, ?3, ?4, ?5)"));
  for (const CarvedCheckpoint& line : tables.checkpoints) {
    checkpoint.bind(1, ByteView(line.body)).bind(2, ByteView(line.author));
    checkpoint.bind(3, ByteView(line.sig)).bind(4, line.kind);
    if (line.anchored) {
      checkpoint.bind(5, ByteView(line.anchor));
    } else {
      checkpoint.bind_null(5);
    }
    TRY(checkpoint.run());
  }
  Statement fork =
      TRY(database.prepare("INSERT INTO fork(author, seq, header_a, sig_a, header_b, sig_b) "
                           "VALUES(?1, ?2, ?3, ?4, ?5, ?6)"));
  for (const CarvedFork& line : tables.forks) {
    fork.bind(1, ByteView(line.author)).bind(2, line.seq).bind(3, ByteView(line.header_a));
    fork.bind(4, ByteView(line.sig_a)).bind(5, ByteView(line.header_b));
    TRY(fork.bind(6, ByteView(line.sig_b)).run());
  }
  out.checkpoints = tables.checkpoints.size();
  out.forks = tables.forks.size();
  return {};
}

tl::unexpected<Error> changed_meanwhile() {
  return fail(Error::Kind::unavailable, "the file changed while it was being read", "",
              "close every program that uses it, and try again");
}

Result<void> write_entries(Database& database, const Gathering& gathered, Salvaged& out,
                           const Progress& progress) {
  Statement statement = TRY(database.prepare(kInsertEntry));
  const auto entries = gathered.in_order(false);
  for (const Gathering::Found* found : entries) {
    auto bytes = gathered.bytes(*found);
    if (!bytes)
      return changed_meanwhile();
    const SealedEntry row{
        found->entry.id, {}, std::move(bytes->header), std::move(bytes->ct), found->entry.sig};
    TRY(insert(statement, ++out.entries, row, found->entry.blank));
    out.unproved += found->proved ? 0U : 1U;
    // The first third was the looking through.
    if (progress && out.entries % 256 == 0 &&
        !progress(entries.size() + out.entries, 3 * entries.size()))
      return fail(stopped());
  }
  return {};
}

Result<void> write_waiting(Database& database, const Gathering& gathered, Salvaged& out) {
  Statement statement = TRY(database.prepare(
      "INSERT INTO waiting(id, header, sig, ct, public_key) VALUES(?1, ?2, ?3, ?4, ?5)"));
  for (const Gathering::Found* found : gathered.in_order(true)) {
    const auto bytes = gathered.bytes(*found);
    if (!bytes)
      return changed_meanwhile();
    statement.bind(1, ByteView(found->entry.id.bytes)).bind(2, ByteView(bytes->header));
    statement.bind(3, ByteView(found->entry.sig));
    if (found->entry.blank) {
      statement.bind_null(4);
    } else {
      statement.bind(4, ByteView(bytes->ct));
    }
    if (bytes->key) {
      statement.bind(5, ByteView(*bytes->key));
    } else {
      statement.bind_null(5);
    }
    TRY(statement.run());
    ++out.waiting;
  }
  return {};
}

Result<void> write_all(const std::filesystem::path& file, const Gathering& gathered, Salvaged& out,
                       const Progress& progress) {
  Database database = TRY(Database::open(file, Database::Mode::write));
  TRY(database.run("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=NORMAL"));
  TRY(write_schema(database, FileKind::entries, gathered.vault()));
  Transaction all = TRY(Transaction::begin(database));
  TRY(write_lists(database, gathered, out));
  TRY(write_entries(database, gathered, out, progress));
  TRY(write_waiting(database, gathered, out));
  TRY(write_evidence(database, gathered.tables(), out));
  return all.commit();
}

}  // namespace

Result<Salvaged> salvage(const SalvageWish& wish, const Progress& progress) {
  start_crypto();
  TRY(place_is_free(wish.target));
  std::vector<std::filesystem::path> files{wish.damaged};
  files.insert(files.end(), wish.others.begin(), wish.others.end());
  const std::filesystem::path old_keys = key_file_of(wish.damaged);
  const KeyHint hint = look_at_keys(old_keys);
  const Gathering gathered = TRY(Gathering::of(files, hint.vault, progress));
  const bool ours = hint.vault == gathered.vault();
  Salvaged out;
  WorkingFile entries = TRY(WorkingFile::make(wish.target));
  TRY(write_all(entries.path(), gathered, out, progress));
  if (!sync_file(entries.path()))
    return fail(Error::Kind::unavailable, "the file could not be written", "",
                "look whether the disk is full or was pulled out, and try again");
  forget_cached(entries.path());
  out.verdict = TRY(check_without_key(entries.path(), machine_threads(),
                                      [&](std::uint64_t done, std::uint64_t total) {
                                        return !progress || progress(2 * total + done, 3 * total);
                                      }));
  const Mark mark = ours ? hint.mark : Mark{};
  Gathering::Lost lost = gathered.lost(mark.rows, mark.heads);
  out.lost = std::move(lost.damages);
  out.entries_lost = lost.count;
  std::error_code trouble;
  out.keys_copied = std::filesystem::is_regular_file(old_keys, trouble) && !has_journal(old_keys);
  if (!out.keys_copied) {
    TRY(entries.stand());
    return out;
  }
  WorkingFile keys = TRY(WorkingFile::make(key_file_of(wish.target)));
  TRY(keys.fill_from(old_keys, {}));
  TRY(WorkingFile::stand_both(keys, entries));
  return out;
}

}  // namespace manumit::vault
