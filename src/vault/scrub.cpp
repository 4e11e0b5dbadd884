// SPDX-License-Identifier: Apache-2.0
#include "scrub.h"

#include <algorithm>

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

Result<Scrubbed> Vault::scrub(const Progress& progress) {
  const std::int32_t today = day_at(inside_->surroundings.now_ms()).number;
  return scrub_rows(*inside_, today, progress, [] {});
}

}  // namespace manumit::vault
