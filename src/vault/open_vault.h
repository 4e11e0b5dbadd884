// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>

#include "key_file.h"
#include "key_ring.h"
#include "place.h"
#include "registry.h"
#include "row_check.h"
#include "row_index.h"
#include "rows.h"
#include "vault/vault.h"

namespace manumit::vault {

/// Everything an open vault holds: the inside of `Vault`. Members are destroyed from the last to
/// the first, so the key file, whose lock keeps other writers out, goes last.
struct OpenVault {
  std::filesystem::path file;
  VaultId id;
  Surroundings surroundings;
  Disk disk = Disk::fixed;

  KeyFile key_file;
  Database writer;
  std::unique_ptr<Readers> readers;
  Reserve reserve;

  MemberSecrets secrets;
  LockedBytes signing{64};  ///< this device's Ed25519 key in its long form
  LockedBytes vault_key{32};
  LockedBytes wrapping{32};   ///< child 1 of the vault key: wraps compartment keys
  LockedBytes marking{32};    ///< child 4: the MAC of the mark
  LockedBytes anchoring{32};  ///< child 5: salts the anchor line
  AuthorId me;

  std::mutex writing;               ///< one append at a time
  mutable std::shared_mutex state;  ///< guards all below
  KeyRing ring;
  std::set<Compartment> torn;  ///< their rows in NAME.mnk are damaged
  RowIndex index;
  std::vector<Head> heads;  ///< sorted by author
  std::uint64_t highest_lamport = 0;
  std::uint64_t last_row = 0;
  Authors authors;
  Erasures erasures;
  Registry registry;
  std::vector<Damage> troubles;         ///< found at opening
  std::atomic<bool> read_only = false;  ///< writing on could make a fork, or run a foreign trigger
  std::uint64_t unmarked = 0;           ///< rows written since the mark

  OpenVault() = default;
  OpenVault(const OpenVault&) = delete;
  OpenVault& operator=(const OpenVault&) = delete;
  ~OpenVault();
};

/// Opens both files for work: refuses network shares, takes the writer's lock, reads the id.
[[nodiscard]] Result<void> take_files(OpenVault& vault, const std::filesystem::path& file);
/// From the member's secrets to a vault that can be read and written: keys, mark, headers.
[[nodiscard]] Result<void> unlock(OpenVault& vault);

/// How far all is verified by now, into NAME.mnk.
[[nodiscard]] Result<void> write_mark(OpenVault& vault);

/// The keyless check without the signatures, which take nearly all of its time: enough to tell
/// damage, though not forgery.
[[nodiscard]] Result<Verdict> check_for_damage(const std::filesystem::path& vault_file,
                                               unsigned threads);

/// What became of one row that was to be read.
struct Opened {
  enum class State { readable, erased, sealed, damaged } state = State::damaged;
  Entry entry;
  std::optional<Damage> damage;
};
/// `place` is what the index knew of it, to notice a row that was exchanged since.
[[nodiscard]] Opened open_entry(const OpenVault& vault, const StoredRow& row,
                                const RowIndex::Row* place);

/// An entry made ready for writing.
struct SealedEntry {
  EntryId id;
  Header header;
  Bytes header_bytes, sealed;
  Signature sig{};
};
/// What an entry follows.
struct Place {
  std::uint64_t seq = 1;
  EntryId prev;
  std::uint64_t lamport = 1;
};
[[nodiscard]] SealedEntry seal_entry(const OpenVault& vault, const Place& place,
                                     const Compartment& compartment, EntryKind kind,
                                     std::string_view body, std::int64_t written_ms);
/// The bare insertion, for the transaction at hand.
[[nodiscard]] Result<void> insert(Statement& statement, std::uint64_t n, const SealedEntry& entry);
constexpr std::string_view kInsertEntry =
    "INSERT INTO entry(n, id, header, sig, crc, ct) VALUES(?1, ?2, ?3, ?4, ?5, ?6)";

/// Append without asking whether the kind is a caller's: for the vault's own entries.
[[nodiscard]] Result<std::vector<EntryId>> append_any(OpenVault& vault,
                                                      std::span<const Draft> drafts,
                                                      const Progress& progress);

}  // namespace manumit::vault
