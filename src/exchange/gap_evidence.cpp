// SPDX-License-Identifier: Apache-2.0
#include "gap_evidence.h"

#include <algorithm>
#include <map>
#include <utility>

#include "casework/legal_evidence.h"
#include "exchange/countries.h"
#include "law/coverage.h"
#include "law/library.h"

namespace manumit::exchange {
namespace {

constexpr std::string_view kWorld = "WLD";

/// "RU" → "RUS", for the places that the figures name.
std::map<std::string, std::string, std::less<>> places_of(const gap::FigureTable& table) {
  std::map<std::string, std::string, std::less<>> places;
  for (const gap::Figure& figure : table.figures) {
    if (const auto code = country_code(figure.place))
      places.emplace(std::string(*code), figure.place);
  }
  return places;
}

gap::LawDate law_date(const std::string& law, std::string event, std::optional<Day> from,
                      std::optional<Day> to) {
  gap::LawDate date;
  date.law = law;
  date.event = std::move(event);
  date.open = !to;
  date.period.days = Interval<Day>{*from, to.value_or(kLastDay)};
  return date;
}

/// Acts, means, purposes, child, consent, debt bondage: whether the law has it at all, be it wider
/// or narrower.
bool has_it(const law::Cell& cell) {
  const law::Mark first = cell.marks.front();
  return first == law::Mark::same || first == law::Mark::wider || first == law::Mark::narrower;
}

}  // namespace

std::vector<gap::LawDate> law_dates(const gap::FigureTable& table) {
  const auto places = places_of(table);
  std::vector<gap::LawDate> dates;
  for (const law::Instrument& instrument : casework::built_in_law().instruments()) {
    if (instrument.from)
      dates.push_back(law_date(instrument.id, "in_force", instrument.from, instrument.to));
    for (const law::Party& party : instrument.parties) {
      const auto place = places.find(party.country);
      if (!party.from || place == places.end())
        continue;
      dates.push_back(law_date(instrument.id, "binds", party.from, party.to));
      dates.back().place = place->second;
    }
  }
  return dates;
}

std::vector<gap::LawFit> law_fits(const std::string& place) {
  std::vector<gap::LawFit> fits;
  const auto code = country_code(place);
  if (!code)
    return fits;
  const law::Library& library = casework::built_in_law();
  for (const law::CoverageRow& row : law::coverage(library)) {
    const law::Instrument& instrument = library.instruments()[row.instrument];
    const auto& places = instrument.places;
    if (instrument.to || std::find(places.begin(), places.end(), *code) == places.end())
      continue;
    const auto has = std::count_if(row.cells.begin(), row.cells.end(), has_it);
    fits.push_back({.law = instrument.name(),
                    .place = place,
                    .present = static_cast<double>(has),
                    .of = static_cast<double>(row.cells.size())});
  }
  return fits;
}

gap::FigureTable vault_figures(const casework::Casebook& book) {
  gap::FigureTable table = book.figures()->table;
  table.file = "figures.csv";
  return table;
}

std::vector<gap::Step> steps_of_place(const casework::AllAuthorities& all,
                                      const std::string& place) {
  if (place.empty() || place == kWorld)
    return casework::gap_steps(all);
  const auto country = country_code(place);
  return country ? casework::gap_steps(all, *country) : std::vector<gap::Step>();
}

Result<void> add_vault_steps(gap::GapQuestion& question, gap::FigureTable& table,
                             const casework::Casebook& book, Day today, const Progress& progress) {
  const auto all = TRY(casework::authorities_of_all(book, today, progress));
  question.steps = steps_of_place(all, question.place);
  question.charges_known = false;  // The vocabulary has no such step.
  const auto nowhere = std::count_if(
      all.cases.begin(), all.cases.end(),
      [](const casework::StepsOfCase& one) { return !one.steps.empty() && one.countries.empty(); });
  if (nowhere > 0 && question.place != kWorld)
    table.notes.push_back(
        {"the steps of {0} cases are left out: in which country they happened is "
         "not recorded",
         {std::to_string(nowhere)}});
  return {};
}

EstimateWords with_definitions(EstimateWords words, const gap::Definitions& definitions) {
  if (words.language != "ru")
    return words;
  words.sentence = [plain = std::move(words.sentence), &definitions](const std::string& english) {
    std::string said = plain(english);
    return said == english ? definitions.in_russian(english) : said;
  };
  return words;
}

}  // namespace manumit::exchange
