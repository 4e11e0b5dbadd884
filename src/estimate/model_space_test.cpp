// SPDX-License-Identifier: Apache-2.0
#include "model_space.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

namespace manumit::estimate {
namespace {

std::size_t how_many(int lists, int max_order) {
  const auto models = all_models(lists, max_order, 100'000);
  return models ? models->size() : 0;
}

/// The plain way: every set of interactions, kept where it is hierarchical.
std::set<std::vector<Term>> by_filtering(int lists, int max_order) {
  const std::vector<Term> all = interactions(lists, max_order);
  std::set<std::vector<Term>> kept;
  for (std::uint32_t chosen = 0; chosen < (1U << all.size()); ++chosen) {
    std::vector<Term> terms;
    for (std::size_t i = 0; i < all.size(); ++i)
      if ((chosen >> i & 1U) != 0)
        terms.push_back(all[i]);
    if (is_hierarchical(terms))
      kept.insert(terms);
  }
  return kept;
}

std::set<std::vector<Term>> as_set(const std::vector<Model>& models) {
  std::set<std::vector<Term>> found;
  for (const Model& model : models)
    found.insert(model.terms);
  return found;
}

}  // namespace

TEST_CASE("all_models: as many as Silverman, Chan and Vincent count") {
  CHECK(how_many(2, 1) == 1);
  CHECK(how_many(3, 2) == 8);
  CHECK(how_many(4, 2) == 64);
  CHECK(how_many(4, 3) == 113);
  CHECK(how_many(5, 2) == 1'024);
  CHECK(how_many(5, 3) == 6'212);
  CHECK(how_many(5, 4) == 6'893);
  CHECK(how_many(6, 2) == 32'768);
}

TEST_CASE("all_models: gives no half of a list where there are too many models") {
  CHECK_FALSE(all_models(6, 3, 100'000));
  CHECK_FALSE(all_models(20, 2, 100'000));
  CHECK_FALSE(all_models(4, 3, 112));
  CHECK(all_models(4, 3, 113));
}

TEST_CASE("all_models: agrees with trying every set of terms") {
  for (const auto& [lists, order] : {std::pair{3, 2}, {3, 3}, {4, 2}, {4, 3}, {4, 4}, {5, 2}}) {
    const auto models = all_models(lists, order, 100'000);
    REQUIRE(models);
    CHECK(as_set(*models) == by_filtering(lists, order));
    CHECK(as_set(*models).size() == models->size());
  }
}

TEST_CASE("all_models: terms stand by size, then as (1,2), (1,3), (2,3)") {
  CHECK(interactions(4, 3) == std::vector<Term>{0b0011, 0b0101, 0b1001, 0b0110, 0b1010, 0b1100,
                                                0b0111, 0b1011, 0b1101, 0b1110});
  const auto models = all_models(4, 3, 1'000);
  REQUIRE(models);
  CHECK(models->front() == Model{4, {}});
  for (const Model& model : *models)
    CHECK(std::is_sorted(model.terms.begin(), model.terms.end(), stands_before));
}

TEST_CASE("neighbours: one term more or one fewer, never one that another needs") {
  // [12,13,23]: 123 may come, each of the pairs may go. 3 lists, order 3.
  CHECK(neighbours({3, {0b011, 0b101, 0b110}}, 3) ==
        std::vector<Model>{{3, {0b101, 0b110}},
                           {3, {0b011, 0b110}},
                           {3, {0b011, 0b101}},
                           {3, {0b011, 0b101, 0b110, 0b111}}});
  // [123]: only 123 itself may go.
  CHECK(neighbours({3, {0b011, 0b101, 0b110, 0b111}}, 3) ==
        std::vector<Model>{{3, {0b011, 0b101, 0b110}}});
}

TEST_CASE("neighbours: reach every model from every other, and only models") {
  const auto models = all_models(4, 3, 1'000);
  REQUIRE(models);
  const auto all = as_set(*models);
  std::set<std::vector<Term>> met{{}};
  std::vector<Model> open{{4, {}}};
  while (!open.empty()) {
    const Model model = open.back();
    open.pop_back();
    for (const Model& next : neighbours(model, 3)) {
      CHECK(all.count(next.terms) == 1);
      const auto back = neighbours(next, 3);
      CHECK(std::find(back.begin(), back.end(), model) != back.end());
      if (met.insert(next.terms).second)
        open.push_back(next);
    }
  }
  CHECK(met == all);
}

TEST_CASE("usual_order and usual_top: as the authors set them") {
  CHECK(usual_order(2) == 1);
  CHECK(usual_order(3) == 2);
  CHECK(usual_order(4) == 3);
  CHECK(usual_order(5) == 3);
  CHECK(usual_order(6) == 2);
  CHECK(usual_order(9) == 2);
  CHECK(usual_top(3) == 0);
  CHECK(usual_top(4) == 20);
  CHECK(usual_top(5) == 100);
  CHECK(usual_top(8) == 100);
}

}  // namespace manumit::estimate
