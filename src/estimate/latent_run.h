// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "base/surroundings.h"
#include "chains.h"
#include "latent_chain.h"
#include "list_table.h"
#include "settings.h"

namespace manumit::estimate {

/// The reference runs 510,000 sweeps (notes 2.4). Rounds double from a sixteenth of that.
inline constexpr std::uint32_t kMostSweeps = 510'000;
inline constexpr std::uint32_t kFirstRound = kMostSweeps / 16;
/// How many times longer a sweep over this table takes than one over eight lists; at least 1.
[[nodiscard]] std::uint64_t wideness_of(const ListTable& table);

/// Chains of the latent class model that began apart, run on by doubling rounds until they agree.
///
/// Chains begin with as few people as were seen, with eleven times as many, and evenly between in
/// logarithms; every other one with capture rates at random. Each chain draws from the stream
/// (seed, "latent_class", chain), and how long they run is decided by their draws alone: any number
/// of threads gives the same bytes. The table must outlive the run.
class LatentRun {
 public:
  /// At least two chains.
  LatentRun(const ListTable& table, const Settings& settings, int classes,
            std::uint32_t most_sweeps);

  /// Rounds of `first_round`, twice, four times as many sweeps …, until the chains agree or the
  /// most sweeps are done. An error is a stop asked for.
  [[nodiscard]] Result<void> until_they_agree(std::uint32_t first_round, const Progress& progress);

  /// R-hat at most 1.05, and at least 400 effective draws (notes §5).
  [[nodiscard]] bool agree() const;
  [[nodiscard]] bool apart() const;  ///< R-hat above 1.05.
  [[nodiscard]] const Agreement& agreement() const { return agreement_; }
  [[nodiscard]] std::uint32_t sweeps() const { return sweeps_; }
  [[nodiscard]] int classes() const { return classes_; }
  [[nodiscard]] double people() const { return static_cast<double>(table_.people()); }

  /// Everyone, seen and unseen, by chain: every tenth sweep (or fewer) without the first fifth.
  [[nodiscard]] const std::vector<std::vector<double>>& draws() const { return draws_; }
  /// Where the draws gather, as numbers of everyone, the smallest first.
  [[nodiscard]] std::vector<double> modes() const;
  /// The share of those sweeps in which the unseen met their bound and were drawn again.
  [[nodiscard]] double share_at_bound() const;

 private:
  /// One chain with what is kept of it.
  struct Running {
    LatentChain chain;
    std::vector<double> unseen = {};  ///< At each sweep that is kept.
    /// Sweeps so far that met the bound, at the same ones.
    std::vector<std::uint64_t> at_bound = {};
    /// Chains in different threads share no line of the cache, nor do their arrays (own_lines.h).
    /// (Not by alignment: the stack of a sanitized build keeps none above 32 bytes.)
    std::array<std::byte, 64> apart = {};
  };
  [[nodiscard]] Result<void> warm_up(const Progress& progress);
  [[nodiscard]] Result<void> run_to(std::uint32_t target, const Progress& progress);
  void sweep_on(Running& one, std::uint32_t end) const;
  void look();

  const ListTable& table_;
  int classes_;
  unsigned threads_;
  std::uint32_t most_;
  std::uint32_t thin_;
  std::uint32_t slice_;  ///< Sweeps between two looks at whether to stop.
  std::uint32_t sweeps_ = 0;
  std::vector<Running> running_;
  std::vector<std::vector<double>> draws_;
  Agreement agreement_;
};

}  // namespace manumit::estimate
