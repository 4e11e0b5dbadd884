// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

#include "loglinear.h"
#include "poisson_tail.h"

namespace manumit::estimate {

namespace {

constexpr double kAnyP = 2;  // Above every p.

struct Candidate {
  Term pair = 0;
  double p = 1;
  double rank = 1;  // p, to as many digits as rounding leaves alone.
  double expected = 0;
};

// Equal p must be equal on every machine, so that the order of columns decides and not the last
// bit.
double without_last_digits(double p) {
  constexpr int kBits = 34;  // Ten digits.
  int exponent = 0;
  const double part = std::frexp(p, &exponent);
  return std::ldexp(std::round(std::ldexp(part, kBits)), exponent - kBits);
}

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
    // rises for ever is open to them too. Where a fit did not come to rest nothing is known of what
    // the next term would have to explain.
    while (walk_.fit.existence_code == 0 && walk_.fit.converged) {
      rank_candidates();
      const std::optional<Candidate> next = first_possible(threshold_);
      if (!next) {
        tell_stop();
        break;
      }
      enter(*next);
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
          add_candidate(pair, expected[pair]);
      }
    std::stable_sort(candidates_.begin(), candidates_.end(),
                     [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
  }

  void add_candidate(Term pair, double expected) {
    const double p = smaller_poisson_tail(seen_[pair], expected);
    candidates_.push_back({pair, p, without_last_digits(p), expected});
  }

  // The first below `bound` whose enlarged model has an estimate. One without counts as p = 1, so
  // only those below the bound need to be looked at.
  [[nodiscard]] std::optional<Candidate> first_possible(double bound) {
    for (const Candidate& candidate : candidates_) {
      if (!(candidate.p < bound))
        return std::nullopt;
      if (fitter_.existence_code(counts_, enlarged(candidate.pair)) == 0)
        return candidate;
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
    if (const std::optional<Candidate> best = first_possible(kAnyP))
      tell(*best, false);
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
