// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "asked.h"
#include "exchange/gap_report.h"
#include "json_measures.h"
#include "noted_file.h"
#include "routes.h"
#include "vault_gap.h"
#include "whole_vault.h"

namespace manumit::desk::measure_routes {
namespace {

constexpr std::size_t kFirstYear = 1900;
constexpr std::size_t kLastYear = 2100;

/// What the page asks for; without a place, the one with most figures.
struct Asked {
  std::string place;
  std::optional<int> year;
  Day today;
  std::string language;
};

Result<std::optional<int>> year_asked(const Target& target) {
  if (target.asked("year").empty())
    return std::nullopt;
  const std::size_t year = TRY(number_asked(target, "year", 0));
  if (year < kFirstYear || year > kLastYear)
    return fail(Error::Kind::bad_input, "a year lies between {0} and {1}", "year", "",
                {std::to_string(kFirstYear), std::to_string(kLastYear)});
  return static_cast<int>(year);
}

Result<Asked> read_asked(const Call& call) {
  const std::optional<int> year = TRY(year_asked(call.target));
  const Day today = TRY(today_asked(call));
  return Asked{.place = std::string(call.target.asked("place")),
               .year = year,
               .today = today,
               .language = std::string(language_asked(call.target))};
}

/// The place that was asked for, or the first of those that there are.
Result<std::string> chosen_place(const Asked& asked, const std::vector<PlaceFigures>& places) {
  if (asked.place.empty())
    return places.front().place;
  for (const PlaceFigures& one : places) {
    if (one.place == asked.place)
      return asked.place;
  }
  return fail(Error::Kind::not_found, "the vault has no figures for {0}", "place",
              "choose one of the places that the figures name", {asked.place});
}

Result<Secret<std::string>> reckon(const DeskOptions& options, const casework::Casebook& book,
                                   const Asked& asked, const Progress& progress) {
  gap::FigureTable table = completed_figures(book);
  const std::size_t figures = table.figures.size();
  const std::vector<PlaceFigures> places = places_of(table);
  const auto words = gap_words(options, asked.language);
  std::optional<gap::GapReport> report;
  if (!places.empty()) {
    const std::string place = TRY(chosen_place(asked, places));
    const MeasureWish wish{place, asked.year, asked.today};
    report = TRY(measure_vault(book, std::move(table), wish, progress));
  }
  JsonWriter json;
  write_measures(json, figures, places, report, words);
  return json.take();
}

/// What tells one answer from another.
std::string key_of(const Asked& asked) {
  return asked.place + '|' + std::to_string(asked.year.value_or(0)) + '|' + to_iso(asked.today) +
         '|' + asked.language;
}

/// So many of them take as long as many cases do.
bool are_many(const casework::Figures& figures) {
  constexpr std::size_t kFiguresAtOnce = 20'000;
  return figures.table.figures.size() > kFiguresAtOnce;
}

}  // namespace

Result<Response> show(Call& call) {
  const Asked asked = TRY(read_asked(call));
  const DeskOptions& options = call.desk.options;
  return of_whole_vault(
      call, {.kept = &Workplace::measures,
             .asked = key_of(asked),
             .takes_long = are_many(*call.book().figures()),
             .reckon = [&options, asked](const casework::Casebook& book, const Progress& progress) {
               return reckon(options, book, asked, progress);
             }});
}

Result<Response> report(Call& call) {
  const Asked asked = TRY(read_asked(call));
  gap::FigureTable table = completed_figures(call.book());
  const std::vector<PlaceFigures> places = places_of(table);
  if (places.empty())
    return fail(Error::Kind::not_found, "no figure of the vault says of which place it is", "",
                "bring in figures with a place first");
  const std::string place = TRY(chosen_place(asked, places));
  const MeasureWish wish{place, asked.year, asked.today};
  const Cabinet& cabinet = call.desk.cabinet;
  const auto until_locked = [&](std::uint64_t, std::uint64_t) { return !cabinet.is_locking(); };
  const gap::GapReport report =
      TRY(measure_vault(call.book(), std::move(table), wish, until_locked));
  return noted_file(call, {"gap_report", "gap-report.html", "text/html; charset=utf-8"},
                    exchange::gap_report(report, gap_words(call.desk.options, asked.language)));
}

}  // namespace manumit::desk::measure_routes
