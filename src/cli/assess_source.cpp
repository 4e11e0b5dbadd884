// SPDX-License-Identifier: Apache-2.0
#include "assess_source.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "exchange/assess_input.h"
#include "exchange/case_file.h"
#include "opening.h"
#include "printable.h"

namespace manumit::cli {
namespace {

namespace files = std::filesystem;
using casework::Case;
using casework::RecordId;

/// A case and whose case it is, before the laws' view of it is taken.
struct Found {
  Case of;
  RecordId person;
  std::size_t people = 1;
  std::optional<Interval<Day>> facts_at = {};  ///< as the file says
  std::vector<std::string> places = {};        ///< as the file says
};

Result<void> none_wrong(const std::vector<Error>& problems, const std::string& name,
                        Console& console) {
  if (problems.empty())
    return {};
  for (const Error& problem : problems)
    console.words << printable(console.catalogue.of(problem)) << '\n';
  return fail(Error::Kind::bad_input, "faults found in the file: {0}; nothing was assessed", name,
              "mend them and ask again", {std::to_string(problems.size())});
}

Result<Found> with_person(Case of, const Args& args) {
  const std::vector<RecordId> people = casework::affected_people(of);
  const std::size_t wanted = args.number("person", 1);
  if (people.empty())
    return fail(Error::Kind::bad_input, "the case names no affected person", "",
                "record the person with the role of the affected one");
  if (wanted > people.size())
    return fail(Error::Kind::not_found, "affected people in the case: {0}", "--person",
                "give a number from 1 to {0}", {std::to_string(people.size())});
  return Found{std::move(of), people[wanted - 1], people.size()};
}

/// The statements of a case file are numbered as they stand in it.
Result<Found> from_case_file(const files::path& path, const Args& args, Console& console) {
  const std::string bytes = TRY(read_whole_file(path.string()));
  const std::string name = path.filename().string();
  exchange::CaseFile read =
      TRY(exchange::read_case_file(bytes, name, casework::built_in_vocabulary(), [&] {
        RecordId id;
        console.surroundings.random(id.bytes);
        return id;
      }));
  TRY(none_wrong(read.problems, name, console));
  std::vector<casework::Filed> filed(1);
  filed.front().filing = std::move(read.filing);
  Case of = casework::fold(std::move(filed));
  for (std::size_t i = 0; i < of.statements.size(); ++i)
    of.statements[i].id = std::to_string(i + 1);
  return with_person(std::move(of), args);
}

Result<Found> from_folder(const files::path& folder, const Args& args, Console& console) {
  std::vector<files::path> found;
  std::error_code trouble;
  for (const auto& entry : files::directory_iterator(folder, trouble)) {
    if (entry.path().extension() == ".toml")
      found.push_back(entry.path());
  }
  if (trouble)
    return fail(Error::Kind::not_found, "the folder cannot be read", folder.string(),
                "check its name and that you may read it");
  if (found.size() != 1)
    return fail(Error::Kind::bad_input, "the folder holds {0} case files (.toml), not one",
                folder.string(), "name the file itself", {std::to_string(found.size())});
  return from_case_file(found.front(), args, console);
}

Result<Found> from_answers(const files::path& path, Console& console) {
  const std::string bytes = TRY(read_whole_file(path.string()));
  const std::string name = path.filename().string();
  exchange::AssessInput read =
      TRY(exchange::read_assess_input(bytes, name, casework::built_in_vocabulary()));
  TRY(none_wrong(read.problems, name, console));
  return Found{std::move(read.of), read.person, 1, read.facts_at, std::move(read.places)};
}

Result<Found> from_vault(const Args& args, Console& console) {
  const casework::Casebook casebook = TRY(open_cases(args, console));
  const RecordId id = TRY(casebook.find_case(args.text("CASE")));
  return with_person(TRY(casebook.open_case(id)), args);
}

Result<Found> found_by(const Args& args, Console& console) {
  const files::path path = args.text("CASE");
  std::error_code trouble;
  if (files::is_directory(path, trouble))
    return from_folder(path, args, console);
  if (path.extension() == ".toml")
    return from_case_file(path, args, console);
  if (path.extension() == ".json")
    return from_answers(path, console);
  return from_vault(args, console);
}

/// A day, a month or a year, from its first to its last day.
std::optional<Interval<Day>> stretch_of(std::string_view words) {
  constexpr std::size_t kYear = 4, kMonth = 7;
  std::string first(words);
  if (words.size() == kYear)
    first += "-01-01";
  else if (words.size() == kMonth)
    first += "-01";
  const Result<Day> from = day_from_iso(first);
  if (!from)
    return std::nullopt;
  CalendarDate last = calendar_date(*from);
  if (words.size() == kYear)
    last.month = 12;
  if (words.size() == kYear || words.size() == kMonth)
    last.day = days_in_month(last.year, last.month);
  const Result<Day> to = day_of(last);
  return to ? std::optional(Interval<Day>{*from, *to}) : std::nullopt;
}

}  // namespace

Result<Interval<Day>> time_from_words(std::string_view words) {
  const std::size_t stroke = words.find('/');
  const auto first = stretch_of(words.substr(0, stroke));
  const auto second =
      stroke == std::string_view::npos ? first : stretch_of(words.substr(stroke + 1));
  if (!first || !second)
    return fail(Error::Kind::bad_input, "this is no time of the facts", "",
                "write 2015, 2015-06, 2015-06-30, or two of these with a stroke between them");
  if (second->most < first->least)
    return fail(Error::Kind::bad_input, "the time of the facts ends before it begins", "",
                "put the earlier day first");
  return Interval<Day>{first->least, std::max(first->most, second->most)};
}

Result<std::string> country_from_words(std::string_view words) {
  const auto is_capital = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
  if (words.size() != 2 || !std::all_of(words.begin(), words.end(), is_capital))
    return fail(Error::Kind::bad_input, "a country is written as two capital letters, such as KZ");
  return std::string(words);
}

Result<AssessSource> assess_source(const Args& args, Console& console) {
  Found found = TRY(found_by(args, console));
  AssessSource out;
  std::optional<Interval<Day>> at = found.facts_at;
  if (at)
    out.time_by = ToldBy::file;
  if (args.has("date")) {
    at = TRY(time_from_words(args.text("date")));
    out.time_by = ToldBy::option;
  }
  out.legal = casework::evidence_of(found.of, found.person, at);
  if (!at && out.legal.evidence.facts_at)
    out.time_by = ToldBy::statements;
  if (!out.legal.evidence.places.empty())
    out.place_by = ToldBy::statements;
  if (!found.places.empty()) {
    out.legal.evidence.places = std::move(found.places);
    out.place_by = ToldBy::file;
  }
  if (args.has("place")) {
    std::string country = TRY(country_from_words(args.text("place")));
    out.legal.evidence.places = {std::move(country)};
    out.place_by = ToldBy::option;
  }
  out.of = std::move(found.of);
  out.people = found.people;
  return out;
}

}  // namespace manumit::cli
