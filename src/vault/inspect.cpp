// SPDX-License-Identifier: Apache-2.0
#include "vault/condition.h"

#include <chrono>
#include <thread>

#include "base/day.h"
#include "key_file.h"
#include "look.h"
#include "schema.h"
#include "slot.h"
#include "tombstone.h"

namespace manumit::vault {
namespace {

using Kind = Error::Kind;

constexpr const char* kRestoreKeys =
    "the entries in NAME.mnv are safe, but cannot be read without their keys; restore NAME.mnk "
    "from a backup of the same vault";

Inspection found(Condition condition, Kind kind, const std::filesystem::path& file,
                 std::string what, std::string next) {
  return {condition, Error{kind, std::move(what), file.filename().string(), std::move(next), {}}};
}

Inspection damaged(const std::filesystem::path& file, std::string what) {
  return found(Condition::damaged, Kind::damaged, file, std::move(what),
               "keep this file as it is and work on in a backup; `manumit vault verify` on a copy "
               "tells which entries are sound");
}

Inspection keys_damaged(const std::filesystem::path& file, std::string what) {
  return found(Condition::keys_damaged, Kind::damaged, file, std::move(what), kRestoreKeys);
}

Inspection mangled(const std::filesystem::path& file) {
  return found(Condition::text_mangled, Kind::damaged, file,
               "this file was changed on its way by a transfer made for texts: line endings or "
               "letters were replaced throughout",
               "the file at the sender is safe; have it copied again as a binary file (FTP: "
               "binary mode; or by USB stick, or inside a ZIP)");
}

Inspection newer(const std::filesystem::path& file) {
  return found(Condition::newer, Kind::unavailable, file,
               "this vault was written by a later version of the program than this one",
               "nothing is damaged and nothing was changed; open it with the newer program");
}

Inspection half_copied(const std::filesystem::path& file) {
  return found(Condition::half_copied, Kind::damaged, file,
               "this file is only a part: it is shorter than its own beginning says, as when a "
               "copy or a download was broken off",
               "the file that it was copied from is safe; copy both files of the vault again, "
               "with the vault closed");
}

Inspection not_a_vault(const std::filesystem::path& file) {
  return found(Condition::not_a_vault, Kind::bad_input, file,
               "this is not a vault of this program, but another kind of file",
               "choose the file whose name ends in .mnv; this one was not touched");
}

Inspection intact() {
  return {Condition::intact, {}};
}

/// Turns the shape of the entries' file into a condition; intact means: look further.
Inspection judge_shape(Shape shape, const std::filesystem::path& file) {
  switch (shape) {
    case Shape::plausible:
      return intact();
    case Shape::empty:
    case Shape::short_of:
      return half_copied(file);
    case Shape::text_mangled:
      return mangled(file);
    case Shape::newer:
      return newer(file);
    case Shape::foreign:
      return not_a_vault(file);
    case Shape::head_damaged:
      return damaged(file, "the beginning of this file is damaged");
    case Shape::longer:
      return damaged(file, "this file is longer than its own beginning says");
  }
  return intact();
}

/// Damage of the key file is said in its own words, since what is safe is another thing.
Inspection for_keys(Inspection seen, const std::filesystem::path& file) {
  switch (seen.condition) {
    case Condition::half_copied:
      return keys_damaged(file,
                          "the key file is only a part, as when a copy or a download was broken "
                          "off");
    case Condition::not_a_vault:
      return keys_damaged(file, "the key file is another kind of file");
    case Condition::damaged:
      return keys_damaged(file, "the key file is damaged");
    default:
      return seen;
  }
}

struct Looked {
  Inspection seen;
  VaultId vault;
};

/// All that both files have in common: shape, preamble, tables.
Looked look_at(const Database& database, FileKind kind, const std::filesystem::path& file) {
  const Inspection shape = judge_shape(shape_of(database, kind, has_journal(file)), file);
  if (shape.condition != Condition::intact)
    return {shape, {}};
  const Preamble preamble = read_preamble(database, kind);
  switch (preamble.state) {
    case Preamble::State::newer:
      return {newer(file), {}};
    case Preamble::State::foreign:
      return {not_a_vault(file), {}};
    case Preamble::State::damaged:
      return {damaged(file, "the beginning of this file is damaged"), {}};
    case Preamble::State::sound:
      break;
  }
  if (check_schema(database, kind) == SchemaState::broken)
    return {damaged(file, "the tables in this file are damaged"), {}};
  return {intact(), preamble.vault};
}

/// Nothing is damaged, and nothing is to be found out by trying passphrases.
Inspection destroyed(const std::filesystem::path& file, const Tombstone& stone) {
  constexpr const char* kNext =
      "the entries are safe in NAME.mnv; enough recovery papers open the vault; so does NAME.mnk "
      "from a backup with the passphrase of its time; or ask a director to admit this computer "
      "anew, in another folder";
  if (stone.at_ms <= 0) {
    return found(Condition::keys_destroyed, Kind::not_allowed, file,
                 "the keys of this computer were destroyed, as somebody asked for here", kNext);
  }
  Inspection out =
      found(Condition::keys_destroyed, Kind::not_allowed, file,
            "the keys of this computer were destroyed on {0}, as somebody asked for here", kNext);
  out.problem.fills = {to_iso(day_at(stone.at_ms))};
  return out;
}

/// At least one slot must be whole, or no passphrase can open anything.
Inspection look_at_slots(const Database& database, const VaultId& vault,
                         const std::filesystem::path& file) {
  bool hostile = false;
  std::optional<Tombstone> stone;
  auto rows = database.prepare("SELECT body FROM slot ORDER BY n LIMIT 64");
  while (rows) {
    const Result<bool> more = rows->step();
    if (!more || !*more)
      break;
    const auto slot = parse_slot(rows->blob(0));
    if (slot && slot->vault == vault)
      return intact();
    hostile = hostile || (!slot && slot.error() == SlotTrouble::hostile);
    if (!stone)
      stone = parse_tombstone(rows->blob(0));
  }
  if (stone && stone->vault == vault)
    return destroyed(file, *stone);
  if (hostile) {
    return keys_damaged(file,
                        "the key file asks for a cost of the key derivation that no version of "
                        "this program sets, so somebody changed it");
  }
  return keys_damaged(file, "the key file is damaged: no place for a passphrase is whole");
}

Inspection look_at_keys(const std::filesystem::path& file, const VaultId& vault) {
  std::error_code trouble;
  if (!std::filesystem::is_regular_file(file, trouble)) {
    return found(Condition::keys_absent, Kind::not_found, file,
                 "the key file that belongs beside this vault is missing",
                 "the entries are safe, but cannot be read without their keys; put NAME.mnk from "
                 "the same folder or a backup beside NAME.mnv");
  }
  const Result<Database> database = open_to_look(file);
  if (!database)
    return keys_damaged(file, "the key file cannot be opened");
  const Result<std::string> readable = database->ask("SELECT count(*) FROM sqlite_schema");
  // Held by whoever has the vault open: then it is theirs to know its state.
  if (!readable && is_busy(readable.error()))
    return intact();
  const Looked looked = look_at(*database, FileKind::keys, file);
  if (looked.seen.condition != Condition::intact)
    return for_keys(looked.seen, file);
  if (looked.vault != vault)
    return keys_damaged(file, "the key file beside this vault belongs to another vault");
  return look_at_slots(*database, vault, file);
}

Inspection look_at_both(const std::filesystem::path& vault_file,
                        const std::filesystem::path& key_file) {
  start_crypto();
  std::error_code trouble;
  if (!std::filesystem::exists(vault_file, trouble)) {
    return found(Condition::absent, Kind::not_found, vault_file, "there is no vault at this place",
                 "check the name and the folder");
  }
  if (!std::filesystem::is_regular_file(vault_file, trouble))
    return not_a_vault(vault_file);
  const Result<Database> database = open_to_look(vault_file);
  if (!database) {
    return found(Condition::damaged, Kind::unavailable, vault_file,
                 "this file cannot be opened for reading",
                 "check that you may read it, and that the disk is still there");
  }
  const Looked looked = look_at(*database, FileKind::entries, vault_file);
  if (looked.seen.condition != Condition::intact)
    return looked.seen;
  return look_at_keys(key_file, looked.vault);
}

}  // namespace

std::filesystem::path key_file_of(const std::filesystem::path& vault_file) {
  std::filesystem::path out = vault_file;
  return out.replace_extension(".mnk");
}

Inspection inspect(const std::filesystem::path& vault_file) {
  return inspect_parts(vault_file, key_file_of(vault_file));
}

Inspection inspect_parts(const std::filesystem::path& vault_file,
                         const std::filesystem::path& key_file) {
  const Inspection first = look_at_both(vault_file, key_file);
  if (first.condition == Condition::intact || first.condition == Condition::absent)
    return first;
  // The files are looked at without a lock: whoever has them open may just have been writing.
  std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return look_at_both(vault_file, key_file);
}

}  // namespace manumit::vault
