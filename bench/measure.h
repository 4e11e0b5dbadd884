// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace manumit::bench {

/// What one run of some work took.
struct Taken {
  double wall_s = 0;
  double cpu_s = 0;  ///< of all threads of this process
};

[[nodiscard]] Taken timed(const std::function<void()>& work);

/// One line of JSON on standard output, for run.py:
/// {"what": …, "amount": 100000, "wall_s": […], "cpu_s": […]}
void tell(std::string_view what, std::uint64_t amount, const std::vector<Taken>& runs);

/// The value, or the end of the program with the error: a measurement that failed is none.
template <typename T>
[[nodiscard]] T must(Result<T>&& result);
void must(Result<void>&& result);
[[noreturn]] void give_up(const Error& error);

template <typename T>
T must(Result<T>&& result) {
  if (!result)
    give_up(result.error());
  return std::move(*result);
}

}  // namespace manumit::bench
