// SPDX-License-Identifier: Apache-2.0
#include "merging.h"

#include <algorithm>

#include "findings.h"

namespace manumit::vault {

Merging::Merging(OpenVault& vault, Chains chains, const Registry& registry,
                 const Authors& senders_keys)
    : vault_(&vault),
      chains_(std::move(chains)),
      registry_(&registry),
      senders_keys_(&senders_keys),
      listed_(vault.authors),
      next_row_(vault.last_row + 1) {}

const PublicKey* Merging::key_of(const AuthorId& author) const {
  for (const Authors* list : {&listed_, senders_keys_, &waiting_keys_}) {
    if (const auto found = list->find(author); found != list->end())
      return &found->second;
  }
  return nullptr;
}

Result<void> Merging::read_known() {
  for (const char* sql : {"SELECT id FROM entry", "SELECT id FROM waiting"}) {
    Statement rows = TRY(vault_->writer.prepare(sql));
    while (TRY(rows.step())) {
      EntryId id;
      const ByteView bytes = rows.blob(0);
      if (bytes.size() == id.bytes.size())
        std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
      known_.insert(id);
    }
  }
  Statement keys = TRY(vault_->writer.prepare("SELECT DISTINCT public_key FROM waiting"));
  while (TRY(keys.step())) {
    PublicKey key{};
    if (const ByteView bytes = keys.blob(0); bytes.size() == key.size()) {
      std::copy(bytes.begin(), bytes.end(), key.begin());
      waiting_keys_.emplace(author_of(key), key);
    }
  }
  return {};
}

Result<void> Merging::begin() {
  TRY(read_known());
  insert_ = TRY(vault_->writer.prepare(kInsertEntry));
  wait_ = TRY(vault_->writer.prepare(
      "INSERT OR IGNORE INTO waiting(id, header, sig, ct, public_key) VALUES(?1, ?2, ?3, ?4, ?5)"));
  return {};
}

bool Merging::has_place(const Header& header) const {
  if (registry_->standing(header.author, header.seq) == Registry::Standing::unknown)
    return false;
  if (header.seq > 1 && !chains_.holds({header.author, header.seq - 1, header.prev}))
    return false;
  return std::all_of(header.knew.begin(), header.knew.end(),
                     [this](const Head& head) { return chains_.holds(head); });
}

/// In its place it comes after all that it names. One that was lost here and comes back stands
/// behind its successor, and that is no fault of it.
bool Merging::fits(const Header& header) const {
  return chains_.lost({header.author, header.seq, {}}) || chains_.comes_after(header);
}

bool Merging::proved(const BundledEntry& entry) const {
  const PublicKey* key = key_of(entry.header.author);
  return key != nullptr && signed_by(*key, signed_message(entry.id), entry.sig) &&
         (entry.blank || sealed_hash(entry.ct) == entry.header.ct_hash);
}

/// Whether its contents are there, or somebody ordered them to be erased.
bool Merging::explained(const BundledEntry& entry) const {
  const Compartment& tag = entry.header.compartment;
  return !entry.blank || vault_->erasures.count(tag) != 0 || registry_->erased(tag);
}

Result<void> Merging::admit_author(const AuthorId& author) {
  if (listed_.count(author) != 0)
    return {};
  const PublicKey key = *key_of(author);
  Statement insert =
      TRY(vault_->writer.prepare("INSERT INTO author(id, public_key) VALUES(?1, ?2)"));
  TRY(insert.bind(1, ByteView(author.bytes)).bind(2, ByteView(key)).run());
  listed_.emplace(author, key);
  return {};
}

/// Where two branches part, both signed headers are kept whole: a hash alone would prove nothing
/// to anybody else.
Result<void> Merging::note_fork(const BundledEntry& entry) {
  const std::optional<EntryId> twin = chains_.id_at(entry.header.author, entry.header.seq);
  if (!twin || *twin == entry.id)
    return {};
  Statement other = TRY(vault_->writer.prepare("SELECT header, sig FROM entry WHERE id=?1"));
  if (!TRY(other.bind(1, ByteView(twin->bytes)).step()))
    return {};
  const auto their = parse_header(other.blob(0));
  if (!their || their->prev != entry.header.prev)
    return {};
  Statement insert =
      TRY(vault_->writer.prepare("INSERT INTO fork(author, seq, header_a, sig_a, header_b, sig_b) "
                                 "VALUES(?1, ?2, ?3, ?4, ?5, ?6)"));
  insert.bind(1, ByteView(entry.header.author.bytes));
  insert.bind(2, static_cast<std::int64_t>(entry.header.seq));
  insert.bind(3, other.blob(0)).bind(4, other.blob(1));
  insert.bind(5, ByteView(entry.header_bytes)).bind(6, ByteView(entry.sig));
  return insert.run();
}

Result<void> Merging::place(BundledEntry&& entry) {
  if (next_row_ > UINT32_MAX)
    return fail(Error::Kind::not_allowed, "nothing was merged: the vault is full", "",
                "begin a new vault");
  TRY(admit_author(entry.header.author));
  const bool fits_here = fits(entry.header);
  const bool fills = chains_.lost({entry.header.author, entry.header.seq, {}});
  const auto broken = chains_.follow(entry.id, entry.header);
  if (!fits_here || (broken && *broken != Damage::What::fork && !fills)) {
    return fail(Error::Kind::bad_input,
                "an entry of this bundle is not what its author signed ({0})", "",
                "nothing was changed; the copy that it was made from is damaged or forged",
                {short_id(entry.id)});
  }
  const bool forks = broken == Damage::What::fork;
  if (entry.blank)
    blanked_.insert(entry.header.compartment);
  // What is erased here loses its contents at once; an order that came along is carried out when
  // all is in its place.
  const bool erased = vault_->erasures.count(entry.header.compartment) != 0;
  SealedEntry row{entry.id, {}, std::move(entry.header_bytes), std::move(entry.ct), entry.sig};
  TRY(insert(insert_, next_row_++, row, entry.blank || erased));
  report_.erased += erased ? 1U : 0U;
  report_.quarantined +=
      registry_->standing(entry.header.author, entry.header.seq) == Registry::Standing::revoked
          ? 1U
          : 0U;
  if (!forks)
    return {};
  entry.header_bytes = std::move(row.header_bytes);
  auto& forked = report_.forked;
  if (std::find(forked.begin(), forked.end(), entry.header.author) == forked.end())
    forked.push_back(entry.header.author);
  return note_fork(entry);
}

Result<void> Merging::wait(const BundledEntry& entry) {
  const PublicKey key = *key_of(entry.header.author);
  wait_.bind(1, ByteView(entry.id.bytes)).bind(2, ByteView(entry.header_bytes));
  wait_.bind(3, ByteView(entry.sig)).bind(5, ByteView(key));
  if (entry.blank || vault_->erasures.count(entry.header.compartment) != 0) {
    wait_.bind_null(4);
  } else {
    wait_.bind(4, ByteView(entry.ct));
  }
  return wait_.run();
}

Result<void> Merging::take(BundledEntry&& entry) {
  ++report_.entries;
  if (!known_.insert(entry.id).second) {
    ++report_.known;
    return {};
  }
  if (!chains_.tame(entry.header)) {
    return fail(Error::Kind::bad_input,
                "an entry of this bundle is numbered far beyond all that came before", "",
                "nothing was changed; it was made by another program, or to do harm");
  }
  if (!explained(entry)) {
    // Contents that nobody ordered to be erased come from somebody who has them.
    known_.erase(entry.id);
    return {};
  }
  if (!has_place(entry.header))
    return wait(entry);
  ++report_.added;
  return place(std::move(entry));
}

/// One round over what waits; true if something found its place.
Result<bool> Merging::release_waiting() {
  std::vector<std::pair<std::int64_t, BundledEntry>> ready;
  {
    // Their contents are read one by one below: a piece of a file is large.
    Statement rows = TRY(vault_->writer.prepare("SELECT n, header, sig FROM waiting ORDER BY n"));
    while (TRY(rows.step())) {
      BundledEntry entry;
      const ByteView header = rows.blob(1);
      const ByteView sig = rows.blob(2);
      auto parsed = parse_header(header);
      if (!parsed || sig.size() != entry.sig.size() || !has_place(*parsed))
        continue;
      entry.header = std::move(*parsed);
      entry.header_bytes.assign(header.begin(), header.end());
      entry.id = id_of(header);
      std::copy(sig.begin(), sig.end(), entry.sig.begin());
      ready.emplace_back(rows.integer(0), std::move(entry));
      // Only as many at once as fit into memory; the rest comes in the next round.
      if (ready.size() >= 64)
        break;
    }
  }
  Statement contents = TRY(vault_->writer.prepare("SELECT ct IS NULL, ct FROM waiting WHERE n=?1"));
  Statement gone = TRY(vault_->writer.prepare("DELETE FROM waiting WHERE n=?1"));
  bool any = false;
  for (auto& [n, entry] : ready) {
    if (!has_place(entry.header))
      continue;
    contents.bind(1, n);
    if (TRY(contents.step())) {
      entry.blank = contents.integer(0) != 0;
      const ByteView ct = contents.blob(1);
      entry.ct.assign(ct.begin(), ct.end());
    }
    contents.reset();
    TRY(gone.bind(1, n).run());
    any = true;
    // What came in an earlier bundle is no fault of this one: it is dropped, as if it were refused.
    if (!proved(entry) || !fits(entry.header) || !explained(entry))
      continue;
    ++report_.released;
    TRY(place(std::move(entry)));
  }
  return any;
}

/// Of what came without its contents the order must be in its place, and not wait: else they would
/// be missing here, and nobody could say why.
Result<void> Merging::find_orders() const {
  Statement order = TRY(vault_->writer.prepare("SELECT 1 FROM entry WHERE id=?1"));
  for (const Compartment& compartment : blanked_) {
    if (vault_->erasures.count(compartment) != 0)
      continue;
    const auto by = registry_->erasures().find(compartment);
    const bool here =
        by != registry_->erasures().end() && TRY(order.bind(1, ByteView(by->second.bytes)).step());
    order.reset();
    if (!here) {
      return fail(Error::Kind::bad_input,
                  "this bundle leaves out the order by which something in it was erased", "",
                  "nothing was changed; take a bundle from another member first");
    }
  }
  return {};
}

Result<MergeReport> Merging::finish() {
  while (TRY(release_waiting())) {
  }
  TRY(find_orders());
  Statement count = TRY(vault_->writer.prepare("SELECT count(*) FROM waiting"));
  if (TRY(count.step()))
    report_.waiting = static_cast<std::uint64_t>(count.integer(0));
  return std::move(report_);
}

}  // namespace manumit::vault
