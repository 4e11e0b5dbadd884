// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto.h"
#include "vault/entry.h"
#include "vault/members.h"

namespace manumit::vault {

/// Bodies of the vault's own entries, docs/formats/mnv1.md §9.
struct AdmitMember {
  PublicKey receiving{};
  Role role = Role::director;
  std::string name;
  /// The first record of the same person, if this is a further one: for another computer, or after
  /// the first was lost. Each has keys of its own, so that losing one loses no other.
  std::optional<MemberId> person = {};
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
struct SetRole {
  MemberId member;
  Role role = Role::none;
  std::string reason;
};
struct Grant {
  MemberId member;
  std::vector<Compartment> compartments;  ///< at most kMostShared
};
struct Upkeep {
  enum class What : std::uint8_t {
    shares_drilled = 1,
    keys_backed_up = 2,
    entries_backed_up = 3,
    backup_drilled = 4,
    loss_accepted = 5,
    shares_declined = 6,
    looked_through = 7,  ///< this device's part of the day, with the parts of days it was away
  } what = What::shares_drilled;
  std::int64_t at_ms = 0;
  std::int64_t until_ms = 0;  ///< when what was made ceases to open anything; 0 for never
};
/// As witness of another vault: docs/formats/mnv1.md §8.
struct WitnessedLine {
  std::string line;
  std::string of;
  std::int64_t at_ms = 0;
};
constexpr std::size_t kMostShared = 4096;

[[nodiscard]] std::string encode(const AdmitMember& body);
[[nodiscard]] std::string encode(const AdmitDevice& body);
[[nodiscard]] std::string encode(const RevokeDevice& body);
[[nodiscard]] std::string encode(const Erase& body);
[[nodiscard]] std::string encode(const KeyEpoch& body);
[[nodiscard]] std::string encode(const SetRole& body);
[[nodiscard]] std::string encode(const Grant& body);
[[nodiscard]] std::string encode(const Upkeep& body);
[[nodiscard]] std::string encode(const WitnessedLine& body);

/// Nothing if the body has another form than its kind's.
[[nodiscard]] std::optional<AdmitMember> parse_admit_member(std::string_view body);
[[nodiscard]] std::optional<AdmitDevice> parse_admit_device(std::string_view body);
[[nodiscard]] std::optional<RevokeDevice> parse_revoke_device(std::string_view body);
[[nodiscard]] std::optional<Erase> parse_erase(std::string_view body);
[[nodiscard]] std::optional<SetRole> parse_set_role(std::string_view body);
[[nodiscard]] std::optional<Grant> parse_grant(std::string_view body);
[[nodiscard]] std::optional<Upkeep> parse_upkeep(std::string_view body);
[[nodiscard]] std::optional<WitnessedLine> parse_witnessed(std::string_view body);

}  // namespace manumit::vault
