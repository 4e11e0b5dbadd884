// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "base/result.h"
#include "link/model.h"

namespace manumit::link {

/// A share (no number where nothing was said that could be right or wrong), and between which
/// limits it would lie for other people of the same kind.
struct Rate {
  double value = 0;
  Limits limits_95;
};

/// Of what was said, how much is right; of what is right, how much was said; the harmonic mean.
struct Rates {
  Rate precision;
  Rate recall;
  Rate f1;
};

/// How well clusters agree with the truth. The JSON has the same names.
struct Evaluation {
  std::uint64_t records = 0;       ///< Of which it is said who they are …
  std::uint64_t left_out = 0;      ///< … and of which it is not: they judge nothing.
  std::uint64_t people = 0;        ///< True ones.
  std::uint64_t clusters = 0;      ///< That were found, of those records.
  std::uint64_t true_pairs = 0;    ///< Pairs of records that are one person's.
  std::uint64_t linked_pairs = 0;  ///< Pairs of records of one cluster …
  std::uint64_t both = 0;          ///< … that are one person's.
  Rates pair;                      ///< Over pairs of records: large clusters count most.
  Rates cluster;                   ///< Over people: found entirely, and with nobody else.
  Rates b_cubed;                   ///< Over records (Bagga and Baldwin 1998).
};

/// Compares clusters with the truth, record by record: `cluster` and `truth` are names, and a truth
/// of 0 is not known.
///
/// Each figure is a ratio of sums over the true people, so the people, not the pairs, are what is
/// sampled: Binette and others (2023), The American Statistician 77(4), pp. 370-380. Its variance
/// is that of a ratio, by linearisation; the limits are Wilson's with the size of a simple sample
/// that would have this variance, after Korn and Graubard (1998), Survey Methodology 24(2), pp.
/// 193-201, so that a figure of 1 over ten people is not sure to be 1.
///
/// Refuses where nobody's truth is known. O(n log n) time, O(n) memory.
[[nodiscard]] Result<Evaluation> evaluate(std::span<const std::uint32_t> cluster,
                                          std::span<const std::uint32_t> truth);

}  // namespace manumit::link
