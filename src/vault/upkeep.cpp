// SPDX-License-Identifier: Apache-2.0
#include "upkeep.h"

#include <algorithm>

#include "vault_inside.h"

namespace manumit::vault {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

using What = Upkeep::What;

/// Whether a line can be meant: any device writes them, and a day far ahead or keys kept for longer
/// than they ever are would hide for good that nothing was done.
bool can_be(const UpkeepDone& line, std::int64_t now_ms) {
  constexpr std::int64_t kLongestKept = 3'650 * kDayMs;
  const bool in_time = line.at_ms >= 0 && line.at_ms <= now_ms + kDayMs;
  return in_time && (line.until_ms == 0 || line.until_ms >= line.at_ms) &&
         (line.until_ms == 0 || line.until_ms - line.at_ms <= kLongestKept);
}

/// The newest that was done, of those that `counts`.
template <typename Counts>
const UpkeepDone* newest(const Registry& registry, std::int64_t now_ms, const Counts& counts) {
  const UpkeepDone* out = nullptr;
  for (const UpkeepDone& line : registry.upkeep()) {
    if (can_be(line, now_ms) && counts(line) && (out == nullptr || line.at_ms >= out->at_ms))
      out = &line;
  }
  return out;
}

/// The line of the entries that one of the keys was copied with. That of the keys is written before
/// the copying begins, the other when both stand.
const UpkeepDone* whole_with(const Registry& registry, const UpkeepDone& keys) {
  for (const UpkeepDone& line : registry.upkeep()) {
    if (line.what == What::entries_backed_up && line.by == keys.by && line.at_ms == keys.at_ms)
      return &line;
  }
  return nullptr;
}

std::optional<BackupsKnown::Done> told(const Registry& registry, const AuthorId& me,
                                       const UpkeepDone* line) {
  if (line == nullptr)
    return std::nullopt;
  BackupsKnown::Done out{line->at_ms, line->until_ms, {}, {}, line->by == me};
  const auto device = registry.devices().find(line->by);
  if (device != registry.devices().end()) {
    out.device = device->second.name;
    const auto member = registry.members().find(device->second.member);
    if (member != registry.members().end())
      out.member = member->second.name;
  }
  return out;
}

bool older_than(const UpkeepDone* line, int days, std::int64_t now_ms) {
  return line == nullptr || now_ms - line->at_ms > days * kDayMs;
}

}  // namespace

std::int64_t last_key_backup_expires(const Registry& registry) {
  std::int64_t last = 0;
  for (const Upkeep& line : registry.upkeep()) {
    if (line.what == Upkeep::What::keys_backed_up)
      last = std::max(last, line.until_ms);
  }
  return last;
}

std::optional<std::int64_t> key_backup_kept_until(const Registry& registry, Day made) {
  std::optional<std::int64_t> until;
  for (const Upkeep& line : registry.upkeep()) {
    if (line.what == Upkeep::What::keys_backed_up && day_at(line.at_ms) == made)
      until = std::max(until.value_or(line.until_ms), line.until_ms);
  }
  return until;
}

BackupsKnown backups_known(const Registry& registry, const AuthorId& me, std::int64_t now_ms) {
  const UpkeepDone* entries = newest(registry, now_ms, [](const UpkeepDone& line) {
    return line.what == What::entries_backed_up;
  });
  const auto with_entries = [&](const UpkeepDone& line) {
    return line.what == What::keys_backed_up && whole_with(registry, line) != nullptr;
  };
  const UpkeepDone* keys = newest(registry, now_ms, with_entries);
  const UpkeepDone* drill = newest(
      registry, now_ms, [](const UpkeepDone& line) { return line.what == What::backup_drilled; });
  BackupsKnown out;
  out.entries = told(registry, me, entries);
  out.keys = told(registry, me, keys);
  out.drill = told(registry, me, drill);
  const UpkeepDone* scrub = newest(registry, now_ms, [&](const UpkeepDone& line) {
    return line.what == What::looked_through && line.by == me;
  });
  out.scrub = told(registry, me, scrub);
  out.scrub_due = scrub == nullptr || day_at(scrub->at_ms) < day_at(now_ms);
  for (const UpkeepDone& line : registry.upkeep()) {
    if (line.what == What::keys_backed_up && can_be(line, now_ms) && line.until_ms > now_ms)
      out.keys_until_ms = std::max(out.keys_until_ms, line.until_ms);
  }
  out.backup_due = older_than(entries, kBackupEveryDays, now_ms);
  out.keys_due = newest(registry, now_ms, [&](const UpkeepDone& line) {
                   return with_entries(line) && line.until_ms > now_ms;
                 }) == nullptr;
  out.drill_due = older_than(drill, kDrillEveryDays, now_ms);
  return out;
}

BackupsKnown Vault::backups() const {
  const OpenVault& vault = *inside_;
  const std::shared_lock lock(vault.state);
  return backups_known(vault.registry, vault.me, vault.surroundings.now_ms());
}

}  // namespace manumit::vault
