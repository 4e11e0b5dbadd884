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
#include "uploads.h"

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
  Gaps gaps;
  Estimates estimates;
  LinkRuns link_runs;
  Jobs jobs;  ///< last: ends first

  /// A person did something: the idle time begins anew.
  void person_was_here();
  /// Locks if nobody was here for too long. A job that a person began counts as presence.
  void lock_if_idle();

  /// Wipes the keys: sessions lose their power, jobs stop, plans and files are dropped, the
  /// casebook is destroyed. Returns when all of it has happened.
  void lock();

 private:
  std::mutex locking_;
  std::atomic<std::int64_t> last_seen_ms_;
};

}  // namespace manumit::desk
