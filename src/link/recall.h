// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "block_scorer.h"
#include "engine.h"
#include "linkage.h"

namespace manumit::link {

/// How many pairs of one person the rules find, and how many no rule finds at least.
///
/// The rules are the lists, the pairs the people of capture–recapture: a pair that several rules
/// find is known well, and many that one rule alone has found betray others that none has. Pairs
/// differ in how easily they are found (one with three slips by hardly any rule), so a bound is all
/// that can be had: Chao (1987), Biometrics 43(4), pp. 783-791, in the bias-corrected form. Rules
/// that ask for the same columns find the same pairs, which makes the bound weaker and never wrong
/// in the other direction. Each pair counts with the probability that it is one person's.
///
/// The limits are log-normal (the same page), with the variance of a jackknife over groups of
/// clusters, since pairs of one person are found and missed together. Pairs with less evidence than
/// `from` are left out. O(pairs · rules).
[[nodiscard]] BlockingRecall blocking_recall(const Engine& engine, const std::vector<Edge>& edges,
                                             const std::vector<std::uint32_t>& cluster,
                                             double prior_bits, double from, unsigned threads);

/// The same from sums: matches found by exactly one rule, by exactly two, by any, in each of some
/// groups of pairs that hang together. Where every pair was compared, nothing is missed.
struct FoundBy {
  double one = 0;
  double two = 0;
  double any = 0;
};
[[nodiscard]] BlockingRecall recall_from(const std::vector<FoundBy>& groups, std::size_t rules,
                                         bool every_pair = false);

}  // namespace manumit::link
