// SPDX-License-Identifier: Apache-2.0
#include "findings.h"
#include "look.h"
#include "open_vault.h"
#include "schema.h"

namespace manumit::vault {
namespace {

/// A copy is whole in itself: what a journal beside it holds would be left out.
Result<void> without_journal(const std::filesystem::path& file) {
  if (!has_journal(file))
    return {};
  return fail(Error::Kind::bad_input,
              "a journal lies beside this copy: it was taken while the vault was open, or somebody "
              "has it open now",
              file.filename().string(),
              "close it there, or have the backup made by the program; nothing was changed");
}

}  // namespace

Result<void> open_copy(OpenVault& vault, const BackupFiles& copy, const Passphrase& passphrase) {
  start_crypto();
  for (const auto& file : {copy.entries, copy.keys})
    TRY(without_journal(file));
  Inspection seen = inspect_parts(copy.entries, copy.keys);
  if (seen.condition != Condition::intact)
    return fail(std::move(seen.problem));
  vault.file = copy.entries;
  vault.writer = TRY(Database::open(copy.entries, Database::Mode::untouched));
  vault.id = read_preamble(vault.writer, FileKind::entries).vault;
  vault.key_file = TRY(KeyFile::look(copy.keys, vault.id));
  vault.readers = std::make_unique<Readers>(copy.entries, Database::Mode::untouched);
  std::optional<MemberSecrets> secrets = TRY(try_passphrase(vault, passphrase));
  if (!secrets) {
    return fail(Error::Kind::not_allowed, "the passphrase does not open this copy of the keys", "",
                "a copy is opened by the passphrases of the day on which it was made; check the "
                "keyboard layout and capital letters and try again");
  }
  const std::lock_guard one_at_a_time(vault.writing);
  if (vault.closing)
    return fail(keys_dropped());
  vault.secrets = std::move(*secrets);
  return unlock(vault);
}

}  // namespace manumit::vault
