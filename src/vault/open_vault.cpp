// SPDX-License-Identifier: Apache-2.0
#include "open_vault.h"

#include <algorithm>

#include "schema.h"

namespace manumit::vault {
namespace {

/// Write-ahead log where it is safe and possible, else the rollback journal with two syncs.
Result<void> choose_journal(OpenVault& vault) {
  if (vault.disk == Disk::fixed) {
    const std::string mode = TRY(vault.writer.ask("PRAGMA journal_mode=WAL"));
    if (mode == "wal") {
      return vault.writer.run("PRAGMA synchronous=FULL; PRAGMA journal_size_limit=4194304");
    }
  }
  TRY(vault.writer.run("PRAGMA journal_mode=DELETE"));
  return vault.writer.run("PRAGMA synchronous=EXTRA");
}

}  // namespace

Result<void> take_files(OpenVault& vault, const std::filesystem::path& file) {
  vault.file = file;
  vault.disk = TRY(disk_of(file.parent_path()));
  Database first = TRY(Database::open(file, Database::Mode::write));
  const Preamble preamble = read_preamble(first, FileKind::entries);
  if (preamble.state != Preamble::State::sound) {
    return fail(Error::Kind::damaged, "the file changed while it was being opened",
                file.filename().string(), "close other programs that use it and try again");
  }
  vault.id = preamble.vault;
  vault.key_file = TRY(KeyFile::lock(key_file_of(file), vault.id));
  // What a crash left of a key file that was being written anew, or of one that was put away: it
  // may hold ways in, so it is not only removed.
  for (const char* ending : {kBeingMade, kPutAway}) {
    const std::filesystem::path left = key_file_of(file).string() + ending;
    std::error_code trouble;
    if (std::filesystem::exists(left, trouble))
      wipe_and_remove(left);
  }
  vault.writer = std::move(first);
  TRY(vault.writer.run("PRAGMA cache_size=-8000"));
  TRY(choose_journal(vault));
  vault.readers = std::make_unique<Readers>(file, Database::Mode::read);
  vault.reserve = Reserve(file);
  return {};
}

Mark mark_of_now(const OpenVault& vault) {
  Mark out{vault.last_row, vault.heads};
  for (const Head& gone : vault.lacking) {
    const auto place =
        std::lower_bound(out.heads.begin(), out.heads.end(), gone,
                         [](const Head& a, const Head& b) { return a.author < b.author; });
    if (place == out.heads.end() || place->author != gone.author) {
      out.heads.insert(place, gone);
    } else if (place->seq < gone.seq) {
      *place = gone;
    }
  }
  return out;
}

Result<void> write_mark(OpenVault& vault) {
  TRY(vault.key_file.write_mark(mark_of_now(vault), vault.marking.view()));
  vault.unmarked = 0;
  return {};
}

OpenVault::~OpenVault() {
  if (!readers)
    return;
  readers->close();
  // A mark that could not be written only costs time at the next opening.
  if (!read_only && unmarked > 0)
    static_cast<void>(write_mark(*this));
  // Everything into the one file, so that copying NAME.mnv and NAME.mnk is a complete copy. If
  // another program is reading at this moment the log stays beside it, complete as well.
  static_cast<void>(writer.run("PRAGMA wal_checkpoint(TRUNCATE)"));
  static_cast<void>(writer.run("PRAGMA busy_timeout=0; PRAGMA journal_mode=DELETE"));
}

}  // namespace manumit::vault
