// SPDX-License-Identifier: Apache-2.0
#include "measure.h"

#include <time.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace manumit::bench {
namespace {

double seconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

void tell_numbers(const char* name, const std::vector<Taken>& runs, double Taken::*which) {
  std::printf(", \"%s\": [", name);
  for (std::size_t i = 0; i < runs.size(); ++i)
    std::printf("%s%.9f", i == 0 ? "" : ", ", runs[i].*which);
  std::printf("]");
}

}  // namespace

Taken timed(const std::function<void()>& work) {
  const double wall = seconds(CLOCK_MONOTONIC);
  const double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
  work();
  return {seconds(CLOCK_MONOTONIC) - wall, seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu};
}

void tell(std::string_view what, std::uint64_t amount, const std::vector<Taken>& runs) {
  std::printf("{\"what\": \"%.*s\", \"amount\": %llu", static_cast<int>(what.size()), what.data(),
              static_cast<unsigned long long>(amount));
  tell_numbers("wall_s", runs, &Taken::wall_s);
  tell_numbers("cpu_s", runs, &Taken::cpu_s);
  std::printf("}\n");
  std::fflush(stdout);
}

void give_up(const Error& error) {
  std::fprintf(stderr, "the measurement failed: %s\n", in_english(error).c_str());
  std::exit(1);
}

void must(Result<void>&& result) {
  if (!result)
    give_up(result.error());
}

}  // namespace manumit::bench
