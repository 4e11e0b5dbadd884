// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "findings.h"
#include "recovery_slot.h"
#include "vault_inside.h"
#include "wishes.h"

namespace manumit::vault {
namespace {

tl::unexpected<Error> no_shares_made() {
  return fail(Error::Kind::not_found, "no recovery shares open this copy of the vault", "",
              "look for another copy of NAME.mnk, from a backup or another computer; without one "
              "and without a passphrase nobody can open the vault");
}

Result<RecoverySlot> slot_of(const KeyFile& keys) {
  bool torn = false;
  for (const Bytes& body : TRY(keys.slots())) {
    if (!is_recovery(body))
      continue;
    auto slot = parse_recovery(body);
    if (slot)
      return std::move(*slot);
    torn = true;
  }
  if (!torn)
    return no_shares_made();
  return fail(Error::Kind::damaged, "the place in NAME.mnk that the shares open is damaged", "",
              "the entries are safe in NAME.mnv; restore NAME.mnk from a backup and bring the same "
              "shares");
}

/// Whoever stood for recovery until now stands for nothing more.
Result<void> retire_sets(OpenVault& vault, const MemberId& but) {
  std::vector<MemberId> sets;
  std::vector<std::pair<AuthorId, std::uint64_t>> devices;
  for (const auto& [id, member] : vault.registry.members()) {
    if (member.role == Role::recovery && id != but)
      sets.push_back(id);
  }
  for (const auto& [author, device] : vault.registry.devices()) {
    if (std::count(sets.begin(), sets.end(), device.member) != 0 && !device.last_seq)
      devices.emplace_back(author, last_seq_of(vault, author));
  }
  for (const auto& [author, last] : devices)
    TRY(write_own(vault, EntryKind::revoke_device, encode(RevokeDevice{author, last, ""})));
  for (const MemberId& set : sets)
    TRY(write_own(vault, EntryKind::set_role, encode(SetRole{set, Role::none, ""})));
  return {};
}

/// The new director: keys, admission, slot.
Result<void> let_in(OpenVault& vault, const Passphrase& passphrase, const Vault::Founder& names,
                    KdfProfile profile) {
  MemberSecrets secrets;
  LockedBytes signing(64);
  vault.surroundings.random(secrets.receiving.span());
  vault.surroundings.random(secrets.signing_seed.span());
  secrets.registry = vault.secrets.registry;
  const PublicKey receiver = receiving_key(secrets.receiving.view());
  const PublicKey signer = signing_key(secrets.signing_seed.view(), signing.span());
  secrets.member = member_of(receiver);
  // The way in before the admission: a crash between leaves a slot that opens nothing.
  TRY(vault.key_file.add_slot(TRY(
      close_slot(vault.id, secrets, passphrase.reveal(), cost_of(profile), vault.surroundings))));
  const WrappedKey row = wrap_for_member(vault.id, Compartment{}, vault.vault_epoch, receiver,
                                         vault.vault_key.view(), vault.surroundings);
  TRY(vault.key_file.add_keys({&row, 1}));
  TRY(write_own(vault, EntryKind::admit_member,
                encode(AdmitMember{receiver, Role::director, names.member_name, {}})));
  TRY(write_own(vault, EntryKind::admit_device,
                encode(AdmitDevice{signer, secrets.member, names.device_name})));
  return list_devices(vault);
}

}  // namespace

Result<std::vector<Share>> Vault::issue_shares(unsigned threshold, unsigned total) {
  OpenVault& vault = *inside_;
  const std::lock_guard one_at_a_time(vault.writing);
  TRY(only_directors(vault));
  Recovery made = TRY(make_recovery(vault.id, vault.vault_key.view(), vault.secrets.registry,
                                    threshold, total, vault.surroundings));
  const std::string name = set_name(made.shares.front());
  TRY(write_own(vault, EntryKind::admit_member,
                encode(AdmitMember{made.slot.receiving, Role::recovery, name, {}})));
  TRY(write_own(vault, EntryKind::admit_device,
                encode(AdmitDevice{made.signer, vault::member_of(made.slot.receiving), name})));
  TRY(list_devices(vault));
  TRY(vault.key_file.put_recovery(encode(made.slot)));
  TRY(retire_sets(vault, vault::member_of(made.slot.receiving)));
  // A new vault key, under which the papers of before open nothing.
  TRY(rotate(vault, {}));
  TRY(settle(vault, {}));
  return std::move(made.shares);
}

Result<Vault> Vault::recover(const std::filesystem::path& vault_file, std::span<const Share> shares,
                             const Passphrase& passphrase, const Founder& names, KdfProfile profile,
                             Surroundings surroundings) {
  start_crypto();
  TRY(check_names(passphrase, names, profile, surroundings));
  Inspection seen = inspect(vault_file);
  if (seen.condition != Condition::intact && seen.condition != Condition::keys_damaged &&
      seen.condition != Condition::keys_destroyed)
    return fail(std::move(seen.problem));
  auto inside = std::make_unique<Inside>();
  inside->surroundings = surroundings;
  TRY(take_files(*inside, vault_file));
  inside->read_only = true;  // until the shares have opened it, nothing is written on leaving
  const RecoverySlot slot = TRY(slot_of(inside->key_file));
  Recovered opened = TRY(open_recovery(slot, shares));
  inside->secrets.member = vault::member_of(slot.receiving);
  inside->secrets.receiving = std::move(opened.receiving);
  inside->secrets.signing_seed = std::move(opened.signing_seed);
  inside->secrets.registry = opened.registry;
  TRY(open_as_recovery(*inside, opened.vault_key.view()));
  {
    const std::lock_guard one_at_a_time(inside->writing);
    TRY(let_in(*inside, passphrase, names, profile));
  }
  inside.reset();
  return open(vault_file, passphrase, std::move(surroundings));
}

Result<std::optional<RecoverySet>> Vault::recovery_set() const {
  const OpenVault& vault = *inside_;
  const std::lock_guard one_at_a_time(inside_->writing);
  const Result<RecoverySlot> slot = slot_of(vault.key_file);
  if (!slot && slot.error().kind == Error::Kind::not_found)
    return std::nullopt;
  if (!slot)
    return tl::unexpected(slot.error());
  Share any;
  any.set = slot->set;
  RecoverySet out{.name = set_name(any),
                  .threshold = slot->threshold,
                  .total = slot->total,
                  .made_ms = slot->made_ms,
                  .drilled_ms = {}};
  const std::shared_lock lock(inside_->state);
  for (const Upkeep& line : vault.registry.upkeep()) {
    if (line.what == Upkeep::What::shares_drilled && line.at_ms >= slot->made_ms)
      out.drilled_ms = std::max(out.drilled_ms.value_or(0), line.at_ms);
  }
  return out;
}

bool Vault::shares_undecided() const {
  const std::shared_lock lock(inside_->state);
  const Registry& known = inside_->registry;
  if (inside_->read_only || known.role_of(inside_->secrets.member) != Role::director)
    return false;
  const bool issued = std::any_of(known.members().begin(), known.members().end(),
                                  [](const auto& m) { return m.second.role == Role::recovery; });
  // Any device writes such lines; whether there is a way back only a director decides.
  const auto& lines = known.upkeep();
  return !issued && std::none_of(lines.begin(), lines.end(), [&](const UpkeepDone& line) {
    return line.what == Upkeep::What::shares_declined && known.role_of(line.by) == Role::director;
  });
}

Result<void> Vault::go_without_shares() {
  OpenVault& vault = *inside_;
  const std::lock_guard one_at_a_time(vault.writing);
  TRY(only_directors(vault));
  return write_own(vault, EntryKind::upkeep,
                   encode(Upkeep{Upkeep::What::shares_declined, vault.surroundings.now_ms(), 0}));
}

Result<void> Vault::drill_shares(std::span<const Share> shares) {
  OpenVault& vault = *inside_;
  const std::lock_guard one_at_a_time(vault.writing);
  const RecoverySlot slot = TRY(slot_of(vault.key_file));
  const Recovered opened = TRY(open_recovery(slot, shares));
  if (vault.registry.role_of(vault::member_of(slot.receiving)) != Role::recovery) {
    return fail(Error::Kind::damaged,
                "these shares open an older state of the vault, and not the one of now", "",
                "make new shares, and have the old papers destroyed");
  }
  if (vault.vault_epoch > 0 && !same(opened.vault_key.view(), vault.vault_key.view())) {
    return fail(Error::Kind::damaged,
                "these shares open an older state of the vault, and not the one of now", "",
                "make new shares, and have the old papers destroyed");
  }
  return write_own(vault, EntryKind::upkeep,
                   encode(Upkeep{Upkeep::What::shares_drilled, vault.surroundings.now_ms(), 0}));
}

}  // namespace manumit::vault
