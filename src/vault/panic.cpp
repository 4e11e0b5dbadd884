// SPDX-License-Identifier: Apache-2.0
#include "vault/panic.h"

#include <array>
#include <chrono>
#include <fstream>
#include <thread>
#include <vector>

#include "backup_names.h"
#include "key_file.h"
#include "look.h"
#include "panic_steps.h"
#include "place.h"
#include "recovery_slot.h"
#include "schema.h"
#include "tombstone.h"
#include "vault/condition.h"

namespace manumit::vault {
namespace {

namespace fs = std::filesystem;

// Another program may be writing at this moment; a write takes some milliseconds.
constexpr int kLooks = 5;
constexpr std::chrono::milliseconds kBetweenLooks{40};

/// What NAME.mnk holds besides the ways in, and how many of these there are.
struct Rest {
  VaultId vault;
  std::vector<WrappedKey> keys = {};
  std::vector<Bytes> papers = {};
  Bytes mark = {};
  std::size_t ways_in = 0;
  std::optional<Tombstone> stone = {};
  bool whole = true;  ///< no key of a case lay behind damage
};

Result<void> take_slots(const Database& database, Rest& rest) {
  Statement rows = TRY(database.prepare("SELECT body FROM slot ORDER BY n"));
  while (TRY(rows.step())) {
    const ByteView body = rows.blob(0);
    const auto stone = parse_tombstone(body);
    if (is_recovery(body)) {
      rest.papers.emplace_back(body.begin(), body.end());
    } else if (stone) {
      rest.stone = *stone;
    } else {
      ++rest.ways_in;
    }
  }
  return {};
}

/// Whether a journal lies beside it that a write was broken off with, or that one is using at this
/// moment. Whoever keeps the file locked leaves a journal there whose beginning is zeros.
bool is_being_written(const fs::path& keys) {
  // https://www.sqlite.org/fileformat2.html §3
  constexpr std::array<unsigned char, 8> kMagic{0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7};
  std::array<unsigned char, 8> head{};
  std::ifstream journal(keys.string() + "-journal", std::ios::binary);
  journal.read(reinterpret_cast<char*>(head.data()), head.size());
  return journal.gcount() == head.size() && head == kMagic;
}

Result<Rest> read_rest(const fs::path& keys, bool being_written) {
  const Database database = being_written ? TRY(open_to_look(keys))
                                          : TRY(Database::open(keys, Database::Mode::untouched));
  const Preamble preamble = read_preamble(database, FileKind::keys);
  Rest out;
  out.vault = preamble.vault;
  if (preamble.state != Preamble::State::sound)
    return fail(Error::Kind::damaged, "the key file is damaged");
  TRY(take_slots(database, out));
  KeyFile::Keys keys_there = TRY(read_keys(database, out.vault));
  out.whole = keys_there.torn.empty() && keys_there.unreadable == 0;
  out.keys = std::move(keys_there.rows);
  Statement mark = TRY(database.prepare("SELECT body FROM mark WHERE n=1"));
  if (TRY(mark.step()))
    out.mark.assign(mark.blob(0).begin(), mark.blob(0).end());
  return out;
}

/// Without a lock, since whoever has the vault open keeps it; so it is looked whether anybody wrote
/// meanwhile.
std::optional<Rest> what_stays(const fs::path& keys) {
  for (int i = 0; i < kLooks; ++i) {
    const bool being_written = is_being_written(keys);
    Result<Rest> rest = read_rest(keys, being_written);
    if (rest && (being_written || !is_being_written(keys)))
      return std::move(*rest);
    std::this_thread::sleep_for(kBetweenLooks);
  }
  return std::nullopt;
}

/// The vault that the entries are of: all that is left to say when the keys cannot be read.
std::optional<VaultId> vault_of_entries(const fs::path& vault_file) {
  const Result<Database> database = open_to_look(vault_file);
  if (!database)
    return std::nullopt;
  const Preamble preamble = read_preamble(*database, FileKind::entries);
  return preamble.state == Preamble::State::sound ? std::optional(preamble.vault) : std::nullopt;
}

tl::unexpected<Error> not_destroyed(const fs::path& file) {
  return fail(Error::Kind::unavailable,
              "the keys were not destroyed: this folder, or the disk, takes no changes",
              file.filename().string(),
              "make it writable and do it again, or destroy the stick or the disk itself; until "
              "then the passphrase opens the vault");
}

Result<void> write_anew(const fs::path& file, const Rest& rest, const Tombstone& stone) {
  TRY(make_private_file(file));
  {
    KeyFile anew = TRY(KeyFile::make(file, rest.vault));
    TRY(anew.put_keys(rest.keys));
    for (const Bytes& papers : rest.papers)
      TRY(anew.put_slot(papers));
    TRY(anew.put_slot(encode(stone)));
    if (!rest.mark.empty())
      TRY(anew.put_mark(rest.mark));
  }
  return sync_file(file) ? Result<void>{} : not_destroyed(file);
}

/// Files that hold a way in beside NAME.mnk: keys that wait for a bundle, a join that was broken
/// off.
std::vector<fs::path> ways_beside(const fs::path& vault_file, const fs::path& keys) {
  std::vector<fs::path> out;
  std::error_code trouble;
  for (const char* end : {"-asking", "-journal"}) {
    const fs::path file = keys.string() + end;
    if (fs::exists(file, trouble))
      out.push_back(file);
  }
  fs::directory_iterator workshop(vault_file.string() + "-joining", trouble);
  for (; !trouble && workshop != fs::directory_iterator(); workshop.increment(trouble))
    out.push_back(workshop->path());
  return out;
}

/// What a change of keys, or a panic, that was broken off has left: it holds a way in too.
std::vector<fs::path> left_of_writing(const fs::path& keys) {
  std::vector<fs::path> out;
  std::error_code trouble;
  for (const char* ending : {kBeingMade, kPutAway}) {
    const fs::path file = keys.string() + ending;
    if (fs::exists(file, trouble))
      out.push_back(file);
  }
  return out;
}

std::size_t key_backups_beside(const fs::path& keys) {
  std::size_t count = 0;
  std::error_code trouble;
  fs::directory_iterator files(keys.has_parent_path() ? keys.parent_path() : ".", trouble);
  for (; !trouble && files != fs::directory_iterator(); files.increment(trouble)) {
    const auto name = parse_key_backup(files->path());
    count += name && name->vault_name == keys.stem().string() ? 1U : 0U;
  }
  return count;
}

/// Whether all bytes were overwritten; the file is gone either way, or the disk takes no changes.
Result<bool> put_out(const fs::path& file) {
  std::error_code trouble;
  fs::permissions(file, fs::perms::owner_write, fs::perm_options::add, trouble);
  const bool overwritten = wipe_in_place(file);
  if (!wipe_and_remove(file))
    return not_destroyed(file);
  return overwritten;
}

bool held_by_another(const fs::path& keys) {
  Result<Database> database = Database::open(keys, Database::Mode::write);
  if (!database)
    return false;
  const Result<void> alone = database->run("PRAGMA busy_timeout=0; BEGIN EXCLUSIVE; ROLLBACK");
  return !alone && is_busy(alone.error());
}

/// The new file in the place of the old one. Until that is overwritten it stands under the working
/// name, where another call finds it.
Result<void> exchange(const fs::path& keys, const Rest& rest, const Tombstone& stone,
                      const std::function<void()>& step, KeysDestroyed& out) {
  const fs::path beside = keys.string() + kPutAway;
  step();
  if (!write_anew(beside, rest, stone))
    return not_destroyed(keys);
  step();
  std::error_code trouble;
  fs::permissions(keys, fs::perms::owner_write, fs::perm_options::add, trouble);
  if (!swap_names(beside, keys))
    return not_destroyed(keys);
  step();
  if (fs::exists(beside, trouble))
    out.overwritten = TRY(put_out(beside)) && out.overwritten;
  return {};
}

/// NAME.mnk itself, of which `rest` was read, or nothing.
Result<void> destroy_in(const fs::path& vault_file, const fs::path& keys,
                        const std::optional<Rest>& rest, const std::function<void()>& step,
                        KeysDestroyed& out) {
  if (rest && rest->ways_in == 0 && rest->stone) {
    out.at_ms = rest->stone->at_ms;
    return {};
  }
  const auto vault = rest ? rest->vault : vault_of_entries(vault_file);
  if (vault) {
    out.ways_in = rest ? rest->ways_in : 0;
    return exchange(keys, rest ? *rest : Rest{.vault = *vault}, {*vault, out.at_ms}, step, out);
  }
  step();
  out.overwritten = TRY(put_out(keys)) && out.overwritten;
  return {};
}

}  // namespace

Result<KeysDestroyed> destroy_slots_in_steps(const fs::path& vault_file,
                                             const Surroundings& surroundings,
                                             const std::function<void()>& step) {
  start_crypto();
  const fs::path keys = key_file_of(vault_file);
  std::error_code trouble;
  KeysDestroyed out;
  out.at_ms = surroundings.now_ms();
  if (!fs::exists(keys, trouble) && left_of_writing(keys).empty() &&
      ways_beside(vault_file, keys).empty()) {
    return fail(Error::Kind::not_found, "no keys of this vault lie here", keys.filename().string(),
                "check the name and the folder");
  }
  for (const fs::path& left : left_of_writing(keys)) {
    step();
    out.overwritten = TRY(put_out(left)) && out.overwritten;
  }
  if (fs::exists(keys, trouble)) {
    out.open_elsewhere = held_by_another(keys);
    const std::optional<Rest> rest = what_stays(keys);
    out.unreadable = !rest || !rest->whole;
    out.papers_open = rest && !rest->papers.empty();
    TRY(destroy_in(vault_file, keys, rest, step, out));
  }
  for (const fs::path& file : ways_beside(vault_file, keys)) {
    step();
    out.overwritten = TRY(put_out(file)) && out.overwritten;
  }
  fs::remove(vault_file.string() + "-joining", trouble);
  out.key_backups = key_backups_beside(keys);
  return out;
}

Result<KeysDestroyed> destroy_slots(const fs::path& vault_file, const Surroundings& surroundings) {
  return destroy_slots_in_steps(vault_file, surroundings, [] {});
}

}  // namespace manumit::vault
