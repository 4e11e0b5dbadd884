// SPDX-License-Identifier: Apache-2.0
#include "gather.h"

#include <algorithm>
#include <tuple>

#include "findings.h"

namespace manumit::vault {
namespace {

using What = Damage::What;

tl::unexpected<Error> nothing_found() {
  return fail(Error::Kind::not_found, "no entry of a vault can be found in this file", "",
              "keep the file; try another copy of it, or a backup");
}

}  // namespace

Result<Gathering> Gathering::of(std::span<const std::filesystem::path> files,
                                std::optional<VaultId> vault, const Progress& progress) {
  Gathering out;
  std::uint64_t images = 0;
  for (const std::filesystem::path& file : files) {
    File opened{std::make_unique<RawPages>(TRY(RawPages::open(file))), {}};
    opened.tables = carve_tables(*opened.pages);
    out.authors_.insert(opened.tables.authors.begin(), opened.tables.authors.end());
    images += opened.pages->images().size();
    out.files_.push_back(std::move(opened));
  }
  out.vault_ = vault.value_or(VaultId{});
  TRY(out.settle_vault());
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const RawPages& pages = *out.files_[i].pages;
    TRY(carve_entries(
        pages, out.vault_,
        [&](Carved&& entry) -> Result<void> {
          out.take(i, std::move(entry));
          return {};
        },
        [&](std::uint64_t done, std::uint64_t) {
          return !progress || progress(before + done, 2 * images);
        }));
    before += pages.images().size();
  }
  if (out.found_.empty())
    return nothing_found();
  out.judge_erasures();
  return out;
}

/// Which vault it is: as the damaged file says, or its key file, or most of its entries.
Result<void> Gathering::settle_vault() {
  if (const auto& meta = files_.front().tables.meta) {
    vault_ = *meta;
  } else if (vault_ == VaultId{}) {
    const auto most = vault_by_entries(*files_.front().pages);
    if (!most)
      return nothing_found();
    vault_ = *most;
  }
  for (const File& file : files_) {
    if (file.tables.meta && *file.tables.meta != vault_) {
      return fail(Error::Kind::bad_input, "one of the other copies is of another vault", "",
                  "choose copies of the same vault only; nothing was changed");
    }
  }
  return {};
}

void Gathering::take(std::size_t file, Carved&& entry) {
  const auto known = found_.find(entry.id);
  const bool first_file_row = file == 0 && entry.n > 0 && entry.n <= UINT32_MAX;
  if (known != found_.end()) {
    if (entry.whole)
      keep(file, std::move(entry), known->second.proved);
    return;
  }
  if (first_file_row)
    rows_.emplace(entry.n, entry.stored);
  const bool named_rightly = entry.stored == entry.id;
  const auto author = authors_.find(entry.header.author);
  const bool proved =
      author != authors_.end() && signed_by(author->second, signed_message(entry.id), entry.sig);
  // An entry that its author signed is what it says, whatever stands beside it.
  if (!proved && !named_rightly)
    return spoil(entry, What::row_checksum);
  if (!entry.whole)
    return spoil(entry, What::ciphertext);
  if (!proved && author != authors_.end())
    return spoil(entry, What::signature);
  keep(file, std::move(entry), proved);
}

void Gathering::keep(std::size_t file, Carved&& entry, bool proved) {
  if (file == 0 && entry.n > 0 && entry.n <= UINT32_MAX)
    rows_[entry.n] = entry.id;
  const EntryId id = entry.id;
  const auto [place, fresh] = found_.try_emplace(id, Found{entry, file, proved});
  if (fresh)
    return;
  Found& there = place->second;
  // What was blanked anywhere was erased on order; what stands anywhere has its place.
  const bool blank = there.entry.blank || entry.blank;
  if ((there.entry.waiting && !entry.waiting) || (blank && !there.entry.blank)) {
    entry.sig = there.entry.sig;  // which was tested
    there = Found{std::move(entry), file, proved};
  }
  there.entry.blank = blank;
}

void Gathering::spoil(const Carved& entry, Damage::What what) {
  spoilt_.emplace(what == What::row_checksum ? entry.stored : entry.id, what);
}

/// An order is believed if the entry that gave it was there, or its compartment is blank.
void Gathering::judge_erasures() {
  std::set<Compartment> blank;
  for (const auto& [id, found] : found_) {
    if (found.entry.blank)
      blank.insert(found.entry.header.compartment);
  }
  for (const File& file : files_) {
    for (const auto& [tag, by] : file.tables.erasures) {
      if (found_.count(by) != 0 || file.tables.indexed.count(by) != 0 || blank.count(tag) != 0)
        erasures_.emplace(tag, by);
    }
  }
  for (auto& [id, found] : found_) {
    if (erasures_.count(found.entry.header.compartment) != 0)
      found.entry.blank = true;
  }
}

std::vector<const Gathering::Found*> Gathering::in_order(bool waiting) const {
  std::vector<const Found*> out;
  for (const auto& [id, found] : found_) {
    if (found.entry.waiting == waiting)
      out.push_back(&found);
  }
  const auto place = [](const Found* found) {
    const Header& header = found->entry.header;
    return std::tie(header.lamport, header.author, header.seq, found->entry.id);
  };
  std::sort(out.begin(), out.end(),
            [&](const Found* a, const Found* b) { return place(a) < place(b); });
  return out;
}

std::vector<Damage> Gathering::lost(std::uint64_t rows, std::span<const Head> marked) const {
  std::map<std::uint64_t, EntryId> known = rows_;
  for (const auto& [id, row] : tables().indexed)
    known.emplace(row, id);
  if (!known.empty())
    rows = std::max(rows, known.rbegin()->first);
  std::vector<Damage> out;
  std::set<EntryId> named;
  std::vector<std::uint64_t> nameless;
  for (std::uint64_t row = 1; row <= rows; ++row) {
    const auto there = known.find(row);
    if (there == known.end()) {
      nameless.push_back(row);
    } else if (found_.count(there->second) == 0) {
      const auto why = spoilt_.find(there->second);
      out.push_back(finding(why == spoilt_.end() ? What::page : why->second, row, there->second));
      named.insert(there->second);
    }
  }
  // Entries that came from another copy may be those whose rows nobody knows here.
  std::size_t from_elsewhere = 0;
  std::set<EntryId> missing;
  const auto miss = [&](const EntryId& id) {
    if (found_.count(id) == 0 && named.count(id) == 0)
      missing.insert(id);
  };
  for (const auto& [id, found] : found_) {
    if (found.entry.waiting)
      continue;
    from_elsewhere += found.file != 0 ? 1U : 0U;
    if (found.entry.header.seq > 1)
      miss(found.entry.header.prev);
    for (const Head& head : found.entry.header.knew)
      miss(head.id);
  }
  for (const Head& head : marked)
    miss(head.id);
  for (const EntryId& id : missing)
    out.push_back(entry_not_found(id));
  const std::size_t explained = from_elsewhere + missing.size();
  for (std::size_t i = explained; i < nameless.size(); ++i)
    out.push_back(finding(What::page, nameless[i - explained], std::nullopt));
  std::stable_sort(out.begin(), out.end(),
                   [](const Damage& a, const Damage& b) { return a.row < b.row; });
  return out;
}

}  // namespace manumit::vault
