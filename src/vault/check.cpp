// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "findings.h"
#include "look.h"
#include "row_work.h"
#include "shortfall.h"
#include "vault_inside.h"

namespace manumit::vault {
namespace {

using What = Damage::What;

/// One verification: what it looks at, and what it has found so far.
struct Check {
  const Database& database;
  VaultId vault;
  Authors authors;
  Erasures erasures;
  std::optional<Mark> mark;
  const OpenVault* keys = nullptr;
  unsigned threads = 1;
  bool signatures = true;
  const Progress& progress;
  bool mark_expected = true;

  Chains chains;
  Verdict verdict;
  std::uint64_t last_row = 0;
  std::set<EntryId> erasing_seen;
  std::vector<std::pair<std::uint64_t, EntryId>> blanked;  ///< row, and the entry that ordered it
};

/// One row, as far as it can be judged by itself.
struct Judged {
  RowFinding row;
  bool erased = false;
  bool sealed = false;
  std::int64_t written_ms = 0;
};

void open_with_keys(const Check& check, const StoredRow& row, Judged& out) {
  const std::shared_lock lock(check.keys->state);
  const Opened opened = open_entry(*check.keys, row, nullptr);
  if (opened.damage)
    out.row.what = opened.damage->what;
  out.sealed = opened.state == Opened::State::sealed && !row.blank;
  out.written_ms = opened.entry.written_ms;
  if (row.blank && opened.state != Opened::State::erased)
    out.row.what = What::ciphertext;
}

Judged judge(const Check& check, const StoredRow& row) {
  Judged out{.row = check_row(row, check.vault, check.authors,
                              {.signature = check.signatures, .sealed = true})};
  if (out.row.what)
    return out;
  if (row.blank) {
    out.erased = check.erasures.count(out.row.header->compartment) != 0;
    if (!out.erased)
      out.row.what = What::ciphertext;
  }
  if (check.keys != nullptr && !out.row.what)
    open_with_keys(check, row, out);
  return out;
}

void note(Check& check, Damage damage) {
  check.verdict.damages.push_back(std::move(damage));
}

void take(Check& check, const Judged& judged) {
  const RowFinding& row = judged.row;
  if (row.n > check.last_row + 1)
    note_missing_rows(check.verdict.damages, check.last_row + 1, row.n - 1);
  check.last_row = std::max(check.last_row, row.n);
  ++check.verdict.entries;
  std::optional<What> what = row.what;
  if (row.is_link()) {
    const auto broken = check.chains.follow(*row.id, *row.header);
    if (!what)
      what = broken;
    for (const auto& [tag, by] : check.erasures) {
      if (by == *row.id)
        check.erasing_seen.insert(by);
    }
  } else {
    check.chains.excuse();
  }
  if (what) {
    note(check, finding(*what, row.n, row.id));
    return;
  }
  ++check.verdict.sound;
  check.verdict.erased += judged.erased ? 1U : 0U;
  check.verdict.sealed += judged.sealed ? 1U : 0U;
  check.verdict.newest_ms = std::max(check.verdict.newest_ms, judged.written_ms);
  if (judged.erased)
    check.blanked.emplace_back(row.n, check.erasures.at(row.header->compartment));
}

Result<void> check_rows(Check& check) {
  RowStream rows = TRY(RowStream::over(check.database, true, check.mark ? check.mark->rows : 0));
  return work_through<Judged>(
      rows, check.threads,
      [&](std::size_t, std::span<StoredRow> read, std::span<Judged> judged) {
        for (std::size_t i = 0; i < read.size(); ++i)
          judged[i] = judge(check, read[i]);
      },
      [&](std::span<Judged> judged) -> Result<void> {
        for (const Judged& one : judged)
          take(check, one);
        const std::uint64_t total = std::max(check.last_row, rows.last_row());
        // Without its keys it would call damaged what is sound.
        const bool keys_gone = check.keys != nullptr && check.keys->closing;
        if (keys_gone || (check.progress && !check.progress(check.verdict.entries, total)))
          return fail(stopped());
        return {};
      });
}

/// A blank row is in order only if the entry that ordered it is there to see.
void check_erasures(Check& check) {
  for (const auto& [row, by] : check.blanked) {
    if (check.erasing_seen.count(by) != 0)
      continue;
    note(check, finding(What::ciphertext, row, std::nullopt));
    --check.verdict.sound;
    --check.verdict.erased;
  }
}

void check_end(Check& check) {
  if (!check.mark) {
    if (check.mark_expected)
      note(check, mark_lost());
    return;
  }
  const std::vector<Head> heads = check.chains.heads();
  std::uint64_t missing = 0;
  bool exchanged = false;
  for (const Head& marked : check.mark->heads) {
    if (check.chains.holds(marked))
      continue;
    const auto now = std::find_if(heads.begin(), heads.end(),
                                  [&](const Head& head) { return head.author == marked.author; });
    const std::uint64_t have = now == heads.end() ? 0 : now->seq;
    if (have < marked.seq) {
      missing += marked.seq - have;
    } else {
      exchanged = exchanged || !check.chains.lost(marked);
    }
  }
  if (missing > check.chains.excused())
    note(check, rolled_back(missing));
  if (exchanged)
    note(check, history_exchanged());
}

/// Every checkpoint in the file: whether the chains reach it, pass through it, and come from the
/// same past.
void check_anchors(Check& check) {
  const NotedStates read = read_states(check.database, check.vault, check.authors);
  const Roots roots = roots_up_to(check.chains, read.states);
  const Shortfall gone = shortfall(read.states, check.chains, roots);
  if (read.broken > 0)
    note(check, anchors_broken(read.broken));
  if (gone.entries > check.chains.excused())
    note(check, anchor_not_reached(gone.entries, gone.missing_ms));
  if (gone.exchanged_ms)
    note(check, anchor_exchanged(*gone.exchanged_ms));
  std::optional<std::shared_lock<std::shared_mutex>> lock;
  if (check.keys != nullptr)
    lock.emplace(check.keys->state);
  count_held(check.verdict, read.states, gone,
             check.keys != nullptr ? &check.keys->registry : nullptr);
}

/// What lies around the entries: guards, index, free pages.
void check_surroundings(Check& check) {
  if (check_schema(check.database, FileKind::entries) != SchemaState::exact)
    note(check, tables_changed());
  const bool explained =
      std::any_of(check.verdict.damages.begin(), check.verdict.damages.end(), [](const Damage& d) {
        return d.what == What::page || d.what == What::row_checksum || d.what == What::identity ||
               (d.what == What::chain && d.row);
      });
  const Result<std::string> answer = check.database.ask("PRAGMA integrity_check(1)");
  if (!explained && (!answer || *answer != "ok"))
    note(check, outer_database_damaged());
}

Result<Verdict> run(Check& check) {
  check.verdict.with_keys = check.keys != nullptr;
  TRY(check_rows(check));
  check_erasures(check);
  std::stable_sort(check.verdict.damages.begin(), check.verdict.damages.end(),
                   [](const Damage& a, const Damage& b) { return a.row < b.row; });
  check_end(check);
  check_anchors(check);
  check_surroundings(check);
  const std::vector<Head> heads = check.chains.heads();
  check.verdict.devices = heads.size();
  check.verdict.head_hash = to_hex(head_hash(check.vault, heads));
  return std::move(check.verdict);
}

struct Hint {
  bool readable = false;
  std::optional<Mark> mark;
  std::uint64_t torn = 0;
};

/// The mark and the keys' checksums, as far as they can be read without a key.
Hint look_into_keys(const std::filesystem::path& file, const VaultId& vault) {
  Hint out;
  const Result<Database> database = open_to_look(file);
  if (!database)
    return out;
  auto row = database->prepare("SELECT body FROM mark WHERE n=1");
  const Result<bool> there = row ? row->step() : Result<bool>(false);
  // A copy of NAME.mnv alone may be checked by anybody; it has no mark to be measured against.
  out.readable = row && there;
  if (!out.readable)
    return out;
  if (*there)
    out.mark = parse_mark(vault, row->blob(0), std::nullopt);
  const Result<KeyFile::Keys> keys = read_keys(*database, vault);
  if (keys)
    out.torn = keys->torn.size() + keys->unreadable;
  return out;
}

Result<Verdict> check_files(const std::filesystem::path& vault_file, unsigned threads,
                            bool signatures, const Progress& progress) {
  Inspection seen = inspect(vault_file);
  if (seen.condition != Condition::intact && seen.condition != Condition::keys_absent &&
      seen.condition != Condition::keys_damaged && seen.condition != Condition::keys_destroyed)
    return fail(std::move(seen.problem));
  const Database database = TRY(open_to_look(vault_file));
  const Preamble preamble = read_preamble(database, FileKind::entries);
  AuthorList authors = read_authors(database);
  Check check{.database = database,
              .vault = preamble.vault,
              .authors = std::move(authors.authors),
              .erasures = read_erasures(database),
              .mark = std::nullopt,
              .threads = threads,
              .signatures = signatures,
              .progress = progress,
              .chains = {},
              .verdict = {},
              .last_row = 0,
              .erasing_seen = {},
              .blanked = {}};
  const Hint hint = look_into_keys(key_file_of(vault_file), preamble.vault);
  check.mark = hint.mark;
  check.mark_expected = hint.readable;
  Verdict verdict = TRY(run(check));
  if (authors.damaged)
    verdict.damages.push_back(author_row_damaged());
  if (hint.torn > 0)
    verdict.damages.push_back(keys_torn(hint.torn));
  if (seen.condition == Condition::keys_damaged)
    verdict.damages.push_back({Damage::What::key, std::nullopt, std::nullopt, seen.problem});
  return verdict;
}

}  // namespace

Result<Verdict> check_without_key(const std::filesystem::path& vault_file, unsigned threads,
                                  const Progress& progress) {
  return check_files(vault_file, threads, true, progress);
}

Result<Verdict> check_for_damage(const std::filesystem::path& vault_file, unsigned threads) {
  return check_files(vault_file, threads, false, {});
}

Result<Verdict> Vault::verify(unsigned threads, const Progress& progress) const {
  const Readers::Loan reader = TRY(inside_->readers->borrow());
  AuthorList authors = read_authors(reader.database());
  Check check{.database = reader.database(),
              .vault = inside_->id,
              .authors = std::move(authors.authors),
              .erasures = read_erasures(reader.database()),
              .mark = std::nullopt,
              .keys = inside_.get(),
              .threads = threads,
              .progress = progress,
              .chains = {},
              .verdict = {},
              .last_row = 0,
              .erasing_seen = {},
              .blanked = {}};
  {
    const std::lock_guard lock(inside_->writing);
    const Result<Bytes> stored = inside_->key_file.mark();
    if (stored)
      check.mark = parse_mark(inside_->id, *stored, inside_->marking.view());
  }
  Verdict verdict = TRY(run(check));
  if (authors.damaged)
    verdict.damages.push_back(author_row_damaged());
  for (const Damage& damage : inside_->troubles) {
    if (damage.what == What::key && !damage.row)
      verdict.damages.push_back(damage);
  }
  return verdict;
}

}  // namespace manumit::vault
