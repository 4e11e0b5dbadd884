// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "answer.h"
#include "footing.h"
#include "settings.h"

namespace manumit::estimate {

/// What is said first of a table whose methods and diagnostics are all there.
///
/// Leads with the range over the methods that can be defended, says which gives which end, and what
/// no method can know. Never one number alone where there are two, and never "the number of
/// victims": it is an estimate of people, seen and unseen, under stated assumptions.
[[nodiscard]] Summary summary_of(const TableAnswer& answer, const Footing& footing,
                                 const Settings& settings);

/// A method's figure where it counts, with the 95 % interval that stands for it.
struct Figure {
  Method method = Method::stepwise;
  double n_hat = 0;
  std::optional<Limits> limits_95 = {};
  bool is_twin = false;  ///< Of a figure before it: one method under two names.
};
/// Over three lists, and over six and more, the best pairwise model is the best model: then `bic`
/// is a twin of `bic_order2`.
[[nodiscard]] bool is_twin(const TableAnswer& answer, Method method);
/// The figures of one table that count (`is_counted`), in the order of the methods.
[[nodiscard]] std::vector<Figure> figures_of(const TableAnswer& answer, const Settings& settings);

/// How many were seen; in several draws of the linkage they need not be equally many.
struct Seen {
  std::uint64_t least = 0;
  std::uint64_t most = 0;
};
/// Makes the summary lead with the range over these figures: its ends and outer ends, what is
/// counted, whether the methods disagree, and the sentences at the head. What led before gives way.
void lead_with(const std::vector<Figure>& figures, const Seen& seen, Summary& summary);

/// Whether a figure belongs to the range (notes §5, methods_disagree). AIC runs away on sparse
/// tables, lower bounds are no estimates, and a named model was somebody's choice: shown, not
/// counted. Chapman's figure counts where there are two lists and nothing else.
[[nodiscard]] bool is_counted(const MethodResult& result, int lists, const Settings& settings);

/// The sentences at the head of a summary whose range is filled in (statements.cpp): two, or one
/// where nothing counts.
[[nodiscard]] std::vector<Sentence> leading_sentences(const std::vector<Figure>& figures,
                                                      const Seen& seen, const Summary& summary);
/// The first where nothing counts and somebody named a model that has a figure.
[[nodiscard]] Sentence lead_of_named(const Figure& named, const Seen& seen);
/// Those that follow them, the most important first.
[[nodiscard]] std::vector<Sentence> statements_of(const TableAnswer& answer,
                                                  const Summary& summary);

/// What is taken for granted: by everything, and by each method counted (assumptions.cpp).
[[nodiscard]] std::vector<Sentence> assumptions_of(const std::vector<Method>& counted,
                                                   const Settings& settings);

/// The interval that `shown_95` names; none where there is none.
[[nodiscard]] std::optional<Limits> limits_95(const Intervals& intervals);

/// People on the lists that took part: without those on lists left out alone.
[[nodiscard]] std::uint64_t took_part(const TableAnswer& answer);

/// The result of a method, or none when it was not run.
[[nodiscard]] const MethodResult* result_of(const TableAnswer& answer, Method method);

}  // namespace manumit::estimate
