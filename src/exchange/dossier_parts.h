// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "dossier_folder.h"
#include "exchange/dossier.h"
#include "proof/dossier_form.h"
#include "vault/proof.h"

/// The steps by which a dossier is made; dossier.cpp puts them together.
namespace manumit::exchange::dossier {

using proof::ItemKind;

/// One fact, source, subject or withdrawal that goes out.
struct Item {
  ItemKind kind = ItemKind::fact;
  std::size_t n = 0;  ///< from 1 in its list
  vault::EntryId entry;
  std::uint32_t leaf = 0;  ///< its place in the entry, from 1
  std::string part;
  std::int64_t recorded_ms = 0;
  std::string id;        ///< of a fact, or of the fact that a withdrawal takes back
  std::size_t wish = 0;  ///< which entry of the proofs
  vault::NoProof why = vault::NoProof::none;
  std::vector<std::size_t> anchors = {};  ///< noted states that cover its entry, from 0
};

struct Chosen {
  casework::Case shown;  ///< the case as if nothing but the chosen facts had been recorded
  std::vector<Item> items;
  std::vector<casework::Source> sources;  ///< by their numbers, in the very words that go out
  std::vector<vault::ProofWish> wishes;
  std::size_t held_back = 0;
  [[nodiscard]] std::size_t count(ItemKind kind) const;
  /// The number of a fact by its id; 0 if it is not in the dossier.
  [[nodiscard]] std::size_t fact_number(const std::string& id) const;
  /// The place of a source or a subject in its list, from 1; 0 if it is not in the dossier.
  [[nodiscard]] std::size_t source_number(const casework::RecordId& id) const;
};
[[nodiscard]] Result<Chosen> choose(const casework::Casebook& casebook, const DossierWish& wish);

/// A file of the dossier before it is written.
struct AttachedFile {
  std::string name;  ///< "files/1.pdf"
  std::filesystem::path from;
  std::optional<vault::KeptFile> kept;  ///< if it comes out of the vault
  std::string hash;                     ///< BLAKE2b-256, as the source names it
};
/// Those of the vault are held against their hashes first.
[[nodiscard]] Result<std::vector<AttachedFile>> find_attached(const casework::Casebook& casebook,
                                                              const DossierWish& wish,
                                                              const Chosen& chosen,
                                                              const Progress& progress);
[[nodiscard]] Result<void> each_piece(const vault::Vault& vault, const AttachedFile& file,
                                      const TakePiece& take);

struct About {
  std::int64_t made_ms = 0;
  std::string device;                      ///< fingerprint
  std::vector<vault::SeenAnchor> anchors;  ///< noted states, as the proofs count them
};
[[nodiscard]] std::string facts_json(const Chosen& chosen, const vault::Proofs& proofs,
                                     const DossierWords& words, const About& about);
[[nodiscard]] std::string proofs_json(const Chosen& chosen, const vault::Proofs& proofs);
[[nodiscard]] std::string page(const Chosen& chosen, const std::vector<AttachedFile>& files,
                               const DossierWords& words, const About& about);

/// What was answered, and how a subject is called, by the chosen facts alone.
[[nodiscard]] std::string answer_in_words(const casework::Statement& said, const casework::Case& of,
                                          const DossierWords& words);
[[nodiscard]] std::string subject_in_words(const casework::RecordId& id, const casework::Case& of,
                                           const DossierWords& words);
[[nodiscard]] std::string code_in_words(std::string_view list, const std::string& code,
                                        const DossierWords& words);
/// "2026-11-23 14:10 UTC"
[[nodiscard]] std::string time_in_words(std::int64_t milliseconds);

}  // namespace manumit::exchange::dossier
