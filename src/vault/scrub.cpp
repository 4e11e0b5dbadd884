// SPDX-License-Identifier: Apache-2.0
#include "scrub.h"

#include <algorithm>
#include <iterator>

#include "base/day.h"
#include "findings.h"
#include "vault_inside.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kBlockRows = 256;
constexpr std::size_t kBlockBytes = 8 << 20;

/// So many rows from `first` on, every thirtieth, as one block may hold.
Result<std::vector<StoredRow>> read_some(const OpenVault& vault, std::uint64_t first,
                                         std::size_t most) {
  Readers fresh(vault.file, Database::Mode::read);
  Readers::Loan reader = TRY(fresh.borrow());
  std::vector<StoredRow> out;
  std::size_t bytes = 0;
  for (std::uint64_t n = first; n <= vault.last_row && out.size() < most; n += kScrubDays) {
    out.push_back(reader.row(n));
    bytes += out.back().bytes.size();
    if (bytes >= kBlockBytes)
      break;
  }
  return out;
}

bool same_reading(const StoredRow& a, const StoredRow& b) {
  return a.unreadable == b.unreadable && a.blank == b.blank && a.ends == b.ends &&
         a.bytes == b.bytes;
}

std::optional<Damage> judge(const OpenVault& vault, const StoredRow& row) {
  const RowFinding checked =
      check_row(row, vault.id, vault.authors, {.signature = true, .sealed = true});
  if (checked.what)
    return finding(*checked.what, row.n, checked.id);
  if (row.blank && vault.erasures.count(checked.header->compartment) == 0)
    return finding(Damage::What::ciphertext, row.n, checked.id);
  return open_entry(vault, row, nullptr).damage;
}

void add(Scrubbed& all, Scrubbed day) {
  all.rows += day.rows;
  all.sound += day.sound;
  all.day = day.day;
  std::move(day.damages.begin(), day.damages.end(), std::back_inserter(all.damages));
}

/// The progress of one day's part among those of several.
Progress part_of(const Progress& all, std::int32_t part, std::int32_t parts) {
  if (!all)
    return {};
  return [&all, part, parts](std::uint64_t done, std::uint64_t total) {
    const auto before = total * static_cast<std::uint64_t>(part);
    return all(before + done, total * static_cast<std::uint64_t>(parts));
  };
}

std::optional<Day> last_scrubbed(const BackupsKnown& known) {
  return known.scrub ? std::optional(day_at(known.scrub->at_ms)) : std::nullopt;
}

/// False where nothing can be written: then it stays due.
bool note_looked_through(OpenVault& vault, std::int64_t now_ms) {
  const std::lock_guard one_at_a_time(vault.writing);
  return !vault.read_only && !vault.closing &&
         write_own(vault, EntryKind::upkeep,
                   encode(Upkeep{Upkeep::What::looked_through, now_ms, 0}))
             .has_value();
}

}  // namespace

Result<Scrubbed> scrub_rows(OpenVault& vault, std::int32_t day, const Progress& progress,
                            const std::function<void()>& between) {
  Scrubbed out;
  out.day = day;
  constexpr auto kDays = static_cast<std::int32_t>(kScrubDays);
  // Rows count from 1: what would be row 0 is row 30.
  std::uint64_t next = static_cast<std::uint64_t>((day % kDays + kDays) % kDays);
  next = next == 0 ? kScrubDays : next;
  while (next <= vault.last_row) {
    const std::lock_guard one_at_a_time(vault.writing);
    if (vault.closing)
      return fail(stopped());
    const std::vector<StoredRow> first = TRY(read_some(vault, next, kBlockRows));
    between();
    forget_cached(vault.file);
    const std::vector<StoredRow> second = TRY(read_some(vault, next, first.size()));
    for (std::size_t i = 0; i < first.size(); ++i) {
      const bool steady = i < second.size() && same_reading(first[i], second[i]);
      std::optional<Damage> damage =
          steady ? judge(vault, second[i]) : reads_differently(first[i].n);
      ++out.rows;
      out.sound += damage ? 0U : 1U;
      if (damage)
        out.damages.push_back(std::move(*damage));
    }
    next += first.size() * kScrubDays;
    if (progress && !progress(std::min(next, vault.last_row), vault.last_row))
      return fail(stopped());
  }
  return out;
}

std::int32_t days_to_scrub(std::optional<Day> last, Day today) {
  constexpr auto kDays = static_cast<std::int32_t>(kScrubDays);
  return last ? std::clamp(today.number - last->number, 1, kDays) : 1;
}

Result<Scrubbed> Vault::scrub(const Progress& progress) {
  OpenVault& vault = *inside_;
  const std::int64_t now_ms = vault.surroundings.now_ms();
  const Day today = day_at(now_ms);
  const BackupsKnown known = backups();
  const std::int32_t days = days_to_scrub(last_scrubbed(known), today);
  Scrubbed out;
  for (std::int32_t before = days - 1; before >= 0; --before) {
    const Progress part = part_of(progress, days - 1 - before, days);
    add(out, TRY(scrub_rows(vault, today.number - before, part, [] {})));
  }
  out.days = static_cast<std::uint32_t>(days);
  out.noted = out.damages.empty() && (!known.scrub_due || note_looked_through(vault, now_ms));
  return out;
}

}  // namespace manumit::vault
