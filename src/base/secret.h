// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string.h>  // explicit_bzero

#include <array>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace manumit {

/// Something that must not outlive its use: a passphrase, a key, a person's words.
///
/// It can be moved, never copied, printed or compared by accident. On leaving scope, and in the
/// place it was moved from, its bytes are overwritten. T is a fixed array of bytes, or a string
/// or vector of bytes. A string or vector must reach its final size before it enters (growing
/// would leave a copy behind); take it by value and move it in.
template <typename T>
class Secret {
 public:
  Secret() = default;
  explicit Secret(T&& value) : value_(std::move(value)) { wipe(value); }
  Secret(Secret&& other) noexcept : value_(std::move(other.value_)) { wipe(other.value_); }
  Secret& operator=(Secret&& other) noexcept {
    if (this != &other) {
      wipe(value_);
      value_ = std::move(other.value_);
      wipe(other.value_);
    }
    return *this;
  }
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret() { wipe(value_); }

  /// To look at, for as long as the secret lives. The name is long so that each use is seen.
  [[nodiscard]] const T& reveal() const { return value_; }
  [[nodiscard]] T& reveal() { return value_; }

 private:
  static void wipe(T& value) noexcept {
    if constexpr (std::is_trivially_copyable_v<T>) {
      explicit_bzero(&value, sizeof value);
    } else {
      // The whole capacity: a moved-from short string keeps its letters in place.
      value.resize(value.capacity());
      if (!value.empty())
        explicit_bzero(value.data(), value.size());
      value.clear();
    }
  }
  T value_{};
};

using Key = Secret<std::array<std::uint8_t, 32>>;
using Passphrase = Secret<std::string>;

}  // namespace manumit
