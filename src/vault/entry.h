// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "vault/ids.h"

namespace manumit::vault {

/// What an entry's plain text is. Written inside the ciphertext, so unseen from outside.
/// Numbers are part of the format MNV1 (docs/formats/mnv1.md §5) and are never given anew.
enum class EntryKind : std::uint16_t {
  admit_device = 1,    ///< vault's own: a signing key may write from here on
  admit_member = 2,    ///< vault's own: a person with keys of their own
  revoke_device = 3,   ///< vault's own: last sequence number that still counts
  erase = 4,           ///< vault's own: a compartment's key was destroyed on order
  key_epoch = 5,       ///< vault's own: a compartment has a new key
  set_role = 6,        ///< vault's own: what a member is trusted with from here on
  grant = 7,           ///< vault's own: compartments opened to a member
  upkeep = 8,          ///< vault's own: a backup was made, a drill was held
  witnessed = 9,       ///< vault's own: a line that another vault gave us to keep
  filing = 16,         ///< casework: what one person saved in one go (docs/formats/filing.md)
  release_spend = 17,  ///< release: privacy budget spent
  link_decision = 18,  ///< casework: whether two records speak of the same (link-decision.md)
  link_words = 19,     ///< casework: half of the reason of a link decision, in words
  file_piece = 20,     ///< a file's: its bytes, piece by piece (vault/attachment.h)
  use = 21,            ///< casework: what was looked at, and what left (use-log.md)
  figure_sheet = 22,   ///< casework: published figures (figure-sheet.md)
};

/// An entry before it is written: in which compartment, and what it says.
struct Draft {
  Compartment compartment;
  EntryKind kind = EntryKind::filing;
  std::string body;  ///< UTF-8 JSON for a filing. At most 16 MiB.
  /// What of it can later be proved to an outsider piece by piece, each without the others
  /// (vault/proof.h). None: only the whole entry is signed.
  std::vector<std::string> parts = {};
};

/// An entry as read back: checked, decrypted, unpadded.
struct Entry {
  EntryId id;
  AuthorId author;
  std::uint64_t author_seq = 0;  ///< 1, 2, 3 … for each author
  std::uint64_t lamport = 0;     ///< larger than that of every entry its author knew
  std::vector<EntryId> knew;  ///< the other authors' heads when it was written, and its predecessor
  Compartment compartment;
  EntryKind kind = EntryKind::filing;
  std::int64_t written_ms = 0;  ///< what the author's clock said: a claim, bounded by anchors only
  std::string body;
};

}  // namespace manumit::vault
