// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <filesystem>
#include <optional>
#include <shared_mutex>
#include <span>

#include "base/result.h"
#include "base/secret.h"
#include "base/surroundings.h"
#include "casework/casebook.h"
#include "vault/condition.h"

namespace manumit::desk {

/// The locked cabinet beside the desk: one vault file, and its casebook while it is open.
///
/// Many may use the open casebook at once. Locking waits until the last of them is done, then
/// destroys the casebook, and with it every key, row and search term. Safe from several threads.
class Cabinet {
 public:
  Cabinet(std::filesystem::path file, Surroundings surroundings)
      : file_(std::move(file)), surroundings_(std::move(surroundings)) {}

  enum class State { shut, opening, open };
  [[nodiscard]] State state() const;

  /// What can be said of the file without a key. While the vault is open: intact.
  [[nodiscard]] vault::Inspection look() const;
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

  /// Makes the vault and leaves it open. Takes the deliberate second of the key derivation.
  [[nodiscard]] Result<void> create(const Passphrase& passphrase,
                                    const vault::Vault::Founder& founder,
                                    vault::KdfProfile profile);

  /// Claims the opening, so that two cannot open at once. What claims must call `open`.
  [[nodiscard]] Result<void> begin_opening();
  /// Opens and reads the vault. If `shut` came meanwhile, all of it is dropped again.
  [[nodiscard]] Result<void> open(const Passphrase& passphrase, const Progress& progress);
  /// Opens by enough papers, for whoever lost the passphrase; the same claim, and the same end.
  [[nodiscard]] Result<void> recover(std::span<const vault::Share> shares,
                                     const Passphrase& passphrase,
                                     const vault::Vault::Founder& names, vault::KdfProfile profile,
                                     const Progress& progress);
  /// Makes this computer's copy from the first bundle, and opens it.
  [[nodiscard]] Result<void> join(const std::filesystem::path& bundle, const Passphrase& passphrase,
                                  const Progress& progress);
  /// Gives a claim back that will not be used.
  void give_up_opening() { opening_ = false; }

  /// The casebook, kept open for as long as this lives: a moment in a request, or a whole job.
  class Use {
   public:
    [[nodiscard]] casework::Casebook& book() const { return *book_; }

   private:
    friend class Cabinet;
    Use(std::shared_lock<std::shared_mutex> lock, casework::Casebook& book)
        : lock_(std::move(lock)), book_(&book) {}
    std::shared_lock<std::shared_mutex> lock_;
    casework::Casebook* book_;
  };
  /// Nothing when the vault is not open, or is being locked.
  [[nodiscard]] std::optional<Use> use();

  /// Reads everything anew after a merge or an erasure. Waits until nobody else uses the casebook,
  /// so never call it with a use of one's own; stops only for locking. If it fails, the vault is
  /// shut. About 0.8 s for 100,000 entries, in which everybody who asks waits.
  [[nodiscard]] Result<void> renew();

  /// Whether another program destroyed the keys of the vault that is open here.
  [[nodiscard]] bool keys_are_gone();

  /// No new use from here on; call before stopping the jobs that use it.
  void begin_locking() { locking_ = true; }
  /// Whether somebody waits for the casebook to be given back: long work ends at once.
  [[nodiscard]] bool is_locking() const { return locking_; }
  /// Zeroes the keys at once, whoever still uses the casebook: they meet refusals from then on.
  void drop_keys();
  /// Waits for the last use, then destroys the casebook. Ends what `begin_locking` began.
  void lock();

 private:
  [[nodiscard]] Result<void> put(casework::Casebook book);
  [[nodiscard]] Result<void> put_over(Result<vault::Vault> vault, const Progress& progress);

  std::filesystem::path file_;
  Surroundings surroundings_;
  std::atomic<bool> opening_ = false;
  std::atomic<bool> locking_ = false;
  std::atomic<bool> is_open_ = false;
  std::shared_mutex mutex_;
  std::optional<casework::Casebook> book_;
};

/// The answer to whoever wants a case from a locked vault.
[[nodiscard]] Error locked();

}  // namespace manumit::desk
