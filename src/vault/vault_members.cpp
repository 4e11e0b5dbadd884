// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "findings.h"
#include "upkeep.h"
#include "vault_inside.h"

namespace manumit::vault {
namespace {

tl::unexpected<Error> not_allowed(std::string what, std::string next) {
  return fail(Error::Kind::not_allowed, std::move(what), "", std::move(next));
}

Result<Registry::Member> person(const OpenVault& vault, const MemberId& id) {
  const auto found = vault.registry.members().find(id);
  if (found == vault.registry.members().end() || !is_person(found->second.role)) {
    return fail(Error::Kind::not_found, "there is no such member", "",
                "look at the list of members and choose one of it");
  }
  return found->second;
}

/// A vault that nobody may direct any more could admit nobody.
Result<void> keep_a_director(const OpenVault& vault, const MemberId& leaves) {
  for (const auto& [id, member] : vault.registry.members()) {
    if (id != leaves && member.role == Role::director)
      return {};
  }
  return not_allowed("this is the only director, and a vault needs one",
                     "make another member a director first");
}

bool sensible(Role role) {
  return role == Role::director || role == Role::lead || role == Role::case_worker ||
         role == Role::lawyer || role == Role::analyst;
}

/// All that the member could open so far: what they must not be able to open in future.
std::vector<Compartment> opened_by(const OpenVault& vault, const MemberId& member) {
  std::vector<Compartment> out;
  std::set<Compartment> seen;
  vault.ring.for_each([&](const Compartment& compartment, std::uint32_t, ByteView) {
    if (entitled(vault, member, compartment) && seen.insert(compartment).second)
      out.push_back(compartment);
  });
  return out;
}

tl::unexpected<Error> keeps_keys(Role before) {
  return not_allowed(holds_every_key(before)
                         ? "whoever holds every key keeps them until they are dismissed"
                         : "whoever could open identities keeps their keys until they are "
                           "dismissed, and an analyst holds none",
                     "dismiss this record, and admit the person anew in the other role");
}

}  // namespace

Result<void> only_directors(const OpenVault& vault) {
  if (vault.read_only)
    return fail(vault.why_read_only);
  if (vault.registry.role_of(vault.secrets.member) != Role::director)
    return not_allowed("only a director can do this", "ask a director");
  return {};
}

std::uint64_t last_seq_of(const OpenVault& vault, const AuthorId& author) {
  for (const Head& head : vault.heads) {
    if (head.author == author)
      return head.seq;
  }
  return 0;
}

Result<MemberId> Vault::admit(const JoinRequest& request, Role role,
                              const std::optional<MemberId>& again) {
  OpenVault& vault = *inside_;
  const std::lock_guard one_at_a_time(vault.writing);
  TRY(only_directors(vault));
  if (!sensible(role))
    return not_allowed("nobody can be given this role", "choose one of the five");
  const MemberId member = vault::member_of(request.receiving);
  if (vault.registry.members().count(member) != 0 ||
      vault.registry.devices().count(author_of(request.signing)) != 0)
    return not_allowed("this request was granted before", "make a bundle for the member");
  if (again)
    TRY(person(vault, *again));
  const Compartment& registry = vault.secrets.registry;
  const std::array both{
      Draft{registry, EntryKind::admit_member,
            encode(AdmitMember{request.receiving, role, request.member_name, again})},
      Draft{registry, EntryKind::admit_device,
            encode(AdmitDevice{request.signing, member, request.device_name})}};
  TRY(write_own(vault, both));
  TRY(list_devices(vault));
  if (holds_every_key(role)) {
    const WrappedKey row =
        wrap_for_member(vault.id, Compartment{}, vault.vault_epoch, request.receiving,
                        vault.vault_key.view(), vault.surroundings);
    TRY(vault.key_file.add_keys({&row, 1}));
  }
  TRY(settle(vault, {}));
  return member;
}

Result<void> Vault::set_role(const MemberId& member, Role role, const std::string& reason) {
  OpenVault& vault = *inside_;
  const std::lock_guard one_at_a_time(vault.writing);
  TRY(only_directors(vault));
  const Registry::Member before = TRY(person(vault, member));
  if (!sensible(role))
    return not_allowed("nobody can be given this role", "choose one of the five");
  if (before.role == role)
    return {};
  if (before.role == Role::none) {
    return not_allowed("this member was dismissed",
                       "let the person ask anew, and admit them on the computer they have now");
  }
  if (before.role == Role::director)
    TRY(keep_a_director(vault, member));
  if (loses_keys(before.role, role))
    return keeps_keys(before.role);
  TRY(write_own(vault, EntryKind::set_role, encode(SetRole{member, role, reason})));
  TRY(rewrap(vault, {}));
  return settle(vault, {});
}

Result<void> Vault::dismiss(const MemberId& member, const std::string& reason) {
  OpenVault& vault = *inside_;
  const std::lock_guard one_at_a_time(vault.writing);
  TRY(only_directors(vault));
  const Registry::Member before = TRY(person(vault, member));
  if (member == vault.secrets.member) {
    return not_allowed("nobody dismisses themselves", "let another director do it");
  }
  if (before.role == Role::director)
    TRY(keep_a_director(vault, member));
  const std::vector<Compartment> opened = opened_by(vault, member);
  std::vector<AuthorId> theirs;
  for (const auto& [author, device] : vault.registry.devices()) {
    if (device.member == member && !device.last_seq)
      theirs.push_back(author);
  }
  std::vector<Draft> drafts;
  for (const AuthorId& author : theirs) {
    drafts.push_back({vault.secrets.registry, EntryKind::revoke_device,
                      encode(RevokeDevice{author, last_seq_of(vault, author), reason})});
  }
  if (before.role != Role::none) {
    drafts.push_back(
        {vault.secrets.registry, EntryKind::set_role, encode(SetRole{member, Role::none, reason})});
  }
  if (!drafts.empty())
    TRY(write_own(vault, drafts));
  TRY(rotate(vault, opened));
  return settle(vault, {});
}

Result<void> Vault::share(const MemberId& member, std::span<const Compartment> compartments) {
  OpenVault& vault = *inside_;
  const std::lock_guard one_at_a_time(vault.writing);
  if (vault.read_only)
    return fail(vault.why_read_only);
  const Registry::Member with = TRY(person(vault, member));
  if (with.role == Role::none)
    return not_allowed("this member was dismissed", "choose another member");
  std::vector<WrappedKey> rows;
  for (const Compartment& compartment : compartments) {
    bool any = false;
    vault.ring.for_each([&](const Compartment& tag, std::uint32_t epoch, ByteView key) {
      if (tag != compartment)
        return;
      any = true;
      rows.push_back(
          wrap_for_member(vault.id, tag, epoch, with.receiving, key, vault.surroundings));
    });
    if (!any)
      return not_allowed("nothing was shared: you hold no key for all of it",
                         "ask a member who does");
  }
  for (std::size_t from = 0; from < compartments.size(); from += kMostShared) {
    const auto part = compartments.subspan(from, std::min(kMostShared, compartments.size() - from));
    TRY(write_own(vault, EntryKind::grant, encode(Grant{member, {part.begin(), part.end()}})));
  }
  // A member who holds every key has these too, wrapped for the vault.
  return holds_every_key(with.role) ? Result<void>{} : vault.key_file.add_keys(rows);
}

bool Vault::entitled(const MemberId& member, const Compartment& compartment) const {
  const std::shared_lock lock(inside_->state);
  return vault::entitled(*inside_, member, compartment);
}

Result<Erasure> Vault::erase(std::span<const Compartment> compartments, const std::string& ground) {
  OpenVault& vault = *inside_;
  const std::lock_guard one_at_a_time(vault.writing);
  if (vault.read_only)
    return fail(vault.why_read_only);
  if (vault.vault_epoch == 0 || !may_erase(vault.registry.role_of(vault.secrets.member)))
    return not_allowed("nothing was erased: only directors and leads can do this",
                       "ask a director");
  for (const Compartment& compartment : compartments) {
    const bool there = compartment != vault.secrets.registry && compartment != Compartment{} &&
                       !vault.registry.erased(compartment);
    if (!there)
      return not_allowed("nothing was erased: it is not there, or was erased before",
                         "look at the case again");
  }
  Erasure out{.orders = {}, .entries = 0, .at_ms = vault.surroundings.now_ms()};
  if (const std::int64_t until = last_key_backup_expires(vault.registry); until > out.at_ms)
    out.last_key_backup_until_ms = until;
  std::vector<Draft> orders;
  for (const Compartment& compartment : compartments) {
    if (const auto* rows = vault.index.rows_of(compartment))
      out.entries += rows->size();
    orders.push_back(
        {vault.secrets.registry, EntryKind::erase, encode(Erase{compartment, ground})});
  }
  TRY(write_own(vault, orders));
  for (const Compartment& compartment : compartments) {
    out.orders.push_back(vault.registry.erasures().at(compartment));
  }
  TRY(settle(vault, {}));
  return out;
}

}  // namespace manumit::vault
