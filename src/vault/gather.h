// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <unordered_map>

#include "carve.h"

namespace manumit::vault {

/// What several files together hold of one vault.
class Gathering {
 public:
  /// The first file is the damaged one; `vault` is whose entries are wanted, if it is known from
  /// elsewhere.
  [[nodiscard]] static Result<Gathering> of(std::span<const std::filesystem::path> files,
                                            std::optional<VaultId> vault, const Progress& progress);
  struct Found {
    Carved entry;
    std::size_t file = 0;
    bool proved = false;  ///< signed by a key that is known
  };
  /// In the order of causes and effects: lamport, author, number, id; but first the founder's
  /// first.
  [[nodiscard]] std::vector<const Found*> in_order(bool waiting) const;
  [[nodiscard]] std::optional<CarvedBytes> bytes(const Found& found) const {
    return bytes_of(*files_[found.file].pages, found.entry);
  }
  [[nodiscard]] const VaultId& vault() const { return vault_; }
  [[nodiscard]] const Authors& authors() const { return authors_; }
  [[nodiscard]] const Erasures& erasures() const { return erasures_; }
  /// Those of the first file.
  [[nodiscard]] const Carving& tables() const { return files_.front().tables; }
  /// What is known to have been in the first file, or to be named by an entry or by `marked`, and
  /// is not here. `rows` is how many rows there were by what else is known.
  struct Lost {
    std::vector<Damage> damages;
    std::uint64_t count = 0;  ///< of entries; a wide gap is one damage
  };
  [[nodiscard]] Lost lost(std::uint64_t rows, std::span<const Head> marked) const;

 private:
  struct File {
    std::unique_ptr<RawPages> pages;  ///< apart, so that it stays where it is
    Carving tables;
  };
  Gathering() = default;
  [[nodiscard]] Result<void> settle_vault();
  /// No number of a row is believed beyond what the file has room for.
  [[nodiscard]] std::uint64_t room() const {
    return std::min<std::uint64_t>(files_.front().pages->bytes() / kHeaderBytes, UINT32_MAX);
  }
  void take(std::size_t file, Carved&& entry);
  void keep(std::size_t file, Carved&& entry, bool proved);
  void spoil(const Carved& entry, Damage::What what);
  void judge_erasures();
  [[nodiscard]] AuthorId founder() const;
  [[nodiscard]] std::set<EntryId> named_and_missing(std::span<const Head> marked) const;
  std::vector<File> files_;
  VaultId vault_;
  Authors authors_;
  Erasures erasures_;
  std::unordered_map<EntryId, Found, IdHash> found_;
  std::unordered_map<EntryId, Damage::What, IdHash> spoilt_;  ///< seen, and not sound
  std::map<std::uint64_t, EntryId> rows_;                     ///< of the first file
};

}  // namespace manumit::vault
