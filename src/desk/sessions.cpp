// SPDX-License-Identifier: Apache-2.0
#include "sessions.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <thread>
#include <utility>

#include "base/bytes.h"

namespace manumit::desk {
namespace {

// A person has one browser, at times two; whoever begins a seventeenth loses the first.
constexpr std::size_t kSessions = 16;

// 2^256 tokens cannot be tried anyway; the pause keeps a faulty program from trying in a circle.
constexpr std::chrono::milliseconds kPause{250};

std::string random_hex(const Surroundings& surroundings) {
  Secret<std::array<std::uint8_t, 32>> bytes;
  surroundings.random(bytes.reveal());
  return to_hex(bytes.reveal());
}

/// Equal length is public: all values have one length.
bool same_in_constant_time(std::string_view a, std::string_view b) {
  if (a.size() != b.size())
    return false;
  volatile unsigned char difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference = difference | static_cast<unsigned char>(a[i] ^ b[i]);
  return difference == 0;
}

}  // namespace

Sessions::Sessions(const Surroundings& surroundings)
    : surroundings_(surroundings), token_(random_hex(surroundings)) {}

std::string Sessions::add() {
  sessions_.push_back({.value = random_hex(surroundings_)});
  if (sessions_.size() > kSessions)
    sessions_.pop_front();
  return sessions_.back().value;
}

std::optional<std::string> Sessions::begin(std::string_view token) {
  if (!same_in_constant_time(token, token_.reveal())) {
    // One at a time is made to wait, so that wrong tokens cannot tie up the desk.
    if (const std::unique_lock lock(pausing_, std::try_to_lock); lock)
      std::this_thread::sleep_for(kPause);
    return std::nullopt;
  }
  const std::lock_guard lock(mutex_);
  return add();
}

std::string Sessions::renew(std::string_view old) {
  const std::lock_guard lock(mutex_);
  std::erase_if(sessions_, [&](const Session& s) { return same_in_constant_time(s.value, old); });
  return add();
}

const Sessions::Session* Sessions::find(std::string_view value) const {
  const Session* found = nullptr;
  for (const Session& session : sessions_) {
    if (same_in_constant_time(session.value, value))
      found = &session;
  }
  return found;
}

bool Sessions::holds(std::string_view value) const {
  const std::lock_guard lock(mutex_);
  const Session* session = find(value);
  return session != nullptr && !session->before_lock;
}

bool Sessions::may_unlock(std::string_view value) const {
  const std::lock_guard lock(mutex_);
  return find(value) != nullptr;
}

void Sessions::vault_locked() {
  const std::lock_guard lock(mutex_);
  for (Session& session : sessions_)
    session.before_lock = true;
}

}  // namespace manumit::desk
