// SPDX-License-Identifier: Apache-2.0
// The board of one case under all built-in laws, its questions, and a whole vault valued again,
// beside an evaluator that does the same the plain way.
//
//   manumit_bench_law CASES
//
// Prints one line of JSON for each measurement.
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <vector>

#include "base/check.h"
#include "casework/vocabulary.h"
#include "law/assess.h"
#include "law/definition_gap.h"
#include "law/library.h"
#include "law/questions.h"
#include "measure.h"
#include "naive_law.h"

namespace manumit::bench {
namespace {

using law::Evidence;
using law::FactKind;
using law::Item;
using law::Library;

constexpr int kRuns = 7;
constexpr std::size_t kStatements =
    40;  // As many as a good interview and the weeks after it leave.
constexpr std::size_t kNaiveCases = 100;

FactKind kind_of(casework::FactKind kind) {
  switch (kind) {
    case casework::FactKind::yes_no:
      return FactKind::yes_no;
    case casework::FactKind::code:
      return FactKind::code;
    case casework::FactKind::codes:
      return FactKind::codes;
    case casework::FactKind::country:
      return FactKind::country;
    case casework::FactKind::countries:
      return FactKind::countries;
    case casework::FactKind::number:
      return FactKind::number;
    case casework::FactKind::money:
      return FactKind::money;
    default:
      return FactKind::other;
  }
}

law::FactTable facts() {
  law::FactTable out;
  out.age_fact = "person.birth_date";
  const casework::Vocabulary& vocabulary = casework::built_in_vocabulary();
  for (const casework::Fact& fact : vocabulary.facts()) {
    law::FactRow row{fact.id, kind_of(fact.kind), std::string(name_of(fact.about))};
    if (const casework::CodeList* list = vocabulary.code_list(fact.code_list))
      for (const casework::Code& code : list->codes)
        row.codes.push_back(code.id);
    out.rows.push_back(std::move(row));
  }
  return out;
}

/// Statements about facts that the laws name: two yes for each no, and some that nobody answered.
/// The same seed gives the same case; nobody in it exists.
Evidence invented(const Library& library, const std::vector<std::uint32_t>& named,
                  std::uint64_t number) {
  std::mt19937_64 random(number);
  const auto below = [&](std::size_t end) { return static_cast<std::size_t>(random() % end); };
  Evidence out;
  for (std::uint32_t i = 0; i < kStatements; ++i) {
    Item item{.fact = named[below(named.size())], .subject = static_cast<std::uint32_t>(below(4))};
    item.statement = i;
    const std::size_t die = below(10);
    item.state = die < 5 ? law::State::yes : die < 8 ? law::State::no : law::State::not_asked;
    const law::FactRow& row = library.facts().rows[item.fact];
    if (!row.codes.empty())
      item.codes = {static_cast<law::CodeNumber>(below(row.codes.size()))};
    item.number = static_cast<double>(below(20));
    out.items.push_back(std::move(item));
  }
  const Day from = Day{14610} + static_cast<std::int32_t>(below(5000));  // From 2010 on.
  out.facts_at = Interval<Day>{from, from + 300};
  constexpr std::array<const char*, 5> kPlaces = {"RU", "KZ", "UZ", "UA", "GB"};
  out.places = {kPlaces[below(kPlaces.size())]};
  if (below(2) == 0)
    out.ages.push_back({.years = {15, 19}});
  return out;
}

std::vector<std::uint32_t> facts_named(const Library& library) {
  std::vector<std::uint32_t> out;
  for (const law::Instrument& law : library.instruments())
    for (const law::Element& element : law.elements)
      for (const std::string& id : element.facts)
        out.push_back(*library.facts().place_of(id));
  return out;
}

void measure(std::string_view what, std::uint64_t amount, const std::function<void()>& work) {
  std::vector<Taken> runs;
  for (int run = 0; run < kRuns; ++run)
    runs.push_back(timed(work));
  tell(what, amount, runs);
}

/// The fast way and the plain way must say the same of every case and every law.
void check_against_naive(const Library& library, const std::vector<Evidence>& cases,
                         const law::Verdicts& fast) {
  for (std::size_t i = 0; i < cases.size() && i < kNaiveCases; ++i)
    for (std::size_t j = 0; j < library.instruments().size(); ++j)
      if (fast.at(i, j).status != law::Status::not_applicable)
        MANUMIT_CHECK(fast.at(i, j) == naive_verdict(library, j, cases[i]));
}

void board(const Library& library, const Evidence& one) {
  std::vector<law::Settling> settlings;
  for (const law::Finding& finding : law::assess(library, one))
    if (finding.verdict.status == law::Status::unknown)
      settlings.push_back(law::shortest_questions(library, finding.instrument, one));
  static_cast<void>(law::rank_questions(library, one, settlings));
}

void measure_all(std::size_t count) {
  const std::vector<law::DefinitionFile> files = law::built_in_definitions();
  const Library library = must(Library::read(files, facts()));
  const std::size_t laws = library.instruments().size();
  measure("law: read all definitions", files.size(),
          [&] { static_cast<void>(must(Library::read(files, facts()))); });

  const std::vector<std::uint32_t> named = facts_named(library);
  std::vector<Evidence> cases;
  for (std::uint64_t i = 0; i < count; ++i)
    cases.push_back(invented(library, named, i));
  check_against_naive(library, cases, law::verdicts(library, cases));

  measure("law: findings of one case", laws,
          [&] { static_cast<void>(law::assess(library, cases[0])); });
  measure("law: findings of one case, naive", laws, [&] {
    for (std::size_t j = 0; j < laws; ++j)
      static_cast<void>(naive_verdict(library, j, cases[0]));
  });
  measure("law: board of one case", laws, [&] { board(library, cases[0]); });
  std::size_t next = 0;
  measure("law: boards of a hundred cases", 100, [&] {
    for (std::size_t i = 0; i < 100; ++i)
      board(library, cases[next++ % cases.size()]);
  });
  measure("law: verdicts of all cases", count,
          [&] { static_cast<void>(law::verdicts(library, cases)); });
  measure("law: verdicts of a hundred cases, naive", kNaiveCases, [&] {
    for (std::size_t i = 0; i < kNaiveCases && i < cases.size(); ++i)
      for (std::size_t j = 0; j < laws; ++j)
        static_cast<void>(naive_verdict(library, j, cases[i]));
  });
  measure("law: definition gap of all cases", count,
          [&] { static_cast<void>(must(law::definition_gap(library, cases, "un.palermo.2000"))); });
}

}  // namespace
}  // namespace manumit::bench

int main(int count, char** words) {
  const long cases = count == 2 ? std::atol(words[1]) : 0;
  if (cases < 1) {
    std::fprintf(stderr, "usage: manumit_bench_law CASES\n");
    return 2;
  }
  manumit::bench::measure_all(static_cast<std::size_t>(cases));
  return 0;
}
