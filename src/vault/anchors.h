// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>

#include "chains.h"
#include "checkpoint.h"
#include "countersignature.h"
#include "registry.h"
#include "row_check.h"

namespace manumit::vault {

/// What stands beside a checkpoint; numbers are part of the format, docs/formats/mnv1.md §3.
enum class AnchorKind : std::uint8_t { none = 0, paper = 1, witness = 2 };
constexpr std::size_t kSaltBytes = 16;
/// Of one vault, in its file or in a bundle.
constexpr std::size_t kMostCheckpoints = 10'000;
/// So many of one device are taken from bundles: nobody alone can fill a vault with them.
constexpr std::size_t kMostOfOneDevice = 2'000;

/// One row of `checkpoint`, unchecked.
struct CheckpointRow {
  Bytes body;
  AuthorId author;
  Signature sig{};
  std::uint8_t kind = 0;
  Bytes anchor;
  bool operator==(const CheckpointRow&) const = default;
};

/// A checkpoint that its device signed, with what it is anchored by.
struct NotedState {
  CheckpointRow row;
  Checkpoint said;
  std::optional<AnchorLine> line;           ///< of kinds 1 and 2
  std::optional<Countersignature> witness;  ///< of kind 2
};
/// Nothing unless all of it holds: form, vault, a signature by a device of the list, and by the
/// witness.
[[nodiscard]] std::optional<NotedState> proven(const CheckpointRow& row, const VaultId& vault,
                                               const Authors& authors);

/// All that stand in a file; `broken` prove nothing. A table that cannot be read is one broken row.
struct NotedStates {
  std::vector<NotedState> states;
  std::uint64_t broken = 0;
};
[[nodiscard]] NotedStates read_states(const Database& database, const VaultId& vault,
                                      const Authors& authors);
/// Into the file, and read back through the same connection's transaction.
[[nodiscard]] Result<void> insert(Database& database, const CheckpointRow& row);

/// Whether its device may vouch for anything: admitted, and not revoked before its own last entry
/// that the checkpoint names.
[[nodiscard]] bool counts(const Registry& registry, const NotedState& state);

/// The number at which the author's chain ends; 0 without one.
[[nodiscard]] std::uint64_t number_of(const std::vector<Head>& heads, const AuthorId& author);

/// The tree over a whole chain.
[[nodiscard]] Hash32 root_over(std::span<const EntryId> chain);
/// Trees over chains up to these heads, each chain walked once; those of which an entry is missing
/// are left out.
using Roots = std::map<Head, Hash32>;
[[nodiscard]] Roots roots_up_to(const Chains& chains, std::vector<Head> heads);
[[nodiscard]] Roots roots_up_to(const Chains& chains, std::span<const NotedState> states);

/// How far the chains of a file bear out what a checkpoint says.
struct Borne {
  std::vector<Head> missing;  ///< ends that the chains do not reach
  std::uint64_t entries = 0;  ///< how many are missing for that
  bool exchanged = false;     ///< another entry stands where it knew one
  bool another_past = false;  ///< the ends are there, and the tree over what came before is another
  [[nodiscard]] bool holds() const { return missing.empty() && !exchanged && !another_past; }
};
[[nodiscard]] Borne borne_out(const Checkpoint& said, const Chains& chains, const Roots& roots);

/// The answer to a line by what this copy holds; `missing` is left to the caller.
struct Judged {
  LineAnswer answer;
  std::vector<Head> missing;
};
[[nodiscard]] Judged judge_line(const AnchorLine& line, std::span<const NotedState> states,
                                const Chains& chains);

}  // namespace manumit::vault
