// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "open_vault.h"

namespace manumit::vault {
namespace {

Result<void> adopt_keys(OpenVault& vault, const Strays& strays) {
  std::vector<WrappedKey> rows;
  for (const auto& [compartment, epoch] : strays) {
    const auto key = vault.ring.find(compartment, epoch);
    if (!key || vault.registry.erased(compartment))
      continue;
    rows.push_back(wrap_for_vault(vault.id, compartment, epoch, vault.wrapping.view(), *key,
                                  vault.surroundings));
  }
  return vault.key_file.add_keys(rows);
}

/// A member without the vault key wraps what they open for the vault's own pair, so that nothing
/// hangs on them alone; again when that pair was changed.
Result<void> wrap_for_pair(OpenVault& vault) {
  const Registry::Member* pair = vault.registry.vault_itself();
  if (pair == nullptr)
    return {};
  const Recipient recipient{member_of(pair->receiving).bytes};
  std::set<std::pair<Compartment, std::uint32_t>> there;
  for (const WrappedKey& row : TRY(vault.key_file.keys()).rows) {
    if (row.recipient == recipient)
      there.emplace(row.compartment, row.epoch);
  }
  std::vector<WrappedKey> rows;
  vault.ring.for_each([&](const Compartment& tag, std::uint32_t epoch, ByteView key) {
    // Later keys than the first are made by whoever holds every key.
    if (epoch == 1 && there.count({tag, epoch}) == 0 && tag != vault.secrets.registry)
      rows.push_back(
          wrap_for_member(vault.id, tag, epoch, pair->receiving, key, vault.surroundings));
  });
  return vault.key_file.add_keys(rows);
}

/// Erased on order, and not carried out here yet: an order from another copy, one that a crash
/// broke off, or keys that came back with an old NAME.mnk.
std::vector<Compartment> orders_open(const OpenVault& vault) {
  std::vector<Compartment> out;
  for (const auto& [compartment, by] : vault.registry.erasures()) {
    if (vault.erasures.count(compartment) == 0 || vault.ring.newest(compartment))
      out.push_back(compartment);
  }
  return out;
}

/// What waits under an erased tag may be let in years later, or never: it loses its contents as if
/// it had its place, and is let in without them.
Result<void> blank_waiting(OpenVault& vault) {
  Statement rows = TRY(vault.writer.prepare("SELECT n, header FROM waiting WHERE ct IS NOT NULL"));
  std::vector<std::int64_t> erased;
  while (TRY(rows.step())) {
    const auto header = parse_header(rows.blob(1));
    if (header && vault.erasures.count(header->compartment) != 0)
      erased.push_back(rows.integer(0));
  }
  rows.reset();
  if (erased.empty())
    return {};
  Transaction all = TRY(Transaction::begin(vault.writer));
  Statement clear = TRY(vault.writer.prepare("UPDATE waiting SET ct=NULL WHERE n=?1"));
  for (const std::int64_t n : erased)
    TRY(clear.bind(1, n).run());
  TRY(all.commit());
  static_cast<void>(vault.writer.run("PRAGMA wal_checkpoint(TRUNCATE)"));
  return {};
}

Result<void> blank(OpenVault& vault, std::span<const Compartment> compartments) {
  Transaction all = TRY(Transaction::begin(vault.writer));
  Statement order =
      TRY(vault.writer.prepare("INSERT OR IGNORE INTO erasure(tag, by_entry) VALUES(?1, ?2)"));
  Statement clear =
      TRY(vault.writer.prepare("UPDATE entry SET ct=NULL WHERE n=?1 AND ct IS NOT NULL"));
  for (const Compartment& compartment : compartments) {
    const EntryId& by = vault.registry.erasures().at(compartment);
    TRY(order.bind(1, ByteView(compartment.bytes)).bind(2, ByteView(by.bytes)).run());
    const auto* rows = vault.index.rows_of(compartment);
    if (rows == nullptr)
      continue;
    for (const RowIndex::Row& row : *rows)
      TRY(clear.bind(1, std::int64_t{row.n}).run());
  }
  TRY(all.commit());
  // What is blanked leaves the log too. Another program that reads just now keeps it a while.
  static_cast<void>(vault.writer.run("PRAGMA wal_checkpoint(TRUNCATE)"));
  return {};
}

/// Keys first: what is left after a crash in between is noise that nobody can open.
Result<void> carry_out(OpenVault& vault, std::span<const Compartment> compartments,
                       bool key_is_new) {
  {
    const std::unique_lock lock(vault.state);
    for (const Compartment& compartment : compartments)
      vault.ring.forget(compartment);
  }
  TRY(key_is_new ? rewrap(vault, {}) : rotate(vault, {}));
  TRY(blank(vault, compartments));
  const std::unique_lock lock(vault.state);
  vault.erasures = read_erasures(vault.writer);
  return {};
}

/// A member who was let in and is not trusted any more; a set of papers that was replaced is not
/// one.
bool is_person_dismissed(const OpenVault& vault, const MemberId& member) {
  for (const OwnEntry& own : vault.own_entries) {
    const auto body = own.readable && own.kind == EntryKind::admit_member
                          ? parse_admit_member(own.body)
                          : std::nullopt;
    if (body && member_of(body->receiving) == member)
      return is_person(body->role) && vault.registry.role_of(member) == Role::none;
  }
  return false;
}

/// Somebody was dismissed, and no key was changed since: a crash came between. Which they could
/// open cannot be said any more, so all are changed.
bool change_is_due(const OpenVault& vault) {
  const auto newest = vault.ring.newest(vault.secrets.registry);
  if (vault.vault_epoch == 0 || !newest || !may_admit(vault.registry.role_of(vault.me)))
    return false;
  return std::any_of(vault.own_entries.begin(), vault.own_entries.end(), [&](const OwnEntry& own) {
    const auto body =
        own.readable && own.kind == EntryKind::set_role ? parse_set_role(own.body) : std::nullopt;
    return body && body->role == Role::none && own.epoch >= newest->first &&
           is_person_dismissed(vault, body->member);
  });
}

std::vector<Compartment> all_in(const KeyRing& ring) {
  std::set<Compartment> out;
  ring.for_each([&](const Compartment& tag, std::uint32_t, ByteView) { out.insert(tag); });
  return {out.begin(), out.end()};
}

/// Members without the vault key wrap for this pair what they open, so that nothing hangs on
/// them alone.
Result<void> announce_pair(OpenVault& vault) {
  const auto alone = [&vault] {
    std::size_t others = 0;
    for (const auto& [id, member] : vault.registry.members())
      others += id == vault.secrets.member ? 0U : 1U;
    return others == 0;
  };
  if (vault.vault_epoch == 0 || alone())
    return {};
  const PublicKey pair = receiving_key(vault.vault_receiving.view());
  const Registry::Member* known = vault.registry.vault_itself();
  if (known != nullptr && known->receiving == pair)
    return {};
  return write_own(vault, EntryKind::admit_member, encode(AdmitMember{pair, Role::vault, ""}));
}

}  // namespace

Registry::Ground ground_of(const OpenVault& vault) {
  return {vault.signer, vault.secrets.member, vault.founder, vault.secrets.registry};
}

Result<void> list_devices(OpenVault& vault) {
  for (const auto& [author, device] : vault.registry.devices()) {
    // One that has written and is not listed was taken out of the list: that is not mended.
    const bool has_written =
        std::any_of(vault.heads.begin(), vault.heads.end(),
                    [&id = author](const Head& head) { return head.author == id; });
    if (vault.authors.count(author) != 0 || has_written || author_of(device.signing) != author)
      continue;
    Statement insert =
        TRY(vault.writer.prepare("INSERT INTO author(id, public_key) VALUES(?1, ?2)"));
    TRY(insert.bind(1, ByteView(author.bytes)).bind(2, ByteView(device.signing)).run());
    vault.authors.emplace(author, device.signing);
  }
  return {};
}

Result<void> settle(OpenVault& vault, const Strays& strays, bool key_is_new) {
  TRY(vault.vault_epoch > 0 ? adopt_keys(vault, strays) : wrap_for_pair(vault));
  const std::vector<Compartment> open = orders_open(vault);
  if (!open.empty())
    TRY(carry_out(vault, open, key_is_new));
  TRY(blank_waiting(vault));
  if (change_is_due(vault))
    TRY(rotate(vault, all_in(vault.ring)));
  return announce_pair(vault);
}

}  // namespace manumit::vault
