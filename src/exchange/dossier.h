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

namespace manumit::exchange {

/// What a court is to get of a case: these facts and nothing else.
struct DossierWish {
  casework::RecordId case_id;
  /// Ids of statements ("entry-hash:number"). Empty: all that stand, but for what could cost a life
  /// in wrong hands, which goes out only by its id.
  std::vector<std::string> facts;
  bool without_identity = false;  ///< nobody's name, papers, or how to reach them
  /// Files to go along. The hash of each must be that of a source of the chosen facts.
  std::vector<std::filesystem::path> files;
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
  std::size_t files = 0;      ///< that were attached
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
/// folder that is there is not touched. About 0.5 s for 100,000 entries, and the time of the files.
[[nodiscard]] Result<DossierMade> write_dossier(const casework::Casebook& casebook,
                                                const DossierWish& wish, const DossierWords& words,
                                                const std::filesystem::path& folder,
                                                const Surroundings& surroundings);

/// What the use log says of it.
[[nodiscard]] casework::Use use_of(const DossierWish& wish, const DossierMade& made);

/// The same as one zip file in memory, for whoever must not write to the disk; without `files`.
struct DossierZip {
  DossierMade made;
  Secret<Bytes> bytes;
};
[[nodiscard]] Result<DossierZip> zip_dossier(const casework::Casebook& casebook,
                                             const DossierWish& wish, const DossierWords& words,
                                             const Surroundings& surroundings);

}  // namespace manumit::exchange
