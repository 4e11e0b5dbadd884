// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/parallel.h"
#include "findings.h"
#include "vault_inside.h"
#include "wishes.h"
#include "working_file.h"

namespace manumit::vault {
namespace {

Result<void> must_be_a_copy(const OpenVault& vault, const BackupFiles& copy) {
  for (const auto& own : {vault.file, key_file_of(vault.file)}) {
    for (const auto& file : {copy.entries, copy.keys}) {
      std::error_code trouble;
      if (!std::filesystem::equivalent(own, file, trouble))
        continue;
      return fail(Error::Kind::bad_input, "these are the vault's own files, and no copy of them",
                  "", "choose the two files of a backup");
    }
  }
  return {};
}

/// While a backup is tried its keys lie in memory beside the vault's own, and go when those go.
class GoesToo {
 public:
  GoesToo(OpenVault& vault, Vault& copy) : vault_(vault), copy_(&copy) {
    const std::lock_guard lock(vault.trying);
    vault.tried.push_back(copy_);
  }
  GoesToo(const GoesToo&) = delete;
  GoesToo& operator=(const GoesToo&) = delete;
  ~GoesToo() {
    const std::lock_guard lock(vault_.trying);
    std::erase(vault_.tried, copy_);
  }

 private:
  OpenVault& vault_;
  Vault* copy_;
};

/// What the copy is worth, beside the vault as it is now.
Result<void> compare(const OpenVault& vault, const OpenVault& copy, BackupDrill& out) {
  out.behind = beyond(vault, vault.heads, copy.heads);
  Statement here = TRY(vault.writer.prepare("SELECT n FROM entry WHERE id=?1"));
  for (const Head& head : copy.heads) {
    out.unknown += TRY(here.bind(1, ByteView(head.id.bytes)).step()) ? 0U : 1U;
    here.reset();
  }
  for (const Compartment& compartment : copy.index.compartments()) {
    if (vault.ring.newest(compartment) && !copy.ring.newest(compartment))
      ++out.closed;
  }
  for (const auto& [compartment, by] : vault.registry.erasures())
    out.opens_again += copy.ring.newest(compartment) ? 1U : 0U;
  return {};
}

}  // namespace

Result<BackupDrill> Vault::drill_backup(const BackupFiles& files, const Passphrase& passphrase,
                                        const Progress& progress) {
  OpenVault& vault = *inside_;
  TRY(must_be_a_copy(vault, files));
  auto inside = std::make_unique<Inside>();
  inside->surroundings = vault.surroundings;
  inside->read_only = true;  // whatever is found: nothing is written
  Vault copy(std::move(inside));
  const GoesToo together(vault, copy);
  if (vault.closing)
    return fail(keys_dropped());
  TRY(open_copy(*copy.inside_, files, passphrase));
  if (copy.inside_->id != vault.id) {
    return fail(Error::Kind::bad_input, "this backup is of another vault", "",
                "choose a backup of this one");
  }
  BackupDrill out;
  out.verdict = TRY(copy.verify(machine_threads(), progress));
  const std::lock_guard one_at_a_time(vault.writing);
  const std::shared_lock still(copy.inside_->state);
  if (vault.closing)
    return fail(keys_dropped());
  TRY(compare(vault, *copy.inside_, out));
  out.noted =
      out.verdict.sound_throughout() && !vault.read_only &&
      write_own(vault, EntryKind::upkeep,
                encode(Upkeep{Upkeep::What::backup_drilled, vault.surroundings.now_ms(), 0}))
          .has_value();
  return out;
}

Result<Vault> Vault::restore(const BackupFiles& from, const std::filesystem::path& vault_file,
                             const Passphrase& passphrase, Surroundings surroundings,
                             const Progress& progress) {
  TRY(place_is_free(vault_file));
  {
    OpenVault copy;
    copy.surroundings = surroundings;
    copy.read_only = true;
    TRY(open_copy(copy, from, passphrase));
  }
  WorkingFile keys = TRY(WorkingFile::make(key_file_of(vault_file)));
  TRY(keys.fill_from(from.keys, {}));
  WorkingFile entries = TRY(WorkingFile::make(vault_file));
  TRY(entries.fill_from(from.entries, progress));
  TRY(WorkingFile::stand_both(keys, entries));
  return open(vault_file, passphrase, std::move(surroundings));
}

std::vector<Behind> Vault::lacking() const {
  const std::shared_lock lock(inside_->state);
  return beyond(*inside_, inside_->lacking, inside_->heads);
}

Result<void> Vault::accept_loss() {
  OpenVault& vault = *inside_;
  const std::lock_guard one_at_a_time(vault.writing);
  if (vault.closing)
    return fail(keys_dropped());
  if (vault.damaged)
    return fail(vault.why_read_only);
  if (vault.lacking.empty()) {
    return fail(Error::Kind::not_found, "nothing is missing here that was there before", "",
                "there is nothing to accept");
  }
  std::vector<Head> given_up = std::exchange(vault.lacking, {});
  // Clocks differ: what is given up must not look younger than the giving up.
  vault.loss_accepted_ms = vault.surroundings.now_ms();
  for (const NotedState& state : vault.states)
    vault.loss_accepted_ms = std::max(vault.loss_accepted_ms, state.said.made_ms);
  if (Result<void> marked = write_mark(vault); !marked) {
    vault.lacking = std::move(given_up);
    return marked;
  }
  TRY(unlock_again(vault, false));
  return write_own(vault, EntryKind::upkeep,
                   encode(Upkeep{Upkeep::What::loss_accepted, vault.loss_accepted_ms, 0}));
}

}  // namespace manumit::vault
