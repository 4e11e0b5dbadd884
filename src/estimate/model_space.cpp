// SPDX-License-Identifier: Apache-2.0
#include "model_space.h"

#include <algorithm>
#include <bit>

namespace manumit::estimate {
namespace {

/// All subsets of the term with one list fewer are among the terms, where they are interactions.
bool carried(Term term, std::span<const Term> terms) {
  if (std::popcount(term) <= 2)
    return true;
  for (Term left = term; left != 0; left &= left - 1) {
    const Term part = term & ~(left & (~left + 1));
    if (std::find(terms.begin(), terms.end(), part) == terms.end())
      return false;
  }
  return true;
}

bool is_part_of_another(Term term, std::span<const Term> terms) {
  return std::any_of(terms.begin(), terms.end(),
                     [term](Term other) { return other != term && (term & other) == term; });
}

std::vector<Term> terms_of_order(int lists, int order) {
  std::vector<Term> found;
  for (Term term = 1; term < (Term{1} << lists); ++term)
    if (std::popcount(term) == order)
      found.push_back(term);
  std::sort(found.begin(), found.end(), stands_before);
  return found;
}

/// Grows models order by order: whatever is chosen of one order decides what may be of the next.
class Growth {
 public:
  Growth(int lists, int max_order, std::size_t at_most)
      : lists_(lists), max_order_(max_order), at_most_(at_most) {
    for (int order = 2; order <= max_order; ++order)
      by_order_.push_back(terms_of_order(lists, order));
  }

  bool grow(const std::vector<Term>& terms, int order) {
    std::vector<Term> may;
    if (order <= max_order_)
      std::copy_if(by_order_[static_cast<std::size_t>(order - 2)].begin(),
                   by_order_[static_cast<std::size_t>(order - 2)].end(), std::back_inserter(may),
                   [&terms](Term term) { return carried(term, terms); });
    if (may.empty()) {
      found.push_back({lists_, terms});
      return found.size() <= at_most_;
    }
    if (may.size() >= 64 || (std::uint64_t{1} << may.size()) > at_most_)
      return false;
    for (std::uint64_t chosen = 0; chosen < (std::uint64_t{1} << may.size()); ++chosen)
      if (!grow(with(terms, may, chosen), order + 1))
        return false;
    return true;
  }

  std::vector<Model> found;

 private:
  static std::vector<Term> with(std::vector<Term> terms, const std::vector<Term>& may,
                                std::uint64_t chosen) {
    for (std::size_t i = 0; i < may.size(); ++i)
      if ((chosen >> i & 1) != 0)
        terms.push_back(may[i]);
    return terms;
  }

  int lists_;
  int max_order_;
  std::size_t at_most_;
  std::vector<std::vector<Term>> by_order_;
};

}  // namespace

bool stands_before(Term a, Term b) {
  if (std::popcount(a) != std::popcount(b))
    return std::popcount(a) < std::popcount(b);
  const Term differ = a ^ b;
  return (a & (differ & (~differ + 1))) != 0;  // Whose first list that the other lacks is lower.
}

std::vector<Term> interactions(int lists, int max_order) {
  std::vector<Term> found;
  for (int order = 2; order <= std::min(max_order, lists); ++order)
    for (const Term term : terms_of_order(lists, order))
      found.push_back(term);
  return found;
}

bool is_hierarchical(std::span<const Term> terms) {
  return std::all_of(terms.begin(), terms.end(),
                     [terms](Term term) { return carried(term, terms); });
}

std::optional<std::vector<Model>> all_models(int lists, int max_order, std::size_t at_most) {
  Growth growth(lists, std::min(max_order, lists), at_most);
  if (!growth.grow({}, 2))
    return std::nullopt;
  return std::move(growth.found);
}

std::vector<Model> neighbours(const Model& model, int max_order) {
  std::vector<Model> found;
  for (const Term term : interactions(model.lists, max_order)) {
    const auto place = std::find(model.terms.begin(), model.terms.end(), term);
    Model other = model;
    if (place != model.terms.end()) {
      if (is_part_of_another(term, model.terms))
        continue;
      other.terms.erase(other.terms.begin() + (place - model.terms.begin()));
    } else {
      if (!carried(term, model.terms))
        continue;
      other.terms.insert(
          std::upper_bound(other.terms.begin(), other.terms.end(), term, stands_before), term);
    }
    found.push_back(std::move(other));
  }
  return found;
}

int usual_order(int lists) {
  if (lists <= 3)
    return lists - 1;
  return lists <= 5 ? 3 : 2;
}

std::uint32_t usual_top(int lists) {
  constexpr std::uint32_t kFourLists = 20;
  constexpr std::uint32_t kMoreLists = 100;
  if (lists <= 3)
    return 0;
  return lists == 4 ? kFourLists : kMoreLists;
}

}  // namespace manumit::estimate
