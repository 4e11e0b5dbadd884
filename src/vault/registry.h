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
#include "slot.h"

namespace manumit::vault {

/// One of the vault's own entries, as far as it could be read.
struct OwnEntry {
  std::uint64_t row = 0;
  EntryId id;
  AuthorId author;
  std::uint64_t seq = 0;
  std::uint64_t lamport = 0;
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

/// Who may write, under which names, with which keys, and what was erased: a pure function of the
/// set of the vault's own entries.
///
/// A revocation holds whenever it arrives: entries that the revoked device wrote after its last
/// counting number count for nothing, though the fold's order may put them before the revocation.
/// A revocation by a device that was itself revoked before, in that order, is void.
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
  };
  struct Device {
    PublicKey signing{};
    MemberId member;
    std::string name;
    std::optional<std::uint64_t> last_seq;  ///< revoked after this one
  };
  struct Fold;

  /// Folds the entries, which are in the fold's order. Where one cannot be read, the device `own`
  /// of member `me`, whose keys came out of the slot, counts as admitted: one damaged entry must
  /// not hide all that it wrote.
  [[nodiscard]] static Fold fold(std::span<const OwnEntry> entries, const PublicKey& own,
                                 const MemberId& me);

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
  [[nodiscard]] const std::vector<Upkeep>& upkeep() const { return upkeep_; }
  [[nodiscard]] const std::map<Compartment, EntryId>& erasures() const { return erased_; }
  /// Erased, or ordered to be by a device that was revoked since: what explains a blank row.
  [[nodiscard]] bool blank_on_order(const Compartment& compartment) const {
    return ordered_.count(compartment) != 0;
  }

 private:
  using Revocations = std::map<AuthorId, std::uint64_t>;
  struct Pass;
  void trust(const PublicKey& signing, const MemberId& member);
  std::optional<RefusedOwn::Why> take(const OwnEntry& entry, const Revocations& known, Pass& pass);
  std::optional<RefusedOwn::Why> take_admission(const OwnEntry& entry, Role role);
  std::optional<RefusedOwn::Why> take_change(const OwnEntry& entry, Role role, Pass& pass);
  std::map<MemberId, Member> members_;
  std::map<AuthorId, Device> devices_;
  std::map<Compartment, EntryId> erased_;
  std::set<Compartment> ordered_;
  std::optional<MemberId> vault_;
  std::vector<Upkeep> upkeep_;
};

struct Registry::Fold {
  Registry registry;
  std::vector<RefusedOwn> refused;
};

/// To read aloud: groups of four letters and digits, none of which is mistaken for another.
[[nodiscard]] std::string in_groups(ByteView bytes);
[[nodiscard]] std::string fingerprint(const PublicKey& key);

}  // namespace manumit::vault
