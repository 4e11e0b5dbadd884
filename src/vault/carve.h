// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>

#include "raw_pages.h"
#include "row_check.h"

namespace manumit::vault {

/// What has the form of an entry, in the pages of a file.
struct Carved {
  EntryId id;      ///< of what it says
  EntryId stored;  ///< as it stands beside it: another one if either was damaged
  Header header;
  Signature sig{};
  std::uint64_t n = 0;    ///< its row, as far as that can be read; 0 if not
  bool whole = false;     ///< its contents are those that its header names
  bool waiting = false;   ///< it was among those that wait for their predecessor
  bool blank = false;     ///< there is no cipher text, as after an erasure
  RawPages::Image image;  ///< where its header lies,
  std::size_t at = 0;     ///< and at which byte of that page
};

/// What of an entry is written anew.
struct CarvedBytes {
  Bytes header;
  Bytes ct;
  std::optional<PublicKey> key = {};  ///< that came along with one that waits
};

struct CarvedCheckpoint {
  Bytes body, author, sig, anchor;
  std::int64_t kind = 0;
  bool anchored = false;
};
struct CarvedFork {
  Bytes author, header_a, sig_a, header_b, sig_b;
  std::int64_t seq = 0;
};

/// All that can be found in a file by itself, page by page, without leaning on the tree that SQLite
/// lays over them. An entry is known by the beginning of its header and proved by its hashes, an
/// author by the name that is made from the key; so nothing is taken for what it is not.
struct Carving {
  std::optional<VaultId> meta;  ///< as the meta row says
  Authors authors;
  std::multimap<Compartment, EntryId> erasures;  ///< or what looks like one: `salvage` judges
  std::map<EntryId, std::uint64_t> indexed;      ///< ids and rows that the index of ids names
  std::vector<CarvedCheckpoint> checkpoints;
  std::vector<CarvedFork> forks;
};
[[nodiscard]] Carving carve_tables(const RawPages& pages);

/// Every entry of this vault, whole or not, in the order of the pages; one that lies in several
/// places comes several times.
[[nodiscard]] Result<void> carve_entries(const RawPages& pages, const VaultId& vault,
                                         const std::function<Result<void>(Carved&&)>& take,
                                         const Progress& progress);
/// The vault whose entries are the most in this file; for one whose meta row is lost.
[[nodiscard]] std::optional<VaultId> vault_by_entries(const RawPages& pages);

/// The bytes of an entry that was found whole; nothing if the file changed meanwhile.
[[nodiscard]] std::optional<CarvedBytes> bytes_of(const RawPages& pages, const Carved& entry);

}  // namespace manumit::vault
