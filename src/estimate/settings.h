// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace manumit::estimate {

/// The families of method; the names are those of the JSON and of `--method`.
enum class Method : std::uint8_t {
  main_effects,
  stepwise,
  bic_order2,
  bic,
  aic_order2,
  aic,
  bayes_threshold,
  latent_class,
  decomposable,
  chapman,
  lower_bound,
  fixed,
};
inline constexpr std::size_t kMethods = 12;
[[nodiscard]] std::string_view name_of(Method method);
[[nodiscard]] std::optional<Method> method_named(std::string_view name);

/// What only a person can know of the lists. Not told is not yes.
enum class Told : std::uint8_t { not_told, yes, no };
[[nodiscard]] std::string_view name_of(Told told);

/// A group of the population of whom nobody is on any list.
struct UnseenGroup {
  std::vector<std::string> values;  ///< One for each column of the strata.
  std::uint64_t people = 0;
};

/// More latent classes than people could be told apart into.
inline constexpr int kMostClasses = 64;

/// How the estimate is made. Everything here, with the table, decides every byte of the result,
/// except `threads`, which decides nothing.
struct Settings {
  std::vector<Method> methods;     ///< Empty: every one that fits the number of lists.
  std::string model;               ///< "[12,13,4]": fitted as `fixed`. Empty: none.
  std::uint32_t bootstrap = 1000;  ///< Resamples; 0: no bootstrap.
  std::uint64_t seed = 1;
  unsigned threads = 1;
  double threshold = 0.02;       ///< Of forward stepwise.
  int max_order = 0;             ///< Of `bic` and `aic`; 0: as usual for so many lists.
  std::uint32_t top_models = 0;  ///< Models that compete in a resample; 0: as usual.
  std::uint32_t beam = 64;       ///< Models kept a step where they are too many to list all.

  int classes = 10;  ///< Latent classes.
  std::uint32_t chains = 4;
  std::uint32_t sweeps = 0;  ///< A chain; 0: until the chains agree, at most 510,000.

  double delta = 0;               ///< Of decomposable graphs; 0: 2^-lists.
  std::uint32_t grid_times = 10;  ///< The unseen run from 1 to so many times the seen.

  Told lists_differ = Told::not_told;     ///< In definition, period or territory: refused if yes.
  Told referrals = Told::not_told;        ///< One list consists of referrals from another.
  Told open_population = Told::not_told;  ///< People can leave or die within the period.

  bool diagnostics = true;                 ///< Sensitivity, consistency, sweeps, trajectory.
  bool joint = true;                       ///< The joint model over strata, where there are strata.
  std::vector<std::uint64_t> population;   ///< People at risk in each stratum; empty: not known.
  std::vector<UnseenGroup> unseen_groups;  ///< In the order of their values.
  std::uint64_t small_cell = 10;           ///< A stratum with a cell below it is marked `suppress`.
};

/// The settings as one line of text that names each, for the run record; without `threads`.
[[nodiscard]] std::string written(const Settings& settings);

}  // namespace manumit::estimate
