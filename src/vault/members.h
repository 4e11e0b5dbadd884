// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "vault/ids.h"

namespace manumit::vault {

/// What a member is trusted with. A role is a set of keys: a screen that hides something hides
/// nothing. Numbers are part of the format (docs/formats/mnv1.md §9).
enum class Role : std::uint8_t {
  none = 0,         ///< dismissed: what they wrote stays, nothing new is opened to them
  director = 1,     ///< every key; admits, dismisses, erases
  lead = 2,         ///< every key; erases
  case_worker = 3,  ///< the cases they opened and those shared with them
  lawyer = 4,       ///< the cases shared with them
  analyst = 5,      ///< circumstances, never an identity
  recovery = 14,    ///< nobody: the key pair that a quorum of recovery shares opens
  vault = 15,       ///< nobody: the key pair that the vault key opens; only ever receives
};
[[nodiscard]] constexpr bool is_person(Role role) {
  return role != Role::recovery && role != Role::vault;
}
/// Whether somebody's role can be changed to this one.
[[nodiscard]] constexpr bool may_be_given(Role role) {
  return is_person(role);
}
[[nodiscard]] constexpr bool holds_every_key(Role role) {
  return role == Role::director || role == Role::lead || role == Role::recovery;
}
[[nodiscard]] constexpr bool may_admit(Role role) {
  return role == Role::director || role == Role::recovery;
}
[[nodiscard]] constexpr bool may_erase(Role role) {
  return role == Role::director || role == Role::lead;
}

/// One member on one computer. A person who works on two has two records, each with keys of its
/// own, so that a lost computer takes nothing along that the other still has.
struct Member {
  MemberId id;
  MemberId person;  ///< the first record of the same person
  Role role = Role::none;
  std::string name;         ///< lives inside the vault only
  std::string fingerprint;  ///< of the member's receiving key, in groups to read aloud
  bool me = false;
};

struct Device {
  AuthorId author;
  MemberId member;  ///< whose it is
  std::string name;
  std::string fingerprint;
  std::uint64_t entries = 0;
  bool this_one = false;
  /// Revoked: the last of its entries that counts. What came after is kept and not shown.
  std::optional<std::uint64_t> last_seq;
  std::uint64_t quarantined = 0;  ///< entries after that one
  bool forked = false;            ///< two entries under one number: the device was copied
};

/// What somebody who wants to be let in hands to a director: public keys and names, signed by the
/// device itself. Whether it comes from them is for the two to find out: they read the fingerprint
/// to each other.
struct JoinRequest {
  std::array<std::uint8_t, 32> receiving{};
  std::array<std::uint8_t, 32> signing{};
  std::string member_name;
  std::string device_name;
  std::string fingerprint;  ///< of both keys, in groups to read aloud
};

/// Whether what somebody wrote down is the fingerprint: letters and digits count, and nothing else.
[[nodiscard]] bool is_fingerprint(std::string_view said, const JoinRequest& request);

/// Reads the file that `Vault::ask_to_join` wrote.
[[nodiscard]] Result<JoinRequest> read_join_request(const std::filesystem::path& file);
/// The same from its bytes.
[[nodiscard]] Result<JoinRequest> parse_join_request(ByteView bytes);

/// Whether this computer asked to be let into the vault that would lie there, and its keys wait for
/// the bundle (docs/formats/mnv1.md §17).
[[nodiscard]] bool has_asked_to_join(const std::filesystem::path& vault_file);

}  // namespace manumit::vault
