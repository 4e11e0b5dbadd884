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
          return !progress || progress(before + done, 3 * images);
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
  if (known != found_.end()) {
    if (entry.whole)
      keep(file, std::move(entry), known->second.proved);
    return;
  }
  if (file == 0 && entry.n > 0 && entry.n <= room())
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
  if (file == 0 && entry.n > 0 && entry.n <= room())
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
  const auto founding = std::find_if(out.begin(), out.end(), [&](const Found* found) {
    return found->entry.header.author == founder() && found->entry.header.knew.empty();
  });
  if (founding != out.end())
    std::rotate(out.begin(), founding, founding + 1);
  return out;
}

/// Whose the earliest row of the damaged file is: an entry that claims an earlier place founds
/// nothing.
AuthorId Gathering::founder() const {
  for (const auto& [n, id] : rows_) {
    if (const auto found = found_.find(id); found != found_.end())
      return found->second.entry.header.author;
  }
  return {};
}

std::set<EntryId> Gathering::named_and_missing(std::span<const Head> marked) const {
  std::set<EntryId> out;
  const auto miss = [&](const EntryId& id) {
    if (found_.count(id) == 0)
      out.insert(id);
  };
  for (const auto& [id, found] : found_) {
    if (found.entry.waiting)
      continue;
    if (found.entry.header.seq > 1)
      miss(found.entry.header.prev);
    for (const Head& head : found.entry.header.knew)
      miss(head.id);
  }
  for (const Head& head : marked)
    miss(head.id);
  return out;
}

Gathering::Lost Gathering::lost(std::uint64_t rows, std::span<const Head> marked) const {
  std::map<std::uint64_t, EntryId> known = rows_;
  for (const auto& [id, row] : tables().indexed) {
    if (row <= room())
      known.emplace(row, id);
  }
  if (!known.empty())
    rows = std::max(rows, known.rbegin()->first);
  known.try_emplace(std::min<std::uint64_t>(rows, UINT32_MAX) + 1);  // an end for the last gap
  std::set<EntryId> nowhere = named_and_missing(marked);
  Lost out;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> gaps;
  std::uint64_t next = 1;
  for (const auto& [row, id] : known) {
    if (row > next)
      gaps.emplace_back(next, row - 1);
    next = row + 1;
    if (id == EntryId{} || found_.count(id) != 0)
      continue;
    const auto why = spoilt_.find(id);
    out.damages.push_back(finding(why == spoilt_.end() ? What::page : why->second, row, id));
    nowhere.erase(id);
  }
  out.count = out.damages.size() + nowhere.size();
  for (const EntryId& id : nowhere)
    out.damages.push_back(entry_not_found(id));
  // What came from another copy, or is known by its name alone, had one of the rows that nobody
  // knows here.
  std::uint64_t explained = nowhere.size();
  for (const auto& [id, found] : found_)
    explained += found.file != 0 && !found.entry.waiting ? 1U : 0U;
  for (auto& [from, to] : gaps) {
    const std::uint64_t skipped = std::min(explained, to - from + 1);
    explained -= skipped;
    from += skipped;
    out.count += to + 1 - from;
    if (from <= to)
      note_unreadable_rows(out.damages, from, to);
  }
  std::stable_sort(out.damages.begin(), out.damages.end(),
                   [](const Damage& a, const Damage& b) { return a.row < b.row; });
  return out;
}

}  // namespace manumit::vault
