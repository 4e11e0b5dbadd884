// SPDX-License-Identifier: Apache-2.0
#include "findings.h"
#include "vault_inside.h"

namespace manumit::vault {
namespace {

/// The slots passed their checksums, so the passphrase is wrong for certain; whether the entries
/// are sound is another question, and gets its own answer.
Error refusal(const OpenVault& vault) {
  const Result<Verdict> checked = check_for_damage(vault.file, 4);
  if (checked && checked->sound_throughout()) {
    return {Error::Kind::not_allowed,
            "the passphrase is not the one of this vault; both files are in order", "",
            "check the keyboard layout and capital letters and try again; nobody can reset a "
            "passphrase"};
  }
  return {Error::Kind::damaged,
          "the passphrase is not the one of this vault, and besides there is damage in the file",
          "", "try the passphrase again; then verify the vault to see which entries are sound"};
}

}  // namespace

Result<std::optional<MemberSecrets>> try_passphrase(const OpenVault& vault,
                                                    const Passphrase& passphrase) {
  for (const Bytes& body : TRY(vault.key_file.slots())) {
    if (vault.closing)
      return fail(keys_dropped());
    const auto slot = parse_slot(body);
    if (!slot || slot->vault != vault.id)
      continue;
    std::optional<MemberSecrets> secrets = TRY(open_slot(*slot, passphrase.reveal()));
    if (secrets)
      return secrets;
  }
  return std::optional<MemberSecrets>{};
}

Result<Vault> Vault::open(const std::filesystem::path& vault_file, const Passphrase& passphrase,
                          Surroundings surroundings) {
  start_crypto();
  Inspection seen = inspect(vault_file);
  if (seen.condition != Condition::intact)
    return fail(std::move(seen.problem));
  auto inside = std::make_unique<Inside>();
  inside->surroundings = std::move(surroundings);
  TRY(take_files(*inside, vault_file));
  std::optional<MemberSecrets> secrets = TRY(try_passphrase(*inside, passphrase));
  if (!secrets) {
    inside->read_only = true;  // Nothing is written on leaving.
    return fail(refusal(*inside));
  }
  inside->secrets = std::move(*secrets);
  TRY(unlock(*inside));
  return Vault(std::move(inside));
}

}  // namespace manumit::vault
