// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine.h"
#include "linkage.h"

namespace manumit::link {

/// The weights of all levels and the prior as far as it is known before the pairs are compared.
struct Lesson {
  Model model;
  std::vector<RuleTaught> rules;
  /// Between which parts of itself the number of one person's pairs lies when the pairs are
  /// resampled; what the rules have missed is not in it.
  Limits prior_spread{.low = 1, .high = 1};
  std::vector<Warning> warnings;
  /// The prior is a first guess, to be reckoned again from the pairs that are compared.
  bool prior_is_guess = false;
};

/// Learns from the records: u from how often values are shared, m from the pairs of the training
/// rules, the prior from its rules. Teaches the comparators of the engine what a word that is alike
/// tells.
[[nodiscard]] Lesson learn_weights(Engine& engine, const Settings& settings);

}  // namespace manumit::link
