// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>

namespace manumit::link {

/// Memory for what is written before it is read: it is not cleared, and is used again. To be given
/// millions of bytes anew, and to give them back, takes longer than to fill them.
template <typename T>
class Room {
 public:
  /// Room for so many; what stood there may be lost.
  [[nodiscard]] std::span<T> make(std::size_t count) {
    if (count > size_) {
      place_.reset();
      place_ = std::make_unique_for_overwrite<T[]>(count);
      size_ = count;
    }
    return {place_.get(), count};
  }
  /// The first so many, of those that were made.
  [[nodiscard]] std::span<const T> first(std::size_t count) const { return {place_.get(), count}; }

 private:
  std::unique_ptr<T[]> place_;
  std::size_t size_ = 0;
};

}  // namespace manumit::link
