// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>

#include "chains.h"
#include "envelope.h"
#include "key_ring.h"
#include "registry.h"
#include "rows.h"
#include "vault/verdict.h"

namespace manumit::vault {

using Authors = std::map<AuthorId, PublicKey>;

/// The signing keys that stand in the clear, each under the name that is made from it.
struct AuthorList {
  Authors authors;
  bool damaged = false;
};
[[nodiscard]] AuthorList read_authors(const Database& database);

/// Compartments blanked on order, and by which entry.
using Erasures = std::map<Compartment, EntryId>;
[[nodiscard]] Erasures read_erasures(const Database& database);

/// How much of a row is tested.
struct CheckDepth {
  bool signature = false;
  bool sealed = false;   ///< the row was read with its cipher text
  bool checksum = true;  ///< needless where a sound header is all that is asked for
};

/// What can be said of one row by itself.
struct RowFinding {
  std::uint64_t n = 0;
  std::optional<EntryId> id = {};     ///< as it should be, or as it is stored
  std::optional<Header> header = {};  ///< only if the id is its hash
  std::optional<Damage::What> what = {};
  bool blank = false;
  bool misnumbered = false;
  bool forged = false;  ///< not signed by the author it names, as far as that was tested
  /// Whether it is a link of its author's chain, so that the next may hang on it.
  [[nodiscard]] bool is_link() const { return header && !forged; }
};
/// Checksum, header, id, signature, cipher text's hash: nothing that needs a key.
[[nodiscard]] RowFinding check_row(const StoredRow& row, const VaultId& vault,
                                   const Authors& authors, CheckDepth depth);

/// The id that the row stores, if it has the length of one.
[[nodiscard]] std::optional<EntryId> stored_id(const StoredRow& row);

/// Decrypts and unpacks a cipher text whose hash is the header's. Otherwise what is wrong:
/// ciphertext, key or plaintext.
[[nodiscard]] tl::expected<Envelope, Damage::What> open_contents(ByteView header_bytes,
                                                                 const Header& header, ByteView ct,
                                                                 ByteView key);
/// The same of a stored row, its hash tested.
[[nodiscard]] tl::expected<Envelope, Damage::What> open_row(const StoredRow& row,
                                                            const Header& header, ByteView key);

}  // namespace manumit::vault
