// SPDX-License-Identifier: Apache-2.0
#include "resample.h"

#include <algorithm>
#include <utility>

#include "base/parallel.h"
#include "loglinear.h"
#include "random.h"
#include "watch.h"

namespace manumit::estimate {
namespace {

/// Some pieces a thread, so that none waits long for the last; one chooser serves a piece, because
/// what it has learned of one resample quickens the next.
std::size_t pieces_for(std::size_t work, unsigned threads) {
  constexpr std::size_t kPiecesPerThread = 4;
  const std::size_t wanted = threads <= 1 ? 1 : threads * kPiecesPerThread;
  return std::clamp<std::size_t>(work, 1, wanted);
}

/// `one(chooser, i)` for each i below `work`, spread over threads.
template <typename One>
Result<void> chosen(std::size_t work, unsigned threads, const MakeChooser& make, Watch& watch,
                    const One& one) {
  const std::size_t pieces = pieces_for(work, threads);
  return parallel_for(pieces, threads, [&](std::size_t piece) -> Result<void> {
    const Chooser chooser = make();
    for (std::size_t i = work * piece / pieces; i < work * (piece + 1) / pieces; ++i) {
      one(chooser, i);
      TRY(watch.tick());
    }
    return {};
  });
}

/// The estimate with one person less in the cell.
MethodResult::LeftOut left_out(const ListTable& table, History cell, const Chooser& chooser) {
  std::vector<double> counts = as_real(table.counts());
  counts[cell] -= 1;
  return {.n_hat = chooser(counts), .people = table.counts()[cell]};
}

}  // namespace

std::vector<History> cells_with_people(const ListTable& table) {
  std::vector<History> cells;
  for (History history = 1; history < table.counts().size(); ++history) {
    if (table.counts()[history] > 0)
      cells.push_back(history);
  }
  return cells;
}

void draw_again(const ListTable& table, std::uint64_t seed, std::string_view purpose,
                std::uint64_t replicate, std::vector<double>& into) {
  const std::vector<History> cells = cells_with_people(table);
  std::vector<double> weights(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i)
    weights[i] = static_cast<double>(table.counts()[cells[i]]);
  std::vector<std::uint64_t> drawn(cells.size());
  Stream stream(seed, purpose, replicate);
  stream.multinomial(table.people(), weights, drawn);
  into.assign(table.counts().size(), 0);
  for (std::size_t i = 0; i < cells.size(); ++i)
    into[cells[i]] = static_cast<double>(drawn[i]);
}

Result<Resampled> resample(const ListTable& table, double n_hat, const MakeChooser& make,
                           std::uint32_t replicates, std::uint64_t seed, std::string_view purpose,
                           unsigned threads, const Progress& progress) {
  const std::vector<History> cells = cells_with_people(table);
  Watch watch(progress, cells.size() + replicates);
  std::vector<MethodResult::LeftOut> jackknife(cells.size());
  TRY(chosen(cells.size(), threads, make, watch, [&](const Chooser& chooser, std::size_t i) {
    jackknife[i] = left_out(table, cells[i], chooser);
  }));
  std::vector<double> estimates(replicates);
  TRY(chosen(replicates, threads, make, watch, [&](const Chooser& chooser, std::size_t b) {
    std::vector<double> counts;
    draw_again(table, seed, purpose, b, counts);
    estimates[b] = chooser(counts);
  }));
  Resampled all = summed_up(std::move(estimates), n_hat, acceleration_of(jackknife));
  all.jackknife = std::move(jackknife);
  return all;
}

}  // namespace manumit::estimate
