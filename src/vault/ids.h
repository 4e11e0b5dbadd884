// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>

namespace manumit::vault {

/// Sixteen random bytes that name something and say nothing about it. The tag type keeps a vault,
/// an author and a compartment apart.
template <typename What>
struct Id16 {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const Id16&) const = default;
};

using VaultId = Id16<struct VaultIdTag>;
/// A device's signing key speaks under this name.
using AuthorId = Id16<struct AuthorIdTag>;
/// A person who works in the vault, on however many devices.
using MemberId = Id16<struct MemberIdTag>;
/// The unit of access and of erasure: a case's circumstances, or one person's identity.
using Compartment = Id16<struct CompartmentTag>;

/// BLAKE2b-256 of an entry's header: names the entry for ever, in every copy of the vault.
struct EntryId {
  std::array<std::uint8_t, 32> bytes{};
  auto operator<=>(const EntryId&) const = default;
};

/// Ids are uniformly random, so their first bytes are as good a hash as any.
struct IdHash {
  template <typename Id>
  std::size_t operator()(const Id& id) const {
    std::size_t out = 0;
    std::memcpy(&out, id.bytes.data(), sizeof out);
    return out;
  }
};

}  // namespace manumit::vault
