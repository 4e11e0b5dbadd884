// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "findings.h"
#include "open_vault.h"
#include "row_work.h"
#include "schema.h"

namespace manumit::vault {
namespace {

Result<void> unwrap_vault_key(OpenVault& vault, const KeyFile::Keys& keys) {
  const Recipient me{vault.secrets.member.bytes};
  const WrappedKey* newest = nullptr;
  for (const WrappedKey& row : keys.rows) {
    if (row.recipient == me && row.compartment == Compartment{} &&
        (newest == nullptr || row.epoch > newest->epoch))
      newest = &row;
  }
  if (newest == nullptr || !unwrap_for_member(vault.id, *newest, vault.secrets.receiving.view(),
                                              vault.vault_key.span())) {
    return fail(Error::Kind::damaged,
                "the passphrase is right, but the vault's own key in NAME.mnk is damaged", "",
                "the entries are safe in NAME.mnv; restore NAME.mnk from a backup");
  }
  derive_child(vault.vault_key.view(), 1, vault.wrapping.span());
  derive_child(vault.vault_key.view(), 4, vault.marking.span());
  derive_child(vault.vault_key.view(), 5, vault.anchoring.span());
  return {};
}

void unwrap_compartments(OpenVault& vault, const KeyFile::Keys& keys) {
  const Recipient everyone{vault.id.bytes};
  LockedBytes key(32);
  vault.torn.insert(keys.torn.begin(), keys.torn.end());
  vault.ring.expect(keys.rows.size());
  for (const WrappedKey& row : keys.rows) {
    if (row.recipient != everyone)
      continue;
    if (unwrap_for_vault(vault.id, row, vault.wrapping.view(), key.span())) {
      vault.ring.add(row.compartment, row.epoch, key.view());
    } else {
      vault.torn.insert(row.compartment);
    }
  }
  const std::size_t lost = vault.torn.size() + keys.unreadable;
  if (lost > 0)
    vault.troubles.push_back(keys_torn(lost));
}

/// What one pass over all headers gives.
struct Scan {
  Chains chains;
  RowIndex index;
  std::vector<Damage> findings;
  std::uint64_t last_row = 0;
  bool out_of_order = false;  ///< a row stands under another number than its own
};

void take_row(Scan& scan, const RowFinding& row) {
  if (row.n > scan.last_row + 1)
    note_missing_rows(scan.findings, scan.last_row + 1, row.n - 1);
  scan.out_of_order = scan.out_of_order || row.misnumbered;
  const bool countable = row.n > scan.last_row && row.n <= UINT32_MAX;
  scan.last_row = std::max(scan.last_row, row.n);
  std::optional<Damage::What> what = row.what;
  if (row.is_link()) {
    const auto broken = scan.chains.follow(*row.id, *row.header);
    if (!what)
      what = broken;
  } else {
    scan.chains.excuse();
  }
  if (what)
    scan.findings.push_back(finding(*what, row.n, row.id));
  if (row.header && countable)
    scan.index.add(row.n, *row.header);
}

/// Reads all headers; signatures only beyond `trusted` rows, which an earlier mark vouches for.
Result<Scan> scan_headers(const OpenVault& vault, std::uint64_t trusted, std::uint64_t expected) {
  Scan out;
  const Readers::Loan reader = TRY(vault.readers->borrow());
  RowStream rows = TRY(RowStream::over(reader.database(), false, expected));
  TRY(work_through<RowFinding>(
      rows, std::min(machine_threads(), 4U),
      [&](std::size_t, std::span<StoredRow> read, std::span<RowFinding> checked) {
        for (std::size_t i = 0; i < read.size(); ++i)
          checked[i] = check_row(read[i], vault.id, vault.authors,
                                 {.signature = read[i].n > trusted, .sealed = false});
      },
      [&](std::span<RowFinding> checked) -> Result<void> {
        for (const RowFinding& row : checked)
          take_row(out, row);
        return {};
      }));
  out.index.sort();
  return out;
}

/// How many entries the mark knew that are not there; nothing if the chains pass through it.
std::optional<std::uint64_t> missing_since(const Mark& mark, const Chains& chains) {
  std::uint64_t missing = 0;
  bool passes = true;
  const std::vector<Head> heads = chains.heads();
  for (const Head& marked : mark.heads) {
    if (chains.holds(marked))
      continue;
    passes = false;
    const auto now = std::find_if(heads.begin(), heads.end(),
                                  [&](const Head& head) { return head.author == marked.author; });
    const std::uint64_t have = now == heads.end() ? 0 : now->seq;
    if (have < marked.seq)
      missing += marked.seq - have;
  }
  if (passes)
    return std::nullopt;
  return missing;
}

void judge_ends(OpenVault& vault, const std::optional<Mark>& mark, const Scan& scan) {
  if (!mark) {
    vault.troubles.push_back(mark_lost());
  } else if (const auto missing = missing_since(*mark, scan.chains)) {
    // A damaged last row has its own finding; only what is gone beyond it was taken away.
    if (*missing > scan.chains.excused())
      vault.troubles.push_back(rolled_back(*missing));
    vault.read_only = true;
  }
  // What SQLite adds to a tree that is out of order may not be found again.
  if (scan.chains.end_in_doubt() || scan.out_of_order)
    vault.read_only = true;
  const auto mine = vault.authors.find(vault.me);
  if (mine == vault.authors.end() || !vault.registry.admitted(vault.me, UINT64_MAX))
    vault.read_only = true;
}

/// One of the vault's own entries, opened.
struct OwnEntry {
  EntryId id;
  Header header;
  Envelope said;
};

/// Nothing if it cannot be read: then it is among the findings, or its key is.
std::optional<OwnEntry> open_own(OpenVault& vault, const StoredRow& row) {
  const RowFinding checked = check_row(row, vault.id, vault.authors, {.signature = true});
  const auto key = checked.header ? vault.ring.find(vault.secrets.registry, checked.header->epoch)
                                  : std::nullopt;
  if (!key)
    return std::nullopt;
  auto said = open_row(row, *checked.header, *key);
  if (said)
    return OwnEntry{*checked.id, *checked.header, std::move(*said)};
  vault.troubles.push_back(finding(said.error(), row.n, checked.id));
  return std::nullopt;
}

/// The vault's own entries, each accepted only from a device admitted before it; the very first
/// admits the device that signed it. Where one cannot be read, this device counts as admitted: its
/// key came out of the slot, and one damaged entry must not hide all that it wrote.
void read_registry(OpenVault& vault, Readers::Loan& reader, const PublicKey& own) {
  Registry& registry = vault.registry;
  const auto* rows = vault.index.rows_of(vault.secrets.registry);
  if (rows == nullptr)
    return registry.trust(own, vault.secrets.member);
  for (const RowIndex::Row& place : *rows) {
    const std::optional<OwnEntry> entry = open_own(vault, reader.row(place.n));
    const bool admits_itself =
        registry.devices().empty() && entry && entry->said.kind == EntryKind::admit_device;
    if (!entry || (registry.devices().empty() && !admits_itself))
      registry.trust(own, vault.secrets.member);
    if (!entry)
      continue;
    const bool admitted = registry.admitted(entry->header.author, entry->header.seq);
    if ((!admits_itself && !admitted) || !registry.take(entry->said.kind, entry->said.body))
      vault.troubles.push_back(registry_unreadable(place.n, entry->id));
  }
}

/// Whoever holds the vault key has all its keys: one that is not there was lost.
void miss_keys(OpenVault& vault) {
  std::size_t lost = 0;
  for (const Compartment& compartment : vault.index.compartments()) {
    if (vault.ring.newest(compartment) || vault.registry.erased(compartment))
      continue;
    if (vault.torn.insert(compartment).second)
      ++lost;
  }
  if (lost > 0)
    vault.troubles.push_back(keys_missing(lost));
}

}  // namespace

Result<void> unlock(OpenVault& vault) {
  const PublicKey own = signing_key(vault.secrets.signing_seed.view(), vault.signing.span());
  vault.me = author_of(own);
  {
    const KeyFile::Keys keys = TRY(vault.key_file.keys());
    TRY(unwrap_vault_key(vault, keys));
    unwrap_compartments(vault, keys);
  }
  AuthorList authors = read_authors(vault.writer);
  if (authors.damaged)
    vault.troubles.push_back(author_row_damaged());
  vault.authors = std::move(authors.authors);
  vault.erasures = read_erasures(vault.writer);
  if (check_schema(vault.writer, FileKind::entries) != SchemaState::exact) {
    vault.troubles.push_back(tables_changed());
    vault.read_only = true;
  }
  const Result<Bytes> stored = vault.key_file.mark();
  const std::optional<Mark> mark =
      stored ? parse_mark(vault.id, *stored, vault.marking.view()) : std::nullopt;
  const std::uint64_t trusted = mark ? mark->rows : 0;
  Scan scan = TRY(scan_headers(vault, trusted, trusted));
  // Unless the chains pass through the mark it vouches for nothing.
  if (mark && missing_since(*mark, scan.chains))
    scan = TRY(scan_headers(vault, 0, trusted));
  vault.index = std::move(scan.index);
  vault.heads = scan.chains.heads();
  vault.highest_lamport = scan.chains.highest_lamport();
  vault.last_row = scan.last_row;
  Readers::Loan reader = TRY(vault.readers->borrow());
  read_registry(vault, reader, own);
  miss_keys(vault);
  judge_ends(vault, mark, scan);
  vault.unmarked = vault.last_row > trusted ? vault.last_row - trusted : 0;
  for (Damage& damage : scan.findings)
    vault.troubles.push_back(std::move(damage));
  return {};
}

}  // namespace manumit::vault
