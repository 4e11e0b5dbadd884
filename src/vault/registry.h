// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "crypto.h"
#include "header.h"
#include "own_entries.h"
#include "print.h"
#include "slot.h"
#include "vault/anchor.h"

namespace manumit::vault {

/// Whether somebody would have to forget keys for another role, which no order makes them do:
/// whoever holds every key, and for an analyst whoever could open identities.
[[nodiscard]] constexpr bool loses_keys(Role before, Role now) {
  if (now == Role::none || before == now)
    return false;
  if (now == Role::analyst)
    return before != Role::none;
  return holds_every_key(before) && (!holds_every_key(now) || before == Role::director);
}

/// One of the vault's own entries, as far as it could be read.
struct OwnEntry {
  std::uint64_t row = 0;
  EntryId id;
  AuthorId author;
  std::uint64_t seq = 0;
  std::uint64_t lamport = 0;
  std::uint32_t epoch = 0;  ///< of the registry's key
  bool readable = false;
  EntryKind kind = EntryKind::filing;
  std::string body;
};

/// The fold's order.
[[nodiscard]] bool folds_before(const OwnEntry& a, const OwnEntry& b);

/// One that does not count, and why.
struct RefusedOwn {
  std::size_t place = 0;  ///< among the entries that were folded
  enum class Why {
    not_understood,  ///< its body has another form
    not_admitted,    ///< its device is not one of this vault's
    not_entitled,    ///< its author's role does not allow it
  } why = Why::not_understood;
};

/// What was done for the vault's keeping, and by which device.
struct UpkeepDone : Upkeep {
  AuthorId by;
};

/// Who may write, under which names, with which keys, and what was erased: a pure function of the
/// set of the vault's own entries.
///
/// A revocation holds whenever it arrives: entries that the revoked device wrote after its last
/// counting number count for nothing, though the fold's order, which their author can choose within
/// limits, may put them before the revocation. Of two that revoke each other the one that was
/// admitted first prevails, and a recovery set over both.
class Registry {
 public:
  struct Member {
    PublicKey receiving{};
    Role role = Role::none;
    std::string name;
    MemberId person;  ///< the first record of the same person; itself, if there is only one
    /// What was granted to them, and by whom: zeros for somebody who held every key. A grant by
    /// anybody else counts only if they could open it themselves, which the fold cannot know.
    std::map<Compartment, std::set<MemberId>> granted;
    Role last_role = role;  ///< before the dismissal, if there was one
    [[nodiscard]] bool is_analysts() const { return last_role == Role::analyst; }
  };
  struct Device {
    PublicKey signing{};
    MemberId member;
    std::string name;
    std::optional<std::uint64_t> last_seq;  ///< revoked after this one
    std::size_t rank = 0;                   ///< the founder's is 0, then in the order of admission
    AuthorId admitted_by;
    std::uint64_t admitted_seq = 0;  ///< the entry that admitted it; 0 for the founder
  };
  struct Fold;
  /// What is known beside the entries.
  struct Ground {
    PublicKey own{};       ///< of this device, out of its slot
    MemberId me;           ///< whose it is
    AuthorId founder;      ///< who wrote the first entry of this copy; zeros if there is none
    Compartment registry;  ///< which nobody can erase
  };

  /// Folds the entries, which are in the fold's order. Nobody but the founder can found: an entry
  /// that claims an earlier moment is only a claim. Where one cannot be read, this device, whose
  /// keys came out of the slot, counts as admitted: one damaged entry must not hide all it wrote.
  [[nodiscard]] static Fold fold(std::span<const OwnEntry> entries, const Ground& ground);

  [[nodiscard]] const std::map<MemberId, Member>& members() const { return members_; }
  [[nodiscard]] const std::map<AuthorId, Device>& devices() const { return devices_; }
  enum class Standing { admitted, revoked, unknown };
  [[nodiscard]] Standing standing(const AuthorId& author, std::uint64_t seq) const;
  [[nodiscard]] Role role_of(const AuthorId& author) const;
  [[nodiscard]] Role role_of(const MemberId& member) const;
  /// Whether two records are of one person.
  [[nodiscard]] bool same_person(const MemberId& a, const MemberId& b) const;
  /// The newest key pair of the vault itself; nothing while it had no need of one.
  [[nodiscard]] const Member* vault_itself() const;
  [[nodiscard]] bool erased(const Compartment& compartment) const {
    return erased_.count(compartment) != 0;
  }
  /// Backups and drills, in the fold's order.
  [[nodiscard]] const std::vector<UpkeepDone>& upkeep() const { return upkeep_; }
  /// Lines of other vaults, in the fold's order.
  [[nodiscard]] const std::vector<Witnessed>& witnessed() const { return witnessed_; }
  [[nodiscard]] const std::map<Compartment, EntryId>& erasures() const { return erased_; }

 private:
  using Cuts = std::map<AuthorId, std::uint64_t>;  ///< the last number that counts
  struct Pass;
  void trust(const Ground& ground);
  [[nodiscard]] static Fold fold(std::span<const OwnEntry> entries, const Ground& ground,
                                 bool trusting);
  void begin(const OwnEntry& entry, const Ground& ground, bool trusting);
  std::optional<RefusedOwn::Why> take(const OwnEntry& entry, Pass& pass);
  std::optional<RefusedOwn::Why> take_admission(const OwnEntry& entry, Role role);
  std::optional<RefusedOwn::Why> take_change(const OwnEntry& entry, Role role, Pass& pass);
  std::optional<RefusedOwn::Why> take_role(const OwnEntry& entry, Role role);
  [[nodiscard]] std::size_t rank_of(const AuthorId& author) const;
  [[nodiscard]] std::uint64_t last_that_stays(const AuthorId& revoked, std::uint64_t last,
                                              const AuthorId& by) const;
  bool founded_ = false;        ///< an entry of the founder was seen
  bool founding_read_ = false;  ///< and it admits their device
  std::map<MemberId, Member> members_;
  std::map<AuthorId, Device> devices_;
  std::map<Compartment, EntryId> erased_;
  std::optional<MemberId> vault_;
  std::vector<UpkeepDone> upkeep_;
  std::vector<Witnessed> witnessed_;
};

struct Registry::Fold {
  Registry registry;
  std::vector<RefusedOwn> refused;
};

}  // namespace manumit::vault
