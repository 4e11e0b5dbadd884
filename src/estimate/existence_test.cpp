// SPDX-License-Identifier: Apache-2.0
#include "existence.h"

#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "expected_figures.h"
#include "loglinear.h"
#include "random.h"

using namespace manumit::estimate;

namespace {

int main_effects_code(const std::vector<double>& counts, int lists) {
  Fitter fitter(lists);
  return fitter.existence_code(counts, main_effects_of(lists));
}

// All eight hierarchical models of three lists.
std::vector<Model> models_of_three() {
  constexpr Term kPairs[] = {3, 5, 6};
  std::vector<Model> out;
  for (unsigned chosen = 0; chosen < 8; ++chosen) {
    std::vector<Term> terms;
    for (unsigned pair = 0; pair < 3; ++pair)
      if ((chosen >> pair & 1U) != 0)
        terms.push_back(kPairs[pair]);
    out.push_back(hierarchical(3, terms));
  }
  return out;
}

// What the code means, looked for by trying every direction with steps of -2 … 2 for each term: one
// that changes no cell is unidentified; one that changes no cell with people, and lowers some empty
// cell and raises none, leads to infinity.
int code_by_search(const std::vector<History>& cells, const std::vector<bool>& positive,
                   const std::vector<Term>& terms) {
  bool endless = false, unidentified = false;
  std::vector<int> step(terms.size(), -2);
  while (true) {
    bool moves = false, falls = false, changes_people = false, rises = false;
    for (const int each : step)
      moves |= each != 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      int change = 0;
      for (std::size_t j = 0; j < terms.size(); ++j)
        change += (terms[j] & ~cells[i]) == 0 ? step[j] : 0;
      changes_people |= positive[i] && change != 0;
      falls |= !positive[i] && change < 0;
      rises |= !positive[i] && change > 0;
    }
    if (moves && !changes_people && !rises) {
      endless |= falls;
      unidentified |= !falls;
    }
    std::size_t place = 0;
    while (place < step.size() && ++step[place] > 2)
      step[place++] = -2;
    if (place == step.size())
      return (endless ? 1 : 0) + (unidentified ? 2 : 0);
  }
}

// The cells and terms that the extended estimate keeps, by the words of notes 4.2.
int code_of_pattern(History with_people, const Model& model) {
  const History histories = History{1} << model.lists;
  const auto seen = [&](Term term) {
    for (History cell = 1; cell < histories; ++cell)
      if ((with_people >> cell & 1U) != 0 && (term & ~cell) == 0)
        return true;
    return false;
  };
  std::vector<Term> all = {0};
  for (int list = 0; list < model.lists; ++list)
    all.push_back(Term{1} << list);
  all.insert(all.end(), model.terms.begin(), model.terms.end());
  std::vector<Term> terms;
  std::vector<History> cells;
  std::vector<bool> positive;
  for (const Term term : all)
    if (seen(term))
      terms.push_back(term);
  for (History cell = 1; cell < histories; ++cell) {
    bool kept = true;
    for (const Term term : all)
      kept &= seen(term) || (term & ~cell) != 0;
    if (!kept)
      continue;
    cells.push_back(cell);
    positive.push_back((with_people >> cell & 1U) != 0);
  }
  return code_by_search(cells, positive, terms);
}

// The engine's code of a table with people where the bits of the pattern are.
int code_of_table(Fitter& fitter, History with_people, const Model& model) {
  std::vector<double> counts(std::size_t{1} << model.lists, 0.0);
  for (History cell = 1; cell < counts.size(); ++cell)
    counts[cell] = (with_people >> cell & 1U) != 0 ? 1.0 + cell : 0.0;
  return fitter.existence_code(counts, model);
}

}  // namespace

TEST_CASE("existence_code: three lists that share nobody set no upper bound") {
  // Notes 2.5: 10, 8 and 6 people; an unchecked fit "converges" to about 1.3e12.
  CHECK(main_effects_code({0, 10, 8, 0, 6, 0, 0, 0}, 3) == 1);
  Fitter fitter(3);
  const Fit unchecked =
      fitter.fit_unchecked(std::vector<double>{0, 10, 8, 0, 6, 0, 0, 0}, main_effects_of(3));
  CHECK(unchecked.n_hat > 1e11);
  CHECK(std::isinf(
      fitter.fit(std::vector<double>{0, 10, 8, 0, 6, 0, 0, 0}, main_effects_of(3)).n_hat));
}

TEST_CASE("existence_code: one pair that shares three people is enough") {
  CHECK(main_effects_code({0, 10, 8, 3, 6, 0, 0, 0}, 3) == 0);
  CHECK(main_effects_code({0, 10, 8, 0, 6, 3, 0, 0}, 3) == 0);
}

TEST_CASE("existence_code: nobody on any list is no table that tells terms apart") {
  CHECK(main_effects_code({0, 0, 0, 0, 0, 0, 0, 0}, 3) == 2);
}

TEST_CASE("existence_code: the people of one list, seen by the others, have the published codes") {
  for (const expected::Row& row : expected::rows_of("internal_consistency")) {
    if (row.quantity != "existence_code_main_effects")
      continue;
    const ListTable table = expected::table_of(row.data_set);
    const auto conditioned =
        table.only_on(expected::list_named(table, *expected::option_of(row, "condition_on")));
    REQUIRE(conditioned.table);
    // Lists that then hold nobody are left out; one that holds everybody is what the code is about.
    ListTable rest = *conditioned.table;
    for (int list = rest.lists(); list-- > 0;)
      if (rest.on_all(History{1} << list) == 0)
        rest = rest.without(list);
    expected::check(row, main_effects_code(as_real(rest.counts()), rest.lists()));
  }
}

TEST_CASE("existence_code: agrees with a search of all directions, for every pattern and model") {
  Fitter fitter(3);
  int faults = 0;
  for (History pattern = 2; pattern < 256; pattern += 2)
    for (const Model& model : models_of_three())
      faults += code_of_table(fitter, pattern, model) != code_of_pattern(pattern, model);
  CHECK(faults == 0);
}

TEST_CASE("existence_code: agrees with a search of all directions over four lists too") {
  Fitter fitter(4);
  Stream chance(1, "existence", 4);
  int faults = 0;
  std::set<int> codes;
  for (int table = 0; table < 60; ++table) {
    // Few cells with people, as on sparse lists: that is where codes differ. Nobody at all has a
    // test of its own.
    History with_people = 1U << 3U;
    for (History cell = 1; cell < 16; ++cell)
      with_people |= chance.uniform() < 0.15 + 0.05 * (table % 5) ? History{1} << cell : 0;
    std::vector<Model> models = {main_effects_of(4), hierarchical(4, std::vector<Term>{0b0011})};
    if (table % 9 == 0)
      models.push_back(hierarchical(4, std::vector<Term>{0b0011, 0b0101, 0b0110}));
    for (const Model& model : models) {
      const int code = code_of_pattern(with_people, model);
      codes.insert(code);
      faults += code_of_table(fitter, with_people, model) != code;
    }
  }
  CHECK(faults == 0);
  CHECK(codes == std::set<int>{0, 1, 3});
}

TEST_CASE("nonnegative_residual: what cannot be reached stays, what can is reached") {
  // (1, 1) of (1, 0) and (0, 1) is reached; (-1, 1) leaves the -1; of (1, 1) alone, (2, 0) leaves
  // (1, -1), whose length is the root of 2.
  CHECK(nonnegative_residual({{1, 0}, {0, 1}}, {1, 1}) == doctest::Approx(0));
  CHECK(nonnegative_residual({{1, 0}, {0, 1}}, {-1, 1}) == doctest::Approx(1));
  CHECK(nonnegative_residual({{1, 1}}, {2, 0}) == doctest::Approx(std::sqrt(2.0)));
  // A first column that helps most and must leave again: (1, 3) from (0.9, 1), (0, 1), (-1, 8).
  CHECK(nonnegative_residual({{0.9, 1}, {0, 1}, {-1, 8}}, {1, 3}) == doctest::Approx(0));
}
