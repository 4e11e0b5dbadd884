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
};

void take_row(Scan& scan, const RowFinding& row) {
  if (row.n > scan.last_row + 1)
    note_missing_rows(scan.findings, scan.last_row + 1, row.n - 1);
  const bool countable = row.n > scan.last_row && row.n <= UINT32_MAX;
  scan.last_row = std::max(scan.last_row, row.n);
  if (!row.header) {
    scan.chains.excuse();
    scan.findings.push_back(finding(row.what.value_or(Damage::What::header), row.n, row.id));
    return;
  }
  const auto broken = scan.chains.follow(*row.id, *row.header);
  if (row.what) {
    scan.findings.push_back(finding(*row.what, row.n, row.id));
  } else if (broken) {
    scan.findings.push_back(finding(*broken, row.n, row.id));
  }
  if (countable)
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
  if (scan.chains.end_in_doubt())
    vault.read_only = true;
  const auto mine = vault.authors.find(vault.me);
  if (mine == vault.authors.end() || !vault.registry.admitted(vault.me, UINT64_MAX))
    vault.read_only = true;
}

/// The vault's own entries, each accepted only from a device admitted before it; the very first
/// admits the device that signed it.
void read_registry(OpenVault& vault, Readers::Loan& reader) {
  const auto* rows = vault.index.rows_of(vault.secrets.registry);
  if (rows == nullptr)
    return;
  for (const RowIndex::Row& place : *rows) {
    const StoredRow row = reader.row(place.n);
    const RowFinding checked = check_row(row, vault.id, vault.authors, {.signature = true});
    if (!checked.header)
      continue;
    const auto key = vault.ring.find(vault.secrets.registry, checked.header->epoch);
    if (!key)
      continue;
    const auto said = open_row(row, *checked.header, *key);
    if (!said)
      continue;
    const bool first = vault.registry.devices().empty() && said->kind == EntryKind::admit_device;
    const bool admitted = vault.registry.admitted(checked.header->author, checked.header->seq);
    const bool taken = (first || admitted) && vault.registry.take(said->kind, said->body);
    if (!taken)
      vault.troubles.push_back(registry_unreadable(row.n, *checked.id));
  }
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
  read_registry(vault, reader);
  judge_ends(vault, mark, scan);
  vault.unmarked = vault.last_row > trusted ? vault.last_row - trusted : 0;
  for (Damage& damage : scan.findings)
    vault.troubles.push_back(std::move(damage));
  return {};
}

}  // namespace manumit::vault
