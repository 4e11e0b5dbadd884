// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <optional>
#include <set>

#include "base/bytes.h"
#include "base/day.h"
#include "base/joined.h"
#include "commands.h"
#include "exchange/export.h"
#include "exchange/gap_evidence.h"
#include "exchange/gap_json.h"
#include "exchange/gap_report.h"
#include "gap/report.h"
#include "gap_source.h"
#include "gap_tables.h"
#include "new_file.h"
#include "opening.h"
#include "printable.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

constexpr Range kYears{.least = 1900, .most = 2100};

/// The place that was asked for, or the only one that there is.
Result<std::string> place_for(const Args& args, const gap::FigureTable& table) {
  if (args.has("country"))
    return args.text("country");
  if (table.figures.empty())
    return fail(Error::Kind::not_found, "there are no figures to set beside each other", table.file,
                "name a CSV file, or bring figures into the vault on the desk");
  std::set<std::string> places;
  for (const gap::Figure& figure : table.figures)
    places.insert(figure.place);
  places.erase("");
  if (places.size() == 1)
    return *places.begin();
  if (places.empty())
    return fail(Error::Kind::bad_input, "no figure says of which place it is", table.file,
                "fill in the column place, such as RUS, or WLD for the world");
  return fail(Error::Kind::bad_input, "the figures are of several places: {0}", table.file,
              "choose one with --country", {joined({places.begin(), places.end()}, ", ")});
}

Result<gap::Definitions> definitions_for(const Args& args) {
  if (!args.has("definitions"))
    return gap::built_in_definitions();
  const std::string path = args.text("definitions");
  return gap::read_definitions(TRY(read_whole_file(path)),
                               std::filesystem::path(path).filename().string());
}

/// What is wrong in the file goes to the person, whatever is printed.
void tell_faults(const gap::FigureTable& table, Console& console) {
  for (const gap::Fault& fault : table.faults)
    console.words << printable(fault.where) << ": " << printable(console.catalogue.of(fault.what))
                  << '\n';
  for (const Sentence& note : table.notes)
    console.words << printable(table.file) << ": " << printable(console.catalogue.of(note)) << '\n';
}

Result<void> run(const Args& args, Console& console) {
  const gap::Definitions definitions = TRY(definitions_for(args));
  if (!args.has("FILE") && !args.has("vault"))
    return fail(Error::Kind::bad_input, "no figures are named", "manumit gap",
                "name a CSV file, or a vault with --vault");
  GapSource source = TRY(gap_source(args, args.text("FILE"), definitions, console));
  gap::FigureTable& table = source.table;
  tell_faults(table, console);
  gap::GapQuestion question;
  question.place = TRY(place_for(args, table));
  if (args.has("estimate"))
    TRY(add_estimate(args.text("estimate"), question.place, table));
  if (args.has("year"))
    question.year = static_cast<int>(args.number("year", 0));
  question.steps = std::move(source.steps);
  if (source.book && question.steps.empty())
    TRY(exchange::add_vault_steps(question, table, *source.book,
                                  day_at(console.surroundings.now_ms())));
  question.laws = TRY(gap_laws(args, table));
  question.fits = exchange::law_fits(question.place);
  std::optional<NewFile> page;  // Found out now whether it can be written.
  if (args.has("report"))
    page.emplace(TRY(NewFile::make(args.text("report"))));
  const gap::GapReport report = TRY(gap::measure_gap(std::move(table), definitions, question));
  if (args.has("json")) {
    JsonWriter json(JsonWriter::Layout::indented);
    json.open();
    exchange::write_gap(json, report);
    json.close();
    console.out << json.view();
  } else if (args.text("report") != "-") {
    print_gap(report, gap_words(console.catalogue, definitions), console.out);
  }
  if (page) {
    const Words other = Words::for_locale(args.text("lang"));
    const Words& chosen = args.has("lang") ? other : console.catalogue;
    const std::string text = exchange::gap_report(report, gap_words(chosen, definitions));
    TRY(page->write(bytes_of(text)));
    if (source.book)
      TRY(source.book->note(exchange::use_of("gap_report", text)));
    TRY(page->finish());
  }
  return {};
}

}  // namespace

const Command kGap{
    .name = "gap",
    .summary = "Set what was estimated beside what the authorities did",
    .about =
        "Reads sourced figures as a CSV file (docs/formats/figures.md) and measures, for one "
        "country, how many are estimated for each one identified, investigated, prosecuted and "
        "convicted, with exact intervals; what was charged as something lesser; trends; and how "
        "much was published at all. A stage without a figure is missing and never zero; figures "
        "that do not agree are kept side by side with the preferred one and why; editions of an "
        "estimate are never drawn as a line. What the measures stand for is data "
        "(definitions/gap). No vault is needed; with one, its figures and the steps of its cases "
        "are taken, as counts alone.",
    .options = {{"country", "CODE", "Which place, as the figures name it: RUS, WLD"},
                {.name = "year",
                 .value = "YEAR",
                 .summary = "The year of the funnel; else the one with most stages",
                 .range = kYears},
                {"estimate", "FILE",
                 "The range of an estimate of your own, from manumit estimate --json"},
                steps_option(),
                laws_option(),
                {"vault", "VAULT",
                 "Take the vault's own figures where no file is named, and the steps of its cases"},
                passphrase_option(),
                {"definitions", "FILE", "What the measures stand for, in place of the built in"},
                {"report", "FILE", "Write the report, one HTML page; - is standard output"},
                {.name = "lang",
                 .value = "CODE",
                 .summary = "The language of the report; else that of the terminal",
                 .choices = {"en", "ru"}},
                {"json", "", "Print JSON (docs/formats/gap-json.md)"}},
    .positionals = {{.name = "FILE", .summary = "The figures, a CSV file", .required = false}},
    .examples = {{"manumit gap figures.csv --country RUS --steps steps.csv --report russia.html",
                  "What was estimated, investigated and judged in Russia"},
                 {"manumit gap figures.csv --country WLD --year 2023",
                  "The world's funnel of 2023"}},
    .run = run};

}  // namespace manumit::cli
