// SPDX-License-Identifier: Apache-2.0
#include "vault_gap.h"

#include <algorithm>
#include <map>
#include <utility>

#include "exchange/gap_evidence.h"
#include "gap/definitions.h"

namespace manumit::desk {

gap::FigureTable completed_figures(const casework::Casebook& book) {
  gap::FigureTable table = exchange::vault_figures(book);
  gap::complete(table, gap::built_in_definitions());
  return table;
}

exchange::EstimateWords gap_words(const DeskOptions& options, std::string_view language) {
  return exchange::with_definitions(options.words(language), gap::built_in_definitions());
}

std::vector<PlaceFigures> places_of(const gap::FigureTable& table) {
  std::map<std::string, std::size_t> counts;
  for (const gap::Figure& figure : table.figures) {
    if (!figure.place.empty())
      ++counts[figure.place];
  }
  std::vector<PlaceFigures> places;
  for (const auto& [place, figures] : counts)
    places.push_back({place, figures});
  std::stable_sort(places.begin(), places.end(),
                   [](const auto& a, const auto& b) { return a.figures > b.figures; });
  return places;
}

Result<gap::GapReport> measure_vault(const casework::Casebook& book, gap::FigureTable table,
                                     const MeasureWish& wish, const Progress& progress) {
  gap::GapQuestion question;
  question.place = wish.place;
  question.year = wish.year;
  TRY(exchange::add_vault_steps(question, table, book, wish.today, progress));
  question.laws = exchange::law_dates(table);
  question.fits = exchange::law_fits(wish.place);
  return gap::measure_gap(std::move(table), gap::built_in_definitions(), question);
}

}  // namespace manumit::desk
