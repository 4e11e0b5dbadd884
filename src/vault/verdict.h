// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/surroundings.h"
#include "vault/ids.h"

namespace manumit::vault {

/// One thing that is wrong with a vault, and what to do about it.
struct Damage {
  enum class What {
    row_checksum,    ///< the stored bytes of an entry changed
    header,          ///< its header cannot be read
    identity,        ///< its id is not the hash of its header
    signature,       ///< its author did not sign it
    unknown_author,  ///< signed by a key that was never admitted
    chain,           ///< its predecessor is missing or another: cut out, reordered, renumbered
    ciphertext,  ///< its ciphertext is not the one the header names, or is missing without an erase
    key,         ///< the compartment's key is not the one the entry was written under
    plaintext,   ///< it decrypts but does not parse
    rolled_back,  ///< fewer entries than a mark or checkpoint says there were
    page,         ///< the database page holding it cannot be read
    fork,         ///< one author, one sequence number, two entries
  };
  What what;
  std::optional<std::uint64_t> row;  ///< place in the file, from 1
  std::optional<EntryId> entry;
  Error problem;  ///< what is lost, what is safe, what next
};

/// The result of a verification.
struct Verdict {
  bool with_keys = false;     ///< ciphertext was opened too, not only chained and signed
  std::uint64_t entries = 0;  ///< rows read
  std::uint64_t sound = 0;    ///< rows without a finding
  std::uint64_t erased = 0;   ///< blanked on order: the chain still holds
  std::uint64_t sealed = 0;   ///< compartments this member has no key for
  std::uint64_t devices = 0;
  std::int64_t newest_ms = 0;  ///< newest claimed time, with keys only
  std::string head_hash;       ///< hexadecimal BLAKE2b-256 over the head vector
  /// Noted states that this copy bears out, each counted once. Whether entries were cut off after
  /// the newest of them cannot be known from this copy; without any, nor whether at all.
  std::uint64_t anchors = 0;
  std::uint64_t witnessed = 0;   ///< of these, how many somebody outside signed
  std::int64_t anchored_ms = 0;  ///< when the newest was noted, by the clock of its device
  std::uint64_t anchored = 0;    ///< entries that it vouches for
  std::vector<Damage> damages;   ///< all of them, in file order
  [[nodiscard]] bool sound_throughout() const { return damages.empty(); }
};

/// Row checksums, ids, chains, signatures and ciphertext hashes: all that needs no key. Anybody
/// may run it on a copy. About 8 s for 100,000 entries on one core, nearly all of it signatures;
/// threads share that. Fails only if the file cannot be read as a vault at all.
[[nodiscard]] Result<Verdict> check_without_key(const std::filesystem::path& vault_file,
                                                unsigned threads, const Progress& progress);

}  // namespace manumit::vault
