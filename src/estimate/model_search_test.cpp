// SPDX-License-Identifier: Apache-2.0
#include "model_search.h"

#include <doctest/doctest.h>

#include "expected_figures.h"
#include "model_space.h"
#include "random.h"

namespace manumit::estimate {
namespace {

Ranking all_ranked(const ListTable& table, int max_order, Check check, std::size_t keep,
                   Criterion criterion = Criterion::bic) {
  const std::vector<double> counts = as_real(table.counts());
  const auto family = all_models(table.lists(), max_order, 40'000);
  REQUIRE(family);
  const auto scored = score_all(counts, *family, criterion, check, 2, {});
  REQUIRE(scored);
  Fitter fitter(table.lists());
  return ranked(*scored, counts, fitter, keep);
}

Searched searched(const ListTable& table, const SearchSettings& settings) {
  const auto found = search_models(table, settings, {});
  REQUIRE(found);
  REQUIRE_FALSE(found->ranking.models.empty());
  return *found;
}

double bic_of(const ListTable& table, const Model& model) {
  Fitter fitter(table.lists());
  return fitter.fit(as_real(table.counts()), model).bic;
}

/// People of two kinds on seven lists; the first and the fourth list often share.
ListTable seven_lists() {
  Stream stream(11, "seven lists", 0);
  std::vector<ListTable::Row> rows;
  for (int person = 0; person < 3'000; ++person) {
    const double ease = stream.uniform() < 0.3 ? 2.0 : 0.7;
    History on = 0;
    for (int list = 0; list < 7; ++list) {
      const double again = list == 3 && (on & 1U) != 0 ? 3 : 1;
      if (stream.uniform() < (0.05 + 0.01 * list) * ease * again)
        on |= History{1} << list;
    }
    if (on != 0)
      rows.push_back({on, 1});
  }
  const auto table = ListTable::of({"A", "B", "C", "D", "E", "F", "G"}, rows);
  REQUIRE(table);
  return *table;
}

}  // namespace

TEST_CASE("ranked: checking only what is needed keeps the same models as checking each") {
  for (const std::string data : {"Artificial_3", "Kosovo", "Western"}) {
    const ListTable table = expected::table_of(data);
    const int order = usual_order(table.lists());
    const Ranking each = all_ranked(table, order, Check::each, 30);
    const Ranking needed = all_ranked(table, order, Check::when_needed, 30);
    CHECK(needed.models == each.models);
    CHECK(each.checked == each.fitted);
    CHECK(needed.checked <= each.checked);
  }
}

TEST_CASE("ranked: equally good models stand in the order of their terms, whatever the input's") {
  const ListTable table = expected::table_of("Korea");
  const std::vector<double> counts = as_real(table.counts());
  std::vector<Scored> scored{{{3, {0b110}}, 10 + 1e-9, true},
                             {{3, {0b011}}, 10 + 3e-9, true},
                             {{3, {}}, 10 + 2e-9, true},
                             {{3, {0b101}}, 9, true}};
  Fitter fitter(3);
  const std::vector<Model> wanted{{3, {0b101}}, {3, {}}, {3, {0b011}}, {3, {0b110}}};
  CHECK(ranked(scored, counts, fitter, 0).models == wanted);
  std::reverse(scored.begin(), scored.end());
  CHECK(ranked(scored, counts, fitter, 0).models == wanted);
}

TEST_CASE("search: finds the best of all where all can be tried") {
  for (const std::string data : {"Korea", "Artificial_3", "Kosovo", "Western", "NewOrl_5_v201"}) {
    const ListTable table = expected::table_of(data);
    const int order = usual_order(table.lists());
    for (const Criterion criterion : {Criterion::bic, Criterion::aic}) {
      const Ranking all = all_ranked(table, order, Check::each, 1, criterion);
      const Searched found = searched(table, {.criterion = criterion, .max_order = order});
      CHECK_MESSAGE(found.ranking.models.front() == all.models.front(), data);
      CHECK(found.closed);
      CHECK(found.ranking.fitted <= all.fitted);
    }
  }
}

TEST_CASE("search: a beam of one sticks where a wider one finds the best") {
  const ListTable table = expected::table_of("Western");
  const SearchSettings narrow{.criterion = Criterion::aic, .max_order = 3, .beam = 1};
  CHECK(written(searched(table, narrow).ranking.models.front()) != "[145,13,23,24]");
}

TEST_CASE("search: no model lies below the bound it states, and the bound is worth stating") {
  for (const std::string data : {"Kosovo", "Western", "NewOrl_5_v201"}) {
    const ListTable table = expected::table_of(data);
    const Searched found = searched(table, {.max_order = 2});
    REQUIRE(found.no_score_below);
    const Ranking all = all_ranked(table, 2, Check::each, 1);
    CHECK(*found.no_score_below <= bic_of(table, all.models.front()));
    CHECK(*found.no_score_below > bic_of(table, all.models.front()) - 40);
  }
}

TEST_CASE("search: over seven lists it says how far it looked, the same for any threads") {
  const ListTable table = seven_lists();
  const Searched one = searched(table, {.beam = 8, .keep = 10});
  CHECK(one.closed);
  CHECK(one.ranking.models.size() == 10);
  CHECK(one.ranking.fitted < 2'097'152);  // 2 to the 21: all models of order 2.
  const Searched two = searched(table, {.beam = 8, .keep = 10, .threads = 2});
  CHECK(two.ranking.models == one.ranking.models);
  CHECK(two.ranking.fitted == one.ranking.fitted);
  const Term first_and_fourth = 0b0001001;
  const std::vector<Term>& best = one.ranking.models.front().terms;
  CHECK(std::find(best.begin(), best.end(), first_and_fourth) != best.end());
  // No model one term away is better.
  for (const Model& near : neighbours(one.ranking.models.front(), 2))
    CHECK(bic_of(table, near) >= bic_of(table, one.ranking.models.front()));
}

TEST_CASE("search: a wider beam never ends with a worse model") {
  const ListTable table = seven_lists();
  double best = std::numeric_limits<double>::infinity();
  for (const std::uint32_t beam : {1U, 4U, 16U}) {
    const Searched found = searched(table, {.beam = beam});
    const double bic = bic_of(table, found.ranking.models.front());
    CHECK(bic <= best + kSameScore);
    best = bic;
  }
}

TEST_CASE("search: when its work is spent it ends and says that it did not look everywhere") {
  const Searched found = searched(seven_lists(), {.most_work = 1'000'000});
  CHECK_FALSE(found.closed);
}

TEST_CASE("search: ends when a person asks to stop") {
  CHECK_FALSE(search_models(expected::table_of("Western"), {},
                            [](std::uint64_t, std::uint64_t) { return false; }));
}

}  // namespace manumit::estimate
