// SPDX-License-Identifier: Apache-2.0
#include "workplace.h"

#include <chrono>
#include <utility>

namespace manumit::desk {

exchange::EstimateWords plain_words(std::string_view /*language*/) {
  const auto itself = [](const std::string& text) { return text; };
  return {.of = itself, .sentence = itself};
}

Workplace::Workplace(DeskOptions given)
    : options(std::move(given)),
      sessions(options.surroundings),
      cabinet(options.vault_file, options.surroundings),
      plans(options.surroundings),
      uploads(options.surroundings),
      arrivals(options.surroundings),
      jobs(options.surroundings),
      last_seen_ms_(options.surroundings.now_ms()) {}

void Workplace::person_was_here() {
  last_seen_ms_ = options.surroundings.now_ms();
}

void Workplace::lock_if_idle() {
  const std::int64_t now = options.surroundings.now_ms();
  // A clock that was set back must not keep the vault open for the hours between.
  if (now < last_seen_ms_)
    last_seen_ms_ = now;
  const std::int64_t limit = std::chrono::milliseconds(options.idle_lock).count();
  if (now - last_seen_ms_ >= limit && cabinet.state() == Cabinet::State::open)
    lock();
}

void Workplace::lock_if_slept() {
  if (sleep_.slept(options.slept_ms()) && cabinet.state() == Cabinet::State::open)
    lock();
}

void Workplace::lock_if_keys_are_gone() {
  if (cabinet.keys_are_gone())
    lock();
}

bool Workplace::heard(SleepRules::Sign sign) {
  if (!sleep_.asks_to_lock(sign) || cabinet.state() == Cabinet::State::shut)
    return false;
  drop_keys();
  return true;
}

void Workplace::drop_keys() {
  if (cabinet.state() == Cabinet::State::open)
    was_open_ = true;
  cabinet.begin_locking();
  sessions.vault_locked();
  jobs.stop_all();
  cabinet.drop_keys();
}

Result<vault::KeysDestroyed> Workplace::panic() {
  drop_keys();
  auto destroyed = vault::destroy_slots(options.vault_file, options.surroundings);
  lock();
  return destroyed;
}

void Workplace::forget_reckoned() {
  for (Gaps* one : {&gaps, &authorities, &places, &measures})
    one->forget_all();
  estimates.forget_all();
  link_runs.forget_all();
}

void Workplace::lock() {
  // Before the queue: another locking may be waiting for its jobs.
  drop_keys();
  const std::lock_guard one_at_a_time(locking_);
  const bool was_open = was_open_.exchange(false);
  jobs.forget_all();
  plans.forget_all();
  cabinet.lock();
  // Only now: a request that was still being answered may have kept one.
  uploads.forget_all();
  arrivals.forget_all();
  forget_reckoned();
  if (was_open)
    options.log.event(log::Event::vault_locked);
}

}  // namespace manumit::desk
