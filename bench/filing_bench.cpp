// SPDX-License-Identifier: Apache-2.0
// Writing, reading and folding the filings of invented cases; the plain copy of the same bytes
// beside them.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "casework/filing.h"
#include "casework/fold.h"
#include "invented_cases.h"

namespace manumit::bench {
namespace {

constexpr std::uint64_t kCases = 64;

const std::vector<casework::Filing>& filings() {
  static const std::vector<casework::Filing> all = [] {
    std::vector<casework::Filing> out;
    for (std::uint64_t number = 0; number < kCases; ++number) {
      for (casework::Filing& filing : invented_case(number))
        out.push_back(std::move(filing));
    }
    return out;
  }();
  return all;
}

const std::vector<std::string>& texts() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> out;
    for (const casework::Filing& filing : filings())
      out.push_back(casework::encode(filing));
    return out;
  }();
  return all;
}

template <typename Work>
void over(benchmark::State& state, Work work) {
  std::size_t i = 0;
  std::int64_t bytes = 0;
  for (auto round : state) {
    static_cast<void>(round);
    benchmark::DoNotOptimize(work(i));
    bytes += static_cast<std::int64_t>(texts()[i].size());
    i = (i + 1) % texts().size();
  }
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(bytes);
}

void encode_filing(benchmark::State& state) {
  over(state, [](std::size_t i) { return casework::encode(filings()[i]); });
}
BENCHMARK(encode_filing);

void decode_filing(benchmark::State& state) {
  if (!casework::decode(texts().front())) {
    state.SkipWithError("an invented filing cannot be read");
    return;
  }
  over(state, [](std::size_t i) { return casework::decode(texts()[i]); });
}
BENCHMARK(decode_filing);

void copy_filing(benchmark::State& state) {
  over(state, [](std::size_t i) { return std::string(texts()[i]); });
}
BENCHMARK(copy_filing);

void fold_case(benchmark::State& state) {
  std::vector<casework::Filed> filed;
  for (const casework::Filing& filing : invented_case(7)) {
    vault::EntryId entry;
    entry.bytes[0] = static_cast<std::uint8_t>(filed.size() + 1);
    filed.push_back({.entry = entry,
                     .by = "Invented Member",
                     .recorded_ms = 0,
                     .lamport = filed.size() + 1,
                     .filing = filing});
  }
  for (auto round : state) {
    static_cast<void>(round);
    benchmark::DoNotOptimize(casework::fold(filed));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(filed.size()));
}
BENCHMARK(fold_case);

}  // namespace
}  // namespace manumit::bench
