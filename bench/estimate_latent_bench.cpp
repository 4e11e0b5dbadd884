// SPDX-License-Identifier: Apache-2.0
// Latent classes: four chains of 510,000 sweeps with one thread and with two, with the check of
// their agreement; the same until they agree; and beside them the sweep as the notes say it, in
// logarithms, with the plain random draws.
//
//   manumit_bench_estimate_latent
//
// Prints one line of JSON for each measurement; `amount` is the number of sweeps.
#include <array>
#include <string>
#include <vector>

#include "estimate/list_table.h"
#include "latent_plain.h"
#include "measure.h"
#include "methods.h"

namespace manumit::bench {
namespace {

using namespace estimate;

constexpr int kRuns = 3;
constexpr std::uint32_t kSweeps = 510'000;
constexpr std::uint32_t kPlainSweeps = 50'000;

/// The western United States, five lists of 345 people: Farrell et al. (2019), NIJ report
/// 2015-VF-GX-0105.
ListTable western() {
  constexpr std::array<ListTable::Row, 13> kRows = {{{1, 52},
                                                     {2, 90},
                                                     {4, 114},
                                                     {8, 45},
                                                     {16, 21},
                                                     {5, 4},
                                                     {9, 2},
                                                     {17, 5},
                                                     {6, 6},
                                                     {10, 1},
                                                     {24, 3},
                                                     {21, 1},
                                                     {14, 1}}};
  return must(ListTable::of({"A", "B", "C", "D", "E"}, kRows));
}

/// Sweeps of all chains.
std::uint64_t run(const ListTable& table, std::uint32_t sweeps, unsigned threads) {
  Settings settings;
  settings.sweeps = sweeps;
  settings.threads = threads;
  settings.diagnostics = false;
  const MethodResult result = must(latent_class(table, settings, {}));
  return settings.chains * static_cast<std::uint64_t>(result.diagnostics.numbers.at("sweeps"));
}

void measure(const std::string& what, const ListTable& table, std::uint32_t sweeps,
             unsigned threads) {
  std::vector<Taken> taken;
  std::uint64_t amount = 0;
  for (int i = 0; i < kRuns; ++i)
    taken.push_back(timed([&] { amount = run(table, sweeps, threads); }));
  tell(what, amount, taken);
}

void measure_plain(const ListTable& table) {
  std::vector<Taken> taken;
  double unseen = 0;
  for (int i = 0; i < kRuns; ++i)
    taken.push_back(timed([&] {
      PlainLatentChain chain(table, 10, Stream(1, "plain", 0));
      for (std::uint32_t sweep = 0; sweep < kPlainSweeps; ++sweep) {
        chain.sweep();
        unseen += chain.unseen();
      }
    }));
  tell(unseen > 0 ? "latent class: sweeps of one chain, the plain way" : "nobody unseen",
       kPlainSweeps, taken);
}

}  // namespace
}  // namespace manumit::bench

int main() {
  using namespace manumit::bench;
  const auto table = western();
  measure("latent class: four chains of 510,000 sweeps, one thread", table, kSweeps, 1);
  measure("latent class: four chains of 510,000 sweeps, two threads", table, kSweeps, 2);
  measure("latent class: four chains until they agree, one thread", table, 0, 1);
  measure_plain(table);
  return 0;
}
