// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"
#include "base/surroundings.h"

namespace manumit::desk {

/// Who may speak to the desk: whoever once held the start's token.
///
/// The token (256 bits) stands in the printed address's fragment, which browsers never send; the
/// page brings it once and gets a cookie. A cookie counts for one unlocking: when the vault locks,
/// every cookie loses its power over cases and may at most come back to the lock screen, and
/// unlocking gives a fresh one. Comparisons take the same time wherever they fail.
/// Safe from several threads.
class Sessions {
 public:
  explicit Sessions(const Surroundings& surroundings);

  /// What stands in the address, in hexadecimal.
  [[nodiscard]] const std::string& token() const { return token_.reveal(); }

  /// The value of a new cookie, or, after a pause, nothing if the token is another.
  [[nodiscard]] std::optional<std::string> begin(std::string_view token);

  /// A new cookie in place of one that was shown; the old one ends.
  [[nodiscard]] std::string renew(std::string_view old);

  /// Whether a cookie of this value may see cases.
  [[nodiscard]] bool holds(std::string_view value) const;
  /// Whether it may see the lock screen: also one from before the vault was locked.
  [[nodiscard]] bool may_unlock(std::string_view value) const;

  /// From here on no cookie given before sees a case.
  void vault_locked();

 private:
  struct Session {
    std::string value;
    bool before_lock = false;
  };
  [[nodiscard]] std::string add();
  [[nodiscard]] const Session* find(std::string_view value) const;

  Surroundings surroundings_;
  Secret<std::string> token_;
  std::mutex pausing_;
  mutable std::mutex mutex_;
  std::deque<Session> sessions_;
};

}  // namespace manumit::desk
