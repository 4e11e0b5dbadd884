// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "vault/anchor.h"
#include "vault/entry.h"
#include "vault/ids.h"

/// Proofs that hold without any key: docs/formats/mnv1.md §4.3 and §8. All that is here needs no
/// open vault, so that a small program for an outsider can check what a vault has proved.
namespace manumit::vault {

using ProofHash = std::array<std::uint8_t, 32>;
using DeviceKey = std::array<std::uint8_t, 32>;

/// A signature together with the public key that it is by.
struct DeviceSignature {
  DeviceKey key{};
  std::array<std::uint8_t, 64> signature{};
};

/// What a leaf needs to be led up to the nonce of its entry.
struct LeafProof {
  std::uint32_t leaf = 0;
  ProofHash salt{};
  std::vector<ProofHash> path;
};

/// That an entry stood in a state that was noted (anchor.h).
struct AnchoredAt {
  std::size_t anchor = 0;  ///< which of the anchors that go along, from 0
  std::vector<ProofHash> path;
};

/// One entry as an outsider sees it: what was signed, and of its contents the chosen parts alone.
struct EntryProof {
  Bytes header;
  DeviceSignature author;
  std::uint32_t leaves = 0;  ///< parts and two more
  EntryKind kind = EntryKind::filing;
  std::int64_t written_ms = 0;      ///< what the author's clock said
  LeafProof claim;                  ///< of kind and time, the last leaf
  std::vector<LeafProof> parts;     ///< in the order of the wish
  std::vector<ProofHash> to_chain;  ///< from the entry up to the root of its author's chain
  std::vector<AnchoredAt> anchored;
};

/// Where every chain ended, and the device that says so.
struct SignedCheckpoint {
  Bytes body;
  DeviceSignature by;
};

/// A state that was noted: whoever has had its line since some day knows that all in it is as old
/// at least. A witness signed that they had it.
struct ProvedAnchor {
  SignedCheckpoint checkpoint;
  std::array<std::uint8_t, 16> salt{};  ///< of the line
  Bytes countersignature;               ///< NAME.mnw; empty if nobody outside signed
};

/// Which parts of an entry are to be proved. `parts` are all that its draft had, in that order.
struct ProofWish {
  EntryId entry;
  std::vector<std::string> parts;
  std::vector<std::uint32_t> chosen;  ///< from 0
};

enum class NoProof : std::uint8_t {
  none,
  before_parts,  ///< its nonce commits to nothing: written before proofs, or by another program
  chain,         ///< its author's chain has a hole, or it stands on the other branch of a fork
  not_here,      ///< damaged, sealed, erased or not in this copy
};
struct Proved {
  std::optional<EntryProof> proof;
  NoProof why = NoProof::none;
};
struct Proofs {
  SignedCheckpoint checkpoint;
  std::vector<Proved> entries;
  std::vector<ProvedAnchor> anchors;
};

/// A checkpoint whose signature holds.
struct SeenCheckpoint {
  VaultId vault;
  DeviceKey by{};
  std::int64_t made_ms = 0;
  struct Chain {
    AuthorId author;
    std::uint64_t entries = 0;
    ProofHash root{};
  };
  std::vector<Chain> chains;
};
/// Nothing if it is not in its one form, or not signed by the key that stands beside it.
[[nodiscard]] std::optional<SeenCheckpoint> seen(const SignedCheckpoint& checkpoint);

/// What an entry's header says, once it is proved to be its author's and in the checkpoint.
struct SeenEntry {
  EntryId id;
  AuthorId author;
  std::uint64_t seq = 0;
};
/// Why an entry is not proved.
enum class ProofFault : std::uint8_t {
  header,     ///< not in its one form, or of another vault than the checkpoint
  signature,  ///< not signed by the key beside it, or that key is not the author's
  chain,      ///< not in the chain that the checkpoint names
  claim,      ///< kind or time are not those that it commits to
};
struct EntryVerdict {
  std::optional<SeenEntry> entry;
  ProofFault fault = ProofFault::header;
};
[[nodiscard]] EntryVerdict check_entry(const EntryProof& proof, const SeenCheckpoint& checkpoint);

/// Whether the entry commits to that text under that leaf. `check_entry` says whose entry it is.
[[nodiscard]] bool commits_to(const EntryProof& proof, const LeafProof& part,
                              std::string_view text);

/// An anchor that holds. Who the witness is stands in their own words: the key is for the reader
/// to compare by another way.
struct SeenAnchor {
  std::string line;
  SeenCheckpoint state;
  std::optional<Witness> witness;
};
enum class AnchorFault : std::uint8_t {
  checkpoint,  ///< not signed by the key beside it, or not in its one form
  vault,       ///< of another vault
  witness,     ///< what a witness signed is not in its form, or not signed by them
  line,        ///< the witness signed another line
  own,         ///< the witness is a device of the vault itself
};
struct AnchorVerdict {
  std::optional<SeenAnchor> anchor;
  AnchorFault fault = AnchorFault::checkpoint;
};
/// `last` is the checkpoint up to which the entries are proved.
[[nodiscard]] AnchorVerdict check_anchor(const ProvedAnchor& anchor, const SeenCheckpoint& last);
/// Whether the entry is among those that the anchor's state counts. `check_entry` says whose it is.
[[nodiscard]] bool stood_in(const EntryProof& proof, const AnchoredAt& place,
                            const SeenAnchor& anchor);

[[nodiscard]] bool manifest_signed(ByteView manifest, const DeviceSignature& by);

/// To read aloud: 24 letters and digits in groups of four.
[[nodiscard]] std::string print_of_device(const DeviceKey& key);

/// No path is longer: a tree of more leaves does not exist.
constexpr std::size_t kMostSteps = 64;
/// No more witnesses vouch for one entry in a proof, besides one line that is on paper alone.
constexpr std::size_t kMostWitnesses = 16;

}  // namespace manumit::vault
