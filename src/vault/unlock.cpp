// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "findings.h"
#include "open_vault.h"
#include "row_work.h"
#include "schema.h"
#include "shortfall.h"

namespace manumit::vault {
namespace {

void take_row(Scan& scan, const RowFinding& row) {
  if (row.n > scan.last_row + 1) {
    note_missing_rows(scan.findings, scan.last_row + 1, row.n - 1);
    scan.accounted += row.n - 1 - scan.last_row;
  }
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
    ++scan.accounted;
  }
  if (what)
    scan.findings.push_back(finding(*what, row.n, row.id));
  if (row.header && row.n == 1)
    scan.founder = row.header->author;
  if (row.header && countable)
    scan.index.add(row.n, *row.id, *row.header);
}

}  // namespace

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
        if (vault.closing)
          return fail(stopped());
        for (const RowFinding& row : checked)
          take_row(out, row);
        return {};
      }));
  out.index.sort();
  return out;
}

namespace {

/// What the mark knew and the file does not hold.
struct Gone {
  std::uint64_t entries = 0;  ///< at the ends of chains
  std::vector<Head> ends;     ///< what the mark knew of those chains
  bool exchanged = false;     ///< another entry stands where the mark knew one
  bool passes = true;         ///< the chains go through all that the mark knew
};

Gone gone_since(const Mark& mark, const Chains& chains) {
  Gone out;
  const std::vector<Head> heads = chains.heads();
  for (const Head& marked : mark.heads) {
    if (chains.holds(marked))
      continue;
    out.passes = false;
    const auto now = std::find_if(heads.begin(), heads.end(),
                                  [&](const Head& head) { return head.author == marked.author; });
    const std::uint64_t have = now == heads.end() ? 0 : now->seq;
    if (have < marked.seq) {
      out.entries += marked.seq - have;
      out.ends.push_back(marked);
    } else {
      out.exchanged = out.exchanged || !chains.lost(marked);
    }
  }
  return out;
}

/// How many entries the chains miss in the middle, beyond the rows that have a finding of their
/// own: they were lost before the rows were numbered anew.
std::uint64_t holes_in(const Scan& scan) {
  const bool broken = std::any_of(scan.findings.begin(), scan.findings.end(),
                                  [](const Damage& d) { return d.what == Damage::What::chain; });
  std::uint64_t holes = 0;
  for (const Head& head : broken ? scan.chains.heads() : std::vector<Head>{}) {
    for (std::uint64_t seq = 1; seq < head.seq; ++seq)
      holes += scan.chains.id_at(head.author, seq) == EntryId{} ? 1U : 0U;
  }
  return holes > scan.accounted ? holes - scan.accounted : 0;
}

/// Closes the vault for writing, with the first reason that was found.
void close_for_writing(OpenVault& vault, Error why) {
  if (!vault.read_only)
    vault.why_read_only = std::move(why);
  vault.read_only = true;
}

/// Of damage: nothing may be merged either.
void close_as_damaged(OpenVault& vault) {
  close_for_writing(vault, only_for_reading());
  vault.damaged = true;
}

/// The mark of this device, and whether it proves anything.
struct KnownMark {
  std::optional<Mark> mark;
  bool proves = false;
};

/// On a computer where several members work, the mark may be another's: then it is a hint. Where
/// there is nobody else, a mark under another key is a forged one.
KnownMark mark_of(const OpenVault& vault) {
  const Result<Bytes> stored = vault.key_file.mark();
  if (!stored)
    return {};
  if (auto mark = parse_mark(vault.id, *stored, vault.marking.view()))
    return {std::move(mark), true};
  return {parse_mark(vault.id, *stored, std::nullopt), false};
}

std::size_t people_in(const Registry& registry) {
  std::size_t count = 0;
  for (const auto& [id, member] : registry.members())
    count += is_person(member.role) ? 1U : 0U;
  return count;
}

/// Where nothing but ends is missing they may come back by a bundle; then writing goes on.
void judge_mark(OpenVault& vault, const Gone& gone, std::uint64_t excused) {
  // A damaged last row has its own finding; only what is gone beyond it was taken away.
  if (gone.entries > excused)
    vault.troubles.push_back(rolled_back(gone.entries));
  if (gone.exchanged || (gone.entries > 0 && excused > 0)) {
    close_as_damaged(vault);
  } else if (gone.entries > 0) {
    vault.lacking = gone.ends;
    close_for_writing(vault, entries_lacking());
  }
}

void judge_ends(OpenVault& vault, const KnownMark& known, const Scan& scan) {
  if (!known.mark || (!known.proves && people_in(vault.registry) < 2)) {
    vault.troubles.push_back(mark_lost());
  } else {
    judge_mark(vault, gone_since(*known.mark, scan.chains), scan.chains.excused());
  }
  // What SQLite adds to a tree that is out of order may not be found again.
  if (scan.chains.end_in_doubt() || scan.out_of_order)
    close_as_damaged(vault);
  vault.forked = scan.chains.forked();
  if (std::count(vault.forked.begin(), vault.forked.end(), vault.me) != 0)
    close_for_writing(vault, device_was_copied());
  using Standing = Registry::Standing;
  const Standing mine = vault.registry.standing(vault.me, UINT64_MAX);
  if (mine == Standing::revoked)
    close_for_writing(vault, device_was_revoked());
  if (mine == Standing::unknown || vault.authors.count(vault.me) == 0)
    close_for_writing(vault, device_not_admitted());
}

std::int64_t last_accepted_loss(const OpenVault& vault) {
  std::int64_t last = vault.loss_accepted_ms;
  for (const Upkeep& line : vault.registry.upkeep()) {
    if (line.what == Upkeep::What::loss_accepted)
      last = std::max(last, line.at_ms);
  }
  return last;
}

void want_back(OpenVault& vault, const Head& end) {
  for (Head& known : vault.lacking) {
    if (known.author == end.author) {
      known = std::max(known, end);
      return;
    }
  }
  vault.lacking.push_back(end);
}

/// What anchors in the file vouch for and it does not hold. They see what the mark cannot: that
/// both files were put back and one table was kept, or that the mark came from another computer.
void judge_anchors(OpenVault& vault, const Scan& scan) {
  NotedStates read = read_states(vault.writer, vault.id, vault.authors);
  vault.states = std::move(read.states);
  if (read.broken > 0)
    vault.troubles.push_back(anchors_broken(read.broken));
  const Shortfall gone = shortfall(vault.states, scan.chains, {});
  const bool taken_away = gone.entries > scan.chains.excused();
  if (taken_away && vault.lacking.empty())
    vault.troubles.push_back(anchor_not_reached(gone.entries, gone.missing_ms));
  if (gone.exchanged_ms)
    vault.troubles.push_back(anchor_exchanged(*gone.exchanged_ms));
  if (!taken_away || gone.missing_ms <= last_accepted_loss(vault))
    return;
  for (const Head& end : gone.ends)
    want_back(vault, end);
  close_for_writing(vault, entries_lacking());
}

/// One of the vault's own entries, opened as far as that goes: what cannot be read is among the
/// findings, or its key is.
OwnEntry open_own(OpenVault& vault, const StoredRow& row) {
  const RowFinding checked = check_row(row, vault.id, vault.authors, {.signature = true});
  OwnEntry out;
  out.row = row.n;
  if (!checked.header)
    return out;
  out.id = *checked.id;
  out.author = checked.header->author;
  out.seq = checked.header->seq;
  out.lamport = checked.header->lamport;
  out.epoch = checked.header->epoch;
  const auto key = vault.ring.find(vault.secrets.registry, checked.header->epoch);
  if (!key || checked.forged)
    return out;
  auto said = open_row(row, *checked.header, *key);
  if (!said) {
    vault.troubles.push_back(finding(said.error(), row.n, checked.id));
    return out;
  }
  out.readable = true;
  out.kind = said->kind;
  out.body = std::move(said->body);
  return out;
}

void read_registry(OpenVault& vault, Readers::Loan& reader) {
  vault.own_entries.clear();
  if (const auto* rows = vault.index.rows_of(vault.secrets.registry)) {
    for (const RowIndex::Row& place : *rows)
      vault.own_entries.push_back(open_own(vault, reader.row(place.n)));
  }
  auto folded = Registry::fold(vault.own_entries, ground_of(vault));
  vault.registry = std::move(folded.registry);
  for (const RefusedOwn& refused : folded.refused) {
    const OwnEntry& entry = vault.own_entries[refused.place];
    vault.troubles.push_back(registry_unreadable(entry.row, entry.id));
  }
}

/// Whoever holds the vault key has all its keys: one that is not there was lost.
void miss_keys(OpenVault& vault) {
  if (vault.vault_epoch == 0)
    return;
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

/// False if the list of devices is damaged.
bool take_lists(OpenVault& vault) {
  AuthorList authors = read_authors(vault.writer);
  if (authors.damaged)
    vault.troubles.push_back(author_row_damaged());
  vault.authors = std::move(authors.authors);
  vault.erasures = read_erasures(vault.writer);
  if (check_schema(vault.writer, FileKind::entries) != SchemaState::exact) {
    vault.troubles.push_back(tables_changed());
    close_as_damaged(vault);
  }
  return !authors.damaged;
}

/// All that the files say, into memory.
Result<Strays> load(OpenVault& vault) {
  Strays strays = TRY(unwrap_keys(vault));
  vault.lacking.clear();
  const bool list_is_sound = take_lists(vault);
  const KnownMark known = mark_of(vault);
  const std::uint64_t trusted = known.proves ? known.mark->rows : 0;
  const std::uint64_t expected = known.mark ? known.mark->rows : 0;
  Scan scan = TRY(scan_headers(vault, trusted, expected));
  // Unless the chains pass through the mark it vouches for nothing.
  if (trusted > 0 && !gone_since(*known.mark, scan.chains).passes)
    scan = TRY(scan_headers(vault, 0, expected));
  vault.index = std::move(scan.index);
  vault.heads = scan.chains.heads();
  vault.highest_lamport = scan.chains.highest_lamport();
  vault.last_row = scan.last_row;
  vault.founder = scan.founder;
  Readers::Loan reader = TRY(vault.readers->borrow());
  read_registry(vault, reader);
  // In a file that is damaged nothing is added: it stays as it was found. An entry that is refused
  // is no damage, or anybody could keep everybody from being listed.
  if (scan.findings.empty() && list_is_sound && !vault.damaged)
    TRY(list_devices(vault));
  miss_keys(vault);
  judge_ends(vault, known, scan);
  judge_anchors(vault, scan);
  vault.unmarked = vault.last_row > trusted ? vault.last_row - trusted : 0;
  if (const std::uint64_t holes = holes_in(scan); holes > 0)
    vault.troubles.push_back(entries_missing(holes));
  for (Damage& damage : scan.findings)
    vault.troubles.push_back(std::move(damage));
  return strays;
}

}  // namespace

Result<void> unlock(OpenVault& vault) {
  vault.signer = signing_key(vault.secrets.signing_seed.view(), vault.signing.span());
  vault.me = author_of(vault.signer);
  const Strays strays = TRY(load(vault));
  if (vault.read_only)
    return {};
  return settle(vault, strays);
}

Result<void> open_as_recovery(OpenVault& vault, ByteView vault_key) {
  // The vault key stands in the slot and not among the keys: it is put there for the unlocking,
  // under the number that it has for the others.
  std::uint32_t epoch = 1;
  for (const WrappedKey& row : TRY(vault.key_file.keys()).rows) {
    if (row.compartment == Compartment{})
      epoch = std::max(epoch, row.epoch);
  }
  const PublicKey mine = receiving_key(vault.secrets.receiving.view());
  const WrappedKey row =
      wrap_for_member(vault.id, Compartment{}, epoch, mine, vault_key, vault.surroundings);
  TRY(vault.key_file.add_keys({&row, 1}));
  vault.read_only = false;
  return unlock(vault);
}

Result<void> unlock_again(OpenVault& vault, bool key_is_new) {
  Strays strays;
  {
    const std::unique_lock lock(vault.state);
    vault.ring = {};
    vault.torn.clear();
    vault.troubles.clear();
    vault.proofs.clear();
    if (!vault.damaged)
      vault.read_only = false;
    Result<Strays> loaded = load(vault);
    if (!loaded) {
      vault.read_only = true;
      return tl::unexpected(std::move(loaded.error()));
    }
    strays = std::move(*loaded);
  }
  if (vault.read_only)
    return {};
  return settle(vault, strays, key_is_new);
}

}  // namespace manumit::vault
