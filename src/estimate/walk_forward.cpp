// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

#include "loglinear.h"
#include "poisson_tail.h"

namespace manumit::estimate {

namespace {

struct Candidate {
  Term pair = 0;
  double p = 1;
  double expected = 0;
};

// Forward stepwise selection: Chan, Silverman and Vincent (2021), Journal of the American
// Statistical Association 116(535), pp. 1297-1306, in the exact form of notes 4.3.
class Walker {
 public:
  Walker(Fitter& fitter, std::span<const double> counts, int lists, double threshold,
         const std::vector<std::string>* names)
      : fitter_(fitter),
        counts_(counts),
        seen_(on_all_of_each(counts)),
        threshold_(threshold),
        names_(names) {
    walk_.model = main_effects_of(lists);
  }

  Walk walk() {
    walk_.fit = fitter_.fit_in_full(counts_, walk_.model, fitted_);
    // A start that has no estimate gives none to any larger model: the way on which its likelihood
    // rises for ever is open to them too.
    while (walk_.fit.existence_code == 0) {
      rank_candidates();
      const std::optional<std::size_t> next = first_possible(0);
      if (!next || !(candidates_[*next].p < threshold_)) {
        tell_stop();
        break;
      }
      enter(candidates_[*next]);
    }
    return std::move(walk_);
  }

 private:
  // Candidates by how surprising their overlap is; ties in the order (1,2), (1,3), …
  void rank_candidates() {
    const std::vector<double> expected = on_all_of_each(fitted_);
    candidates_.clear();
    for (int i = 0; i < walk_.model.lists; ++i)
      for (int j = i + 1; j < walk_.model.lists; ++j) {
        const Term pair = Term{1} << i | Term{1} << j;
        if (std::find(walk_.model.terms.begin(), walk_.model.terms.end(), pair) ==
            walk_.model.terms.end())
          candidates_.push_back(
              {pair, smaller_poisson_tail(seen_[pair], expected[pair]), expected[pair]});
      }
    std::stable_sort(candidates_.begin(), candidates_.end(),
                     [](const Candidate& a, const Candidate& b) { return a.p < b.p; });
  }

  // The first whose enlarged model has an estimate. One below the threshold without counts as p =
  // 1, so only those below it need to be looked at.
  [[nodiscard]] std::optional<std::size_t> first_possible(std::size_t from, bool all = false) {
    for (std::size_t i = from; i < candidates_.size(); ++i) {
      if (!all && !(candidates_[i].p < threshold_))
        return std::nullopt;
      if (fitter_.existence_code(counts_, enlarged(candidates_[i].pair)) == 0)
        return i;
    }
    return std::nullopt;
  }

  [[nodiscard]] Model enlarged(Term pair) const {
    std::vector<Term> terms = walk_.model.terms;
    terms.push_back(pair);
    return hierarchical(walk_.model.lists, terms);
  }

  void enter(const Candidate& candidate) {
    walk_.model = enlarged(candidate.pair);
    walk_.fit = fitter_.fit_in_full(counts_, walk_.model, fitted_);
    if (names_ != nullptr)
      tell(candidate, true);
  }

  void tell_stop() {
    if (names_ == nullptr)
      return;
    if (const std::optional<std::size_t> best = first_possible(0, true))
      tell(candidates_[*best], false);
  }

  void tell(const Candidate& candidate, bool entered) {
    const Term one[] = {candidate.pair};
    walk_.steps.push_back({.term = term_names(one, *names_).front(),
                           .p = candidate.p,
                           .expected = candidate.expected,
                           .seen = static_cast<std::uint64_t>(std::llround(seen_[candidate.pair])),
                           .entered = entered,
                           .n_hat = walk_.fit.n_hat});
  }

  Fitter& fitter_;
  std::span<const double> counts_;
  std::vector<double> seen_;
  double threshold_;
  const std::vector<std::string>* names_;
  Walk walk_;
  std::vector<double> fitted_;
  std::vector<Candidate> candidates_;
};

}  // namespace

Walk walk_forward(Fitter& fitter, std::span<const double> counts, int lists, double threshold,
                  const std::vector<std::string>* names) {
  return Walker(fitter, counts, lists, threshold, names).walk();
}

}  // namespace manumit::estimate
