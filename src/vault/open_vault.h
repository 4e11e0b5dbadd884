// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>

#include "anchors.h"
#include "chains.h"
#include "findings.h"
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
  LockedBytes signing{64};        ///< this device's Ed25519 key in its long form
  std::uint32_t vault_epoch = 0;  ///< of the vault key; 0 if this member does not hold it
  LockedBytes vault_key{32};
  LockedBytes former_vault_key{32};  ///< the one before, to see which recovery slot it vouched for
  LockedBytes wrapping{32};          ///< child 1 of the vault key: wraps compartment keys
  LockedBytes marking{32};           ///< child 4: the MAC of the mark; a member's own without it
  LockedBytes vault_receiving{32};   ///< child 7: X25519, for what members without it wrap for all
  PublicKey signer{};                ///< the public half of `signing`
  AuthorId me;

  std::atomic<bool> closing = false;  ///< the keys are to go: whatever runs ends at its next step
  std::mutex writing;                 ///< one append at a time
  std::mutex trying;                  ///< guards the next
  std::vector<Vault*> tried;          ///< backups that are being tried: their keys go with these
  mutable std::shared_mutex state;    ///< guards all below
  KeyRing ring;
  std::set<Compartment> torn;  ///< their rows in NAME.mnk are damaged
  RowIndex index;
  std::vector<Head> heads;  ///< sorted by author
  std::uint64_t highest_lamport = 0;
  std::uint64_t last_row = 0;
  Authors authors;
  Erasures erasures;
  AuthorId founder;                   ///< the author of the first entry in this copy
  std::vector<OwnEntry> own_entries;  ///< in the fold's order
  std::vector<NotedState> states;     ///< checkpoints that their devices signed, as they came here
  std::int64_t loss_accepted_ms = 0;  ///< before the registry says so
  Registry registry;
  std::vector<AuthorId> forked;
  /// Which person has written an entry that opens, and where: what `entitled` found out so far.
  mutable std::map<std::pair<MemberId, Compartment>, bool> proofs;
  mutable std::mutex proving;
  std::vector<Damage> troubles;         ///< found at opening
  std::atomic<bool> read_only = false;  ///< writing on could make a fork, or run a foreign trigger
  bool damaged = false;                 ///< read-only because of the file, and not of the device
  std::vector<Head> lacking;            ///< ends of chains that the mark knew and that are not here
  Error why_read_only = only_for_reading();  ///< said to whoever wants to write all the same
  std::uint64_t unmarked = 0;                ///< rows written since the mark

  OpenVault() = default;
  OpenVault(const OpenVault&) = delete;
  OpenVault& operator=(const OpenVault&) = delete;
  ~OpenVault();
};

/// Opens the two parts of a copy to look at them only: no lock, no journal, nothing is written.
/// The passphrase must open it. Whoever calls it has marked the vault as read-only.
[[nodiscard]] Result<void> open_copy(OpenVault& vault, const BackupFiles& copy,
                                     const Passphrase& passphrase);
/// Tries the passphrase at every slot that takes one; nothing if none opens.
[[nodiscard]] Result<std::optional<MemberSecrets>> try_passphrase(const OpenVault& vault,
                                                                  const Passphrase& passphrase);
/// Opens both files for work: refuses network shares, takes the writer's lock, reads the id.
[[nodiscard]] Result<void> take_files(OpenVault& vault, const std::filesystem::path& file);
/// From the member's secrets to a vault that can be read and written: keys, mark, headers.
[[nodiscard]] Result<void> unlock(OpenVault& vault);
/// The same for the recovery set, whose secrets are in place, with the vault key from its slot.
[[nodiscard]] Result<void> open_as_recovery(OpenVault& vault, ByteView vault_key);
/// The same once more, after entries and keys were merged into the files.
[[nodiscard]] Result<void> unlock_again(OpenVault& vault, bool key_is_new);
/// Merges a bundle; the writing lock is held by the caller.
[[nodiscard]] Result<MergeReport> take_into(OpenVault& vault, const std::filesystem::path& file,
                                            const Progress& progress);

/// What one pass over all headers gives.
struct Scan {
  Chains chains;
  RowIndex index;
  std::vector<Damage> findings;
  std::uint64_t last_row = 0;
  AuthorId founder;             ///< the author of row 1; zeros if that cannot be read
  bool out_of_order = false;    ///< a row stands under another number than its own
  std::uint64_t accounted = 0;  ///< rows that are damaged or cut out, each a finding of its own
};
/// Reads all headers; signatures only beyond `trusted` rows, which an earlier mark vouches for.
/// `expected` is how many rows there should be by what else is known.
[[nodiscard]] Result<Scan> scan_headers(const OpenVault& vault, std::uint64_t trusted,
                                        std::uint64_t expected);

/// Every key that is wrapped for this member, or that the vault key opens, into the ring. Gives
/// those that whoever holds the vault key should wrap under it: they came from a member without.
using Strays = std::vector<std::pair<Compartment, std::uint32_t>>;
[[nodiscard]] Result<Strays> unwrap_keys(OpenVault& vault);
/// The mark of a member without the vault key is sealed by what only that member has.
void own_marking(OpenVault& vault);
/// Puts another vault key in the place of the one there is.
void change_vault_key(OpenVault& vault, ByteView key, std::uint32_t epoch);
/// The children of the vault key, once it is known.
void derive_children(OpenVault& vault);
/// What is known beside the vault's own entries.
[[nodiscard]] Registry::Ground ground_of(const OpenVault& vault);
/// Whether this device may change who is a member.
[[nodiscard]] Result<void> only_directors(const OpenVault& vault);
/// The number of a device's last entry that is here.
[[nodiscard]] std::uint64_t last_seq_of(const OpenVault& vault, const AuthorId& author);

/// Into the table of authors, the keys of all devices that were admitted: anybody who checks
/// signatures needs them.
[[nodiscard]] Result<void> list_devices(OpenVault& vault);

/// What is left to do after the entries and keys were read, by unlocking or by a merge: keys that
/// came from a member without the vault key are wrapped under it, orders to erase are carried out,
/// and the vault's own key pair is made known.
/// `key_is_new`: the vault key came with the orders, so it need not be changed once more.
[[nodiscard]] Result<void> settle(OpenVault& vault, const Strays& strays, bool key_is_new = false);
/// A new vault key, and NAME.mnk written anew with all keys under it, without those of erased
/// compartments and dismissed members. With `fresh`, these compartments get a new key as well,
/// for whoever may still open them.
[[nodiscard]] Result<void> rotate(OpenVault& vault, std::span<const Compartment> fresh);
/// NAME.mnk anew, under the vault key as it is in memory now.
[[nodiscard]] Result<void> rewrap(OpenVault& vault, std::span<const Compartment> fresh);
/// Whether this member may be given the compartment's key: by their role, or because they could
/// open it before. Only somebody who holds the key can say so of the latter.
[[nodiscard]] bool entitled(const OpenVault& vault, const MemberId& member,
                            const Compartment& compartment);

/// For each of `known`, how far it lies beyond `have`, and whose it is.
[[nodiscard]] std::vector<Behind> beyond(const OpenVault& names, std::span<const Head> known,
                                         std::span<const Head> have);

/// How far all is verified by now. Ends of chains that were known and are not here stay in it until
/// they are back or given up: a mark never goes back by itself.
[[nodiscard]] Mark mark_of_now(const OpenVault& vault);
/// That, into NAME.mnk.
[[nodiscard]] Result<void> write_mark(OpenVault& vault);

/// The keyless check without the signatures, which take nearly all of its time: enough to tell
/// damage, though not forgery.
[[nodiscard]] Result<Verdict> check_for_damage(const std::filesystem::path& vault_file,
                                               unsigned threads);

/// What became of one row that was to be read.
struct Opened {
  enum class State { readable, erased, sealed, quarantined, damaged } state = State::damaged;
  Entry entry;
  std::optional<Damage> damage;
};
/// `place` is what the index knew of it, to notice a row that was exchanged since.
[[nodiscard]] Opened open_entry(const OpenVault& vault, const StoredRow& row,
                                const RowIndex::Row* place);

/// No later key of a compartment is taken from elsewhere; it leaves room for two thousand million
/// more.
constexpr std::uint32_t kLastEpochTaken = 0x7FFFFFFF;

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
                                     std::string_view body, std::int64_t written_ms,
                                     std::span<const std::string> parts = {});
/// The bare insertion, for the transaction at hand.
[[nodiscard]] Result<void> insert(Statement& statement, std::uint64_t n, const SealedEntry& entry,
                                  bool blank = false);
constexpr std::string_view kInsertEntry =
    "INSERT INTO entry(n, id, header, sig, crc, ct) VALUES(?1, ?2, ?3, ?4, ?5, ?6)";

/// Writes one of the vault's own entries, and folds it. The writing lock is held by the caller.
[[nodiscard]] Result<void> write_own(OpenVault& vault, EntryKind kind, std::string body);
/// The same for several, all of them or none.
[[nodiscard]] Result<void> write_own(OpenVault& vault, std::span<const Draft> drafts);
/// Append without asking whether the kind is a caller's. The writing lock is held by the caller.
[[nodiscard]] Result<std::vector<EntryId>> append_locked(OpenVault& vault,
                                                         std::span<const Draft> drafts,
                                                         const Progress& progress);
/// The same, taking the lock.
[[nodiscard]] Result<std::vector<EntryId>> append_any(OpenVault& vault,
                                                      std::span<const Draft> drafts,
                                                      const Progress& progress);

}  // namespace manumit::vault
