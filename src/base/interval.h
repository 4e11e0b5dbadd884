// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>

namespace manumit {

/// Everything from `least` to `most`, both included. Never empty: `least <= most` is owed by
/// whoever builds one by hand.
template <typename T>
struct Interval {
  T least{};
  T most{};

  [[nodiscard]] constexpr bool contains(const T& value) const {
    return !(value < least) && !(most < value);
  }
  [[nodiscard]] constexpr bool is_one_value() const { return least == most; }
  friend constexpr bool operator==(const Interval&, const Interval&) = default;
};

/// Whether two intervals share at least one value.
template <typename T>
[[nodiscard]] constexpr bool overlap(const Interval<T>& a, const Interval<T>& b) {
  return !(a.most < b.least) && !(b.most < a.least);
}

/// What two intervals share, or nothing.
template <typename T>
[[nodiscard]] constexpr std::optional<Interval<T>> shared(const Interval<T>& a,
                                                          const Interval<T>& b) {
  if (!overlap(a, b))
    return std::nullopt;
  return Interval<T>{std::max(a.least, b.least), std::min(a.most, b.most)};
}

}  // namespace manumit
