// SPDX-License-Identifier: Apache-2.0
#include "model_search.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "methods.h"
#include "model_space.h"

namespace manumit::estimate {
namespace {

// Silverman, Chan and Vincent's search ends after so many moves (notes 4.5).
constexpr int kMostMoves = 20;

/// All interactions up to the order, without one pair and whatever contains it (0: with all).
Model family_without(int lists, int max_order, Term pair) {
  Model model{lists, {}};
  for (const Term term : interactions(lists, max_order))
    if (pair == 0 || (term & pair) != pair)
      model.terms.push_back(term);
  return model;
}

class Search {
 public:
  Search(const ListTable& table, const SearchSettings& settings, const Progress& progress)
      : settings_(settings),
        progress_(progress),
        lists_(table.lists()),
        counts_(as_real(table.counts())),
        people_(static_cast<double>(table.people())),
        fitter_(table.lists()) {}

  Result<Searched> run() {
    for (const Model& start : starts())
      TRY(downhill(start));
    Searched found;
    while (work_ < settings_.most_work && !found.closed)
      found.closed = TRY(widen());
    if (full_is_cheap())
      found.no_score_below = bound();
    found.ranking = ranked(std::move(met_), counts_, fitter_, settings_.keep);
    return found;
  }

 private:
  std::vector<Model> starts() {
    std::vector<Model> found{main_effects_of(lists_),
                             walk_forward(fitter_, counts_, lists_, settings_.threshold).model};
    if (full_is_cheap())
      found.push_back(family_without(lists_, 2, 0));
    return found;
  }

  /// Over eleven lists and more, fitting all terms without each pair in turn, as the bound and the
  /// way down from all pairs need, would take most of the work there is.
  [[nodiscard]] bool full_is_cheap() const {
    constexpr std::uint64_t kShare = 5;
    const std::uint64_t pairs = interactions(lists_, 2).size();
    const Model full = family_without(lists_, settings_.max_order, 0);
    return work_of(full) * (pairs + 1) <= settings_.most_work / kShare;
  }

  /// What a fit costs, about: each of some ten rounds solves cells × parameters² by QR.
  [[nodiscard]] std::uint64_t work_of(const Model& model) const {
    constexpr std::uint64_t kRounds = 10;
    const std::uint64_t parameters = model.terms.size() + static_cast<std::uint64_t>(lists_) + 1;
    return kRounds * counts_.size() * parameters * parameters;
  }

  /// Fits those not met before. The order of `met_` is that of meeting.
  Result<void> meet(const std::vector<Model>& models) {
    std::vector<Model> fresh;
    for (const Model& model : models)
      if (known_.insert(model.terms).second) {
        fresh.push_back(model);
        work_ += work_of(model);
      }
    if (progress_ && !progress_(work_, settings_.most_work))
      return fail(stopped());
    std::vector<Scored> scored = TRY(score_all(counts_, std::move(fresh), settings_.criterion,
                                               Check::when_needed, settings_.threads, {}));
    std::move(scored.begin(), scored.end(), std::back_inserter(met_));
    return {};
  }

  [[nodiscard]] bool admissible(Scored& one) {
    if (!std::isfinite(one.score))
      return false;
    if (!one.admissible)
      one.admissible = fitter_.existence_code(counts_, one.model) == 0;
    return *one.admissible;
  }

  Result<void> downhill(Model model) {
    TRY(meet({model}));
    double score = score_at(model);
    for (int move = 0; move < kMostMoves && work_ < settings_.most_work; ++move) {
      const std::vector<Model> around = neighbours(model, settings_.max_order);
      TRY(meet(around));
      if (!step(around, model, score))
        break;
    }
    return {};
  }

  /// To the best admissible neighbour that is better; false where there is none.
  bool step(const std::vector<Model>& around, Model& model, double& score) {
    const std::set<std::vector<Term>> near = terms_of(around);
    sort_by_score(met_);
    for (Scored& one : met_) {
      if (!(one.score < score - kSameScore))
        return false;
      if (near.count(one.model.terms) != 0 && admissible(one)) {
        model = one.model;
        score = one.score;
        return true;
      }
    }
    return false;
  }

  static std::set<std::vector<Term>> terms_of(const std::vector<Model>& models) {
    std::set<std::vector<Term>> found;
    for (const Model& model : models)
      found.insert(model.terms);
    return found;
  }

  /// Where a search starts from a model without an estimate, every admissible neighbour is better.
  double score_at(const Model& model) {
    for (Scored& one : met_)
      if (one.model == model && admissible(one))
        return one.score;
    return std::numeric_limits<double>::infinity();
  }

  /// Looks at the neighbours of the best that were not yet left; true when there are no such.
  Result<bool> widen() {
    sort_by_score(met_);
    std::vector<Model> around;
    std::size_t best = 0;
    bool closed = true;
    for (Scored& one : met_) {
      if (best == settings_.beam)
        break;
      if (!admissible(one))
        continue;
      ++best;
      if (!left_.insert(one.model.terms).second)
        continue;
      closed = false;
      for (Model& next : neighbours(one.model, settings_.max_order))
        around.push_back(std::move(next));
    }
    TRY(meet(around));
    return closed;
  }

  std::optional<double> misfit(Term without) {
    const Model most = family_without(lists_, settings_.max_order, without);
    return least_misfit_of(fitter_.fit_unchecked(counts_, most));
  }

  /// A model without some pair fits no better than all terms that do without it, and one that has
  /// the pair pays for it. So with the pairs ordered by how badly they are missed, a model has the
  /// first i of them and pays for those, and misses the next.
  std::optional<double> bound() {
    const double price = settings_.criterion == Criterion::bic ? std::log(people_) : 2.0;
    const auto all = misfit(0);
    if (!all)
      return std::nullopt;
    std::vector<double> missed{*all};
    for (const Term pair : interactions(lists_, std::min(2, settings_.max_order))) {
      const auto without = misfit(pair);
      if (!without)
        return std::nullopt;
      missed.push_back(std::max(*without, *all));
    }
    std::sort(missed.begin(), missed.end(), std::greater<>());
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < missed.size(); ++i)
      least = std::min(least, price * static_cast<double>(i) + missed[i]);
    return least + price * (lists_ + 1);
  }

  const SearchSettings& settings_;
  const Progress& progress_;
  int lists_;
  std::vector<double> counts_;
  double people_;
  Fitter fitter_;
  std::vector<Scored> met_;
  std::set<std::vector<Term>> known_;
  std::set<std::vector<Term>> left_;
  std::uint64_t work_ = 0;
};

}  // namespace

Result<Searched> search_models(const ListTable& table, const SearchSettings& settings,
                               const Progress& progress) {
  return Search(table, settings, progress).run();
}

}  // namespace manumit::estimate
