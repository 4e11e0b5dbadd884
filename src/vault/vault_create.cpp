// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "open_vault.h"
#include "schema.h"
#include "vault_inside.h"
#include "wishes.h"
#include "working_file.h"

namespace manumit::vault {
namespace {

/// All that a new vault consists of before it is on disk.
struct Founding {
  VaultId id;
  MemberSecrets secrets;
  LockedBytes vault_key{32}, wrapping{32}, registry_key{32}, signing{64};
  PublicKey signer{}, receiver{};
};

Founding found(const Surroundings& surroundings) {
  Founding out;
  surroundings.random(out.id.bytes);
  surroundings.random(out.secrets.receiving.span());
  surroundings.random(out.secrets.signing_seed.span());
  surroundings.random(out.secrets.registry.bytes);
  surroundings.random(out.vault_key.span());
  surroundings.random(out.registry_key.span());
  out.receiver = receiving_key(out.secrets.receiving.view());
  out.signer = signing_key(out.secrets.signing_seed.view(), out.signing.span());
  out.secrets.member = member_of(out.receiver);
  derive_child(out.vault_key.view(), 1, out.wrapping.span());
  return out;
}

Result<void> write_key_file(const std::filesystem::path& file, const Founding& founding,
                            const Passphrase& passphrase, KdfProfile profile,
                            const Surroundings& surroundings) {
  const Slot slot = TRY(close_slot(founding.id, founding.secrets, passphrase.reveal(),
                                   cost_of(profile), surroundings));
  KeyFile keys = TRY(KeyFile::make(file, founding.id));
  TRY(keys.add_slot(slot));
  const std::array rows{
      wrap_for_member(founding.id, Compartment{}, 1, founding.receiver, founding.vault_key.view(),
                      surroundings),
      wrap_for_vault(founding.id, founding.secrets.registry, 1, founding.wrapping.view(),
                     founding.registry_key.view(), surroundings)};
  TRY(keys.add_keys(rows));
  // A first mark, over nothing: from now on a vault without a mark is one it was taken from.
  LockedBytes marking(32);
  derive_child(founding.vault_key.view(), 4, marking.span());
  return keys.write_mark({}, marking.view());
}

Result<void> write_entry_file(const std::filesystem::path& file, const Founding& founding,
                              const Vault::Founder& founder, const Surroundings& surroundings) {
  Database database = TRY(Database::open(file, Database::Mode::write));
  TRY(database.run("PRAGMA synchronous=EXTRA"));
  TRY(write_schema(database, FileKind::entries, founding.id));
  OpenVault writing;
  writing.id = founding.id;
  writing.surroundings = surroundings;
  writing.me = author_of(founding.signer);
  std::memcpy(writing.signing.span().data(), founding.signing.view().data(), 64);
  writing.ring.add(founding.secrets.registry, 1, founding.registry_key.view());
  Transaction all = TRY(Transaction::begin(database));
  Statement author = TRY(database.prepare("INSERT INTO author(id, public_key) VALUES(?1, ?2)"));
  TRY(author.bind(1, ByteView(writing.me.bytes)).bind(2, ByteView(founding.signer)).run());
  Statement statement = TRY(database.prepare(kInsertEntry));
  const std::string device =
      encode(AdmitDevice{founding.signer, founding.secrets.member, founder.device_name});
  const std::string member =
      encode(AdmitMember{founding.receiver, Role::director, founder.member_name});
  const Compartment& registry = founding.secrets.registry;
  const SealedEntry first =
      seal_entry(writing, {}, registry, EntryKind::admit_device, device, surroundings.now_ms());
  TRY(insert(statement, 1, first));
  const SealedEntry second =
      seal_entry(writing, {.seq = 2, .prev = first.id, .lamport = 2}, registry,
                 EntryKind::admit_member, member, surroundings.now_ms());
  TRY(insert(statement, 2, second));
  return all.commit();
}

}  // namespace

Result<Vault> Vault::create(const std::filesystem::path& vault_file, const Passphrase& passphrase,
                            const Founder& founder, KdfProfile profile, Surroundings surroundings) {
  start_crypto();
  TRY(check_wishes(vault_file, passphrase, founder, profile, surroundings));
  Founding founding = found(surroundings);
  WorkingFile entries = TRY(WorkingFile::make(vault_file));
  WorkingFile keys = TRY(WorkingFile::make(key_file_of(vault_file)));
  TRY(write_key_file(keys.path(), founding, passphrase, profile, surroundings));
  TRY(write_entry_file(entries.path(), founding, founder, surroundings));
  TRY(WorkingFile::stand_both(keys, entries));
  auto inside = std::make_unique<Inside>();
  inside->surroundings = std::move(surroundings);
  TRY(take_files(*inside, vault_file));
  inside->secrets = std::move(founding.secrets);
  TRY(unlock(*inside));
  TRY(write_mark(*inside));
  return Vault(std::move(inside));
}

}  // namespace manumit::vault
