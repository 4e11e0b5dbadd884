// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto.h"
#include "header.h"
#include "slot.h"
#include "vault/entry.h"

namespace manumit::vault {

/// Bodies of the vault's own entries, docs/formats/mnv1.md §9.
struct AdmitMember {
  PublicKey receiving{};
  std::uint8_t role = 1;  ///< 1: holds every key
  std::string name;
};
struct AdmitDevice {
  PublicKey signing{};
  MemberId member;
  std::string name;
};
struct RevokeDevice {
  AuthorId author;
  std::uint64_t last_seq = 0;
  std::string reason;
};
struct Erase {
  Compartment compartment;
  std::string ground;
};
struct KeyEpoch {
  Compartment compartment;
  std::uint32_t epoch = 0;
};

[[nodiscard]] std::string encode(const AdmitMember& body);
[[nodiscard]] std::string encode(const AdmitDevice& body);
[[nodiscard]] std::string encode(const RevokeDevice& body);
[[nodiscard]] std::string encode(const Erase& body);
[[nodiscard]] std::string encode(const KeyEpoch& body);

/// Who may write, under which names, and what was erased: the fold of the vault's own entries.
class Registry {
 public:
  /// False if the body is not what its kind promises.
  bool take(EntryKind kind, std::string_view body);
  /// A device that counts as admitted although its admission could not be read. Without a name,
  /// until that turns up.
  void trust(const PublicKey& signing, const MemberId& member);

  struct Member {
    PublicKey receiving{};
    std::string name;
  };
  struct Device {
    PublicKey signing{};
    MemberId member;
    std::string name;
    std::optional<std::uint64_t> last_seq;  ///< revoked after this one
  };
  [[nodiscard]] const std::map<MemberId, Member>& members() const { return members_; }
  [[nodiscard]] const std::map<AuthorId, Device>& devices() const { return devices_; }
  [[nodiscard]] bool admitted(const AuthorId& author, std::uint64_t seq) const;
  [[nodiscard]] bool erased(const Compartment& compartment) const {
    return erased_.count(compartment) != 0;
  }

 private:
  std::map<MemberId, Member> members_;
  std::map<AuthorId, Device> devices_;
  std::map<Compartment, bool> erased_;
};

/// To read aloud: groups of four letters and digits, none of which is mistaken for another.
[[nodiscard]] std::string in_groups(ByteView bytes);
[[nodiscard]] std::string fingerprint(const PublicKey& key);

}  // namespace manumit::vault
