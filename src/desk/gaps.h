// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"

namespace manumit::desk {

/// The definition gap of the whole vault as it was last reckoned, so that nobody waits twice for
/// the same answer. It holds until something is saved, and is gone when the vault locks.
/// Safe from several threads.
class Gaps {
 public:
  /// What was asked, and of which state of the cases (`Casebook::savings`).
  struct Wish {
    std::string reference;
    std::uint64_t savings = 0;
    friend bool operator==(const Wish&, const Wish&) = default;
  };

  [[nodiscard]] std::optional<std::string> kept(const Wish& wish) const;
  void keep(Wish wish, std::string_view json);
  void forget_all();

  /// The job that reckons just this, if one was begun.
  [[nodiscard]] std::optional<std::string> begun(const Wish& wish) const;
  void begin(Wish wish, std::string job);

 private:
  mutable std::mutex mutex_;
  Wish wish_;
  Secret<std::string> json_;
  Wish begun_;
  std::string job_;
};

}  // namespace manumit::desk
