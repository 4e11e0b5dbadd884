// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "loglinear.h"

/// Which hierarchical models there are over some lists. Every one has the intercept and all single
/// lists, so a model is told by its interactions alone.
namespace manumit::estimate {

/// Whether a term stands before another in a model: by size, then as (1,2), (1,3), … (2,3), …
[[nodiscard]] bool stands_before(Term a, Term b);

/// Every interaction of two lists or more, up to `max_order` lists, in the order of models.
[[nodiscard]] std::vector<Term> interactions(int lists, int max_order);

/// Whether every subset (of two lists or more) of each term is a term too.
[[nodiscard]] bool is_hierarchical(std::span<const Term> terms);

/// Every hierarchical model with terms of at most `max_order` lists, main effects first; none when
/// there are more than `at_most`. 3 lists have 8; 4 have 64 of order 2 and 113 of order 3; 5 have
/// 1,024, 6,212 and 6,893 of orders 2, 3 and 4; 6 have 32,768 of order 2, and of order 3 millions.
[[nodiscard]] std::optional<std::vector<Model>> all_models(int lists, int max_order,
                                                           std::size_t at_most);

/// The models one term away: one term more whose subsets are all in, or one fewer that is part of
/// no other term.
[[nodiscard]] std::vector<Model> neighbours(const Model& model, int max_order);

/// Up to which order models are compared when nobody says: 2 lists 1, 3 lists 2, 4 or 5 lists 3,
/// more lists 2 (Silverman, Chan and Vincent 2024, as told in the notes of their package; not
/// checked against the journal).
[[nodiscard]] int usual_order(int lists);

/// How many of the best models compete in each resample when nobody says, of the same source: all
/// (0) for up to 3 lists, 20 for 4, 100 for more.
[[nodiscard]] std::uint32_t usual_top(int lists);

}  // namespace manumit::estimate
