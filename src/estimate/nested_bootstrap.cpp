// SPDX-License-Identifier: Apache-2.0
#include "nested_bootstrap.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "base/parallel.h"
#include "model_ranking.h"
#include "model_space.h"
#include "watch.h"

namespace manumit::estimate {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
// The largest models are dear to fit; they are worth it where so many times more may be passed
// over.
constexpr std::size_t kWorthTheLargest = 16;
// Resamples that one piece of work draws; it keeps the existence codes it has met.
constexpr std::size_t kPiece = 25;

/// All terms that some model has, in the order of models.
std::vector<Term> terms_of_any(std::span<const Model> models) {
  std::vector<Term> terms;
  for (const Model& model : models)
    terms.insert(terms.end(), model.terms.begin(), model.terms.end());
  std::sort(terms.begin(), terms.end(), stands_before);
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

std::uint64_t as_bits(const Model& model, const std::vector<Term>& all) {
  std::uint64_t bits = 0;
  for (const Term term : model.terms) {
    const auto place = std::find(all.begin(), all.end(), term);
    bits |= std::uint64_t{1} << (place - all.begin());
  }
  return bits;
}

/// All terms but one and those that need it; with 0 all of them.
Model all_without(int lists, const std::vector<Term>& all, Term left_out) {
  Model model{lists, {}};
  for (const Term term : all)
    if (left_out == 0 || (term & left_out) != left_out)
      model.terms.push_back(term);
  return model;
}

std::size_t pieces_of(std::size_t count) {
  return (count + kPiece - 1) / kPiece;
}

double people_in(std::span<const double> counts) {
  return std::accumulate(counts.begin() + 1, counts.end(), 0.0);
}

}  // namespace

NestedChoice::NestedChoice(std::span<const Model> models, std::span<const std::size_t> sizes,
                           bool fit_each)
    : models_(models), sizes_(sizes.begin(), sizes.end()), fitter_(models.front().lists) {
  const int lists = models.front().lists;
  const std::vector<Term> all = terms_of_any(models);
  bounded_ = !fit_each && all.size() <= 64;
  if (!bounded_)
    return;
  for (const Model& model : models)
    terms_.push_back(as_bits(model, all));
  if (models.size() < kWorthTheLargest * (all.size() + 1))
    return;
  largest_.push_back(all_without(lists, all, 0));
  for (const Term term : all)
    largest_.push_back(all_without(lists, all, term));
  for (const Model& model : largest_)
    largest_terms_.push_back(as_bits(model, all));
}

double NestedChoice::least_misfit(std::uint64_t terms) const {
  double least = -kInfinite;
  for (const Known& larger : known_)
    if ((terms & ~larger.terms) == 0)
      least = std::max(least, larger.misfit);
  return least;
}

Fit NestedChoice::fit(std::span<const double> counts, const Model& model, std::uint64_t terms) {
  ++fits_;
  Fit fit = fitter_.fit_unchecked(counts, model);
  if (const auto misfit = bounded_ ? least_misfit_of(fit) : std::nullopt)
    known_.push_back({terms, *misfit});
  return fit;
}

void NestedChoice::fit_the_largest(std::span<const double> counts) {
  for (std::size_t i = 0; i < largest_.size(); ++i)
    static_cast<void>(fit(counts, largest_[i], largest_terms_[i]));
}

void NestedChoice::choose(std::span<const double> counts, std::span<double> n_hats) {
  const double price = std::log(people_in(counts));
  double best = kInfinite, n_hat = kInfinite;
  known_.clear();
  fit_the_largest(counts);
  std::size_t next = 0;
  for (std::size_t i = 0; i < sizes_.back(); ++i) {
    const Model& model = models_[i];
    const double parameters = static_cast<double>(model.terms.size()) + model.lists + 1;
    const std::uint64_t terms = bounded_ ? terms_[i] : 0;
    if (!bounded_ || least_misfit(terms) + price * parameters < best - kSameScore) {
      const Fit found = fit(counts, model, terms);
      if (score_of(found, Criterion::bic) < best - kSameScore &&
          fitter_.existence_code(counts, model) == 0) {
        best = found.bic;
        n_hat = found.n_hat;
      }
    }
    while (next < sizes_.size() && sizes_[next] == i + 1)
      n_hats[next++] = n_hat;
  }
}

std::vector<std::size_t> nested_sizes(std::size_t models) {
  constexpr std::size_t kEach = 25;
  std::vector<std::size_t> sizes;
  if (models <= kEach) {
    sizes.resize(models);
    std::iota(sizes.begin(), sizes.end(), std::size_t{1});
    return sizes;
  }
  for (std::size_t ten = 1; ten < models; ten *= 10)
    for (const std::size_t times : {std::size_t{1}, std::size_t{2}, std::size_t{5}})
      if (ten * times < models)
        sizes.push_back(ten * times);
  sizes.push_back(models);
  return sizes;
}

namespace {

/// Estimates by draw and size, in one block of memory.
struct Estimates {
  std::size_t sizes = 0;
  std::vector<double> values;
  [[nodiscard]] std::span<double> row(std::size_t draw) {
    return std::span(values).subspan(draw * sizes, sizes);
  }
  [[nodiscard]] std::vector<double> column(std::size_t size) const {
    std::vector<double> column;
    for (std::size_t at = size; at < values.size(); at += sizes)
      column.push_back(values[at]);
    return column;
  }
};

/// Does `one(choice, i, row i)` for each i, some at a time, so that a piece keeps what it learned.
template <typename One>
Result<Estimates> each_chosen(std::span<const Model> ranked, const std::vector<std::size_t>& sizes,
                              std::size_t count, unsigned threads, Watch& watch, const One& one) {
  Estimates found{sizes.size(), std::vector<double>(count * sizes.size())};
  TRY(parallel_for(pieces_of(count), threads, [&](std::size_t piece) -> Result<void> {
    NestedChoice choice(ranked, sizes);
    const std::size_t to = std::min((piece + 1) * kPiece, count);
    for (std::size_t i = piece * kPiece; i < to; ++i)
      one(choice, i, found.row(i));
    return watch.tick();
  }));
  return found;
}

std::vector<MethodResult::LeftOut> left_out(const ListTable& table, const Estimates& estimates,
                                            std::size_t size) {
  std::vector<MethodResult::LeftOut> each;
  const std::vector<History> cells = cells_with_people(table);
  for (std::size_t i = 0; i < cells.size(); ++i)
    each.push_back({estimates.values[i * estimates.sizes + size], table.counts()[cells[i]]});
  return each;
}

}  // namespace

Result<NestedBootstrap> bootstrap_nested(const ListTable& table, std::span<const Model> ranked,
                                         double n_hat, std::uint32_t replicates, std::uint64_t seed,
                                         std::string_view purpose, unsigned threads,
                                         const Progress& progress) {
  NestedBootstrap found{.sizes = nested_sizes(ranked.size()), .resampled = {}};
  const std::vector<History> cells = cells_with_people(table);
  Watch watch(progress, pieces_of(replicates) + pieces_of(cells.size()));
  const Estimates less =
      TRY(each_chosen(ranked, found.sizes, cells.size(), threads, watch,
                      [&](NestedChoice& choice, std::size_t i, std::span<double> into) {
                        std::vector<double> counts = as_real(table.counts());
                        counts[cells[i]] -= 1;
                        choice.choose(counts, into);
                      }));
  const Estimates drawn =
      TRY(each_chosen(ranked, found.sizes, replicates, threads, watch,
                      [&](NestedChoice& choice, std::size_t b, std::span<double> into) {
                        std::vector<double> counts;
                        draw_again(table, seed, purpose, b, counts);
                        choice.choose(counts, into);
                      }));
  for (std::size_t i = 0; i < found.sizes.size(); ++i) {
    std::vector<MethodResult::LeftOut> jackknife = left_out(table, less, i);
    Resampled one = summed_up(drawn.column(i), n_hat, acceleration_of(jackknife));
    one.jackknife = std::move(jackknife);
    found.resampled.push_back(std::move(one));
  }
  return found;
}

}  // namespace manumit::estimate
