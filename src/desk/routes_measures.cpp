// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "asked.h"
#include "exchange/gap_report.h"
#include "json_measures.h"
#include "reply.h"
#include "routes.h"
#include "vault_gap.h"

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

/// Stops when somebody wants to lock.
Progress until_locked(Workplace& desk, const Progress& progress) {
  return [&desk, progress](std::uint64_t done, std::uint64_t of) {
    return !desk.cabinet.is_locking() && (!progress || progress(done, of));
  };
}

Result<std::string> reckon(Workplace& desk, const casework::Casebook& book, const Asked& asked,
                           const Progress& progress) {
  gap::FigureTable table = completed_figures(book);
  const std::size_t figures = table.figures.size();
  const std::vector<PlaceFigures> places = places_of(table);
  const auto words = gap_words(desk.options, asked.language);
  std::optional<gap::GapReport> report;
  if (!places.empty()) {
    const std::string place = TRY(chosen_place(asked, places));
    const MeasureWish wish{place, asked.year, asked.today};
    report = TRY(measure_vault(book, std::move(table), wish, until_locked(desk, progress)));
  }
  JsonWriter json;
  write_measures(json, figures, places, report, words);
  return std::string(json.view());
}

/// Whoever looks at the page should not wait before a page that does nothing.
bool takes_long(const Call& call) {
  constexpr std::size_t kFiguresAtOnce = 20'000;
  return call.book().case_count() > call.desk.options.read_at_once ||
         call.book().figures()->table.figures.size() > kFiguresAtOnce;
}

Result<JobResult> run(Workplace& desk, const Asked& asked, const Progress& progress) {
  const auto use = desk.cabinet.use();
  if (!use)
    return fail(locked());
  std::string json = TRY(reckon(desk, use->book(), asked, progress));
  return JobResult{.json = std::move(json)};
}

}  // namespace

Result<Response> show(Call& call) {
  const Asked asked = TRY(read_asked(call));
  Workplace& desk = call.desk;
  if (takes_long(call)) {
    const std::string job =
        TRY(desk.jobs.start(JobKind::gap, [&desk, asked](const Progress& progress) {
          return run(desk, asked, progress);
        }));
    return job_begun(job);
  }
  Secret<std::string> json(TRY(reckon(desk, call.book(), asked, {})));
  return Response{.status = 200, .media_type = kJsonType, .body = std::move(json)};
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
  const gap::GapReport report =
      TRY(measure_vault(call.book(), std::move(table), wish, until_locked(call.desk, {})));
  TRY(call.book().note({.kind = casework::UseKind::exported, .form = "gap_report"}));
  Response response{.status = 200,
                    .media_type = "text/html; charset=utf-8",
                    .body = Secret<std::string>(exchange::gap_report(
                        report, gap_words(call.desk.options, asked.language)))};
  response.headers.push_back({"Content-Disposition", "attachment; filename=\"gap-report.html\""});
  return response;
}

}  // namespace manumit::desk::measure_routes
