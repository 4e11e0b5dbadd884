// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/surroundings.h"
#include "casework/casebook.h"
#include "exchange/stored_zip.h"
#include "vault/digest.h"

namespace manumit::exchange {

/// What a court is to get of a case: these facts and nothing else.
struct DossierWish {
  casework::RecordId case_id = {};
  /// Ids of statements ("entry-hash:number"). Empty: all that stand, but for what could cost a life
  /// in wrong hands, which goes out only by its id.
  std::vector<std::string> facts = {};
  /// Nobody's name, papers, or how to reach them. Refused where a source would say what its file is
  /// called: its words go out whole or not at all.
  bool without_identity = false;
  /// Files to go along. The hash of each must be that of a source of the chosen facts.
  std::vector<std::filesystem::path> files = {};
  /// Files that the vault keeps, by the ids of their sources. None goes along unasked: a file goes
  /// whole, and may say more than the chosen facts.
  std::vector<casework::RecordId> kept = {};
  /// Every one that a source of the chosen facts keeps; without identities none that tells one.
  bool all_kept = false;
  bool without_anchors = false;  ///< no noted state, and nobody named who witnessed one
};

/// The words of the reader's language, from the same catalogue as everything else (i18n/*.json).
struct DossierWords {
  std::string language = "en";
  std::function<std::string(const std::string& id)> of;
};

struct DossierMade {
  std::size_t facts = 0;
  std::size_t without_proof = 0;  ///< of them: recorded before there were proofs, for the most part
  std::size_t sources = 0;
  std::size_t files = 0;                       ///< that were attached
  std::vector<vault::FileHash> attached = {};  ///< their BLAKE2b-256
  std::size_t witnessed = 0;  ///< facts of which somebody outside says by when they were there
  std::size_t held_back = 0;  ///< could cost a life, and were not asked for by their ids
  std::string device;         ///< fingerprint of the device that signed
};

/// Writes a dossier into a new folder: a page to read and to print, the facts and their proofs for
/// programs, the files, and a signed list of all (docs/formats/dossier.md).
///
/// What was not chosen is nowhere in it: no words, no hash that a guess could be held against; only
/// into how many pieces an entry falls is told. A fact that was corrected goes out only together
/// with its correction, and one that was taken back with the taking back, since either without the
/// other would mislead. A fact that cannot be proved goes out and says why.
///
/// Made under a working name, checked there as an outsider checks it, and only then renamed; a
/// folder that is there is not touched. About 0.5 s for 100,000 entries, and the time of the files,
/// of which no more than 4 MiB are in memory at once.
[[nodiscard]] Result<DossierMade> write_dossier(const casework::Casebook& casebook,
                                                const DossierWish& wish, const DossierWords& words,
                                                const std::filesystem::path& folder,
                                                const Surroundings& surroundings,
                                                const Progress& progress = {});

/// What the use log says of it: the dossier, then each file by its hash, so that one that turns up
/// can be told.
[[nodiscard]] std::vector<casework::Use> uses_of(const DossierWish& wish, const DossierMade& made);

/// The same as one zip file, for whoever must not write to the disk; without `files`. The texts are
/// in memory; of the files that the vault keeps each byte is fetched when it is its turn. Files
/// that are too large for a zip are refused before one of them is read.
class DossierZip {
 public:
  DossierZip(DossierMade made, StoredZip zip, std::vector<vault::KeptFile> files);
  [[nodiscard]] const DossierMade& made() const { return made_; }
  [[nodiscard]] std::uint64_t size() const { return zip_.size(); }
  /// So many bytes at most from there on, one at least unless it is the end. The vault must be the
  /// one that it was made from, and open.
  [[nodiscard]] Result<Secret<Bytes>> read(const vault::Vault& vault, std::uint64_t from,
                                           std::size_t count) const;

 private:
  DossierMade made_;
  StoredZip zip_;
  std::vector<vault::KeptFile> files_;
};
[[nodiscard]] Result<DossierZip> zip_dossier(const casework::Casebook& casebook,
                                             const DossierWish& wish, const DossierWords& words,
                                             const Surroundings& surroundings,
                                             const Progress& progress = {});

}  // namespace manumit::exchange
