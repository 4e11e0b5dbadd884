// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>

#include "cabinet.h"
#include "desk.h"
#include "estimates.h"
#include "gaps.h"
#include "jobs.h"
#include "link_runs.h"
#include "plans.h"
#include "sessions.h"
#include "sleep_rules.h"
#include "uploads.h"
#include "vault/panic.h"

namespace manumit::desk {

/// Everything that stands on one desk, and what happens to it when the vault is locked.
class Workplace {
 public:
  explicit Workplace(DeskOptions options);
  ~Workplace() { lock(); }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  const DeskOptions options;
  std::atomic<std::uint16_t> port = 0;  ///< known once the server listens
  Sessions sessions;
  Cabinet cabinet;
  Plans plans;
  Uploads uploads;
  Arrivals arrivals;
  Gaps gaps;
  Gaps authorities;
  Gaps places;
  Gaps measures;
  Estimates estimates;
  LinkRuns link_runs;
  Jobs jobs;  ///< last: ends first

  /// Lets go of everything that was reckoned from the cases: it may hold words that are to be gone.
  void forget_reckoned();

  /// A person did something: the idle time begins anew.
  void person_was_here();
  /// Locks if nobody was here for too long, whatever runs (docs/decisions/0050).
  void lock_if_idle();

  /// Locks if the machine slept since this was last asked, whatever it told or did not tell before.
  void lock_if_slept();
  /// Locks if another program destroyed the keys of this computer.
  void lock_if_keys_are_gone();
  /// What the machine tells of itself: a lid, a screen lock, sleep that is near. If that asks for
  /// it no key is left in memory on return, and `lock` must follow: then this is true.
  [[nodiscard]] bool heard(SleepRules::Sign sign);

  /// Zeroes the keys and takes the sessions' power; jobs are told to stop. Waits for nobody: `lock`
  /// must follow.
  void drop_keys();
  /// Drops the keys, destroys this computer's ways into the vault for good, and locks.
  [[nodiscard]] Result<vault::KeysDestroyed> panic();

  /// Whether this machine tells when it is about to sleep.
  std::atomic<bool> hears_sleep = false;

  /// Wipes the keys: sessions lose their power, jobs stop, plans and files are dropped, the
  /// casebook is destroyed. Returns when all of it has happened.
  void lock();

 private:
  std::mutex locking_;
  std::atomic<bool> was_open_ = false;
  SleepRules sleep_;
  std::atomic<std::int64_t> last_seen_ms_;
};

}  // namespace manumit::desk
